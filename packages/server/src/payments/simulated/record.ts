import { amount, type ContractId, type Instant, instant, type PaymentId, type PaymentOutcome } from '@workroom/core';
import { z } from 'zod';
import type { Script } from './methods.ts';

// A charge and all draws on it are one entry, so that two draws cannot spend the same money.

const failure = z.object({ code: z.string(), message: z.string() });
const result = z.union([z.literal('succeeded'), failure]);
const state = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('succeeded'),
    /** The time at which the bank sends it back, and the reason. */
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

const time = z.int().transform(instant);

const draw = z.object({
  key: paymentId,
  kind: z.enum(['transfer', 'refund', 'reversal']),
  amount: minorUnits,
  freelancerId: z.string().nullable(),
  state,
  /** Older records have none. */
  at: time.optional(),
  /** The transfer that a reversal takes back. */
  transfer: paymentId.optional(),
});
const dispute = z.object({
  reference: z.string(),
  amount: minorUnits,
  withdrawn: minorUnits,
  reinstated: minorUnits,
  state: z.enum(['inquiry', 'open', 'won', 'lost']),
  openedAt: time,
  evidenceDueBy: time.nullable(),
  evidence: z.object({ sentAt: time, summary: z.string() }).nullable(),
});
/** Changes made in the provider's dashboard. */
const external = z.object({
  reference: z.string(),
  kind: z.enum(['transfer', 'refund', 'reversal']),
  amount: minorUnits,
  at: time,
  transfer: z.string().nullable(),
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
  at: time.optional(),
  draws: z.array(draw),
  disputes: z.array(dispute).default([]),
  externals: z.array(external).default([]),
  /** The number of webhooks about it, used for their ids. */
  news: z.int().default(0),
});
/** A pointer from a draw's key to its charge. */
const pointer = z.object({ kind: z.enum(['transfer', 'refund', 'reversal']), charge: paymentId });
/** A charge that was cancelled before its request arrived, so it never happens. */
const calledOff = z.object({ kind: z.literal('called_off') });
/** The balance of a freelancer, and the reversals that took from it. */
const person = z.object({ kind: z.literal('person'), balance: minorUnits, taken: z.record(z.string(), minorUnits) });

export const simulatedEntry = z.union([charge, pointer, calledOff, person]);

export type SimulatedState = z.infer<typeof state>;
export type SimulatedCharge = z.infer<typeof charge>;
export type SimulatedDraw = z.infer<typeof draw>;
export type SimulatedDispute = z.infer<typeof dispute>;
export type SimulatedExternal = z.infer<typeof external>;
export type SimulatedPerson = z.infer<typeof person>;
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

/** The current state: waits that are over need no action. */
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
