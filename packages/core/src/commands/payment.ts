import type { Contract, Milestone, Payment, PaymentFailure, Side } from '../contract.ts';
import {
  addToTotal,
  type Draft,
  findMilestone,
  findPayment,
  move,
  putMilestone,
  putPayment,
  record,
} from '../draft.ts';
import type { EventData } from '../events.ts';
import { paymentFacts as facts, freelancerFee, requestPayment } from '../funds.ts';
import { formatInstant, HOUR_MS, later } from '../instant.ts';
import { minus, plus } from '../money.ts';
import { ownerOf } from '../payments.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { chargeBonus } from './bonus.ts';
import type { CommandOf, CommandRules, PaymentOutcome } from './command.ts';
import { cannotFund, settleFunding, startFunding } from './fund.ts';
import { increaseAgain, increaseOf, raisedBy } from './increase.ts';
import { withoutState } from './release.ts';

// Rules 10 and 27, and the edges on payments: an operation settles on its own, after the decision
// that asked for it, and telling the same outcome twice changes nothing.

export const settlePayment: CommandRules<'settle_payment'> = {
  run(draft, { paymentId, outcome }) {
    const payment = findPayment(draft.contract, paymentId);
    if (payment === undefined) return refuse('not_found');
    if (payment.status === 'succeeded') {
      if (outcome.status === 'failed' && payment.kind !== 'charge') reverse(draft, payment, outcome);
      return undefined;
    }
    // News of before it came back, told late.
    if (payment.failure?.reversed === true && payment.status === 'parked') return undefined;
    if (payment.status === 'cancelled' || payment.status === 'failed') {
      if (payment.kind === 'charge' && outcome.status === 'succeeded')
        returnLateCharge(draft, payment, outcome.reference);
      return undefined;
    }
    settle(draft, payment, outcome);
    return undefined;
  },
};

export const retryPayment: CommandRules<'retry_payment'> = {
  run(draft, { paymentId, paymentMethod }) {
    const payment = findPayment(draft.contract, paymentId);
    if (payment === undefined) return refuse('not_found');
    const closed = cannotRetry(draft.contract, draft.by.side, payment);
    if (closed !== undefined) return closed;
    if (payment.status === 'parked' && payment.failure?.certain !== true) {
      // It may have happened: the same operation is looked up and tried under the same key.
      record(draft, 'payment.retried', facts(payment));
      putPayment(draft, { ...payment, status: 'pending', failure: null });
      return undefined;
    }
    // The old operation is over; what is tried is a new one, under a key of its own.
    putPayment(draft, { ...payment, status: 'cancelled' });
    const method = paymentMethod ?? payment.paymentMethod;
    if (payment.purpose === 'deposit' && payment.milestoneId !== null)
      return startFunding(draft, payment.milestoneId, method);
    if (payment.kind === 'charge') {
      const { milestoneId, amount, bonus: terms = { by: draft.contract.client, note: null } } = payment;
      const charge = chargeBonus(draft, { milestoneId, amount, terms, paymentMethod: method, pointer: '' });
      if (isRefusal(charge)) return charge;
      record(draft, 'payment.retried', facts(charge));
      return undefined;
    }
    const { kind, purpose, milestoneId, amount, fee, source } = payment;
    const again = requestPayment(draft, { kind, purpose, milestoneId, amount, fee, source, paymentMethod: null });
    record(draft, 'payment.retried', facts(again));
    return undefined;
  },
};

export const cancelPayment: CommandRules<'cancel_payment'> = {
  run(draft, { paymentId }) {
    const payment = findPayment(draft.contract, paymentId);
    if (payment === undefined) return refuse('not_found');
    const closed = cannotCancel(draft.contract, draft.by.side, payment);
    if (closed !== undefined) return closed;
    giveUp(draft, payment, 'cancelled');
    return undefined;
  },
};

/** A declined charge may be tried again by who pays, a payout by who is paid, anything by the marketplace. */
export function cannotRetry(contract: Contract, side: Side, payment: Payment): Refusal | undefined {
  if (side !== 'server' && side !== ownerOf(payment)) return refuse('forbidden_for_role');
  const declined = payment.status === 'failed' && payment.kind === 'charge';
  if (!declined && payment.status !== 'parked') return refuse('payment_not_retryable');
  if (!declined || payment.purpose !== 'deposit') return undefined;
  const milestone = contract.milestones.find((each) => each.id === payment.milestoneId);
  const awaited = milestone !== undefined && (milestone.state === 'planned' || increaseOf(milestone) !== null);
  if (!awaited || contract.status !== 'active') return refuse('payment_not_retryable');
  return cannotFund({ contract, milestone });
}

export function cannotCancel(_contract: Contract, _side: Side, payment: Payment): Refusal | undefined {
  const open = payment.status === 'pending' || payment.status === 'requires_action' || payment.status === 'parked';
  const declinedBonus = payment.status === 'failed' && payment.purpose === 'bonus';
  return payment.kind === 'charge' && (open || declinedBonus) ? undefined : refuse('payment_not_cancellable');
}

/** Ends a charge that nobody waits for any more; should it succeed after all, it is refunded by itself. */
export function giveUp(draft: Draft, payment: Payment, reason: EventData['payment.cancelled']['reason']): void {
  record(draft, 'payment.cancelled', { ...facts(payment), reason });
  putPayment(draft, { ...payment, status: 'cancelled', clientAction: null, actionBy: null });
  planAgain(draft, payment);
}

function settle(draft: Draft, payment: Payment, outcome: CommandOf<'settle_payment'>['outcome']): void {
  const reference = ('reference' in outcome ? outcome.reference : null) ?? payment.reference;
  switch (outcome.status) {
    case 'pending':
      if (payment.status === 'pending' && payment.reference === reference) return;
      record(draft, 'payment.pending', facts(payment));
      putPayment(draft, {
        ...payment,
        status: 'pending',
        failure: null,
        clientAction: null,
        actionBy: null,
        reference,
      });
      return;
    case 'requires_action': {
      if (payment.status === 'requires_action' && payment.reference === reference) return;
      // Only a charge may be given up: what is owed to somebody stays owed however long they take.
      const actionBy =
        payment.kind === 'charge' ? later(draft.occurredAt, draft.contract.policy.actionHours * HOUR_MS) : null;
      record(draft, 'payment.requires_action', {
        ...facts(payment),
        actionBy: actionBy === null ? null : formatInstant(actionBy),
      });
      putPayment(draft, {
        ...payment,
        status: 'requires_action',
        failure: null,
        clientAction: outcome.clientAction,
        actionBy,
        reference,
      });
      return;
    }
    case 'succeeded':
      succeed(draft, payment, reference);
      return;
    case 'failed': {
      const failure = { code: outcome.code, message: outcome.message, certain: true };
      if (payment.status === 'parked' && payment.failure?.certain === true) return;
      const settled = {
        ...payment,
        failure,
        clientAction: null,
        actionBy: null,
        reference,
      };
      // A declined charge is the payer's to try again; a payout or refund that fails needs somebody to look at it.
      const status = payment.kind === 'charge' ? 'failed' : 'parked';
      record(draft, status === 'failed' ? 'payment.failed' : 'payment.parked', facts(payment));
      putPayment(draft, { ...settled, status });
      if (status === 'failed') planAgain(draft, payment);
      return;
    }
    case 'unknown': {
      const failure = { code: outcome.code, message: outcome.message, certain: false };
      // What is parked stays as it was: a failure that is certain does not become uncertain by asking again.
      if (payment.status === 'parked') return;
      record(draft, 'payment.parked', facts(payment));
      putPayment(draft, { ...payment, status: 'parked', failure, clientAction: null, actionBy: null });
      return;
    }
  }
}

function succeed(draft: Draft, payment: Payment, reference: string | null): void {
  record(draft, 'payment.succeeded', facts(payment));
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
      if (funding !== undefined) settleFunding(draft, funding, funding.reserved, settled);
      const raised = raisedBy(draft, payment);
      if (raised?.pendingIncrease != null) settleFunding(draft, raised, raised.pendingIncrease.reserved, settled);
      return;
    }
    case 'bonus':
      if (payment.kind === 'charge') payBonusOn(draft, settled);
      else move(draft, 'payable:freelancer', 'processor', minus(payment.amount, payment.fee));
      return;
    case 'release':
      move(draft, 'payable:freelancer', 'processor', minus(payment.amount, payment.fee));
      return;
    case 'refund':
      move(draft, 'payable:client', 'processor', plus(payment.amount, payment.fee));
      return;
  }
}

function payBonusOn(draft: Draft, charge: Payment): void {
  const fee = freelancerFee(draft, charge.amount);
  move(draft, 'processor', 'payable:freelancer', minus(charge.amount, fee));
  move(draft, 'processor', 'fees:freelancer', fee);
  move(draft, 'processor', 'fees:client', charge.fee);
  addToTotal(draft, 'bonuses', charge.amount);
  if (charge.bonus !== undefined) {
    const { by, note } = charge.bonus;
    const given = { milestoneId: charge.milestoneId, paymentId: charge.id, amount: charge.amount, fee, note };
    // Told in the name of who gave it: the payment provider only says that it can be told now.
    record(draft, 'bonus.given', given, { side: 'client', ...by });
  }
  if (charge.amount === fee) return;
  requestPayment(draft, {
    kind: 'transfer',
    purpose: 'bonus',
    milestoneId: charge.milestoneId,
    amount: charge.amount,
    fee,
    source: charge.id,
    paymentMethod: null,
  });
}

/** A charge that succeeded after it was given up: it never was a deposit, and goes straight back. */
function returnLateCharge(draft: Draft, charge: Payment, reference: string | null): void {
  record(draft, 'payment.succeeded', facts(charge));
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
    source: charge.id,
    paymentMethod: null,
  });
}

/**
 * Rule 55: a refund or payout that succeeded and came back is owed again, until somebody tries it anew. A charge
 * never is: what a bank takes back of one later is a chargeback.
 */
function reverse(
  draft: Draft,
  payment: Payment,
  { code, message }: Extract<PaymentOutcome, { status: 'failed' }>,
): void {
  const failure: PaymentFailure = { code, message, certain: true, reversed: true };
  record(draft, 'payment.reversed', facts(payment));
  putPayment(draft, { ...payment, status: 'parked', failure });
  const [owed, moved] =
    payment.kind === 'transfer'
      ? (['payable:freelancer', minus(payment.amount, payment.fee)] as const)
      : (['payable:client', plus(payment.amount, payment.fee)] as const);
  // By way of an account of its own, since what goes from the processor straight to somebody is a bonus.
  move(draft, 'processor', `reversed:${payment.id}`, moved);
  move(draft, `reversed:${payment.id}`, owed, moved);
}

function planAgain(draft: Draft, payment: Payment): void {
  const funding = fundingBy(draft, payment);
  if (funding !== undefined) putMilestone(draft, { ...withoutState(funding), state: 'planned' });
  const raised = raisedBy(draft, payment);
  if (raised?.pendingIncrease != null) putMilestone(draft, increaseAgain(raised, raised.pendingIncrease));
}

function fundingBy(draft: Draft, payment: Payment): Extract<Milestone, { state: 'funding' }> | undefined {
  const milestone = payment.milestoneId === null ? undefined : findMilestone(draft.contract, payment.milestoneId);
  return milestone?.state === 'funding' && milestone.payment === payment.id ? milestone : undefined;
}
