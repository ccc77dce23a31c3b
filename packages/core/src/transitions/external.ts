import { grossOf, isGivenBack, type ProviderDifference, type ReportedMovement } from '../chargeback.ts';
import type { Milestone } from '../contract.ts';
import { change, type Draft, findPayment, move, putMilestone, putPayment, record } from '../draft.ts';
import { updateSource } from '../funds.ts';
import { escrowOf } from '../ledger.ts';
import { type Amount, downTo, minus, plus, smaller, amount as toAmount, zero } from '../money.ts';
import type { Payment } from '../payment-record.ts';
import { amountStepOf } from '../policy.ts';
import { abandonIncrease } from './charge.ts';
import { endIfEmpty } from './ending.ts';
import { finishMilestone } from './milestone.ts';
import { isTakenBack } from './payout.ts';
import { shrink } from './shrink.ts';
import { addTotals, type Charge, sourceOf, takeFromCharge, weight } from './take.ts';

// Rule 54: money that moved at the provider without Workroom. The part that matches money of the contract is booked;
// the rest waits for the marketplace's staff.

export function isBooked({ contract }: Draft, charge: Charge, reference: string): boolean {
  const isOurs = contract.payments.some((payment) => payment.reference === reference);
  const isKnown = sourceOf(contract, charge)?.external?.includes(reference) === true;
  return isOurs || isKnown || contract.differences.some((each) => each.reference === reference);
}

/** Money that moved; a warning moves none. */
type Moved = ReportedMovement & { readonly kind: Exclude<ReportedMovement['kind'], 'fraud_warning'> };

/** The card network reports a charge as fraud. Nothing happens if the client has the money back already. */
export function recordWarning(draft: Draft, charge: Charge, { reference, kind, at }: ReportedMovement): void {
  if (isGivenBack(draft.contract, charge.id)) return;
  const { currency } = draft.contract;
  const amount = toAmount(grossOf(draft.contract, charge.id));
  const { id: differenceId } = addDifference(draft, charge, { kind, reference, currency, at }, amount);
  record(draft, 'payment.flagged', { paymentId: charge.id, amount, reference, differenceId });
}

export function bookExternal(draft: Draft, charge: Charge, movement: Moved): void {
  const { reference, kind, amount, currency } = movement;
  const matched = currency === draft.contract.currency ? matchedAmount(draft, charge, movement) : zero;
  const rest = minus(amount, matched);
  const difference = rest === zero ? null : addDifference(draft, charge, movement, rest);
  record(draft, 'payment.external', {
    paymentId: charge.id,
    movement: kind,
    amount,
    currency,
    booked: matched,
    reference,
    differenceId: difference?.id ?? null,
  });
  if (sourceOf(draft.contract, charge) !== undefined) {
    updateSource(draft, charge.id, (source) => ({ ...source, external: [...(source.external ?? []), reference] }));
  }
  if (matched === zero) return;
  if (kind === 'refund') bookRefund(draft, charge, matched);
  else if (kind === 'transfer') bookTransfer(draft, charge, matched);
  else owePayoutAgain(draft, movement);
  for (const { id } of draft.contract.milestones) finishEmpty(draft, id);
  shrink(draft);
  endIfEmpty(draft);
}

function matchedAmount(draft: Draft, charge: Charge, { kind, amount, transferId }: Moved): Amount {
  const source = sourceOf(draft.contract, charge);
  switch (kind) {
    case 'refund':
      // Missing money is the marketplace's loss. A late charge has no money that could be matched.
      return source === undefined ? zero : amount;
    case 'chargeback':
      return zero;
    case 'transfer':
      return downTo(amountStepOf(draft.contract.policy), smaller(amount, source?.held ?? zero));
    case 'reversal': {
      const transfer = transferId === null ? undefined : findPayment(draft.contract, transferId);
      // If only a part was taken back, the rest stays paid, and a person must decide.
      const isWhole =
        transfer?.status === 'succeeded' &&
        minus(transfer.amount, transfer.fee) === amount &&
        !isTakenBack(draft.contract, transfer.id);
      return isWhole ? amount : zero;
    }
  }
}

function addDifference(
  draft: Draft,
  charge: Charge,
  { kind, reference, currency, at }: Pick<ProviderDifference, 'kind' | 'reference' | 'currency' | 'at'>,
  amount: Amount,
): ProviderDifference {
  const id = draft.environment.newId('difference');
  const difference: ProviderDifference = {
    id,
    paymentId: charge.id,
    kind,
    reference,
    amount,
    currency,
    at,
    acknowledgedAt: null,
  };
  change(draft, { differences: [...draft.contract.differences, difference] });
  return difference;
}

/** In the order of a chargeback; held or unsent money counts as refunded. */
function bookRefund(draft: Draft, charge: Charge, gross: Amount): void {
  const steps = takeFromCharge(draft, charge, gross, { to: 'payable:client', ownTo: 'external', as: 'refunded' });
  move(draft, 'payable:client', 'external', weight(steps.filter(({ from }) => from !== 'fee' && from !== 'loss')));
  move(draft, 'external', 'processor', gross);
}

/** Held money of the charge counts as released, without a fee, because the marketplace moved exactly this amount. */
function bookTransfer(draft: Draft, charge: Charge, wanted: Amount): void {
  let left = wanted;
  const release = (lots: Milestone['lots'], milestoneId: Milestone['id'] | null) => {
    const lot = lots.find(({ source }) => source === charge.id);
    const part = smaller(left, lot?.amount ?? zero);
    if (part === zero) return null;
    left = minus(left, part);
    move(draft, escrowOf(milestoneId), 'payable:freelancer', part);
    updateSource(draft, charge.id, (source) => ({
      ...source,
      held: minus(source.held, part),
      paidOut: plus(source.paidOut, part),
    }));
    addTotals(draft, { released: part });
    const rest = lots.map((each) => (each === lot ? { ...each, amount: minus(each.amount, part) } : each));
    return { part, lots: rest.filter(({ amount }) => amount > zero) };
  };
  for (const milestone of draft.contract.milestones) {
    const released = release(milestone.lots, milestone.id);
    if (released === null) continue;
    const { funds } = milestone;
    putMilestone(draft, {
      ...milestone,
      lots: released.lots,
      funds: { ...funds, held: minus(funds.held, released.part), released: plus(funds.released, released.part) },
    });
  }
  const carried = release(draft.contract.carried, null);
  if (carried !== null) change(draft, { carried: carried.lots });
  move(draft, 'payable:freelancer', 'external', wanted);
  move(draft, 'external', 'processor', wanted);
}

/** A payout that was taken back is owed again, and waits for somebody to retry or return it. */
function owePayoutAgain(draft: Draft, { transferId }: ReportedMovement): void {
  const transfer = transferId === null ? undefined : findPayment(draft.contract, transferId);
  if (transfer === undefined) return;
  const failure = {
    code: 'reversed_at_provider',
    message: 'The payout was taken back at the payment provider.',
    certain: true,
    reversed: true,
    at: draft.recordedAt,
  } as const;
  putPayment(draft, { ...transfer, status: 'parked', failure });
  const owed = minus(transfer.amount, transfer.fee);
  move(draft, 'processor', `reversed:${transfer.id}`, owed);
  move(draft, `reversed:${transfer.id}`, 'payable:freelancer', owed);
  if (transfer.source === null) return;
  updateSource(draft, transfer.source, (source) => ({
    ...source,
    waiting: plus(source.waiting, transfer.amount),
    paidOut: minus(source.paidOut, transfer.amount),
  }));
}

/**
 * A payout came back from the bank after the marketplace had borne its return: the client has the money already, so that it
 * is owed to nobody here. Staff decide whose it is.
 */
export function noticeReturnedPayout(draft: Draft, transfer: Payment): void {
  const { id, source, amount, fee, reference } = transfer;
  const part = draft.contract.payouts.flatMap(({ parts }) => parts).find(({ payment }) => payment === id);
  if (source === null || part === undefined || part.borne === zero) return;
  const movement = {
    reference: `returned:${reference ?? id}`,
    kind: 'reversal',
    amount: minus(amount, fee),
    currency: draft.contract.currency,
    at: draft.recordedAt,
    transferId: id,
  } as const;
  if (!isBooked(draft, { id: source }, movement.reference)) bookExternal(draft, { id: source }, movement);
}

/** A milestone without held money is paid or refunded. */
function finishEmpty(draft: Draft, id: Milestone['id']): void {
  const milestone = draft.contract.milestones.find((each) => each.id === id);
  if (milestone === undefined || milestone.funds.held > zero) return;
  switch (milestone.state) {
    case 'funded':
    case 'submitted':
    case 'changes_requested':
    case 'refund_requested':
    case 'disputed':
      putMilestone(draft, finishMilestone(draft, abandonIncrease(draft, milestone)));
      return;
    default:
      return;
  }
}

/**
 * A cancelled payout or refund went through after all. No money of the contract covers it, so the marketplace bears it
 * until somebody takes it back at the provider.
 */
export function bookLateSuccess(draft: Draft, payment: Payment, reference: string | null): void {
  if (payment.failure?.code === lateSuccess) return;
  const amount = payment.kind === 'transfer' ? minus(payment.amount, payment.fee) : plus(payment.amount, payment.fee);
  const { currency } = draft.contract;
  const kind = payment.kind === 'transfer' ? 'transfer' : payment.kind === 'refund' ? 'refund' : 'reversal';
  const charge = { id: payment.source ?? payment.id };
  const difference = addDifference(draft, charge, { kind, reference, currency, at: draft.recordedAt }, amount);
  record(draft, 'payment.external', {
    paymentId: charge.id,
    movement: kind,
    amount,
    currency,
    booked: amount,
    reference,
    differenceId: difference.id,
  });
  const message = 'It was cancelled here, and the payment provider carried it out all the same.';
  putPayment(draft, { ...payment, failure: { code: lateSuccess, message, certain: true, at: draft.recordedAt } });
  move(draft, 'loss:marketplace', 'external', amount);
  move(draft, 'external', 'processor', amount);
}

const lateSuccess = 'moved_after_all';
