import { type Context, Hono } from 'hono';
import type { Stripe } from 'stripe';
import { ApiError } from './api-error.ts';
import { type Delivery, type DeliveryOptions, sendAll, type WebhookEndpoint } from './deliveries.ts';
import {
  afterAll,
  around,
  beforeAll,
  Disconnected,
  type Fault,
  type FaultRule,
  type OfflineCall,
  planFaults,
} from './faults.ts';
import { parseForm } from './form.ts';
import { type Happenings, happenings } from './happenings.ts';
import { type Answer, answeredOnce, answerOf, type IdempotentAnswers } from './idempotency.ts';
import { actOnIntent } from './intents.ts';
import { addAccount, addCustomer, type NewAccount, type NewCustomer } from './people.ts';
import { routes } from './routes.ts';
import { advance, apiVersion, balanceOf, createState, find, type OfflineEvent, platform } from './state.ts';

export interface OfflineStripeOptions {
  /** The accepted secret key. @default 'sk_test_offline' */
  readonly secretKey?: string;
  /** The currencies that the platform's account may charge in. @default every one @example ['eur'] */
  readonly currencies?: readonly string[];
  /**
   * What happens to a refund that the platform's available balance does not cover: the platform's bank account is
   * debited, or the refund waits (`pending_reason: insufficient_funds`). @default 'debit_bank'
   */
  readonly shortRefunds?: 'debit_bank' | 'pending';
  /** The start of its clock, in milliseconds; you move it from there. @default now */
  readonly startsAtMs?: number;
  /** The receiver of its events. */
  readonly webhook?: WebhookEndpoint;
  /** Faults by your own rule, for example at random from a seed. @default none */
  readonly faults?: (call: OfflineCall) => Fault | null;
}

/** A simulated Stripe without network and money: the part of the API that separate charges and transfers use. */
export interface OfflineStripe extends Happenings {
  /** Answers like `api.stripe.com`. Serve it on a port and pass that to the SDK. */
  readonly fetch: (request: Request, environment?: NodeConnection) => Promise<Response> | Response;
  /** Milliseconds. */
  now(): number;
  /** Lets time pass: debits settle, money becomes available, idempotency keys expire. */
  advance(ms: number): void;
  customer(details?: NewCustomer): Stripe.Customer;
  account(details?: NewAccount): Stripe.Account;
  /** Performs the client's action on the page. */
  act(intentId: string, action: 'accepts' | 'refuses' | { readonly pays: string }): Stripe.PaymentIntent;
  /** Adds a fault to the next matching request. */
  fail(fault: Fault, rule?: FaultRule): void;
  /** The platform's balance, or an account's. */
  balance(account?: string): Stripe.Balance;
  readonly objects: OfflineObjects;
  /** Every request so far. */
  readonly calls: readonly OfflineCall[];
  /** Every event so far. */
  readonly events: readonly OfflineEvent[];
  /** Sends the events that the webhook has not accepted yet. A 2xx response accepts an event. */
  deliver(options?: DeliveryOptions): Promise<readonly Delivery[]>;
}

export interface OfflineObjects {
  readonly intents: () => readonly Stripe.PaymentIntent[];
  readonly charges: () => readonly Stripe.Charge[];
  readonly refunds: () => readonly Stripe.Refund[];
  readonly transfers: () => readonly Stripe.Transfer[];
  readonly reversals: () => readonly Stripe.TransferReversal[];
  readonly disputes: () => readonly Stripe.Dispute[];
}

/** A Node server's connection. On other servers, a broken connection is simulated by a body that ends early. */
export interface NodeConnection {
  readonly incoming?: { readonly socket: { destroy(): unknown } };
}

export function offlineStripe(options: OfflineStripeOptions = {}): OfflineStripe {
  const { secretKey = 'sk_test_offline', startsAtMs = Date.now(), webhook, faults = () => null } = options;
  const { currencies = null, shortRefunds = 'debit_bank' } = options;
  const state = createState(startsAtMs, { currencies, shortRefunds });
  const answers: IdempotentAnswers = new Map();
  const plan = planFaults(faults);
  const calls: OfflineCall[] = [];
  let undelivered = 0;
  const refusedEvents: OfflineEvent[] = [];

  const app = new Hono<{ Bindings: NodeConnection }>();
  for (const [method, path, answer] of routes) {
    app.on(method, path, async (context) => {
      const { req } = context;
      const idempotencyKey = method === 'post' ? (req.header('idempotency-key') ?? null) : null;
      const call = { method: req.method, path: req.path, idempotencyKey, number: calls.length + 1 };
      calls.push(call);
      const fault = plan.faultFor(call);
      try {
        beforeAll(fault);
        assertKnown(req.header('authorization'), req.header('stripe-version'), secretKey);
        const text = method === 'post' ? await req.text() : new URL(req.url).search.slice(1);
        const run = async () =>
          around(fault, () => {
            const account = req.header('stripe-account') ?? null;
            const asked = { state, form: parseForm(text), id: req.param('id') ?? '', account };
            return { status: 200, body: structuredClone(answer(asked)) };
          });
        const key = { key: idempotencyKey ?? '', fingerprint: `${req.path} ${text}`, nowMs: state.nowMs };
        const answered = idempotencyKey === null ? await run() : await answeredOnce(answers, key, run);
        afterAll(fault);
        return respond(answered, call);
      } catch (error) {
        if (error instanceof ApiError) return respond(answerOf(error), call);
        if (error instanceof Disconnected) return disconnect(context, error);
        throw error;
      }
    });
  }
  app.notFound((context) => {
    const message = `Unrecognized request URL (${context.req.method}: ${context.req.path}).`;
    return context.json({ error: { type: 'invalid_request_error', message } }, 404);
  });

  return {
    fetch: (request, environment) => app.fetch(request, environment),
    now: () => state.nowMs,
    advance: (ms) => advance(state, ms),
    customer: (details = {}) => addCustomer(state, details),
    account: (details = {}) => addAccount(state, details),
    act(intentId, action) {
      const intent = find(state.intents, intentId, 'payment_intent');
      actOnIntent(state, intent, action);
      return structuredClone(intent);
    },
    ...happenings(state),
    fail: plan.fail,
    balance: (account = platform) => balanceOf(state, account),
    objects: {
      intents: () => structuredClone([...state.intents.values()]),
      charges: () => structuredClone([...state.charges.values()]),
      refunds: () => structuredClone([...state.refunds.values()]),
      transfers: () => structuredClone([...state.transfers.values()]),
      reversals: () => structuredClone([...state.reversals.values()]),
      disputes: () => structuredClone([...state.disputes.values()]),
    },
    calls,
    events: state.events,
    async deliver(how = {}) {
      if (webhook === undefined) throw new TypeError('There is no `webhook` to deliver events to.');
      const due = [...refusedEvents.splice(0), ...state.events.slice(undelivered)];
      undelivered = state.events.length;
      const sent = await sendAll(webhook, due, how);
      const taken = new Set(
        sent.filter(({ status }) => status !== null && status >= 200 && status < 300).map(({ eventId }) => eventId),
      );
      refusedEvents.push(...due.filter(({ id }) => !taken.has(id)));
      return sent;
    },
  };
}

function assertKnown(authorization: string | undefined, version: string | undefined, secretKey: string): void {
  if (authorization !== `Bearer ${secretKey}`) {
    const message = `Invalid API Key provided: ${authorization?.slice(7, 15) ?? ''}****`;
    throw new ApiError(401, { type: 'invalid_request_error', message }, false);
  }
  if (version === apiVersion) return;
  const message = `This is ${apiVersion}, and the request was made for ${version ?? 'no version'}.`;
  throw new ApiError(400, { type: 'invalid_request_error', message }, false);
}

function respond({ status, body, replayed = false }: Answer, { number, idempotencyKey }: OfflineCall): Response {
  const headers = new Headers({ 'request-id': `req_offline${number}`, 'stripe-version': apiVersion });
  if (idempotencyKey !== null) headers.set('idempotency-key', idempotencyKey);
  if (replayed) headers.set('idempotent-replayed', 'true');
  // A 500 is stored under its key, so an immediate retry gets the same response.
  if (status === 500) headers.set('stripe-should-retry', 'false');
  return Response.json(body, { status, headers });
}

/** Drops the connection, or leaves it open until the caller gives up. */
async function disconnect(context: Context<{ Bindings: NodeConnection }>, { how }: Disconnected): Promise<Response> {
  if (how === 'silent') {
    const { signal } = context.req.raw;
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }
  const socket = context.env?.incoming?.socket;
  socket?.destroy();
  if (socket !== undefined) return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
  return new Response(new ReadableStream({ pull: (controller) => controller.error(new Error('cut')) }));
}
