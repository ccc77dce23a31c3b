import { type Amount, type ContractId, type Instant, type PaymentId, plus, zero } from '@workroom/core';
import type { OperationKind } from '../provider.ts';
import { heldByBanks } from './balance.ts';
import { type SimulatedCharge, type SimulatedState, stateAt } from './record.ts';

/** The amounts that the simulated provider has moved, for comparison with the ledger. */
export interface SimulatedBooks {
  /** Only successful payments. */
  readonly charged: Amount;
  readonly transferred: Amount;
  readonly refunded: Amount;
  /** Reversed transfers. */
  readonly reversed: Amount;
  /** Withdrawn and not reinstated amounts of disputed charges. */
  readonly disputed: Amount;
  /** Every payment, in the order of the charges. */
  readonly operations: readonly SimulatedOperation[];
}

export interface SimulatedOperation {
  readonly key: PaymentId;
  readonly kind: OperationKind;
  readonly contractId: ContractId;
  readonly currency: string;
  readonly amount: Amount;
  readonly status: SimulatedState['status'];
}

export function booksOf(charges: readonly SimulatedCharge[], now: Instant): SimulatedBooks {
  const operations = charges.flatMap((charge) => {
    const { contractId, currency } = charge;
    return [charge, ...charge.draws].map(
      ({ key, kind, amount, state }): SimulatedOperation => ({
        key,
        kind,
        contractId,
        currency,
        amount,
        status: stateAt(state, now).status,
      }),
    );
  });
  const sum = (kind: OperationKind) =>
    operations
      .filter((operation) => operation.kind === kind && operation.status === 'succeeded')
      .reduce<Amount>((total, operation) => plus(total, operation.amount), zero);
  return {
    charged: sum('charge'),
    transferred: sum('transfer'),
    refunded: sum('refund'),
    reversed: sum('reversal'),
    disputed: plus(...charges.map(heldByBanks)),
    operations,
  };
}
