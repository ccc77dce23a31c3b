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
 * Removes unused files a day after they were announced, including partly sent ones.
 *
 * @returns a function that may be called any number of times; it looks for such files once an hour, and again at once
 * if there are more
 */
export function createUploadForgetting(options: UploadForgettingOptions): () => Promise<void> {
  const { records, storage, systemNowMs, onError } = options;
  let dueMs = 0;

  /** The file first: a record without a file is found again, but a file without a record never is. */
  async function remove(contractId: ContractId, id: UploadId): Promise<boolean> {
    try {
      await storage.delete(contractId, id);
      await records.remove(contractId, id);
      return true;
    } catch (error) {
      onError(error, { doing: 'removing an unused file', contractId });
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
    // If none could be removed, an immediate retry would not help.
    if (unnamed.length >= limit && removed > 0) dueMs = nowMs;
  };
}
