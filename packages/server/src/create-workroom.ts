import { idSource, instant } from '@workroom/core';
import { createApi } from './api.ts';
import { checkOptions } from './check-options.ts';
import { recordChargeNews } from './commands/charge-news.ts';
import { createCommands } from './commands/create-commands.ts';
import { keepIssuer } from './documents/issuer.ts';
import { warnOfShortRetention } from './erasure/retention.ts';
import { createExportGate } from './evidence/export-gate.ts';
import { createApp } from './http/app.ts';
import { checkedBasePath } from './http/base-path.ts';
import { defaultAllowedHeaders } from './http/cors.ts';
import { createHandler } from './http/handle.ts';
import { createRateLimits } from './http/rate-limit.ts';
import { createBackgroundWork } from './jobs/background-work.ts';
import { createScheduler } from './jobs/scheduler.ts';
import { createReaders } from './language/readers.ts';
import { rememberLocale } from './language/remember-locale.ts';
import { createLifetime } from './lifetime.ts';
import { consoleLogger, loggedError } from './logger.ts';
import { createNotifications } from './notifications/notifications.ts';
import { openDatabase } from './open-database.ts';
import type { OperationContext } from './operations/context.ts';
import { perform } from './operations/perform.ts';
import { type ProviderWebhook, receiveProviderWebhook } from './operations/provider-webhook.ts';
import type { OperationRequest } from './operations/request.ts';
import { openStream, type StreamContext } from './operations/stream.ts';
import type { ErrorConcern, WorkroomOptions } from './options.ts';
import { policyBoundsFrom } from './policy-bounds.ts';
import { policyFrom } from './policy-option.ts';
import { systemRandom } from './random.ts';
import { createReconcile } from './reconcile/reconcile.ts';
import { createRevocations } from './sessions/revocations.ts';
import { createSecretKeyCheck } from './sessions/secret-keys.ts';
import { createSessions, defaultAudience } from './sessions/sessions.ts';
import { checkedHeaderNames, checkedOrigins, checkedSecretKeys, checkedSessionSecrets } from './settings.ts';
import { groupedStore, singlyWhereSpread } from './store/grouped-store.ts';
import type { Store } from './store/store.ts';
import { announcedStore, type CommitListener } from './stream/announced-store.ts';
import { createEventLines } from './stream/event-lines.ts';
import { createHub, type Hub } from './stream/hub.ts';
import { backgroundTimer, isLongLived, systemTimer } from './timer.ts';
import { createTracing } from './tracing.ts';
import { defaultMaxFileBytes, defaultUploadQuota, type UploadsOption } from './uploads/upload-storage.ts';
import { createWithin } from './within.ts';
import type { Workroom } from './workroom.ts';

/**
 * Milestone contracts for a marketplace: one handler to mount.
 *
 * @throws TypeError for options that cannot work
 */
export function createWorkroom(options: WorkroomOptions): Workroom {
  checkOptions(options);
  const {
    payments: provider,
    clock = { now: () => new Date() },
    logger = consoleLogger,
    random = systemRandom,
    systemNow = Date.now,
    timer = systemTimer,
    rateLimit = { burst: 300, perSecond: 30 },
  } = options;
  const basePath = checkedBasePath(options.basePath ?? '/workroom');
  const origins = checkedOrigins(options.origins ?? []);
  const newId = options.newId ?? idSource(systemNow, random);
  const now = () => instant(clock.now().getTime());
  // A contract also keeps the provider's hold limit: a later change never affects existing contracts.
  const policy = policyFrom({ maxHoldDays: provider.maxHoldDays, ...options.policy });
  const policyBounds = policyBoundsFrom(options.policyBounds, policy);
  const uploads = uploadsFrom(options.uploads);
  const { retention = {} } = options;
  warnOfShortRetention(retention, logger);
  const tracing = createTracing(options.tracer);
  const hubTimer = options.timer ?? backgroundTimer;
  const interval = options.sweep ?? (isLongLived() ? { everyMs: 10_000 } : false);

  function onError(error: unknown, about: ErrorConcern): void {
    const { doing, ...fields } = about;
    logger({ level: 'error', message: doing, ...fields, error: loggedError(error) });
    options.onError?.(error, about);
  }

  const database = openDatabase(options, logger);
  const letGoOfBooks = provider.keepBooksIn?.(database.providerBooks);
  const commitListeners = new Set<CommitListener>();
  const { groupCommit = 'auto' } = options;
  const sharesCommits = groupCommit === 'auto' ? isLongLived() : groupCommit;
  const ungrouped = groupCommit === true ? database.store : singlyWhereSpread(database.store, database.isSpread);
  const grouped = sharesCommits
    ? groupedStore(ungrouped, groupCommit === 'auto' ? database.isSpread : undefined)
    : ungrouped;
  const announced = (inner: Store) => tracing.store(announcedStore(inner, commitListeners));
  const store = announced(grouped);

  const hub: Hub = createHub({
    store: database.store,
    timer: hubTimer,
    pollMs: 1_000,
    onError: (error) => onError(error, { doing: 'polling for events of other processes' }),
  });
  commitListeners.add(hub.changed);
  const readers = createReaders(store.people, options);
  const notifications = createNotifications({
    store,
    options,
    readers,
    newId,
    now,
    nowMs: systemNow,
    random,
    logger,
    onError,
    timer: hubTimer,
    tracing,
  });
  commitListeners.add(notifications.wake);

  const issuerKept = keepIssuer(store.people, options.issuer, now);
  let isReady = false;
  /** Registers the consumers of events before the first event is committed. */
  const ready = async () => {
    await database.ready();
    await notifications.introduced();
    await issuerKept();
    isReady = true;
  };
  const { assertOpen, tracked, whileOpen, ...lifetime } = createLifetime({
    ready,
    timer,
    closeWithinMs: options.closeWithinMs ?? 30_000,
    onError,
  });

  const lines = createEventLines({ hub, timer: hubTimer, systemNowMs: systemNow });
  const revocations = createRevocations({
    store,
    ready: database.ready,
    systemNowMs: systemNow,
    onRevoked: lines.endLinesOf,
  });
  const sessions = createSessions({
    secrets: checkedSessionSecrets(options.sessionSecrets, logger),
    audience: options.sessionAudience ?? defaultAudience,
    systemNowMs: systemNow,
    revocations,
    remember: (person) => whileOpen(() => rememberLocale(store.people, person, { now: now(), replaces: true })),
  });

  const { commands, runner, recordOutcome } = createCommands({
    store,
    provider,
    tracedProvider: tracing.provider(provider),
    authorize: options.authorize ?? null,
    now,
    systemNowMs: systemNow,
    newId,
    random,
    timer,
    timing: options.paymentTiming,
    onError,
  });
  let servedMs = Number.NEGATIVE_INFINITY;
  const { sweepOwn, sweepAll } = createBackgroundWork({
    commands,
    runner,
    sweepStore: announced(ungrouped),
    deliver: notifications.work,
    uploads: uploads?.storage ?? null,
    retention,
    policyBounds,
    random,
    isBusy: () => systemNow() - servedMs < 100,
    isStopping: lifetime.isClosing,
    onError,
  });
  const sweep = () => whileOpen(() => tracing.sweep(sweepAll));
  const reconcile = createReconcile({
    provider,
    store,
    timing: runner.timing,
    record: recordOutcome,
    recordCharge: (contractId, chargeId, news) => recordChargeNews(commands, contractId, chargeId, news),
    nowMs: systemNow,
    timer,
    onError,
  });

  /** If a platform freezes the process after the response, it must know the work that continues. */
  function keptAlive<Result>(answer: Promise<Result>): Promise<Result> {
    const afterwards = async () => {
      await answer.catch(() => {});
      await runner.idle();
      await notifications.delivered();
    };
    options.waitUntil?.(tracked(afterwards()));
    return answer;
  }

  const context: OperationContext = {
    commands,
    sessions,
    policy,
    policyBounds,
    basePath,
    uploads,
    retention,
    exports: createExportGate(hubTimer),
    readers,
    reconcile,
    sweep: sweepAll,
    webhooks: notifications.operations,
  };
  const served = (request: OperationRequest) => {
    servedMs = systemNow();
    return tracing.operation(request, () => perform(context, request));
  };
  const performed = (request: OperationRequest) => ready().then(() => served(request));
  const streaming: StreamContext = {
    ...context,
    lineFor: lines.lineFor,
  };
  const receiveWebhook = async (webhook: ProviderWebhook) => {
    await ready();
    return receiveProviderWebhook({ commands, logger }, webhook);
  };
  const letGoOfWebhooks = provider.deliverWebhooksTo?.((webhook) =>
    whileOpen(() => receiveWebhook({ provider: provider.name, ...webhook })),
  );
  const app = createApp({
    authentication: {
      sessions,
      isSecretKey: createSecretKeyCheck(checkedSecretKeys(options.secretKeys ?? [], logger)),
      identify: options.identify ?? null,
      origins,
      revocations,
      systemNowMs: systemNow,
      onBadIdentity: ({ errors }) =>
        logger({ level: 'error', message: '`identify` returned a value that is not a person', errors: [...errors] }),
    },
    perform: performed,
    receiveWebhook,
    reference: options.reference ?? null,
    serveFile: options.uploads?.storage.serve ?? null,
    openStream: async (request) => {
      await ready();
      return tracing.opening(request, () => openStream(streaming, request));
    },
    basePath,
    body: { bytes: options.maxBodyBytes ?? 262_144, ms: 30_000, timer: hubTimer },
    bodyWatch: { onError: (error) => onError(error, { doing: 'streaming a response' }), tracked },
    rateLimits: createRateLimits(rateLimit, systemNow),
  });

  const scheduler =
    interval === false
      ? null
      : createScheduler({
          sweep: () => whileOpen(() => tracing.sweep(sweepOwn)),
          everyMs: interval.everyMs,
          timer: hubTimer,
          onError: (error) => onError(error, { doing: 'sweeping' }),
        });
  if (interval !== false) notifications.start({ everyMs: interval.everyMs, whileOpen });
  scheduler?.start();

  const handle = createHandler({
    app,
    assertOpen,
    cors: {
      origins,
      credentials: options.identify !== undefined,
      allowedHeaders: checkedHeaderNames(options.allowedHeaders ?? defaultAllowedHeaders),
    },
    logger,
    onError,
    newRequestId: () => newId('request'),
    systemNowMs: systemNow,
  });

  return {
    fetch: (request) => keptAlive(tracked(handle(request))),
    api: createApi((request) => keptAlive(whileOpen(() => served(request)))),
    within: createWithin({
      context,
      storeWithin: database.storeWithin,
      isReady: () => isReady,
      assertOpen,
      traced: tracing.operation,
    }),
    sessions: {
      create: sessions.create,
      revoke: (session) => whileOpen(() => sessions.revoke(session)),
    },
    sweep: () => keptAlive(sweep()),
    checkProvider: () => whileOpen(async () => (await provider.checkSetUp?.()) ?? []),
    reconcile: (asked) => whileOpen(() => reconcile(asked)),
    figures: () => whileOpen(() => store.figures.read(now(), systemNow())),
    migrate: database.migrate,
    get ready() {
      return ready();
    },
    close() {
      hub.close();
      return lifetime.close({
        stop: () => Promise.all([scheduler?.stop(), notifications.stop()]),
        async finish() {
          await runner.idle();
          // Another process, or the next start, continues the work.
          if (interval === false) await notifications.delivered();
        },
        release() {
          letGoOfBooks?.();
          letGoOfWebhooks?.();
          return database.close();
        },
      });
    },
  };
}

function uploadsFrom(option: UploadsOption | undefined): OperationContext['uploads'] {
  if (option === undefined) return null;
  const { storage, maxBytes = defaultMaxFileBytes, contentTypes = null, quota } = option;
  return { storage, maxBytes, contentTypes, quota: { ...defaultUploadQuota, ...quota } };
}
