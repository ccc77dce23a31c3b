import type { Contract, Decision, Payment, PaymentId } from '@workroom/core';
import type { PaymentSchedule, PaymentWork } from '../store/store.ts';
import { isToBeCalledOff } from './operate.ts';
import type { PaymentTiming } from './timing.ts';

/**
 * The next attempt of each payment of a decision. New payments are leased to the committing process, which attempts
 * them at once. If that process dies, another one takes over after the lease.
 */
export function schedulePayments(
  decision: Decision,
  systemNowMs: number,
  timing: Pick<PaymentTiming, 'leaseMs' | 'poll' | 'tryAtOnce'>,
): readonly PaymentSchedule[] {
  const answered = new Set<PaymentId>();
  for (const event of decision.events) {
    // The event of a new bonus also says pending; only the system records the provider's own answers.
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

/** A payment leased by the committing process, to `attempt` right after the commit. */
export interface LeasedPayment {
  readonly paymentId: PaymentId;
  /** The data for the provider from the decision; `null` if it must be read. */
  readonly work: PaymentWork | null;
  /** System time before the lease was written. */
  readonly sinceMs: number;
}

/** @param before the contract before the decision: a new payment is attempted for the first time */
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
      // Only the row has the number of attempts of an existing payment.
      work: known.has(paymentId) ? null : workInHand(contract, paymentId),
      sinceMs,
    }));
}

/** The same if it is unknown whether the commit was written: reads the rows. */
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
  // A loaded contract has its open and its newest payments; the charge may be older.
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
    // A freeze holds it, and lifting the freeze schedules it.
    case 'waiting':
    case 'succeeded':
    case 'failed':
    case 'parked':
      return 'never';
  }
}
