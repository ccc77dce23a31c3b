import type { ContractId, UploadId } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import { keptUnnamedMs } from '../uploads/upload-storage.ts';
import { createUploadForgetting } from './forget-uploads.ts';

const hour = 3_600_000;

function forgetting(count: number, isBroken: (id: UploadId) => boolean = () => false) {
  const contractId: ContractId = 'ctr_1';
  const records = new Set(Array.from({ length: count }, (_, place): UploadId => `upl_${place}`));
  const files = new Set(records);
  const asked: number[] = [];
  const errors: unknown[] = [];
  const system = { ms: 100 * hour };
  const run = createUploadForgetting({
    records: {
      async unnamed(beforeMs, limit) {
        asked.push(beforeMs);
        return [...records].slice(0, limit).map((id) => ({ contractId, id }));
      },
      async remove(_, id) {
        records.delete(id);
      },
    },
    storage: {
      async delete(_, id) {
        if (isBroken(id)) throw new Error('the storage does not answer');
        files.delete(id);
      },
    },
    systemNowMs: () => system.ms,
    onError: (error) => void errors.push(error),
  });
  return { run, records, files, asked, errors, system };
}

describe('unused files', () => {
  test('are deleted with their records, a day and an hour after the upload was created', async () => {
    const { run, records, files, asked, system } = forgetting(3);
    await run();
    expect([records.size, files.size]).toEqual([0, 0]);
    expect(asked).toEqual([system.ms - keptUnnamedMs]);
    expect(keptUnnamedMs).toBe(25 * hour);
  });

  test('are searched for once an hour, and again at once if there are more', async () => {
    const { run, records, asked, system } = forgetting(150);
    await run();
    expect(records.size).toBe(50);
    await run();
    expect(records.size).toBe(0);
    await run();
    expect(asked).toHaveLength(2);
    system.ms += hour;
    await run();
    expect(asked).toHaveLength(3);
  });

  test('stay recorded if the file storage fails, and are retried an hour later', async () => {
    const { run, records, errors, asked, system } = forgetting(100, () => true);
    await run();
    await run();
    expect([records.size, errors.length, asked.length]).toEqual([100, 100, 1]);
    system.ms += hour;
    await run();
    expect(errors).toHaveLength(200);
  });

  test('are deleted even if one of them cannot be', async () => {
    const { run, records } = forgetting(5, (id) => id === 'upl_2');
    await run();
    expect([...records]).toEqual(['upl_2']);
  });
});
