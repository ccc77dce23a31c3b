import type { WireContract } from '@workroom/core/api';
import { isOpenReturn } from './views/payment-progress.ts';

export type ReturnFrom = WireContract['returns'][number]['from'];

/** Released money that can still be returned (rule 50), according to the contract; the server decides. */
export interface Returnable {
  readonly from: ReturnFrom;
  /** In minor units, before the freelancer's fee. */
  readonly most: number;
  readonly milestoneId: string | null;
  readonly paymentId: string | null;
}

/** Milestones first, then carried funds, then bonuses; without empty ones, old ones, and those with an open return. */
export function returnablesOf(contract: WireContract): readonly Returnable[] {
  const { milestones, totals, payments } = contract;
  const ofMilestones = milestones
    .filter((milestone) => !isTooOld(contract, milestone.paidAt))
    .map(({ id, funds }) => returnable(contract, { milestoneId: id }, funds.released));
  const inMilestones = milestones.reduce((sum, { funds }) => sum + funds.released, 0);
  const carried = returnable(contract, { carried: true }, totals.released - inMilestones);
  const bonuses = payments
    .filter(({ kind, purpose, status }) => kind === 'charge' && purpose === 'bonus' && status === 'succeeded')
    .filter(({ createdAt }) => !isTooOld(contract, createdAt))
    .map(({ id, amount }) => bonus(contract, id, amount));
  return [...ofMilestones, carried, ...bonuses].filter(
    ({ from, most }) => most > 0 && !returnsFrom(contract, from).some(isOpenReturn),
  );
}

function bonus(contract: WireContract, paymentId: `pay_${string}`, amount: number): Returnable {
  const cameBack = returnsFrom(contract, { paymentId }).reduce((sum, { returned }) => sum + returned, 0);
  return returnable(contract, { paymentId }, amount - cameBack);
}

function returnable(contract: WireContract, from: ReturnFrom, released: number): Returnable {
  // The freelancer keeps the amount that the marketplace bore, and the client already has it.
  const borne = returnsFrom(contract, from)
    .filter(({ state }) => state === 'borne')
    .reduce((sum, { amount, returned }) => sum + amount - returned, 0);
  const milestoneId = 'milestoneId' in from ? from.milestoneId : null;
  const paymentId = 'paymentId' in from ? from.paymentId : null;
  return { from, most: released - borne, milestoneId, paymentId };
}

function returnsFrom({ returns }: WireContract, from: ReturnFrom): WireContract['returns'] {
  return returns.filter((each) => JSON.stringify(each.from) === JSON.stringify(from));
}

function isTooOld({ policy, now }: WireContract, releasedAt: string | null): boolean {
  if (releasedAt === null) return false;
  return Date.parse(now) - Date.parse(releasedAt) > policy.refundAfterReleaseDays * 86_400_000;
}

/** Whether the returnable money is paid out. */
export function paidOutOf(
  { payouts, payments }: WireContract,
  { milestoneId, paymentId }: Returnable,
): 'none' | 'some' | 'all' {
  const ofBonuses = new Set(payments.filter(({ purpose }) => purpose === 'bonus').map(({ id }) => id));
  const found = payouts.filter(
    (each) =>
      each.status !== 'cancelled' &&
      each.paymentIds.some((id) => ofBonuses.has(id)) === (paymentId !== null) &&
      (paymentId !== null || each.milestoneId === milestoneId),
  );
  const unsent = found.filter(({ status }) => status === 'waiting' || status === 'held').length;
  if (unsent === 0) return 'all';
  return unsent === found.length ? 'none' : 'some';
}
