import type { Instant, NewId } from '@workroom/core';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import type { Readers } from '../language/readers.ts';
import { type Logger, withoutSecrets } from '../logger.ts';
import type { Store } from '../store/store.ts';
import type { Timer } from '../timer.ts';
import { createDeliveryForgetting } from './forget-deliveries.ts';
import { hostReader, hostReaderName, type OnEvent } from './host-reader.ts';
import type { MailOption } from './mail/mail-option.ts';
import { mailReader, mailReaderName } from './mail/mail-reader.ts';
import { createOutboxRunner, type OutboxReader } from './outbox-runner.ts';
import { createSealing } from './sealing.ts';
import { createSecretSeal } from './secret-seal.ts';
import type { WebhookOperations } from './webhook-operations.ts';
import type { WebhookOptions } from './webhook-options.ts';
import { createWebhookDispatcher, DeliveryFailed } from './webhook-reader.ts';
import { defaultWebhookSender, type WebhookSender } from './webhook-sender.ts';

export interface NotificationParts {
  readonly store: Store;
  readonly options: {
    readonly mail?: MailOption | undefined;
    readonly onEvent?: OnEvent | undefined;
    readonly webhooks?: WebhookOptions | undefined;
  };
  readonly readers: Readers;
  readonly newId: NewId;
  /** The clock that contracts live by. */
  readonly now: () => Instant;
  /** System time. */
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly logger: Logger;
  readonly onError: (error: unknown, about: { readonly doing: string }) => void;
  readonly timer: Timer;
  readonly tracing: { sender(sender: WebhookSender): WebhookSender };
}

export interface RoundsOfNotifications {
  /** Pause between two rounds. */
  readonly everyMs: number;
  readonly whileOpen: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export interface Notifications {
  readonly operations: WebhookOperations;
  /** Resolves when those who are told of events read along; what is committed from then on reaches them. */
  readonly introduced: () => Promise<void>;
  /** Does rounds by itself from now on: where the process lives long enough, and no cron does them. */
  readonly start: (rounds: RoundsOfNotifications) => void;
  /** One round. */
  readonly work: () => Promise<{ readonly deliveries: number; readonly more: boolean }>;
  /** Something was committed here: the next round comes soon. */
  readonly wake: () => void;
  /**
   * Brings what was committed here, in so far as nobody was told yet: for where a platform waits for nothing else
   * after an answer. Never rejects.
   */
  readonly delivered: () => Promise<void>;
  /** Resolves when the running round is over; none follows. */
  readonly stop: () => Promise<void>;
}

/** Commits that follow each other closely are told in one round. */
const gatherMs = 200;
/** What one request brings after its answer: its own contract, and whose turn it was before. */
const contractsAfterAnswer = 16;

/** Everything that tells others of events. */
export function createNotifications(parts: NotificationParts): Notifications {
  const { store, options, nowMs, random, logger, timer } = parts;
  const allowPrivate = options.webhooks?.allowPrivateNetworks ?? false;
  const seal = createSecretSeal((options.webhooks?.encryptionKeys ?? []).filter((key) => key !== undefined));
  const sealAll = createSealing(store.webhooks, seal);
  const dispatcher = createWebhookDispatcher({
    store: store.webhooks,
    seal,
    sender: parts.tracing.sender(options.webhooks?.sender ?? defaultWebhookSender),
    allowPrivate,
    nowMs,
    newId: parts.newId,
    logger,
  });
  const readers = new Map<string, OutboxReader>();
  if (options.onEvent !== undefined) readers.set(hostReaderName, hostReader(options.onEvent));
  if (options.mail !== undefined) {
    readers.set(mailReaderName, mailReader({ store, mail: options.mail, readers: parts.readers, now: parts.now }));
  }

  const runner = createOutboxRunner({
    store,
    readers,
    endpoints: dispatcher.reader,
    nowMs,
    random,
    timer,
    onError(error, about) {
      // A failing endpoint is reported in its deliveries. It is not an error of this service.
      if (error instanceof DeliveryFailed)
        logger({ level: 'warn', message: about.doing, reason: withoutSecrets(error.message) });
      else parts.onError(error, about);
    },
  });
  const forget = createDeliveryForgetting(store.webhooks, nowMs);
  let introducing: Promise<unknown> | null = null;

  async function introduced(): Promise<void> {
    introducing ??= Promise.all([...readers.keys()].map((name) => store.outbox.addReader(name, nowMs())));
    try {
      await introducing;
    } catch (error) {
      introducing = null;
      throw error;
    }
  }

  async function work() {
    await sealAll();
    const result = await runner.work();
    await forget();
    await store.figures.beat('outbox', nowMs());
    return result;
  }

  let scheduler: Scheduler | null = null;
  function start({ everyMs, whileOpen }: RoundsOfNotifications): void {
    scheduler = createScheduler({
      sweep: () => whileOpen(work),
      everyMs,
      timer,
      onError: (error) => parts.onError(error, { doing: 'telling others of events' }),
    });
    scheduler.start();
  }
  let hasNewEvents = false;
  let telling: Promise<unknown> = Promise.resolve();
  const wake = () => {
    hasNewEvents = true;
    scheduler?.wake(gatherMs);
  };
  async function tellOfOwn(): Promise<void> {
    if (!hasNewEvents) return;
    hasNewEvents = false;
    try {
      await runner.work(contractsAfterAnswer);
    } catch (error) {
      // Nothing is lost: the next round finds it.
      parts.onError(error, { doing: 'telling others of events' });
    }
  }
  /** Runs one after the other, so that a caller that waits has waited for its own commit. */
  async function delivered(): Promise<void> {
    telling = telling.then(tellOfOwn);
    await telling;
  }

  return {
    introduced,
    operations: { dispatcher, seal, allowPrivate, wake },
    start,
    work,
    wake,
    delivered,
    async stop() {
      if (scheduler === null) return;
      runner.stop();
      await scheduler.stop();
    },
  };
}
