import { amountAtProvider, type Contract, type Payment, type PaymentId, type Source } from '@workroom/core';
import type { ProviderDispute, ProviderMovement } from '../payments/provider.ts';
import type { DifferenceKind } from './difference.ts';

/** The provider's state of one charge; `null` if it cannot list it. */
export interface ChargeWord {
  readonly movements: readonly ProviderMovement[] | null;
  readonly disputes: readonly ProviderDispute[] | null;
}

export interface ChargeDifference {
  readonly kind: Extract<DifferenceKind, 'moved_outside_workroom' | 'chargeback_differs' | 'left_of_charge_differs'>;
  readonly about: string;
  readonly expected: number;
  readonly found: number;
}

/**
 * Finds movements of a charge at the provider that are not recorded, and compares the amount left with the contract's.
 * Pure.
 *
 * @param confirmed payments whose success the provider has confirmed; others are separate differences
 */
export function compareCharge(
  contract: Contract,
  charge: Payment,
  { movements, disputes }: ChargeWord,
  confirmed: ReadonlySet<PaymentId>,
): readonly ChargeDifference[] {
  return [
    ...(movements === null ? [] : strangers(contract, charge, movements)),
    ...(disputes === null ? [] : disputed(contract, charge, disputes)),
    ...(movements === null ? [] : left(contract, charge, movements, confirmed)),
  ];
}

/** Unrecorded movements that match no payment of the contract (rule 54). */
function strangers(
  contract: Contract,
  charge: Payment,
  movements: readonly ProviderMovement[],
): readonly ChargeDifference[] {
  const recorded = recordedOutside(contract, charge);
  const known = new Set<PaymentId | null>(contract.payments.map(({ id }) => id));
  return movements
    .filter(({ key, reference }) => !known.has(key) && !recorded.has(reference))
    .map(({ kind, reference, amount }) => ({
      kind: 'moved_outside_workroom',
      about: `${kind} ${reference}`,
      expected: 0,
      found: amount,
    }));
}

function recordedOutside({ differences, sources }: Contract, charge: Payment): ReadonlySet<string | null> {
  const source: (Source & { readonly external?: readonly string[] }) | undefined = sources.find(
    ({ payment }) => payment === charge.id,
  );
  return new Set([...(source?.external ?? []), ...differences.map(({ reference }) => reference)]);
}

/** The amounts that banks took of the charge, in the contract and at the provider. An inquiry takes nothing. */
function disputed(
  { chargebacks, differences }: Contract,
  charge: Payment,
  disputes: readonly ProviderDispute[],
): readonly ChargeDifference[] {
  return disputes.flatMap(({ reference, withdrawn, reinstated }): readonly ChargeDifference[] => {
    const here = chargebacks.find((each) => each.paymentId === charge.id && each.reference === reference);
    if (here === undefined && differences.some((each) => each.reference === reference)) return [];
    const expected = here === undefined ? 0 : here.withdrawn - here.reinstated;
    const found = withdrawn - reinstated;
    return expected === found
      ? []
      : [{ kind: 'chargeback_differs', about: `dispute ${reference}`, ...amounts(expected, found) }];
  });
}

/** The charge minus the payments of this contract, according to the contract and to the provider. */
function left(
  contract: Contract,
  charge: Payment,
  movements: readonly ProviderMovement[],
  confirmed: ReadonlySet<PaymentId>,
): readonly ChargeDifference[] {
  const own = contract.payments.filter((payment) => confirmed.has(payment.id) && drawsOn(contract, payment, charge));
  const there = movements.filter(({ key }) => own.some(({ id }) => id === key));
  const whole = amountAtProvider(charge);
  const expected = whole - sum(own.map((payment) => signed(payment.kind, amountAtProvider(payment))));
  const found = whole - sum(there.map(({ kind, amount }) => signed(kind, amount)));
  return expected === found
    ? []
    : [{ kind: 'left_of_charge_differs', about: 'left of the charge', ...amounts(expected, found) }];
}

/** A reversal draws on its transfer. */
function drawsOn({ payments }: Contract, payment: Payment, charge: Payment): boolean {
  if (payment.id === charge.id || payment.source === null) return false;
  if (payment.source === charge.id) return true;
  return payments.some(({ id, source }) => id === payment.source && source === charge.id);
}

function signed(kind: Payment['kind'] | ProviderMovement['kind'], amount: number): number {
  return kind === 'reversal' ? -amount : amount;
}

/** Amounts on the wire are never negative, so both are raised by the same amount. */
function amounts(expected: number, found: number): { readonly expected: number; readonly found: number } {
  const missing = Math.max(0, -expected, -found);
  return { expected: expected + missing, found: found + missing };
}

function sum(all: readonly number[]): number {
  return all.reduce((total, each) => total + each, 0);
}
