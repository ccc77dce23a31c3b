import type { WebhookStore } from '../store/outbox.ts';

const keptMs = 30 * 86_400_000;
const everyMs = 3_600_000;
const limit = 1_000;

/**
 * Deletes deliveries thirty days after their last attempt.
 *
 * @returns a function that may be called any number of times; it looks once an hour, and again at once if there are
 * more
 */
export function createDeliveryForgetting(
  store: Pick<WebhookStore, 'forgetDeliveries'>,
  nowMs: () => number,
): () => Promise<void> {
  let dueMs = 0;
  return async () => {
    if (nowMs() < dueMs) return;
    dueMs = nowMs() + everyMs;
    if ((await store.forgetDeliveries(nowMs() - keptMs, limit)) >= limit) dueMs = nowMs();
  };
}
