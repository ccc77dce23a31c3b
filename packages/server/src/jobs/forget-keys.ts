import type { Store } from '../store/store.ts';

const keptDays = 7;
const everyMs = 3_600_000;
const limit = 1_000;

/**
 * Deletes idempotency keys after seven days, or a day after the longest time that a command may wait for approval.
 * Nobody repeats a request after that.
 *
 * @param mostApprovalDays the most of any contract; 0 if none waits @returns a function that may be called any number
 * of times; it looks for old keys once an hour, and again at once if there are more
 */
export function createKeyForgetting(
  store: Pick<Store, 'forgetKeys'>,
  systemNowMs: () => number,
  mostApprovalDays: number,
): () => Promise<void> {
  const keptSeconds = Math.max(keptDays, mostApprovalDays + 1) * 86_400;
  let dueMs = 0;
  return async () => {
    const nowMs = systemNowMs();
    if (nowMs < dueMs) return;
    dueMs = nowMs + everyMs;
    if ((await store.forgetKeys(keptSeconds, limit)) >= limit) dueMs = nowMs;
  };
}
