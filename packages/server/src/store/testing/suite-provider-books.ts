import { describe, expect, test } from 'vitest';
import { storeOver } from '../store-over.ts';
import type { LongTest, SuiteStore } from './store-suite.ts';

export function testProviderBooks(suite: () => SuiteStore, atLength: LongTest): void {
  describe('the records of a provider', () => {
    test('an entry has the last written value, also for the next process', async () => {
      const { store, another } = suite();
      const books = store.providerBooks;
      expect(await books.read('pay_1')).toBeNull();
      expect(await books.write('pay_1', '{"a":1}', 0)).toBe(true);
      expect(await books.read('pay_1')).toEqual({ text: '{"a":1}', revision: 1 });
      expect(await books.write('pay_1', '{"a":2}', 1)).toBe(true);
      const elsewhere = storeOver(await another(), 'workroom').providerBooks;
      expect(await elsewhere.read('pay_1')).toEqual({ text: '{"a":2}', revision: 2 });
      expect(await elsewhere.keys()).toContain('pay_1');
    });

    test('a change based on an older revision has no effect', async () => {
      const books = suite().store.providerBooks;
      await books.write('pay_2', 'first', 0);
      expect(await books.write('pay_2', 'created twice', 0)).toBe(false);
      expect(await books.write('pay_2', 'from the future', 2)).toBe(false);
      expect(await books.write('pay_2', 'second', 1)).toBe(true);
      expect(await books.write('pay_2', 'late', 1)).toBe(false);
      expect(await books.read('pay_2')).toEqual({ text: 'second', revision: 2 });
      expect(await books.write('pay_none', 'nothing to change', 1)).toBe(false);
    });

    atLength('of many simultaneous changes of one entry, each revision belongs to one writer', async () => {
      const books = suite().store.providerBooks;
      await books.write('pay_3', '0', 0);
      const tries = Array.from({ length: 8 }, (_, writer) => books.write('pay_3', String(writer), 1));
      expect((await Promise.all(tries)).filter((won) => won)).toHaveLength(1);
    });
  });
}
