import { type ContractId, formatInstant, instant, type NewId } from '@workroom/core';
import { type Output, presentEvent } from '@workroom/core/api';
import type { Logger } from '../logger.ts';
import type { Delivery, OutboxWork, WebhookEndpoint, WebhookStore } from '../store/outbox.ts';
import type { StoredEvent } from '../store/store.ts';
import type { OutboxReader } from './outbox-runner.ts';
import type { SecretSeal } from './secret-seal.ts';
import type { WebhookSender } from './webhook-sender.ts';
import { signedHeaders, signingSecrets } from './webhook-signature.ts';

/** The message: the same body and id for every attempt. */
export interface WebhookMessage {
  readonly id: string;
  readonly type: string;
  readonly contractId: ContractId | null;
  readonly seq: number | null;
  readonly body: string;
}

export interface WebhookDispatcher {
  /**
   * Sends a message once and records the outcome. Does not reject if the endpoint fails.
   *
   * @throws SecretUnreadable without the key of the secret
   */
  send(endpoint: WebhookEndpoint, message: WebhookMessage, retry: 'again' | 'last'): Promise<Delivery>;
  readonly reader: OutboxReader;
}

export interface WebhookDispatcherOptions {
  readonly store: Pick<WebhookStore, 'recordAttempt' | 'editEndpoint'>;
  readonly sender: WebhookSender;
  readonly seal: SecretSeal;
  readonly allowPrivate: boolean;
  readonly nowMs: () => number;
  readonly newId: NewId;
  readonly logger: Logger;
}

/** Receivers should answer at once and work afterwards. */
const timeoutMs = 10_000;
/** The pause after a failure of an endpoint, so that a dead endpoint does not delay the others. */
const longestRestMs = 60_000;

export function createWebhookDispatcher(options: WebhookDispatcherOptions): WebhookDispatcher {
  const { store, sender, seal, allowPrivate, nowMs, newId, logger } = options;

  async function send(
    endpoint: WebhookEndpoint,
    { body, ...message }: WebhookMessage,
    retry: 'again' | 'last',
    attempt = 1,
  ): Promise<Delivery> {
    const stored = signingSecrets(endpoint.secrets, nowMs());
    const secrets = await Promise.all(stored.map(({ secret }) => seal.open(endpoint.id, secret)));
    const headers = signedHeaders(secrets, message.id, nowMs(), body);
    const { status, error } = await answerOf(sender({ url: endpoint.url, headers, body, timeoutMs, allowPrivate }));
    return store.recordAttempt(
      {
        id: newId('delivery'),
        endpointId: endpoint.id,
        messageId: message.id,
        contractId: message.contractId,
        seq: message.seq,
        type: message.type,
        status: error === null ? 'succeeded' : retry === 'again' ? 'pending' : 'failed',
        answerStatus: status,
        error,
        lastAttemptAtMs: nowMs(),
      },
      error === null ? null : nowMs() + Math.min(1_000 * 2 ** attempt, longestRestMs),
    );
  }

  async function disable(endpoint: WebhookEndpoint, disabledReason: string): Promise<void> {
    const enabled = { value: false, disabledReason, forgetsFailures: false };
    const edited = await store.editEndpoint(endpoint.id, { enabled, whileUrl: endpoint.url }, nowMs());
    // Removed or changed meanwhile.
    if (edited === null) return;
    logger({
      level: 'warn',
      message: 'A webhook endpoint was disabled.',
      endpointId: endpoint.id,
      reason: disabledReason,
    });
  }

  return {
    send,
    reader: {
      async deliver(work, stored, { number, isLast }) {
        const { endpoint } = work;
        // Removed meanwhile, or not interested.
        if (endpoint === null || endpoint.types?.includes(stored.event.type) === false) return;
        const delivery = await send(endpoint, messageOf(work, stored), isLast ? 'last' : 'again', number);
        if (delivery.status === 'succeeded') return;
        if (delivery.answerStatus === 410) {
          await disable(endpoint, 'It answered 410 Gone. Correct the URL, or remove the endpoint.');
        } else if (isLast && failedThroughout(endpoint, work)) {
          await disable(
            endpoint,
            `It accepted nothing for three days. The last attempt: ${delivery.error}. Fix it, then enable the endpoint again: it continues where it stopped.`,
          );
          // The event is retried first.
          throw new DeliveryFailed(delivery, true);
        }
        throw new DeliveryFailed(delivery, false);
      },
      passesOver: (error) => error instanceof DeliveryFailed && !error.mustWait,
    },
  };
}

/** If the endpoint accepted other events while this one failed, it works: the event is skipped, and can be resent. */
function failedThroughout({ failingSinceMs }: WebhookEndpoint, work: OutboxWork): boolean {
  return failingSinceMs !== null && work.failingSinceMs !== null && failingSinceMs <= work.failingSinceMs;
}

/** An attempt that failed. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  /** Whether the event waits for its endpoint without a limit. */
  readonly mustWait: boolean;

  constructor({ endpointId, messageId, error }: Delivery, mustWait: boolean) {
    super(`${endpointId} did not take ${messageId}: ${error}`);
    this.mustWait = mustWait;
  }
}

export function messageOf(
  { contractId, head }: Pick<OutboxWork, 'contractId' | 'head'>,
  stored: StoredEvent,
): WebhookMessage {
  const { event, hash } = stored;
  const message: Output<'WebhookMessage'> = {
    type: event.type,
    timestamp: formatInstant(event.occurredAt),
    data: presentEvent(contractId, event, hash),
    head,
  };
  return { id: event.id, type: event.type, contractId, seq: event.seq, body: JSON.stringify(message) };
}

/** The content of a test message, without contract data. It is the same for the same id. */
export function testMessage(id: string, atMs: number): WebhookMessage {
  const timestamp = formatInstant(instant(atMs));
  const body = JSON.stringify({ type: 'webhook.test', timestamp, data: { message: 'It works.' } });
  return { id, type: 'webhook.test', contractId: null, seq: null, body };
}

async function answerOf(
  sending: Promise<{ readonly status: number }>,
): Promise<{ readonly status: number | null; readonly error: string | null }> {
  try {
    const { status } = await sending;
    if (status >= 200 && status < 300) return { status, error: null };
    const isRedirect = status >= 300 && status < 400;
    return { status, error: isRedirect ? `answered ${status}; redirects are not followed` : `answered ${status}` };
  } catch (error) {
    const { message, code } = error as { message?: string; code?: string };
    return { status: null, error: (message || code || 'could not be reached').slice(0, 300) };
  }
}
