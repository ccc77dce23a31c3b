import type { Stripe } from 'stripe';
import { ApiError } from './api-error.ts';

/** The state of the offline Stripe. Its objects have the SDK's types. Responses are copies. */
export interface OfflineState {
  readonly intents: Map<string, Stripe.PaymentIntent>;
  readonly charges: Map<string, Stripe.Charge>;
  readonly refunds: Map<string, Stripe.Refund>;
  readonly transfers: Map<string, Stripe.Transfer>;
  readonly reversals: Map<string, Stripe.TransferReversal>;
  readonly disputes: Map<string, Stripe.Dispute>;
  readonly endpoints: Map<string, Stripe.WebhookEndpoint>;
  readonly customers: Map<string, Stripe.Customer>;
  readonly accounts: Map<string, Stripe.Account>;
  readonly entries: BalanceEntry[];
  readonly events: OfflineEvent[];
  /** How refunds behave that the platform's available balance does not cover. */
  readonly shortRefunds: 'debit_bank' | 'pending';
  /** The currencies that the platform may charge in, in Stripe's spelling; `null` for all. */
  readonly currencies: readonly string[] | null;
  /** How often the platform's own balance is paid out to its bank. */
  payoutInterval: 'manual' | 'daily' | 'weekly' | 'monthly';
  /** Milliseconds, moved by the test. */
  nowMs: number;
  /** Scheduled events. */
  readonly due: { readonly atMs: number; readonly run: () => void }[];
  made: number;
}

/** An entry on a balance: the platform's, or a connected account's. */
export interface BalanceEntry {
  readonly account: string;
  readonly transaction: Stripe.BalanceTransaction;
}

export interface OfflineEvent extends Omit<Stripe.EventBase, 'data' | 'type'> {
  readonly type: NewsType;
  readonly data: {
    readonly object:
      | Stripe.PaymentIntent
      | Stripe.Charge
      | Stripe.Refund
      | Stripe.Transfer
      | Stripe.Dispute
      | Stripe.Radar.EarlyFraudWarning;
  };
}

type NewsType = Extract<
  Stripe.Event['type'],
  `${'payment_intent' | 'charge' | 'refund' | 'transfer' | 'radar'}.${string}`
>;

export const platform = 'platform';

/** The only supported API version: the one that the provider pins. */
export const apiVersion = '2026-10-28.endive';

export const DAY_SECONDS = 86_400;
const DAY_MS = DAY_SECONDS * 1_000;

export function createState(
  nowMs: number,
  { currencies, shortRefunds }: Pick<OfflineState, 'currencies' | 'shortRefunds'>,
): OfflineState {
  return {
    currencies,
    shortRefunds,
    payoutInterval: 'manual',
    reversals: new Map(),
    disputes: new Map(),
    endpoints: new Map(),
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    transfers: new Map(),
    customers: new Map(),
    accounts: new Map(),
    entries: [],
    events: [],
    nowMs,
    due: [],
    made: 0,
  };
}

export function newId(state: OfflineState, prefix: string): string {
  state.made += 1;
  return `${prefix}_offline${String(state.made).padStart(8, '0')}`;
}

export function seconds(state: OfflineState): number {
  return Math.floor(state.nowMs / 1_000);
}

export function later(state: OfflineState, days: number, run: () => void): void {
  state.due.push({ atMs: state.nowMs + days * DAY_MS, run });
}

/** Moves the clock, and runs scheduled events in order. */
export function advance(state: OfflineState, ms: number): void {
  const until = state.nowMs + ms;
  for (;;) {
    const next = state.due.filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined) break;
    state.due.splice(state.due.indexOf(next), 1);
    state.nowMs = Math.max(state.nowMs, next.atMs);
    next.run();
  }
  state.nowMs = until;
}

/** An event contains a snapshot of its object. */
export function tell(state: OfflineState, type: NewsType, object: OfflineEvent['data']['object']): void {
  state.events.push({
    id: newId(state, 'evt'),
    object: 'event',
    api_version: apiVersion,
    created: seconds(state),
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 1,
    request: null,
    type,
  });
}

export function enter(state: OfflineState, account: string, entry: Entry): Stripe.BalanceTransaction {
  const { fee = 0, amount } = entry;
  const transaction: Stripe.BalanceTransaction = {
    id: newId(state, 'txn'),
    object: 'balance_transaction',
    amount,
    available_on: entry.availableOn,
    balance_type: 'payments',
    created: seconds(state),
    currency: entry.currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: [],
    net: amount - fee,
    reporting_category: entry.type,
    source: entry.source,
    status: entry.availableOn <= seconds(state) ? 'available' : 'pending',
    type: entry.type,
  };
  state.entries.push({ account, transaction });
  return transaction;
}

interface Entry {
  readonly type:
    | 'adjustment'
    | 'charge'
    | 'payment'
    | 'payment_refund'
    | 'payout'
    | 'refund'
    | 'refund_failure'
    | 'transfer'
    | 'transfer_refund';
  readonly amount: number;
  readonly fee?: number;
  readonly currency: string;
  readonly source: string;
  /** In seconds. */
  readonly availableOn: number;
}

/** The available and the pending amounts of a balance. */
export function balanceOf(state: OfflineState, account: string): Stripe.Balance {
  const sums = { available: new Map<string, number>(), pending: new Map<string, number>() };
  for (const { account: owner, transaction } of state.entries) {
    if (owner !== account) continue;
    const { currency, net, available_on: from } = transaction;
    const sum = from <= seconds(state) ? sums.available : sums.pending;
    sum.set(currency, (sum.get(currency) ?? 0) + net);
  }
  const list = (sum: ReadonlyMap<string, number>) => [...sum].map(([currency, amount]) => ({ currency, amount }));
  return { object: 'balance', available: list(sums.available), livemode: false, pending: list(sums.pending) };
}

/** @throws ApiError in Stripe's form if there is none */
export function find<T>(kind: ReadonlyMap<string, T>, id: string, what: string): T {
  const found = kind.get(id);
  if (found !== undefined) return found;
  const message = `No such ${what}: '${id}'`;
  throw new ApiError(404, { type: 'invalid_request_error', code: 'resource_missing', message, param: 'id' });
}
