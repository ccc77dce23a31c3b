import { DAY_MS, HOUR_MS } from '@workroom/core';

/** The behaviour of the simulated provider for one payment. Times are of the injected clock. */
export type Script = (
  | { readonly becomes: 'succeeded' }
  | { readonly becomes: 'failed'; readonly failure: SimulatedFailure }
  /** `result` after the wait; `uncancellable` if it can no longer be cancelled. */
  | {
      readonly becomes: 'pending';
      readonly forMs: number;
      readonly result: 'succeeded' | SimulatedFailure;
      readonly uncancellable?: true;
    }
  /** A payout or refund that succeeds, and is later sent back by the bank. */
  | { readonly becomes: 'returned'; readonly afterMs: number; readonly failure: SimulatedFailure }
  /** `result` after the client's confirmation. */
  | { readonly becomes: 'requires_action'; readonly result: 'succeeded' | SimulatedFailure }
) & {
  /** `lost`: it is done, and the connection breaks. `never`: it is done, and no answer comes. */
  readonly answer?: 'lost' | 'never';
};

export interface SimulatedFailure {
  readonly code: string;
  readonly message: string;
}

/** The behaviour of a charge, of payouts and refunds from it, and of reversals (default: success). */
export interface TestMethod {
  /** A description for people who choose a method. */
  readonly says: string;
  /** `unreachable`: every request fails before anything is done. */
  readonly charge: Script | 'unreachable';
  readonly transfer?: Script;
  readonly refund?: Script;
  /** The behaviour of a payout from it. */
  readonly reversal?: Script;
  /** The delivery of its webhooks. Default: each once and in order. */
  readonly webhooks?: 'twice' | 'out_of_order';
}

const succeeds = { becomes: 'succeeded' } as const;
const declined = { code: 'card_declined', message: 'The card was declined. Use a different payment method.' };
const insufficient = {
  code: 'insufficient_funds',
  message: 'The card has insufficient funds. Use a different payment method, or try again later.',
};
const notConfirmed = {
  code: 'authentication_failed',
  message: 'The bank did not accept the confirmation. Try again, or use a different payment method.',
};
const debitReturned = {
  code: 'debit_returned',
  message: 'The bank returned the debit. Use a different payment method.',
};
export const accountClosed = {
  code: 'account_closed',
  message: 'The account that the money was sent to is closed. Give another account, then try again.',
};

const payeeNotVerified = {
  code: 'payee_not_verified',
  message: 'The freelancer has not confirmed who they are with the payment provider. Try again once they have.',
};

/** The test payment methods, for `paymentMethod` of a charge. Default: `pm_ok`. */
export const testMethods = {
  pm_ok: { says: 'Succeeds at once', charge: succeeds },
  pm_declined: { says: 'Is declined', charge: { becomes: 'failed', failure: declined } },
  pm_insufficient_funds: { says: 'Has insufficient funds', charge: { becomes: 'failed', failure: insufficient } },
  pm_needs_action: {
    says: 'Needs the client’s confirmation, then succeeds',
    charge: { becomes: 'requires_action', result: 'succeeded' },
  },
  pm_needs_action_fails: {
    says: 'Needs the client’s confirmation, which the bank then refuses',
    charge: { becomes: 'requires_action', result: notConfirmed },
  },
  pm_pending: { says: 'Settles after 3 days', charge: { becomes: 'pending', forMs: 3 * DAY_MS, result: 'succeeded' } },
  pm_pending_fails: {
    says: 'Is returned by the bank after 3 days',
    charge: { becomes: 'pending', forMs: 3 * DAY_MS, result: debitReturned },
  },
  pm_late: {
    says: 'Settles after an hour, and cannot be cancelled any more',
    charge: { becomes: 'pending', forMs: HOUR_MS, result: 'succeeded', uncancellable: true },
  },
  pm_answer_lost: { says: 'Succeeds, and the answer is lost', charge: { ...succeeds, answer: 'lost' } },
  pm_times_out: { says: 'Succeeds, and the answer never comes', charge: { ...succeeds, answer: 'never' } },
  pm_unreachable: { says: 'Never reaches the provider', charge: 'unreachable' },
  pm_payout_fails: {
    says: 'Succeeds; payouts from it fail',
    charge: succeeds,
    transfer: { becomes: 'failed', failure: accountClosed },
  },
  pm_payee_not_verified: {
    says: 'Succeeds; payouts from it fail, since the freelancer is not verified',
    charge: succeeds,
    transfer: { becomes: 'failed', failure: payeeNotVerified },
  },
  pm_payout_answer_lost: {
    says: 'Succeeds; the answers to payouts, reversals and refunds from it are lost',
    charge: succeeds,
    transfer: { ...succeeds, answer: 'lost' },
    refund: { ...succeeds, answer: 'lost' },
    reversal: { ...succeeds, answer: 'lost' },
  },
  pm_payout_pending: {
    says: 'Succeeds; payouts, reversals and refunds from it take a day',
    charge: succeeds,
    transfer: { becomes: 'pending', forMs: DAY_MS, result: 'succeeded' },
    refund: { becomes: 'pending', forMs: DAY_MS, result: 'succeeded' },
    reversal: { becomes: 'pending', forMs: DAY_MS, result: 'succeeded' },
  },
  pm_refund_fails: {
    says: 'Succeeds; refunds of it fail',
    charge: succeeds,
    refund: { becomes: 'failed', failure: accountClosed },
  },
  pm_payout_returned: {
    says: 'Succeeds; payouts from it arrive, and the bank sends them back after 3 days',
    charge: succeeds,
    transfer: { becomes: 'returned', afterMs: 3 * DAY_MS, failure: accountClosed },
  },
  pm_refund_returned: {
    says: 'Succeeds; refunds of it arrive, and the bank sends them back after 3 days',
    charge: succeeds,
    refund: { becomes: 'returned', afterMs: 3 * DAY_MS, failure: accountClosed },
  },
  pm_webhooks_twice: { says: 'Succeeds, and every webhook comes twice', charge: succeeds, webhooks: 'twice' },
  pm_webhooks_out_of_order: {
    says: 'Succeeds, and older news comes after newer',
    charge: succeeds,
    webhooks: 'out_of_order',
  },
} as const satisfies Record<string, TestMethod>;

export type TestMethodName = keyof typeof testMethods;
export const defaultMethod: TestMethodName = 'pm_ok';

export function findMethod(name: string): TestMethod | undefined {
  return Object.hasOwn(testMethods, name) ? testMethods[name as TestMethodName] : undefined;
}
