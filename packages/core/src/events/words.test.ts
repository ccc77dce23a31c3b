import { describe, expect, test } from 'vitest';
import type { EventActor } from './event.ts';
import { type EventWord, mapWords } from './words.ts';

const dana: EventActor = { side: 'client', id: 'u1', name: 'Dana' };

function wordsOf(event: Parameters<typeof mapWords>[0]): readonly EventWord[] {
  const words: EventWord[] = [];
  mapWords(event, (word) => words.push(word));
  return words;
}

describe('rule 67: the personal texts in an event', () => {
  test('are listed by JSON pointer, with their owner', () => {
    const data = {
      milestoneId: 'mst_1',
      message: 'Here it is.',
      links: [{ url: 'https://example.com', label: null }],
      files: [],
      reviewEndsAt: '2026-03-16T09:00:00.000Z',
    };
    expect(wordsOf({ type: 'milestone.submitted', actor: dana, data })).toEqual([
      { pointer: '/actor/name', kind: 'name', text: 'Dana', personId: 'u1' },
      { pointer: '/data/message', kind: 'own', text: 'Here it is.', personId: 'u1' },
      { pointer: '/data/links/0/url', kind: 'own', text: 'https://example.com', personId: 'u1' },
    ]);
  });

  test('include names, which belong to the named person and not to the author', () => {
    const people = { client: [{ id: 'u1', name: 'Dana' }], freelancer: [], added: [{ id: 'u3', name: 'Mo' }] };
    expect(wordsOf({ type: 'contract.members_changed', actor: { side: 'server' }, data: people })).toEqual([
      { pointer: '/data/client/0/name', kind: 'name', text: 'Dana', personId: 'u1' },
      { pointer: '/data/added/0/name', kind: 'name', text: 'Mo', personId: 'u3' },
    ]);
  });

  test('include each value of the metadata, under any key', () => {
    const data = { metadata: { 'a/b~c': 'x', constructor: 'y' } };
    expect(wordsOf({ type: 'contract.edited', actor: { side: 'server' }, data })).toEqual([
      { pointer: '/data/metadata/a~1b~0c', kind: 'own', text: 'x', personId: null },
      { pointer: '/data/metadata/constructor', kind: 'own', text: 'y', personId: null },
    ]);
  });

  test('exclude amounts, ids, dates and empty fields', () => {
    const data = { milestoneId: 'mst_1', amount: 5, fee: 0, leftover: 0, leftoverTo: null, note: null };
    const mapped = mapWords({ type: 'milestone.released', actor: { side: 'system' }, data }, () => 'word');
    expect(mapped).toEqual({ actor: { side: 'system' }, data });
  });
});
