import type { Store } from '../store/store.ts';

const keptDays = 7;
const everyMs = 3_600_000;
const limit = 1_000;

/**
 * Idempotency keys are kept for seven days, or as long as a command may wait for an approval, and a day: nobody repeats a
 * request after that.
 *
 * @param mostApprovalDays that any contract may have; 0 where none waits
 * @returns to be called as often as one likes; looks for old keys once an hour, and again at once where there are more
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
