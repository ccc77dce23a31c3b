import type { ContractId, UploadId } from '@workroom/core';
import { inParallel } from '../in-parallel.ts';
import type { UploadRecords } from '../store/upload-records.ts';
import { keptUnnamedMs, type UploadStorage } from '../uploads/upload-storage.ts';

const everyMs = 3_600_000;
const limit = 100;
const parallel = 4;

export interface UploadForgettingOptions {
  readonly records: Pick<UploadRecords, 'unnamed' | 'remove'>;
  readonly storage: Pick<UploadStorage, 'delete'>;
  readonly systemNowMs: () => number;
  readonly onError: (error: unknown, about: { readonly doing: string; readonly contractId: ContractId }) => void;
}

/**
 * Removes files that nothing has named a day after they were announced, and what was sent of them in part.
 *
 * @returns to be called as often as one likes; looks for such files once an hour, and again at once where there are more
 */
export function createUploadForgetting(options: UploadForgettingOptions): () => Promise<void> {
  const { records, storage, systemNowMs, onError } = options;
  let dueMs = 0;

  /** First the file: a record without one is found again, a file without a record never. */
  async function remove(contractId: ContractId, id: UploadId): Promise<boolean> {
    try {
      await storage.delete(contractId, id);
      await records.remove(contractId, id);
      return true;
    } catch (error) {
      onError(error, { doing: 'removing a file that nothing names', contractId });
      return false;
    }
  }

  return async () => {
    const nowMs = systemNowMs();
    if (nowMs < dueMs) return;
    dueMs = nowMs + everyMs;
    const unnamed = await records.unnamed(nowMs - keptUnnamedMs, limit);
    let removed = 0;
    await inParallel(unnamed, parallel, async ({ contractId, id }) => {
      if (await remove(contractId, id)) removed += 1;
    });
    // Where none could be removed, trying the same again at once would be no use.
    if (unnamed.length >= limit && removed > 0) dueMs = nowMs;
  };
}
