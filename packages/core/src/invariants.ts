import { amountAtProvider } from './amount-at-provider.ts';
import type { Contract, Milestone, Source } from './contract.ts';
import type { Decision } from './draft.ts';
import { feesOfPayment, totalOf } from './fees.ts';
import { sumOf } from './funds.ts';
import type { PaymentId } from './ids.ts';
import { type Account, balances, escrowOf } from './ledger.ts';
import { isFinished, isOccupied } from './milestones.ts';
import { zero } from './money.ts';
import type { Payment, PaymentKind } from './payment-record.ts';
import type { PayoutRecord } from './payout-record.ts';
import { assertHolds } from './refusal.ts';
import { weight } from './transitions/take.ts';

/**
 * Checks the invariants after every decision, in production too. A decision that breaks one is not stored.
 *
 * @throws InvariantBroken with the invariant that does not hold
 */
export function assertInvariants(before: Contract | null, { contract, movements, events, payments }: Decision): void {
  for (const milestone of contract.milestones) assertMilestone(milestone);
  assertHolds(contract.milestones.filter(isOccupied).length <= 1, 'at most one milestone is funded (rule 8)');

  const held = contract.milestones.reduce((sum, milestone) => sum + milestone.funds.held, 0);
  const carried = sumOf(contract.carried);
  const { deposited, released, refunded, chargedBack } = contract.totals;
  assertHolds(
    deposited === released + refunded + chargedBack + carried + held,
    'deposited = released + refunded + chargedBack + carried + held (rule 40)',
  );
  assertHolds(
    contract.sources.reduce((sum, source) => sum + source.held, 0) === held + carried,
    'every held cent comes from a charge',
  );
  for (const source of contract.sources) assertSource(source);
  if (contract.status === 'ended') assertHolds(held + carried === 0, 'an ended contract holds nothing');
  assertHolds(
    contract.refundRequest === null || contract.dispute === null,
    'a refund request that is disputed is not open too',
  );
  assertHolds(clocksAgree(contract), 'the clocks of a frozen contract stand, and no others (rule 45)');
  assertHolds(
    payments.every(({ id, status }) => status !== 'waiting' || mayWait(contract, id)),
    'only a freeze and a security period hold a payment back (rules 45 and 49)',
  );
  assertHolds(contract.seq === (before?.seq ?? 0) + events.length, 'events are numbered without a gap');

  const moved = balances(movements);
  assertLedgerMoved(before, contract, moved);
  assertPaymentsMoved(before, payments, moved, balances(movements.filter(isOutside)));
  assertFreelancerFees(before, contract, moved);
  assertChargebacksMoved(before, contract, moved);
  for (const movement of movements) {
    assertHolds(
      movement.amount > zero && movement.debit !== movement.credit,
      'a movement takes something from one account to another',
    );
  }
}

function mayWait({ freezes, payouts }: Contract, id: PaymentId): boolean {
  const payout = payouts.find(({ parts }) => parts.some(({ payment }) => payment === id));
  return freezes.length > 0 || (payout !== undefined && payout.dueAt !== null);
}

function assertSource({ amount, held, waiting, paidOut, refunded, chargedBack, returned, borne }: Source): void {
  const known = held + waiting + paidOut + refunded + chargedBack;
  assertHolds(amount === known, 'the money of a charge is held, waiting, paid out, refunded or charged back');
  assertHolds(returned <= refunded && borne <= paidOut, 'what came back was refunded, and what was borne was paid out');
}

function assertMilestone(milestone: Milestone): void {
  const { deposited, carriedIn, released, refunded, carriedOut, chargedBack, held } = milestone.funds;
  assertHolds(
    deposited + carriedIn === released + refunded + carriedOut + chargedBack + held,
    'a milestone’s money adds up (rule 40)',
  );
  assertHolds(sumOf(milestone.lots) === held, 'held money keeps the charges it came from');
  const mayHold = isOccupied(milestone) && milestone.state !== 'funding';
  if (mayHold) assertHolds(held > 0, 'a milestone that is funded holds money');
  else assertHolds(held === 0, 'a milestone that is not funded holds nothing');
  if (isFinished(milestone)) assertHolds(milestone.lots.length === 0, 'a finished milestone holds nothing');
}

/** The ledger movements add up to the change of the contract's balances. */
function assertLedgerMoved(before: Contract | null, after: Contract, moved: ReadonlyMap<Account, number>): void {
  // Untouched milestones build no strings, because a contract may have 200 of them.
  const heldBefore = new Map(before?.milestones.map(({ id, funds }) => [id, funds.held]));
  const shown = new Map<Account, number>();
  for (const { id, funds } of after.milestones) {
    const change = funds.held - (heldBefore.get(id) ?? 0);
    if (change !== 0) shown.set(escrowOf(id), change);
  }
  for (const account of new Set([...shown.keys(), ...moved.keys()])) {
    if (!account.startsWith('escrow:') || account === 'escrow:carried') continue;
    const agrees = (moved.get(account) ?? 0) === (shown.get(account) ?? 0);
    assertHolds(agrees, `${account} moves with what is held there`);
  }
  const carriedChange = sumOf(after.carried) - sumOf(before?.carried ?? []);
  assertHolds((moved.get('escrow:carried') ?? 0) === carriedChange, 'escrow:carried moves with the pot');
  for (const [account, change] of moved) {
    if (account.startsWith('unapplied:')) assertHolds(change === 0, 'a late charge goes straight back');
    if (account.startsWith('returned:') || account.startsWith('receivable:'))
      assertHolds(change === 0, 'what comes back from the freelancer goes on to the client (rule 50)');
    if (account.startsWith('reversed:')) assertHolds(change === 0, 'what came back is owed again at once (rule 55)');
  }
}

/** The provider's account moves with successful payments; owed amounts and fees move with requested payments. */
function assertPaymentsMoved(
  before: Contract | null,
  changed: readonly Payment[],
  moved: ReadonlyMap<Account, number>,
  outside: ReadonlyMap<Account, number>,
): void {
  const known = new Map(before?.payments.map((payment) => [payment.id, payment]));
  const change = (kind: PaymentKind, of: (payment: Payment) => number) =>
    changed
      .filter((payment) => payment.kind === kind)
      .reduce((sum, payment) => {
        const was = known.get(payment.id);
        return sum + of(payment) - (was === undefined ? 0 : of(was));
      }, 0);
  const whole = amountAtProvider;
  const owed = (payment: Payment) => (isOwed(payment) ? whole(payment) : 0);
  const done = (payment: Payment) => (payment.status === 'succeeded' ? whole(payment) : 0);
  const doneFee = (payment: Payment) => (payment.status === 'succeeded' ? payment.fee : 0);
  const askedFee = (payment: Payment) => (payment.status === 'cancelled' ? 0 : payment.fee);
  const by = (account: Account) => moved.get(account) ?? 0;
  assertHolds(
    by('payable:freelancer') === change('transfer', owed),
    'what is owed to the freelancer is to be paid out',
  );
  assertHolds(by('payable:client') === change('refund', owed), 'what is owed to the client is to be refunded');
  assertHolds(
    by('processor') - (outside.get('processor') ?? 0) ===
      change('transfer', done) + change('refund', done) - change('charge', done) - change('reversal', done),
    'the provider’s account moves with what it did',
  );
  assertHolds(
    by('fees:client') + by('tax:client') - (outside.get('fees:client') ?? 0) - (outside.get('tax:client') ?? 0) ===
      change('charge', doneFee) - change('refund', askedFee),
    'the client’s fee is kept with a charge and comes back with a refund',
  );
  for (const payment of changed) {
    const { kind, amount, fee } = payment;
    const least = kind === 'transfer' || kind === 'reversal' ? fee : zero;
    assertHolds(amount > least, 'a payment moves something');
    assertHolds(totalOf(feesOfPayment(payment)) === fee, 'the rows of a fee sum to it (rule 57)');
  }
}

/** The freelancer's fee is taken from payouts, and comes back when they are reduced or returned. */
function assertFreelancerFees(before: Contract | null, after: Contract, moved: ReadonlyMap<Account, number>): void {
  const kept = ({ parts }: PayoutRecord) => parts.reduce((sum, { fee, feeReturned }) => sum + fee - feeReturned, 0);
  const keptBefore = new Map(before?.payouts.map((payout) => [payout.id, kept(payout)]));
  const change = after.payouts.reduce((sum, payout) => sum + kept(payout) - (keptBefore.get(payout.id) ?? 0), 0);
  const taken = (moved.get('fees:freelancer') ?? 0) + (moved.get('tax:freelancer') ?? 0);
  assertHolds(taken === change, 'the freelancer’s fee is taken from payouts, and comes back with them');
}

/** Movements without a payment of the contract: by the bank, or in the provider's dashboard. */
function isOutside({ debit, credit }: Decision['movements'][number]): boolean {
  return [debit, credit].some((account) => account === 'external' || account.startsWith('chargeback:'));
}

/** A chargeback's account holds money that was taken for it and not yet withdrawn by the provider. */
function assertChargebacksMoved(before: Contract | null, after: Contract, moved: ReadonlyMap<Account, number>): void {
  const waiting = (contract: Contract | null, charge: string) =>
    (contract?.chargebacks ?? [])
      .filter(({ paymentId }) => paymentId === charge)
      .reduce((sum, { steps, withdrawn, reinstated }) => sum + weight(steps) - withdrawn + reinstated, 0);
  for (const charge of new Set(after.chargebacks.map(({ paymentId }) => paymentId))) {
    const change = waiting(after, charge) - waiting(before, charge);
    assertHolds(
      (moved.get(`chargeback:${charge}`) ?? 0) === change,
      'a chargeback holds what was taken for it (rule 52)',
    );
  }
  assertHolds((moved.get('external') ?? 0) === 0, 'what moved at the provider belongs to somebody (rule 54)');
}

function isOwed({ status }: Payment): boolean {
  return status !== 'succeeded' && status !== 'cancelled';
}

/** Whether the clocks agree with the freezes: either all are stopped, or all run. */
function clocksAgree({ freezes, milestones, refundRequest, dispute, payments }: Contract): boolean {
  const clocks = [
    refundRequest && { at: refundRequest.answerBy, leftMs: refundRequest.leftMs },
    dispute && { at: dispute.decideBy, leftMs: dispute.leftMs },
    ...milestones.map((each) =>
      each.state === 'submitted' ? { at: each.review.endsAt, leftMs: each.review.leftMs } : null,
    ),
    ...payments.map((each) =>
      each.status === 'requires_action' && each.kind === 'charge' ? { at: each.actionBy, leftMs: each.leftMs } : null,
    ),
  ];
  const isStopped = freezes.length > 0;
  return clocks.every(
    (clock) => clock === null || ((clock.at === null) === isStopped && (clock.leftMs !== undefined) === isStopped),
  );
}
