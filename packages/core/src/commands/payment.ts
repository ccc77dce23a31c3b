import type { CommandOf, PaymentOutcome } from '../command.ts';
import { addToTotal, type Draft, findPayment, move, putPayment, record } from '../draft.ts';
import { feesOf, feesOfPayment, listedFees, totalOf } from '../fees.ts';
import { isFrozen } from '../freeze.ts';
import { paymentData, requestPayment, takeFees } from '../funds.ts';
import { formatInstant, HOUR_MS, later } from '../instant.ts';
import { minus, plus } from '../money.ts';
import type { Payment, PaymentFailure } from '../payment-record.ts';
import { isRefusal, refuse } from '../refusal.ts';
import { addSource, updateSource } from '../sources.ts';
import { chargeBonus } from '../transitions/bonus.ts';
import { abandonCharge, returnToPlan } from '../transitions/charge.ts';
import { absorbFailedPayment } from '../transitions/cover-loss.ts';
import { bookLateSuccess, noticeReturnedPayout } from '../transitions/external.ts';
import { completeFunding, fundingBy, raisedBy, startFunding } from '../transitions/funding.ts';
import { canComeBack, renamePayment, schedulePayout } from '../transitions/payout.ts';
import { readReason } from '../transitions/reason.ts';
import {
  completeReversal,
  parkReversal,
  resumeReversal,
  reverseArrived,
  takeFailed,
  takeSentBack,
} from '../transitions/reversal.ts';
import type { CommandRules } from './rules.ts';

// Rules 10 and 27: a payment's outcome is recorded after the command that requested it. Recording the same outcome
// twice changes nothing.

export const settlePayment: CommandRules<'settle_payment'> = {
  run(draft, { paymentId, outcome }) {
    const payment = findPayment(draft.contract, paymentId);
    if (payment === undefined) return refuse('not_found');
    if (payment.status === 'succeeded') {
      if (outcome.status !== 'failed') return undefined;
      if (mayComeBack(draft, payment)) reverse(draft, payment, outcome);
      else if (payment.kind === 'transfer' && payment.outside !== true) noticeReturnedPayout(draft, payment);
      return undefined;
    }
    // A late report of the time before the payment came back.
    if (payment.failure?.reversed === true && payment.status === 'parked') return undefined;
    if (payment.status === 'cancelled' || payment.status === 'failed') {
      if (payment.kind === 'charge' && outcome.status === 'succeeded')
        returnLateCharge(draft, payment, outcome.reference);
      if (payment.status === 'cancelled' && outcome.status === 'succeeded' && isOutgoing(payment))
        bookLateSuccess(draft, payment, outcome.reference ?? payment.reference);
      return undefined;
    }
    recordOutcome(draft, payment, outcome);
    return undefined;
  },
};

export const retryPayment: CommandRules<'retry_payment'> = {
  run(draft, { paymentId, paymentMethod, reason = '' }) {
    const payment = findPayment(draft.contract, paymentId);
    if (payment === undefined) return refuse('not_found');
    const isOperators = draft.by.side === 'operator';
    const refused = isOperators ? readReason(reason) : undefined;
    if (refused !== undefined) return refused;
    const why = isOperators ? { reason } : {};
    if (payment.status === 'parked' && payment.failure?.certain !== true) {
      // It may have succeeded: the payment is looked up and retried with the same key.
      record(draft, 'payment.retried', { ...paymentData(payment), ...why });
      putPayment(draft, { ...payment, status: 'pending', failure: null });
      return undefined;
    }
    // The old payment is closed; the retry is a new payment with its own key.
    putPayment(draft, { ...payment, status: 'cancelled' });
    const method = paymentMethod ?? payment.paymentMethod;
    if (payment.purpose === 'deposit' && payment.milestoneId !== null)
      return startFunding(draft, payment.milestoneId, method);
    if (payment.kind === 'charge') {
      const { milestoneId, amount, bonus: terms = { by: draft.contract.client, note: null } } = payment;
      const charge = chargeBonus(draft, { milestoneId, amount, terms, paymentMethod: method, pointer: '' });
      if (isRefusal(charge)) return charge;
      record(draft, 'payment.retried', { ...paymentData(charge), ...listedFees(feesOfPayment(charge)) });
      return undefined;
    }
    const { kind, purpose, milestoneId, amount, fee, source, borne } = payment;
    const fees = feesOfPayment(payment);
    const same = { kind, purpose, milestoneId, amount, fee, fees, source, borne };
    const again = requestPayment(draft, { ...same, paymentMethod: null });
    renamePayment(draft, payment.id, again.id);
    record(draft, 'payment.retried', { ...paymentData(again), ...why });
    return undefined;
  },
};

export const cancelPayment: CommandRules<'cancel_payment'> = {
  run(draft, { paymentId }) {
    const payment = findPayment(draft.contract, paymentId);
    if (payment === undefined) return refuse('not_found');
    abandonCharge(draft, payment, 'cancelled');
    return undefined;
  },
};

/** Rule 51: a parked payment was settled by other means than the provider. */
export const settleOutside: CommandRules<'settle_outside'> = {
  run(draft, { paymentId, reason, reference }) {
    const payment = findPayment(draft.contract, paymentId);
    if (payment === undefined) return refuse('not_found');
    const refused = readReason(reason);
    if (refused !== undefined) return refused;
    succeed(draft, { ...payment, outside: true }, reference, { outside: true, reason });
    return undefined;
  },
};

function recordOutcome(draft: Draft, payment: Payment, outcome: CommandOf<'settle_payment'>['outcome']): void {
  const reference = ('reference' in outcome ? outcome.reference : null) ?? payment.reference;
  switch (outcome.status) {
    case 'pending':
      if (payment.status === 'pending' && payment.reference === reference && waitsFor(payment, outcome)) return;
      record(draft, 'payment.pending', paymentData(payment));
      putPayment(draft, {
        ...withPendingReason(draft, payment, outcome.reason),
        status: 'pending',
        failure: null,
        clientAction: null,
        actionBy: null,
        reference,
      });
      if (payment.kind === 'reversal') resumeReversal(draft, payment);
      return;
    case 'requires_action': {
      if (payment.status === 'requires_action' && payment.reference === reference) return;
      // Only a charge can be cancelled. A payout or a refund remains owed.
      const leftMs = payment.kind === 'charge' ? draft.contract.policy.actionHours * HOUR_MS : null;
      // A clock that starts during a freeze is stopped with its full length (rule 45).
      const isStopped = leftMs !== null && isFrozen(draft.contract);
      const begun = leftMs === null || isStopped ? null : later(draft.occurredAt, leftMs);
      // A second request for action does not restart the clock.
      const isRunning = payment.status === 'requires_action';
      const actionBy = isRunning ? payment.actionBy : begun;
      record(draft, 'payment.requires_action', {
        ...paymentData(payment),
        actionBy: actionBy === null ? null : formatInstant(actionBy),
      });
      putPayment(draft, {
        ...payment,
        status: 'requires_action',
        failure: null,
        clientAction: outcome.clientAction,
        actionBy,
        ...(isStopped && !isRunning ? { leftMs } : {}),
        reference,
      });
      if (payment.kind === 'reversal') resumeReversal(draft, payment);
      return;
    }
    case 'succeeded':
      succeed(draft, payment, reference);
      return;
    case 'failed': {
      // If it had failed before the chargeback, the chargeback has taken its money.
      if (payment.failure?.certain !== true && absorbFailedPayment(draft, payment)) return;
      const failure = { code: outcome.code, message: outcome.message, certain: true, at: draft.recordedAt };
      if (payment.status === 'parked' && payment.failure?.certain === true) return;
      const settled: Payment = {
        ...payment,
        failure,
        clientAction: null,
        actionBy: null,
        reference,
      };
      // The payer can retry a declined charge. A failed payout or refund needs a person.
      const status = payment.kind === 'charge' ? 'failed' : 'parked';
      record(draft, status === 'failed' ? 'payment.failed' : 'payment.parked', paymentData(payment));
      putPayment(draft, { ...settled, status });
      if (status === 'failed') returnToPlan(draft, payment);
      if (payment.kind === 'transfer') takeFailed(draft, settled);
      if (payment.kind === 'reversal') parkReversal(draft, { ...settled, status });
      return;
    }
    case 'unknown': {
      const failure = { code: outcome.code, message: outcome.message, certain: false, at: draft.recordedAt };
      // A certain failure stays certain, even if a later lookup does not know.
      if (payment.status === 'parked') return;
      record(draft, 'payment.parked', paymentData(payment));
      const parked: Payment = { ...payment, status: 'parked', failure, clientAction: null, actionBy: null };
      putPayment(draft, parked);
      if (payment.kind === 'reversal') parkReversal(draft, parked);
      return;
    }
  }
}

/** Whether the payment waits for the reason that the provider gives. A report without a reason changes none. */
function waitsFor(
  { pendingReason }: Payment,
  { reason = pendingReason?.code }: Extract<PaymentOutcome, { status: 'pending' }>,
): boolean {
  return pendingReason?.code === reason;
}

function withPendingReason(draft: Draft, payment: Payment, code = payment.pendingReason?.code): Payment {
  if (code === undefined || payment.pendingReason?.code === code) return payment;
  return { ...payment, pendingReason: { code, since: draft.recordedAt } };
}

function isOutgoing({ kind }: Payment): boolean {
  return kind === 'transfer' || kind === 'refund';
}

function succeed(
  draft: Draft,
  payment: Payment,
  reference: string | null,
  outside: { readonly outside?: true; readonly reason?: string } = {},
): void {
  record(draft, 'payment.succeeded', { ...paymentData(payment), ...outside });
  const settled: Payment = {
    ...payment,
    status: 'succeeded',
    failure: null,
    clientAction: null,
    actionBy: null,
    reference,
  };
  putPayment(draft, settled);
  switch (payment.purpose) {
    case 'deposit': {
      const funding = fundingBy(draft, payment);
      if (funding !== undefined) completeFunding(draft, funding, funding.reserved, settled);
      const raised = raisedBy(draft, payment);
      if (raised?.pendingIncrease != null) completeFunding(draft, raised, raised.pendingIncrease.reserved, settled);
      return;
    }
    case 'bonus':
      if (payment.kind === 'charge') payBonus(draft, settled);
      else payOutDone(draft, settled);
      return;
    case 'release':
      payOutDone(draft, settled);
      return;
    case 'refund':
    case 'return':
      if (payment.kind === 'reversal') {
        completeReversal(draft, settled);
        return;
      }
      move(draft, 'payable:client', 'processor', plus(payment.amount, payment.fee));
      return;
  }
}

function payOutDone(draft: Draft, transfer: Payment): void {
  const { amount, fee, source } = transfer;
  move(draft, 'payable:freelancer', 'processor', minus(amount, fee));
  if (source === null) return;
  updateSource(draft, source, (from) => ({
    ...from,
    waiting: minus(from.waiting, amount),
    paidOut: plus(from.paidOut, amount),
  }));
  reverseArrived(draft, transfer);
}

function payBonus(draft: Draft, charge: Payment): void {
  const fees = feesOf(draft.contract.policy, 'bonus', 'freelancer', charge.amount);
  const fee = totalOf(fees);
  move(draft, 'processor', 'payable:freelancer', minus(charge.amount, fee));
  takeFees(draft, 'processor', 'freelancer', fees);
  takeFees(draft, 'processor', 'client', feesOfPayment(charge));
  addToTotal(draft, 'bonuses', charge.amount);
  addSource(draft, charge, { [charge.amount === fee ? 'paidOut' : 'waiting']: charge.amount });
  if (charge.bonus !== undefined) {
    const { by, note } = charge.bonus;
    const given = {
      milestoneId: charge.milestoneId,
      paymentId: charge.id,
      amount: charge.amount,
      fee,
      ...listedFees(fees),
      note,
    };
    // The actor is the person who gave the bonus, not the payment provider that confirmed it.
    record(draft, 'bonus.given', given, { side: 'client', ...by });
  }
  const part = { source: charge.id, amount: charge.amount, fee, fees };
  schedulePayout(draft, { milestoneId: charge.milestoneId, purpose: 'bonus', parts: [part] });
}

/** Refunds a charge that succeeded after it was cancelled. It never counts as a deposit. */
function returnLateCharge(draft: Draft, charge: Payment, reference: string | null): void {
  record(draft, 'payment.succeeded', paymentData(charge));
  putPayment(draft, { ...charge, status: 'succeeded', failure: null, reference: reference ?? charge.reference });
  const whole = plus(charge.amount, charge.fee);
  move(draft, 'processor', `unapplied:${charge.id}`, whole);
  move(draft, `unapplied:${charge.id}`, 'payable:client', whole);
  requestPayment(draft, {
    kind: 'refund',
    purpose: 'refund',
    milestoneId: charge.milestoneId,
    amount: charge.amount,
    fee: charge.fee,
    fees: feesOfPayment(charge),
    source: charge.id,
    paymentMethod: null,
  });
}

/** Not a charge, nor a payment that was settled by other means, nor a payout that was partly taken back since. */
function mayComeBack({ contract }: Draft, { id, kind, outside }: Payment): boolean {
  if (kind === 'charge' || kind === 'reversal' || outside === true) return false;
  return canComeBack(contract, id);
}

/**
 * Rule 55: a refund or payout that succeeded and came back is owed again until somebody retries it. It never happens to
 * a charge: if a bank takes a charge back, that is a chargeback.
 */
function reverse(
  draft: Draft,
  payment: Payment,
  { code, message }: Extract<PaymentOutcome, { status: 'failed' }>,
): void {
  const failure: PaymentFailure = { code, message, certain: true, reversed: true, at: draft.recordedAt };
  record(draft, 'payment.reversed', paymentData(payment));
  const parked: Payment = { ...payment, status: 'parked', failure };
  putPayment(draft, parked);
  const [owed, moved] =
    payment.kind === 'transfer'
      ? (['payable:freelancer', minus(payment.amount, payment.fee)] as const)
      : (['payable:client', plus(payment.amount, payment.fee)] as const);
  // Through a separate account, because a movement from the processor directly to a person is a bonus.
  move(draft, 'processor', `reversed:${payment.id}`, moved);
  move(draft, `reversed:${payment.id}`, owed, moved);
  const { kind, source, amount } = payment;
  if (kind === 'transfer' && source !== null)
    updateSource(draft, source, (from) => ({
      ...from,
      waiting: plus(from.waiting, amount),
      paidOut: minus(from.paidOut, amount),
    }));
  takeSentBack(draft, payment);
  absorbFailedPayment(draft, parked);
}
