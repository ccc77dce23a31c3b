import type { NewId } from '@workroom/core';
import type { Clock } from './clock.ts';
import type { Authorize } from './commands/authorize.ts';
import type { IssuerOption } from './documents/issuer.ts';
import type { RetentionOption } from './erasure/retention.ts';
import type { Identify } from './http/authenticate.ts';
import type { RateLimit } from './http/rate-limit.ts';
import type { ReferenceOption } from './http/reference.ts';
import type { Logger } from './logger.ts';
import type { OnEvent } from './notifications/host-reader.ts';
import type { MailOption } from './notifications/mail/mail-option.ts';
import type { WebhookOptions } from './notifications/webhook-options.ts';
import type { PaymentProvider } from './payments/provider.ts';
import type { PaymentTiming } from './payments/timing.ts';
import type { PolicyBounds } from './policy-bounds.ts';
import type { PolicyOption } from './policy-option.ts';
import type { DatabaseOption } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import type { Timer } from './timer.ts';
import type { Tracer } from './tracing.ts';
import type { UploadsOption } from './uploads/upload-storage.ts';

/**
 * The options of `createWorkroom`. Only `payments` is required.
 *
 * @example
 * const workroom = createWorkroom({
 *   database: process.env.DATABASE_URL,
 *   payments: stripe({ secretKey: process.env.STRIPE_SECRET_KEY }),
 *   secretKeys: [process.env.WORKROOM_SECRET_KEY],
 *   sessionSecrets: [process.env.WORKROOM_SESSION_SECRET],
 *   origins: ['https://market.example'],
 * });
 * export default { fetch: workroom.fetch };
 */
export interface WorkroomOptions {
  /**
   * The payment provider, which moves the money.
   *
   * @example simulatedProvider({ clock })   // for trying out: no real money
   */
  readonly payments: PaymentProvider;

  /**
   * The database: a Postgres URL; the path of a directory for the embedded database (Node); a Drizzle database over
   * Postgres; or a `Store`. A database that you pass open is yours to close.
   *
   * @default './.workroom', an embedded database for development and for small installations on one machine
   * @example 'postgres://user:password@db.example/market'
   */
  readonly database?: DatabaseOption | Store | undefined;

  /**
   * The Postgres schema of the tables. Use one schema per marketplace.
   *
   * @default 'workroom'
   */
  readonly schema?: string | undefined;

  /**
   * Whether to create and migrate the tables before the first request. Set it to `false` when the service may not change
   * tables, and call `workroom.migrate()` during deployment.
   *
   * @default true
   */
  readonly autoMigrate?: boolean | undefined;

  /**
   * The path where the handler is mounted. It works whether or not the host's router strips it.
   *
   * @default '/workroom'
   */
  readonly basePath?: string | undefined;

  /**
   * Secret keys of the marketplace's own server, `wk_…`, sent as `Authorization: Bearer`. List several to rotate a key.
   * Without any, only `workroom.api` acts as the server.
   *
   * @default []
   * @example [process.env.WORKROOM_SECRET_KEY]
   */
  readonly secretKeys?: readonly (string | undefined)[] | undefined;

  /**
   * Secrets that sign session tokens, at least 32 bytes each. The first signs and all verify. To rotate a secret, put the
   * new one first, and remove the old one when its tokens have expired.
   *
   * @default a random secret of this process: tokens end with the process, and other processes do not accept them
   * @example [process.env.WORKROOM_SESSION_SECRET]   // openssl rand -base64 32
   */
  readonly sessionSecrets?: readonly (string | undefined)[] | undefined;

  /**
   * The audience of session tokens. When several Workrooms share a secret, give each its own audience, so that a token of
   * one is not valid for another.
   *
   * @default 'workroom'
   */
  readonly sessionAudience?: string | undefined;

  /**
   * Origins of the pages that may call the handler from a browser. Used for CORS, and for the CSRF check of requests that a
   * cookie signs in. Exact, without a path.
   *
   * @default []
   * @example ['https://market.example', 'http://localhost:3000']
   */
  readonly origins?: readonly (string | undefined)[] | undefined;

  /**
   * Additional request headers that pages of `origins` may send (CORS preflight).
   *
   * @default ['traceparent', 'tracestate', 'baggage', 'sentry-trace']
   * @example ['traceparent', 'x-datadog-trace-id']
   */
  readonly allowedHeaders?: readonly (string | undefined)[] | undefined;

  /**
   * Cookie authentication: returns the person that the marketplace's own cookie signs in. Called when a request has neither
   * a Bearer token in `Authorization` nor an `X-Workroom-Authorization`. Unsafe methods then also need an `Origin` listed in
   * `origins`. Must not read the body.
   *
   * @default nobody
   * @example async (request) => { const user = await readSession(request); return user && { id: user.id, name: user.name }; }
   */
  readonly identify?: Identify | undefined;

  /**
   * Authorization hook, called before every decision with the command and its contract. Return `true`, or a veto with a
   * reason that the caller reads (403 `vetoed`). It runs after the kit's own access checks, and may run more than once for
   * a command. It does not run for deadlines and payment outcomes.
   *
   * @default allows everything that the rules allow
   * @example ({ actor, command }) => command.type !== 'fund' || isVerified(actor) || { veto: 'Verify your account first.' }
   */
  readonly authorize?: Authorize | undefined;

  /**
   * Keeps a serverless process alive for the work that continues after an answer: slow payments, webhooks, mail and
   * `onEvent`.
   *
   * @default none: the process keeps running by itself
   * @example waitUntil   // of `@vercel/functions`
   */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;

  /**
   * The policy of new contracts, merged over the defaults. Existing contracts keep the policy they were created with.
   *
   * @default defaultPolicy of `@workroom/core`
   * @example { reviewDays: 7, fees: { freelancerBps: 1000 } }
   */
  readonly policy?: PolicyOption | undefined;

  /**
   * The policy values that `POST /contracts` may choose for one contract: ranges for numbers, allowed values for the
   * rest. The `policy` itself must be within them.
   *
   * @default none: any value that the API takes, but `approvalDays` at most those of `policy`
   * @example { reviewDays: { min: 7, max: 30 }, disputeDefault: ['half'], fees: { freelancerBps: { max: 2000 } } }
   */
  readonly policyBounds?: PolicyBounds | undefined;

  /**
   * The marketplace's details as the issuer of documents: receipts, payout statements, fee invoices, credit notes. A
   * change takes effect at the next start, as a new version; earlier documents keep their version.
   *
   * @default none: documents name no issuer
   * @example { legalName: 'Market Ltd', address: '1 Main Street\nDublin\nIreland', taxId: 'IE1234567T', email: 'billing@market.example' }
   */
  readonly issuer?: IssuerOption | undefined;

  /**
   * How long `close()` waits, in milliseconds, for requests, payments and messages in progress. The rest is cut off, and
   * continues in another process or after the next start.
   *
   * @default 30_000
   */
  readonly closeWithinMs?: number | undefined;

  /**
   * How often this process runs the sweep, which applies deadlines and retries payments. Any number of processes may. Set it
   * to `false` when a cron calls `POST /sweep` or `workroom.sweep()`. Contracts that are read are up to date either way.
   *
   * @default { everyMs: 10_000 } on Node, Bun and Deno; false elsewhere
   */
  readonly sweep?: { readonly everyMs: number } | false | undefined;

  /**
   * Called for every event after its commit, by this or another process. Delivery is at least once, and in order per
   * contract. When it throws, the event is retried with increasing waits, and later events of its contract wait. Starts
   * with the events since the first start with this option. No event is lost when a process dies.
   *
   * @default none
   * @example async (event) => { if (event.type === 'contract.ended') await search.index(event.contractId); }
   * @example async (event) => { const payout = payoutOf(event); if (payout !== null) await books.add(event.id, payout.paid); }
   */
  readonly onEvent?: OnEvent | undefined;

  /**
   * E-mails to people: the notification of an event, with the head of the contract's hash chain. Sends the events since
   * the first start with this option, and none older than three days.
   *
   * @default none
   * @example { send: nodemailerSender({ transport: process.env.SMTP_URL, from }), addressOf, events: 'all', links }
   */
  readonly mail?: MailOption | undefined;

  /**
   * The language of people whose language is not known, as a BCP 47 tag. Notifications, mails, documents and the
   * printed evidence come in English, German, Spanish, French, Brazilian Portuguese, Japanese or Arabic; a person's own
   * language comes from `POST /sessions`, `POST /contracts` or `PUT /people/{personId}`. People whose language is not
   * shipped get this one.
   *
   * @default 'en'
   * @example 'de-AT'
   */
  readonly defaultLocale?: string | undefined;

  /**
   * The time zone of people whose time zone is not known, as an IANA name.
   *
   * @default 'UTC'
   * @example 'Europe/Vienna'
   */
  readonly defaultTimeZone?: string | undefined;

  /** How events are sent to webhook endpoints. The endpoints are managed by the HTTP API. */
  readonly webhooks?: WebhookOptions | undefined;

  /**
   * Group commit: commands that arrive while a write is in progress share the next statement. A single command does not
   * wait. `'auto'` enables it on Node, Bun and Deno, unless the database has Citus, where a statement on many contracts
   * visits every shard.
   *
   * @default 'auto'
   */
  readonly groupCommit?: boolean | 'auto' | undefined;

  /**
   * Rate limits per person and process: requests, and bytes added to one contract in a day. The marketplace's server is not
   * limited.
   *
   * @default { burst: 300, perSecond: 30, bytesPerDay: 5_000_000 }
   */
  readonly rateLimit?: RateLimit | false | undefined;

  /**
   * The largest request body, in bytes.
   *
   * @default 262_144
   */
  readonly maxBodyBytes?: number | undefined;

  /**
   * The storage of uploaded files, and which files are accepted.
   *
   * @default none: people add links instead
   * @example { storage: diskUploads({ directory: './uploads' }), maxBytes: 10_000_000 }
   */
  readonly uploads?: UploadsOption | undefined;

  /**
   * Erases people's texts this many days after the last event on an ended contract. Nothing is erased while anything on
   * the contract is open or pending. Ids, amounts and dates stay, and the history can still be verified. The sweep does
   * it, by the time of `clock`.
   *
   * @default never
   * @example { textDays: 730, notificationDays: 90, documentDays: 3_650 }
   */
  readonly retention?: RetentionOption | undefined;

  /**
   * Serves an interactive API reference at `docs` below the base path. It loads nothing from other hosts.
   *
   * @default none
   * @example apiReference()   // of `@workroom/server/node`, with `npm install @scalar/api-reference`
   */
  readonly reference?: ReferenceOption | undefined;

  /**
   * The clock of the contracts' rules. Tokens, leases and retries use system time.
   *
   * @default { now: () => new Date() }
   */
  readonly clock?: Clock | undefined;

  /**
   * Receives log entries: plain objects without tokens, keys, bodies or headers.
   *
   * @default JSON lines on the console, without `debug`
   * @example ({ level, message, ...fields }) => pino[level](fields, message)
   */
  readonly logger?: Logger | undefined;

  /**
   * Called for every unexpected error, after it was logged.
   *
   * @example (error, { requestId }) => Sentry.captureException(error, { tags: { requestId } })
   */
  readonly onError?: ((error: unknown, about: ErrorConcern) => void) | undefined;

  /**
   * An OpenTelemetry tracer. Records a span for each operation, commit, provider call, webhook and sweep,
   * with names, ids and codes only. Webhooks carry the trace on in `traceparent` (W3C Trace Context).
   *
   * @default the tracer of the registered OpenTelemetry SDK, if there is one
   */
  readonly tracer?: Tracer | false | undefined;

  /** Timeouts and retries of payments. @default defaultTiming */
  readonly paymentTiming?: Partial<PaymentTiming> | undefined;

  /** Makes ids. @default idSource(systemNow, random) of `@workroom/core` */
  readonly newId?: NewId | undefined;

  /** Uniform numbers in [0, 1) for ids and jitter. @default from `crypto.getRandomValues` */
  readonly random?: (() => number) | undefined;

  /** System time in milliseconds. @default Date.now */
  readonly systemNow?: (() => number) | undefined;

  /** Waits, for time limits and for the sweep. @default setTimeout */
  readonly timer?: Timer | undefined;
}

export interface ErrorConcern {
  readonly doing: string;
  readonly requestId?: string;
}
