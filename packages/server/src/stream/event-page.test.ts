import { eventTypes } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '../store/store.ts';
import { changesReaders, pagesOf } from './event-page.ts';

const stored = (seq: number, type: string) =>
  ({
    event: { id: `evt_${seq}`, seq, type, actor: { side: 'system' }, occurredAt: 0, recordedAt: 0, data: {} },
    hash: '',
  }) as unknown as StoredEvent;

describe('a page of events', () => {
  test.each([...changesReaders])('ends with %s: later events are only for those who may still read', (type) => {
    const pageAfter = pagesOf('ctr_1', [stored(4, 'message.posted'), stored(5, type), stored(6, 'message.posted')]);
    expect(pageAfter(3)?.events.map(({ event }) => event.seq)).toEqual([4, 5]);
    expect(new TextDecoder().decode(pageAfter(3)?.bytes)).not.toContain('id: 6');
    expect(pageAfter(5)?.events.map(({ event }) => event.seq)).toEqual([6]);
  });

  test('every event that ends a dispute ends a page', () => {
    const ends = eventTypes.filter((type) => /^dispute\.(settled|decided|defaulted)$/.test(type));
    expect([...changesReaders]).toEqual(expect.arrayContaining(ends));
  });
});
