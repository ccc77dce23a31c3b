import { createHash } from 'node:crypto';
import { amount, type ContractEvent, type ContractId, instant, type Movement } from '@workroom/core';
import { presentEvent } from '@workroom/core/api';
import { expect, test } from 'vitest';
import { canonicalJson, chainEvents, chainStart, verifyChain } from './hash-chain.ts';

// Rule 41: anyone can check the chain offline.

const contractId: ContractId = 'ctr_1';
const actor = { side: 'client', id: 'u1', name: 'Dana "D" Élan 🎨' } as const;
const events: readonly ContractEvent[] = [1, 2, 3].map((seq) => ({
  id: `evt_${seq}`,
  seq,
  type: 'message.posted',
  actor,
  commandId: `cmd_${seq}`,
  occurredAt: instant(1_000 * seq),
  recordedAt: instant(1_000 * seq + 1),
  data: { text: `message ${seq}` },
}));
const movements: readonly Movement[] = ['mov_1', 'mov_2'].map((id) => ({
  id: `mov_${id}`,
  seq: 2,
  eventId: 'evt_2',
  debit: 'processor',
  credit: 'escrow:carried',
  amount: amount(500),
  at: instant(2_000),
}));
const hashes = chainEvents(contractId, chainStart, events, movements);
const stored = events.map((event, index) => ({ event, hash: hashes[index] ?? '' }));

test('a chain that nobody touched verifies, with its movements in any order', () => {
  expect(verifyChain(contractId, stored, [...movements].reverse())).toBeNull();
  expect(verifyChain(contractId, [], [])).toBeNull();
});

test('a part of it is checked from the event before it', () => {
  const before = { seq: 1, hash: hashes[0] ?? '' };
  expect(verifyChain(contractId, stored.slice(1), movements, before)).toBeNull();
  expect(verifyChain(contractId, stored.slice(2), [], before)).toBe(2);
  expect(verifyChain(contractId, stored.slice(1), movements, { ...before, hash: chainStart })).toBe(2);
});

test('a hash is the SHA-256 of the documented document, as the timeline and the ledger answer it', () => {
  const previous = hashes[0];
  const { hash: _, ...event } = presentEvent(contractId, events[1] as ContractEvent, '');
  const document = canonicalJson({
    previous,
    event,
    movements: movements.map((movement) => ({ ...movement, at: '1970-01-01T00:00:02.000Z' })),
  });
  expect(createHash('sha256').update(document).digest('hex')).toBe(hashes[1]);
});

test('events chained in two commits are chained as in one', () => {
  const head = chainEvents(contractId, chainStart, events.slice(0, 1), movements)[0] ?? '';
  expect([head, ...chainEvents(contractId, head, events.slice(1), movements)]).toEqual(hashes);
});

test.each<[string, number, () => number | null]>([
  ['another text', 2, () => verifyChain(contractId, changed(1, { data: { text: 'other' } }), movements)],
  ['another person', 1, () => verifyChain(contractId, changed(0, { actor: { ...actor, id: 'u2' } }), movements)],
  ['another time', 3, () => verifyChain(contractId, changed(2, { occurredAt: instant(1) }), movements)],
  ['an event left out', 2, () => verifyChain(contractId, stored.toSpliced(1, 1), movements)],
  ['another contract', 1, () => verifyChain('ctr_2', stored, movements)],
  [
    'another amount',
    2,
    () =>
      verifyChain(
        contractId,
        stored,
        movements.map((each) => ({ ...each, amount: amount(1) })),
      ),
  ],
  ['a movement left out', 2, () => verifyChain(contractId, stored, movements.slice(1))],
  ['a movement of no event', 9, () => verifyChain(contractId, stored, [...movements, stray()])],
])('%s is found, at the event where it is', (_, at, verify) => {
  expect(verify()).toBe(at);
});

test('canonical JSON is RFC 8785: sorted by UTF-16 units, no white space, undefined left out', () => {
  // The example of section 3.2.3, and what JSON.stringify does with numbers.
  const value = {
    '\u20ac': 'Euro',
    '\r': 'CR',
    '\ufb33': 'Dalet',
    1: 'One',
    '\ud83d\ude00': 'Smiley',
    '\u0080': 'Control',
    '\u00f6': 'o',
  };
  expect(Object.values(JSON.parse(canonicalJson(value)))).toHaveLength(7);
  expect(canonicalJson(value)).toBe(
    '{"\\r":"CR","1":"One","\u0080":"Control","ö":"o","€":"Euro","😀":"Smiley","\ufb33":"Dalet"}',
  );
  expect(canonicalJson({ b: [1.0, 1e21, null, true], a: undefined })).toBe('{"b":[1,1e+21,null,true]}');
});

function changed(index: number, change: Partial<ContractEvent>) {
  return stored.map((each, place) =>
    place === index ? { ...each, event: { ...each.event, ...change } as ContractEvent } : each,
  );
}

function stray(): Movement {
  return { ...(movements[0] as Movement), seq: 9, eventId: 'evt_9' };
}
