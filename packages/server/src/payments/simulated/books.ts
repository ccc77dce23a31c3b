import { type Amount, type ContractId, type Instant, type PaymentId, plus, zero } from '@workroom/core';
import type { OperationKind } from '../provider.ts';
import { heldByBanks } from './balance.ts';
import { type SimulatedCharge, type SimulatedState, stateAt } from './record.ts';

/** What the simulated provider moved by now, for comparison with the ledger. */
export interface SimulatedBooks {
  /** Of succeeded operations only. */
  readonly charged: Amount;
  readonly transferred: Amount;
  readonly refunded: Amount;
  /** Taken back of what was transferred. */
  readonly reversed: Amount;
  /** What banks hold of disputed charges: withdrawn, and not reinstated. */
  readonly disputed: Amount;
  /** Every operation it took, in the order of the charges. */
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
