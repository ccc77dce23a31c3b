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
  /** The clock of the contracts. */
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
  /** Resolves when the event consumers are registered; later commits reach them. */
  readonly introduced: () => Promise<void>;
  /** Starts regular rounds, if the process runs for long and no cron job does them. */
  readonly start: (rounds: RoundsOfNotifications) => void;
  /** One round. */
  readonly work: () => Promise<{ readonly deliveries: number; readonly more: boolean }>;
  /** Something was committed here, so the next round starts soon. */
  readonly wake: () => void;
  /**
   * Delivers the events of this process's commits that are not delivered yet, for platforms that freeze the process
   * after a response. Never rejects.
   */
  readonly delivered: () => Promise<void>;
  /** Resolves when the running round is over; no other follows. */
  readonly stop: () => Promise<void>;
}

/** One round delivers commits that follow each other closely. */
const gatherMs = 200;
/** Most contracts delivered after a response: its own, and those due before. */
const contractsAfterAnswer = 16;

/** All consumers of events. */
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
      onError: (error) => parts.onError(error, { doing: 'delivering events' }),
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
      // Nothing is lost: the next round finds the events.
      parts.onError(error, { doing: 'delivering events' });
    }
  }
  /** Runs are sequential, so that a waiting caller has waited for its own commit. */
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
