import type { Contract, Decision, Payment, PaymentId } from '@workroom/core';
import type { PaymentSchedule, PaymentWork } from '../store/store.ts';
import { isToBeCalledOff } from './operate.ts';
import type { PaymentTiming } from './timing.ts';

/**
 * When each payment of a decision is worked on next. What is new is leased to the process that commits
 * it, which tries it right away; should that process die, it is anybody's once the lease is over.
 */
export function schedulePayments(
  decision: Decision,
  systemNowMs: number,
  timing: Pick<PaymentTiming, 'leaseMs' | 'poll' | 'tryAtOnce'>,
): readonly PaymentSchedule[] {
  const answered = new Set<PaymentId>();
  for (const event of decision.events) {
    // A bonus that somebody has just given is told as pending too; the provider's own answers are the system's to tell.
    const isAnswer = event.type === 'payment.pending' && event.actor.side === 'system';
    if (isAnswer) answered.add(event.data.paymentId);
  }
  return decision.payments.map((payment) => {
    const paymentId = payment.id;
    const step = nextStep(payment, answered.has(paymentId));
    if (step === 'never') return { paymentId, nextAttemptAtMs: null, leaseUntilMs: null };
    if (step === 'later') return { paymentId, nextAttemptAtMs: systemNowMs + timing.poll.firstMs, leaseUntilMs: null };
    return {
      paymentId,
      nextAttemptAtMs: systemNowMs,
      leaseUntilMs: timing.tryAtOnce ? systemNowMs + timing.leaseMs : null,
    };
  });
}

/** A payment that the committing process holds a lease on: to `attempt` right after the commit. */
export interface LeasedPayment {
  readonly paymentId: PaymentId;
  /** What the provider must be told, as the decision has it in hand; `null` where that has to be read. */
  readonly work: PaymentWork | null;
  /** System time from before the lease was written. */
  readonly sinceMs: number;
}

/** @param before what the decision was made on: a payment that is new is tried for the first time */
export function leasedPayments(
  before: Contract,
  { contract }: Pick<Decision, 'contract'>,
  schedule: readonly PaymentSchedule[],
  sinceMs: number,
): readonly LeasedPayment[] {
  const known = new Set(before.payments.map(({ id }) => id));
  return schedule
    .filter(({ leaseUntilMs }) => leaseUntilMs !== null)
    .map(({ paymentId }) => ({
      paymentId,
      // How often one that was there before was tried stands in its row alone.
      work: known.has(paymentId) ? null : workInHand(contract, paymentId),
      sinceMs,
    }));
}

/** The same where nobody knows whether the commit was written: what is there is read. */
export function unsureOf(schedule: readonly PaymentSchedule[], sinceMs: number): readonly LeasedPayment[] {
  return schedule
    .filter(({ leaseUntilMs }) => leaseUntilMs !== null)
    .map(({ paymentId }) => ({ paymentId, work: null, sinceMs }));
}

function workInHand(contract: Contract, paymentId: PaymentId): PaymentWork | null {
  const { id: contractId, currency, client, freelancer, payments } = contract;
  const payment = payments.find(({ id }) => id === paymentId);
  if (payment === undefined) return null;
  const source = payment.source === null ? null : payments.find(({ id }) => id === payment.source);
  // A contract comes with its open and its newest payments; the charge may be an older one.
  if (source === undefined) return null;
  const drawsOn = source && { id: source.id, reference: source.reference };
  return { contractId, currency, client, freelancer, payment, source: drawsOn, attempts: 1 };
}

/** The same payments, due for the next sweep: the committing process tries none of them itself. */
export function leftToSweeps(work: readonly PaymentSchedule[]): readonly PaymentSchedule[] {
  return work.map((schedule) => ({ ...schedule, leaseUntilMs: null }));
}

function nextStep(payment: Payment, answered: boolean): 'now' | 'later' | 'never' {
  switch (payment.status) {
    case 'pending':
      return answered ? 'later' : 'now';
    case 'requires_action':
      return 'later';
    case 'cancelled':
      return isToBeCalledOff(payment) ? 'now' : 'never';
    // A freeze holds it: lifting that schedules it.
    case 'waiting':
    case 'succeeded':
    case 'failed':
    case 'parked':
      return 'never';
  }
}
