import { DAY_MS } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import type { LongTest, SuiteStore } from './store-suite.ts';
import { dealsIn, lee, milestoneAt } from './suite-deals.ts';

export function testUploads(suite: () => SuiteStore, atLength: LongTest): void {
  describe('records of uploads', () => {
    /** A contract, and files announced on it by one person of this test. */
    const announcing = async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const deal = await deals.fund(await deals.create(), 0);
      const personId = deals.newId('command');
      const contractId = deal.contract.id;
      const announce = async (size: number, announcedAtMs = 1_000) => {
        const id = deals.newId('upload');
        await store.uploads.add({ contractId, id, personId, size, announcedAtMs });
        return id;
      };
      return { store, deals, deal, contractId, personId, announce, records: store.uploads };
    };
    const file = (uploadId: `upl_${string}`) => ({
      uploadId,
      name: 'a',
      size: 1,
      contentType: 'text/plain',
      sha256: '0',
    });

    test('stored files are counted by contract and by person', async () => {
      const { records, announce, contractId, personId } = await announcing();
      expect(await records.use(contractId, personId)).toEqual({
        contract: { bytes: 0, files: 0 },
        person: { bytes: 0, files: 0 },
      });
      const first = await announce(Number.MAX_SAFE_INTEGER - 10);
      const second = await announce(10);
      const both = { bytes: Number.MAX_SAFE_INTEGER, files: 2 };
      expect(await records.use(contractId, personId)).toEqual({ contract: both, person: both });
      await records.markNamed(contractId, [first]);
      expect((await records.use(contractId, personId)).person).toEqual({ bytes: 10, files: 1 });
      await records.remove(contractId, second);
      expect(await records.use(contractId, personId)).toEqual({
        contract: { bytes: Number.MAX_SAFE_INTEGER - 10, files: 1 },
        person: { bytes: 0, files: 0 },
      });
      expect(await records.use('ctr_none', personId)).toMatchObject({ contract: { files: 0 } });
    });

    test('a file in an event is never listed as unused, and no longer counts for its person', async () => {
      const { records, announce, contractId, personId, deals, deal } = await announcing();
      const [named, unnamed, fresh] = [await announce(1), await announce(2), await announce(3, DAY_MS)];
      const milestoneId = milestoneAt(deal, 0).id;
      await deals.perform(deal, { type: 'submit', milestoneId, message: 'Here.', files: [file(named)] }, lee);
      const all = [named, unnamed, fresh];
      expect(await records.outdated(contractId, all, DAY_MS)).toEqual([unnamed]);
      expect(await records.outdated(contractId, all, 0)).toEqual([]);
      expect(await records.outdated('ctr_none', all, DAY_MS)).toEqual([]);
      const own = async () => (await records.unnamed(DAY_MS, 1_000)).filter((each) => each.contractId === contractId);
      expect(await own()).toEqual([{ contractId, id: unnamed }]);
      expect((await records.use(contractId, personId)).person).toEqual({ bytes: 5, files: 2 });
      await records.remove(contractId, unnamed);
      expect(await own()).toEqual([]);
    });

    test('only its sender can date an unused file back, and never forward', async () => {
      const { records, announce, contractId, personId, deals, deal } = await announcing();
      const [named, mine] = [await announce(1, DAY_MS), await announce(2, DAY_MS)];
      const milestoneId = milestoneAt(deal, 0).id;
      await deals.perform(deal, { type: 'submit', milestoneId, message: 'Here.', files: [file(named)] }, lee);
      expect(await records.retire(contractId, mine, 'another', 5)).toBe('unknown');
      expect(await records.retire('ctr_none', mine, personId, 5)).toBe('unknown');
      expect(await records.retire(contractId, named, personId, 5)).toBe('named');
      expect(await records.outdated(contractId, [named, mine], DAY_MS)).toEqual([]);
      expect(await records.retire(contractId, mine, personId, 5)).toBe('retired');
      expect(await records.retire(contractId, mine, personId, DAY_MS)).toBe('retired');
      expect(await records.outdated(contractId, [named, mine], 6)).toEqual([mine]);
    });

    atLength('of many simultaneous announcements, each counts those before it', async () => {
      const { announce, records, contractId, personId } = await announcing();
      const counts = await Promise.all(
        Array.from({ length: 10 }, async () => {
          await announce(1);
          return (await records.use(contractId, personId)).contract.files;
        }),
      );
      expect(Math.max(...counts)).toBe(10);
    });
  });
}
