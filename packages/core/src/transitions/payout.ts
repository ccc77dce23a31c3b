import type { Contract, Milestone } from '../contract.ts';
import { change, type Draft, findMilestone, findPayment, move, putMilestone, putPayment, record } from '../draft.ts';
import { returnFees } from '../fee-movements.ts';
import type { Fee } from '../fee-row.ts';
import { splitFees } from '../fees.ts';
import { isFrozen } from '../freeze.ts';
import type { PaymentId, PayoutId } from '../ids.ts';
import { DAY_MS, formatOrNull, type Instant, later } from '../instant.ts';
import type { Account } from '../ledger.ts';
import { type Amount, minus, plus, share, smaller, zero } from '../money.ts';
import type { Payment } from '../payment-record.ts';
import { feesOfPart, type PayoutPart, type PayoutRecord, payoutAmount, payoutFee } from '../payout-record.ts';
import { amountStepOf } from '../policy.ts';
import { assertHolds } from '../refusal.ts';
import { requestPayment } from '../request-payment.ts';
import { isOpenReturn } from '../return-record.ts';
import { updateSource } from '../sources.ts';

// Rule 49: released money and bonuses are paid out after the security period. Unsent payouts can be held and taken
// back.

/** Most payouts on the contract that are over and cannot be returned; older ones are on the timeline. */
const overKept = 20;

export interface NewPayout extends Pick<PayoutRecord, 'milestoneId' | 'purpose'> {
  readonly parts: readonly Required<Pick<PayoutPart, 'source' | 'amount' | 'fee' | 'fees'>>[];
}

/** Requests the payments of a release or a bonus, at once or after the security period. */
export function schedulePayout(draft: Draft, { milestoneId, purpose, parts }: NewPayout): void {
  const waitMs = (draft.contract.policy.securityDays ?? 0) * DAY_MS;
  const asked = parts.map(({ source, amount, fee, fees }): PayoutPart => {
    const wanted = { kind: 'transfer', purpose, milestoneId, amount, fee, fees, source, paymentMethod: null } as const;
    // A part that its fee takes completely is never sent.
    const payment = amount === fee ? null : requestPayment(draft, wanted, waitMs > 0).id;
    return { source, payment, amount, fee, fees, returned: zero, feeReturned: zero, borne: zero };
  });
  const isSent = asked.some(({ payment }) => payment !== null);
  const waits = waitMs > 0 && isSent;
  const stopped = waits && isFrozen(draft.contract);
  const payout: PayoutRecord = {
    id: draft.environment.newId('payout'),
    milestoneId,
    purpose,
    releasedAt: draft.occurredAt,
    dueAt: waits && !stopped ? later(draft.occurredAt, waitMs) : null,
    ...(stopped ? { leftMs: waitMs } : {}),
    parts: asked,
  };
  change(draft, { payouts: [...kept(draft), payout] });
  if (waits) record(draft, 'payout.scheduled', { ...payoutData(payout), dueAt: formatOrNull(payout.dueAt) });
  if (isSent && isFrozen(draft.contract)) record(draft, 'payout.held', payoutData(payout));
}

function payoutData(payout: PayoutRecord) {
  const { id, milestoneId } = payout;
  return { payoutId: id, milestoneId, amount: payoutAmount(payout), fee: payoutFee(payout) };
}

function kept({ contract, occurredAt }: Draft): readonly PayoutRecord[] {
  const { payouts, payments, policy, returns } = contract;
  const unsettled = new Set(payments.filter(({ status }) => status !== 'succeeded').map(({ id }) => id));
  const returning = new Set(returns.filter(isOpenReturn).flatMap(({ parts }) => parts.map(({ payoutId }) => payoutId)));
  const isOver = (payout: PayoutRecord) =>
    returnableUntil(payout, policy) < occurredAt &&
    !returning.has(payout.id) &&
    payout.parts.every(({ payment }) => payment === null || !unsettled.has(payment));
  const over = payouts.filter(isOver);
  const forgotten = new Set(over.slice(0, Math.max(0, over.length - overKept)));
  return forgotten.size === 0 ? payouts : payouts.filter((payout) => !forgotten.has(payout));
}

/** The time until which a payout can be returned (rule 50). */
export function returnableUntil({ releasedAt }: PayoutRecord, policy: Contract['policy']): Instant {
  return later(releasedAt, (policy.refundAfterReleaseDays ?? 0) * DAY_MS);
}

/** Whether it has unsent payments. */
export function isWaiting({ payments }: Pick<Contract, 'payments'>, { parts }: PayoutRecord): boolean {
  return payments.some(({ id, status }) => status === 'waiting' && parts.some(({ payment }) => payment === id));
}

/** Sends a payout after its security period, or after the freeze that held it. */
export function sendPayout(draft: Draft, payout: PayoutRecord): void {
  record(draft, 'payout.sent', payoutData(payout));
  for (const { payment: id } of payout.parts) {
    const payment = id === null ? undefined : findPayment(draft.contract, id);
    if (payment?.status === 'waiting') putPayment(draft, { ...payment, status: 'pending' });
  }
}

/** Stops the security periods when a contract is frozen, and records held payouts (rule 45). */
export function holdPayouts(draft: Draft): void {
  for (const payout of draft.contract.payouts) {
    if (!isWaiting(draft.contract, payout)) continue;
    const { dueAt } = payout;
    // A payout that is due and unsent has no time left: lifting the freeze sends it.
    const leftMs = dueAt === null ? 0 : Math.max(0, dueAt - draft.occurredAt);
    if (dueAt !== null) putPayout(draft, { ...payout, dueAt: null, leftMs });
    record(draft, 'payout.held', payoutData(payout));
  }
}

/** Restarts the security periods, and sends payouts without remaining time. */
export function resumePayouts(draft: Draft): void {
  for (const payout of draft.contract.payouts) {
    if (!isWaiting(draft.contract, payout)) continue;
    const { leftMs, ...rest } = payout;
    if (leftMs !== undefined) putPayout(draft, { ...rest, dueAt: later(draft.occurredAt, leftMs) });
    if (leftMs === undefined || leftMs === 0) sendPayout(draft, rest);
  }
}

export function putPayout(draft: Draft, payout: PayoutRecord): void {
  change(draft, { payouts: draft.contract.payouts.map((each) => (each.id === payout.id ? payout : each)) });
}

/** The part of a payout that a transfer pays. */
function partOf({ payouts }: Pick<Contract, 'payouts'>, transfer: PaymentId): PayoutPart | undefined {
  return payouts.flatMap(({ parts }) => parts).find(({ payment }) => payment === transfer);
}

/** Whether a part of a transfer was returned since, or will be. */
export function isTakenBack(contract: Contract, transfer: PaymentId): boolean {
  const part = partOf(contract, transfer);
  const isReturning = contract.returns
    .filter(isOpenReturn)
    .some(({ parts }) => parts.some((each) => each.transfer === transfer));
  return isReturning || (part !== undefined && plus(part.returned, part.borne) > zero);
}

/**
 * Whether to accept a report that a bank sent a transfer back. It is ignored if a part was reversed, because then it
 * had arrived, or if the marketplace bore a part. A failed reversal took nothing.
 */
export function canComeBack(contract: Contract, transfer: PaymentId): boolean {
  const part = partOf(contract, transfer);
  if (part !== undefined && plus(part.returned, part.borne) > zero) return false;
  const reversals = contract.payments.filter(({ kind, source }) => kind === 'reversal' && source === transfer);
  return reversals.every(({ status, failure }) => status === 'cancelled' || (status === 'parked' && failure?.certain));
}

/** A payment requested again under another id still belongs to the same payout. */
export function renamePayment(draft: Draft, before: PaymentId, after: PaymentId): void {
  const renamed = <Each extends { readonly payment: PaymentId | null }>(part: Each): Each =>
    part.payment === before ? { ...part, payment: after } : part;
  change(draft, {
    payouts: draft.contract.payouts.map((payout) => ({ ...payout, parts: payout.parts.map(renamed) })),
  });
  stopIfHeld(draft, after);
}

/** A freeze also holds payments that are requested again, although their security period was over (rule 45). */
function stopIfHeld(draft: Draft, transfer: PaymentId): void {
  const payout = draft.contract.payouts.find(({ parts }) => parts.some(({ payment }) => payment === transfer));
  if (payout === undefined || payout.dueAt === null) return;
  if (!isFrozen(draft.contract) || !isWaiting(draft.contract, payout)) return;
  putPayout(draft, { ...payout, dueAt: null, leftMs: Math.max(0, payout.dueAt - draft.occurredAt) });
}

/** Unsent money that was taken out of a payout, with the freelancer's fee in it. */
export interface TakenPart extends Pick<PayoutRecord, 'milestoneId' | 'purpose'> {
  readonly payoutId: PayoutId;
  readonly source: PaymentId;
  readonly amount: Amount;
  /** The fee in `amount`. The rest was owed to the freelancer. */
  readonly fee: Amount;
  /** The rows that sum to `fee`. */
  readonly fees: readonly Fee[];
}

/**
 * Takes unsent money of one charge out of payouts, newest first, each with its fee in proportion, as part of the last
 * recorded event. The rest of a payment gets a new id, because the provider keeps the old id as its idempotency key.
 *
 * Reduces `released` (or `bonuses`) and the charge's waiting amount, and moves the money to `to`. The caller records
 * the new place of the money: on the charge (`refunded`, `chargedBack`), in the totals and on the milestone.
 *
 * @returns the amounts taken: less than `wanted` if less is unsent
 */
export function takeFromPayouts(
  draft: Draft,
  charge: PaymentId,
  wanted: Amount,
  to: (taken: TakenPart) => Account,
): readonly TakenPart[] {
  const taken: TakenPart[] = [];
  let missing = wanted;
  for (const payout of draft.contract.payouts.toReversed()) {
    const part = payout.parts.find(({ source }) => source === charge);
    if (missing === zero || part === undefined || !isUnsentPart(draft, part)) continue;
    const amount = smaller(missing, part.amount);
    taken.push(takeFromPayout(draft, payout, part, amount, to));
    missing = minus(missing, amount);
  }
  return taken;
}

/** The same for one part of one payout, which must be unsent. */
export function takeFromPayout(
  draft: Draft,
  { id: payoutId, milestoneId, purpose }: PayoutRecord,
  part: PayoutPart,
  amount: Amount,
  to: (taken: TakenPart) => Account,
): TakenPart {
  const step = amountStepOf(draft.contract.policy);
  const fee = share(amount, part.fee, part.amount, step);
  const { taken: fees, left } = splitFees(feesOfPart({ purpose }, part), fee, step);
  const rest = { amount: minus(part.amount, amount), fee: minus(part.fee, fee), fees: left };
  const before = part.payment === null ? undefined : findPayment(draft.contract, part.payment);
  const again = before === undefined || rest.amount === rest.fee ? null : askAnew(draft, before, rest);
  if (before !== undefined) putPayment(draft, { ...before, status: 'cancelled' });
  putPart(draft, payoutId, part, { ...part, ...rest, payment: again });
  if (again !== null) stopIfHeld(draft, again);
  // A part that its fee takes completely has nothing to wait for.
  const settled = before !== undefined && again === null ? rest.amount : zero;
  const from = before === undefined ? 'paidOut' : 'waiting';
  updateSource(draft, part.source, (source) => {
    const less = { ...source, [from]: minus(source[from], amount) };
    return { ...less, waiting: minus(less.waiting, settled), paidOut: plus(less.paidOut, settled) };
  });
  lowerReleased(draft, { milestoneId, purpose, amount });
  const taken = { payoutId, milestoneId, purpose, source: part.source, amount, fee, fees };
  move(draft, 'payable:freelancer', to(taken), minus(amount, fee));
  returnFees(draft, to(taken), 'freelancer', fees);
  return taken;
}

/** The rest under a new id, with the status and the reason of the original payment. */
function askAnew(draft: Draft, before: Payment, rest: Pick<Payment, 'amount' | 'fee' | 'fees'>): PaymentId {
  const { kind, purpose, milestoneId, source, status, failure } = before;
  const wanted = { kind, purpose, milestoneId, source, paymentMethod: null, ...rest };
  const again = requestPayment(draft, wanted, status === 'waiting');
  if (status === 'parked') putPayment(draft, { ...again, status, failure });
  return again.id;
}

function putPart(draft: Draft, payoutId: PayoutId, before: PayoutPart, after: PayoutPart): void {
  const payout = draft.contract.payouts.find(({ id }) => id === payoutId);
  assertHolds(payout !== undefined, 'money is taken from a known payout');
  const parts = payout.parts.map((each) => (each.source === before.source ? after : each));
  putPayout(draft, { ...payout, parts: parts.filter(({ amount }) => amount > zero) });
}

/** Reduces the released amount, also of the milestone; bonuses are separate. */
export function lowerReleased(
  draft: Draft,
  { milestoneId, purpose, amount }: Pick<TakenPart, 'milestoneId' | 'purpose' | 'amount'>,
): void {
  const total = purpose === 'bonus' ? 'bonuses' : 'released';
  const { totals } = draft.contract;
  change(draft, { totals: { ...totals, [total]: minus(totals[total], amount) } });
  const milestone = releasedFrom(draft, { milestoneId, purpose });
  if (milestone === undefined) return;
  const { funds } = milestone;
  putMilestone(draft, { ...milestone, funds: { ...funds, released: minus(funds.released, amount) } });
}

/** The milestone of a payout; none for carried funds and bonuses. */
export function releasedFrom(
  draft: Draft,
  { milestoneId, purpose }: Pick<PayoutRecord, 'milestoneId' | 'purpose'>,
): Milestone | undefined {
  return purpose === 'bonus' || milestoneId === null ? undefined : findMilestone(draft.contract, milestoneId);
}

/** Whether no part of it has been sent to the provider or can have arrived. */
export function isUnsentPart(draft: Draft, { payment: id }: PayoutPart): boolean {
  if (id === null) return true;
  const payment = findPayment(draft.contract, id);
  return payment !== undefined && isUnsentPayment(draft, payment);
}

function isUnsentPayment({ unsent, environment }: Draft, { id, status, reference, failure }: Payment): boolean {
  switch (status) {
    case 'waiting':
      return true;
    case 'parked':
      return failure?.certain === true;
    case 'pending':
      // If people make the payments, a payment counts as sent once it was reported.
      return unsent.has(id) || (environment.paymentsAreReported === true && reference === null);
    default:
      return false;
  }
}
