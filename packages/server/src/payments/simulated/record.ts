import { amount, type ContractId, type Instant, instant, type PaymentId, type PaymentOutcome } from '@workroom/core';
import { z } from 'zod';
import type { Script } from './methods.ts';

// A charge and all that draws on it are one entry, so that no two draws can spend the same money.

const failure = z.object({ code: z.string(), message: z.string() });
const result = z.union([z.literal('succeeded'), failure]);
const state = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('succeeded'),
    /** When the bank sends it back, and why. */
    returns: z.object({ at: z.int().transform(instant), failure }).optional(),
  }),
  z.object({ status: z.literal('failed'), failure }),
  z.object({
    status: z.literal('pending'),
    until: z.int().transform(instant),
    result,
    uncancellable: z.boolean(),
  }),
  z.object({ status: z.literal('requires_action'), result }),
]);
const minorUnits = z.int().nonnegative().transform(amount);
const paymentId = z.custom<PaymentId>((value) => typeof value === 'string' && value.startsWith('pay_'));

const draw = z.object({
  key: paymentId,
  kind: z.enum(['transfer', 'refund']),
  amount: minorUnits,
  freelancerId: z.string().nullable(),
  state,
});
const charge = z.object({
  kind: z.literal('charge'),
  key: paymentId,
  contractId: z.custom<ContractId>((value) => typeof value === 'string' && value.startsWith('ctr_')),
  currency: z.string(),
  amount: minorUnits,
  clientId: z.string(),
  method: z.string(),
  state,
  draws: z.array(draw),
});
/** Leads from a draw's own key to the charge that it is kept with. */
const pointer = z.object({ kind: z.enum(['transfer', 'refund']), charge: paymentId });
/** A charge that was given up before a request for it came, so that it never will happen. */
const calledOff = z.object({ kind: z.literal('called_off') });

export const simulatedEntry = z.union([charge, pointer, calledOff]);

export type SimulatedState = z.infer<typeof state>;
export type SimulatedCharge = z.infer<typeof charge>;
export type SimulatedDraw = z.infer<typeof draw>;
export type SimulatedEntryBody = z.infer<typeof simulatedEntry>;

export const cancelled: SimulatedState = {
  status: 'failed',
  failure: { code: 'cancelled', message: 'The payment was cancelled. No money was taken.' },
};

export function failed(code: string, message: string): SimulatedState {
  return { status: 'failed', failure: { code, message } };
}

export function stateFrom(script: Script, now: Instant): SimulatedState {
  switch (script.becomes) {
    case 'succeeded':
      return { status: 'succeeded' };
    case 'returned':
      return { status: 'succeeded', returns: { at: instant(now + script.afterMs), failure: script.failure } };
    case 'failed':
      return { status: 'failed', failure: script.failure };
    case 'requires_action':
      return { status: 'requires_action', result: script.result };
    case 'pending':
      return {
        status: 'pending',
        until: instant(now + script.forMs),
        result: script.result,
        uncancellable: script.uncancellable ?? false,
      };
  }
}

/** The state by now: what waited long enough is over without anybody having to do it. */
export function stateAt(stored: SimulatedState, now: Instant): SimulatedState {
  if (stored.status === 'pending' && now >= stored.until) return resultState(stored.result);
  if (stored.status === 'succeeded' && stored.returns !== undefined && now >= stored.returns.at) {
    return { status: 'failed', failure: stored.returns.failure };
  }
  return stored;
}

export function resultState(outcome: z.infer<typeof result>): SimulatedState {
  return outcome === 'succeeded' ? { status: 'succeeded' } : { status: 'failed', failure: outcome };
}

export function outcomeOf(key: PaymentId, current: SimulatedState): PaymentOutcome {
  const reference = `sim_${key}`;
  switch (current.status) {
    case 'succeeded':
    case 'pending':
      return { status: current.status, reference };
    case 'failed':
      return { status: 'failed', reference, ...current.failure };
    case 'requires_action':
      return { status: 'requires_action', reference, clientAction: { type: 'confirm', provider: 'simulated', key } };
  }
}
