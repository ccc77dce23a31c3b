import type { Store } from '../store/store.ts';

const keptSeconds = 7 * 86_400;
const everyMs = 3_600_000;
const limit = 1_000;

/**
 * Idempotency keys are kept for seven days: nobody repeats a request after that.
 *
 * @returns to be called as often as one likes; looks for old keys once an hour, and again at once where there are more
 */
export function createKeyForgetting(store: Pick<Store, 'forgetKeys'>, systemNowMs: () => number): () => Promise<void> {
  let dueMs = 0;
  return async () => {
    const nowMs = systemNowMs();
    if (nowMs < dueMs) return;
    dueMs = nowMs + everyMs;
    if ((await store.forgetKeys(keptSeconds, limit)) >= limit) dueMs = nowMs;
  };
}
