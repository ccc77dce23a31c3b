import { createHash } from 'node:crypto';
import { amount, type ContractEvent, type ContractId, instant, type Movement } from '@workroom/core';
import { presentEvent } from '@workroom/core/api';
import { expect, test } from 'vitest';
import { mapCommitted, sealEvents } from './commitments.ts';
import { canonicalJson, chainEvents, chainStart, verifyChain } from './hash-chain.ts';
import type { StoredEvent } from './store.ts';

// Rule 41: anyone can verify the chain offline.

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
const salt = 'ab'.repeat(16);
const { sealed, words } = sealEvents(events, salt, []);
const hashes = chainEvents(contractId, chainStart, events, sealed, movements);
const committed = (value: unknown) =>
  mapCommitted(value, ({ commitment }) => words.flat().find((word) => word.commitment === commitment)) as object;
const stored: readonly StoredEvent[] = events.map((event, index) => ({
  event,
  hash: hashes[index] ?? '',
  chained: { format: 2, actor: committed(sealed[index]?.actor), data: committed(sealed[index]?.data) },
}));

test('an unchanged chain verifies, with its movements in any order', () => {
  expect(verifyChain(contractId, stored, [...movements].reverse())).toBeNull();
  expect(verifyChain(contractId, [], [])).toBeNull();
});

test('a part of a chain is verified from the event before it', () => {
  const before = { seq: 1, hash: hashes[0] ?? '' };
  expect(verifyChain(contractId, stored.slice(1), movements, before)).toBeNull();
  expect(verifyChain(contractId, stored.slice(2), [], before)).toBe(2);
  expect(verifyChain(contractId, stored.slice(1), movements, { ...before, hash: chainStart })).toBe(2);
});

test('a hash is the SHA-256 of the documented JSON, as returned by the timeline and the ledger', () => {
  const previous = hashes[0];
  const { hash: _, ...shown } = presentEvent(contractId, events[1] as ContractEvent, '');
  const sha256 = (...parts: (string | Buffer)[]) =>
    parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
  const commitment = (seq: number, pointer: string, text: string) => ({
    commitment: sha256(Buffer.from(sha256(`${salt}:${seq}:${pointer}`).slice(0, 32), 'hex'), text),
  });
  const event = {
    ...shown,
    // Committed once, in the person's first event.
    actor: { ...actor, name: commitment(1, '/actor/name', actor.name) },
    data: { text: commitment(2, '/data/text', 'message 2') },
  };
  const document = canonicalJson({
    format: 2,
    previous,
    event,
    movements: movements.map((movement) => ({ ...movement, at: '1970-01-01T00:00:02.000Z' })),
  });
  expect(createHash('sha256').update(document).digest('hex')).toBe(hashes[1]);
});

test('two commits give the same chain as one', () => {
  const first = sealEvents(events.slice(0, 1), salt, []);
  const head = chainEvents(contractId, chainStart, events.slice(0, 1), first.sealed, movements)[0] ?? '';
  const others = sealEvents(events.slice(1), salt, first.names);
  expect(others.words.flat().filter(({ kind }) => kind === 'name')).toEqual([]);
  expect([head, ...chainEvents(contractId, head, events.slice(1), others.sealed, movements)]).toEqual(hashes);
});

test.each<[string, number, () => number | null]>([
  [
    'another text',
    2,
    () =>
      verifyChain(
        contractId,
        changed(1, {}, { data: { text: { ...stored[1]?.chained.data, commitment: '0' } } }),
        movements,
      ),
  ],
  [
    'another text for the same commitment',
    2,
    () => {
      const { text = {} } = (stored[1]?.chained.data ?? {}) as { text?: object };
      return verifyChain(contractId, changed(1, {}, { data: { text: { ...text, text: 'other' } } }), movements);
    },
  ],
  [
    'another person',
    1,
    () => verifyChain(contractId, changed(0, {}, { actor: { ...stored[0]?.chained.actor, id: 'u2' } }), movements),
  ],
  ['an older format behind a newer', 2, () => verifyChain(contractId, changed(1, {}, { format: 1 }), movements)],
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
  // The example of section 3.2.3, and the numbers of JSON.stringify.
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

function changed(index: number, change: Partial<ContractEvent>, chained: Partial<StoredEvent['chained']> = {}) {
  return stored.map((each, place) =>
    place === index
      ? {
          ...each,
          event: { ...each.event, ...change } as ContractEvent,
          chained: { ...each.chained, ...chained },
        }
      : each,
  );
}

function stray(): Movement {
  return { ...(movements[0] as Movement), seq: 9, eventId: 'evt_9' };
}
