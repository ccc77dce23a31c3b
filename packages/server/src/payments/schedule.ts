import type { Decision, Payment, PaymentId } from '@workroom/core';
import type { PaymentSchedule } from '../store/store.ts';
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
  for (const event of decision.events) if (event.type === 'payment.pending') answered.add(event.data.paymentId);
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

/** The payments that the committing process holds a lease on: the ones to `attempt` after the commit. */
export function leasedPayments(work: readonly PaymentSchedule[]): readonly PaymentId[] {
  return work.filter(({ leaseUntilMs }) => leaseUntilMs !== null).map(({ paymentId }) => paymentId);
}

/** The same payments, due for whoever sweeps next: the committing process tries none of them itself. */
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
      return mayStillHappen(payment) ? 'now' : 'never';
    case 'succeeded':
    case 'failed':
    case 'parked':
      return 'never';
  }
}

/** Whether a payment that was given up has to be called off at the provider too. */
export function mayStillHappen(payment: Pick<Payment, 'kind' | 'failure'>): boolean {
  return payment.kind === 'charge' && payment.failure?.certain !== true;
}
