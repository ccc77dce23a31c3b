import type { NewId } from '@workroom/core';
import type { Authorize } from './commands/authorize.ts';
import type { Identify } from './http/authenticate.ts';
import type { RateLimit } from './http/rate-limit.ts';
import type { ReferenceOption } from './http/reference.ts';
import type { Logger } from './logger.ts';
import type { OnEvent } from './notifications/host-reader.ts';
import type { MailOption } from './notifications/mail/mail-option.ts';
import type { WebhookOptions } from './notifications/webhook-options.ts';
import type { PaymentProvider } from './payments/provider.ts';
import type { PaymentTiming } from './payments/timing.ts';
import type { PolicyOption } from './policy-option.ts';
import type { DatabaseOption } from './store/open-store.ts';
import type { Store } from './store/store.ts';
import type { Timer } from './timer.ts';
import type { Tracer } from './tracing.ts';
import type { UploadsOption } from './uploads/upload-storage.ts';

/**
 * All that a Workroom can be told. Only `payments` has no default.
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
   * Who moves the money.
   *
   * @example simulatedProvider({ now })   // for trying out: no real money
   */
  readonly payments: PaymentProvider;

  /**
   * Where contracts are kept: a Postgres URL; the path of a directory for the embedded database (Node);
   * a Drizzle database over Postgres that the host has already; or a `Store`. The host closes what it
   * opened itself.
   *
   * @default './.workroom', an embedded database: for development, and small enough things on one machine
   * @example 'postgres://user:password@db.example/market'
   */
  readonly database?: DatabaseOption | Store | undefined;

  /**
   * The Postgres schema that holds the tables, one a marketplace.
   *
   * @default 'workroom'
   */
  readonly schema?: string | undefined;

  /**
   * Whether the tables are made and brought up to date before the first request. Switch it off where
   * the service may not change tables, and call `workroom.migrate()` when deploying.
   *
   * @default true
   */
  readonly autoMigrate?: boolean | undefined;

  /**
   * Where the handler is mounted. It works whether or not the host's router strips this from the path.
   *
   * @default '/workroom'
   */
  readonly basePath?: string | undefined;

  /**
   * Keys of the marketplace's own server, `wk_…`, sent as `Authorization: Bearer`. Several while one is
   * being replaced. Without any, only `workroom.api` acts as the server.
   *
   * @default []
   * @example [process.env.WORKROOM_SECRET_KEY]
   */
  readonly secretKeys?: readonly (string | undefined)[] | undefined;

  /**
   * Secrets that sign session tokens, at least 32 bytes each. The first signs, all verify: put a new one
   * in front, and take the old one away once its tokens have expired.
   *
   * @default one made up by this process: tokens end with it, and no other process takes them
   * @example [process.env.WORKROOM_SESSION_SECRET]   // openssl rand -base64 32
   */
  readonly sessionSecrets?: readonly (string | undefined)[] | undefined;

  /**
   * Whom session tokens are for. Name each Workroom when several share a secret: a token for one is none for another.
   *
   * @default 'workroom'
   */
  readonly sessionAudience?: string | undefined;

  /**
   * Origins of the pages that may call the handler from a browser: CORS, and the check of unsafe
   * requests that a cookie signs in. Exact, without a path.
   *
   * @default []
   * @example ['https://market.example', 'http://localhost:3000']
   */
  readonly origins?: readonly (string | undefined)[] | undefined;

  /**
   * Request headers that pages of `origins` may send beside the handler's own, as browsers ask in a preflight.
   *
   * @default ['traceparent', 'tracestate', 'baggage', 'sentry-trace']
   * @example ['traceparent', 'x-datadog-trace-id']
   */
  readonly allowedHeaders?: readonly (string | undefined)[] | undefined;

  /**
   * Who is signed in on the marketplace's own pages, by its own cookie, where a request brings neither a Bearer
   * token in `Authorization` nor an `X-Workroom-Authorization`. Unsafe methods then also need an `Origin` that `origins` lists. Must not read the body.
   *
   * @default nobody
   * @example async (request) => { const user = await readSession(request); return user && { id: user.id, name: user.name }; }
   */
  readonly identify?: Identify | undefined;

  /**
   * Asked before every decision, with the command and the contract it is about: `true`, or a veto with a
   * reason that the caller reads (403 `vetoed`). It runs after the kit's own checks of who may see the
   * contract, and may run more than once for a command. Deadlines and payments' outcomes are not asked about.
   *
   * @default everything that the rules allow
   * @example ({ actor, command }) => command.type !== 'fund' || isVerified(actor) || { veto: 'Verify your account first.' }
   */
  readonly authorize?: Authorize | undefined;

  /**
   * Keeps the work alive that goes on after an answer, where a platform otherwise freezes the process then:
   * payments whose provider is slow, and telling webhooks, mail and `onEvent` of what was committed.
   *
   * @default nothing: the process lives on by itself
   * @example waitUntil   // of `@vercel/functions`
   */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;

  /**
   * What new contracts are pinned to, over the defaults. Contracts that exist keep theirs.
   *
   * @default defaultPolicy of `@workroom/core`
   * @example { reviewDays: 7, fees: { freelancerBps: 1000 } }
   */
  readonly policy?: PolicyOption | undefined;

  /**
   * How long `close()` waits for what is under way: requests, payments, messages. What is left then is cut off, and
   * goes on in another process or after the next start.
   *
   * @default 30_000
   */
  readonly closeWithinMs?: number | undefined;

  /**
   * How often this process does the work that nobody's request does: deadlines, payments to look after.
   * Any number of processes may. `false` where a cron calls `POST /sweep` or `workroom.sweep()`; contracts
   * that somebody looks at are up to date even so.
   *
   * @default { everyMs: 10_000 } on Node, Bun and Deno; false elsewhere
   */
  readonly sweep?: { readonly everyMs: number } | false | undefined;

  /**
   * Told of every event after it was committed, by this or any other process: at least once, and in order per
   * contract. An event that it throws on comes again, with longer and longer waits, and holds back those that follow on
   * its contract. From the first start that names it; a process that dies loses none.
   *
   * @default nobody
   * @example async (event) => { if (event.type === 'contract.ended') await search.index(event.contractId); }
   * @example async (event) => { const payout = payoutOf(event); if (payout !== null) await books.add(event.id, payout.paid); }
   */
  readonly onEvent?: OnEvent | undefined;

  /**
   * What people are told by e-mail: what their notification of an event says, with the head of the contract's chain.
   * From the first start that names it; nothing that is older than three days.
   *
   * @default nothing
   * @example { send: nodemailerSender({ transport: process.env.SMTP_URL, from }), addressOf, events: 'all', links }
   */
  readonly mail?: MailOption | undefined;

  /** How events go out by webhook, to the endpoints that the API names. */
  readonly webhooks?: WebhookOptions | undefined;

  /**
   * Whether commands that arrive while the database is busy with others share the next statement. A command that is
   * alone waits for nobody. `'auto'` shares statements on Node, Bun and Deno, unless the database has Citus, where a
   * statement on many contracts visits every shard.
   *
   * @default 'auto'
   */
  readonly groupCommit?: boolean | 'auto' | undefined;

  /**
   * Requests that one person may make, and what they may add to a contract in a day, in this process. The
   * marketplace's server is not limited.
   *
   * @default { burst: 300, perSecond: 30, bytesPerDay: 5_000_000 }
   */
  readonly rateLimit?: RateLimit | false | undefined;

  /**
   * The largest body taken, in bytes.
   *
   * @default 262_144
   */
  readonly maxBodyBytes?: number | undefined;

  /**
   * Where files of submissions and of evidence are kept, and which are taken.
   *
   * @default none: people add links
   * @example { storage: diskUploads({ directory: './uploads' }), maxBytes: 10_000_000 }
   */
  readonly uploads?: UploadsOption | undefined;

  /**
   * An interactive reference of the API at `docs` below the base path. It asks no other host for anything.
   *
   * @default none
   * @example apiReference()   // of `@workroom/server/node`, with `npm install @scalar/api-reference`
   */
  readonly reference?: ReferenceOption | undefined;

  /**
   * The clock that contracts live by. Tokens, leases and back-off go by system time.
   *
   * @default { now: () => new Date() }
   */
  readonly clock?: { readonly now: () => Date } | undefined;

  /**
   * Where log lines go: plain objects, without tokens, keys, bodies or headers.
   *
   * @default JSON lines on the console, without `debug`
   * @example ({ level, message, ...fields }) => pino[level](fields, message)
   */
  readonly logger?: Logger | undefined;

  /**
   * Told of every error that nobody expected, after it was logged.
   *
   * @example (error, { requestId }) => Sentry.captureException(error, { tags: { requestId } })
   */
  readonly onError?: ((error: unknown, about: ErrorConcern) => void) | undefined;

  /**
   * Of OpenTelemetry: a span for each operation and each commit, with names, ids and codes alone.
   *
   * @default that of the SDK which the process has registered; none without one
   */
  readonly tracer?: Tracer | false | undefined;

  /** How patient the kit is with the payment provider. @default defaultTiming */
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
