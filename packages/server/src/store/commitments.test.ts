import { createHash } from 'node:crypto';
import type { ContractEvent } from '@workroom/core';
import { sampleEvents } from '@workroom/core/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomSalt } from '../random.ts';
import { commitmentOf, mapCommitted, readable, sealEvents } from './commitments.ts';

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((value) => Buffer.from(value).toString('hex'));
const salt = hex(16);
/** Text that can be stored: no lone surrogates. */
const text = fc.string({ unit: 'grapheme' });

const message = (words: string, seq = 1, name = 'Dana'): ContractEvent => ({
  id: `evt_${seq}`,
  seq,
  type: 'message.posted',
  actor: { side: 'client', id: 'u1', name },
  commandId: 'cmd_1',
  occurredAt: 0 as ContractEvent['occurredAt'],
  recordedAt: 0 as ContractEvent['recordedAt'],
  data: { text: words },
});

describe('rule 67: commitments', () => {
  test('are the SHA-256 of the salt’s bytes and the text’s UTF-8', () => {
    fc.assert(
      fc.property(salt, text, (some, words) => {
        const expected = createHash('sha256').update(Buffer.from(some, 'hex')).update(words, 'utf8').digest('hex');
        expect(commitmentOf(some, words)).toBe(expected);
      }),
    );
  });

  test('differ between two texts and between two salts', () => {
    fc.assert(
      fc.property(salt, salt, text, text, (some, other, first, second) => {
        expect(commitmentOf(some, first) === commitmentOf(some, second)).toBe(first === second);
        expect(commitmentOf(some, first) === commitmentOf(other, first)).toBe(some === other);
      }),
    );
  });

  test('replace every text in the hashed data of every event type, and all can be restored', () => {
    const events: readonly ContractEvent[] = sampleEvents;
    fc.assert(
      fc.property(salt, (some) => {
        const { sealed, words } = sealEvents(events, some, []);
        expect(JSON.stringify(sealed)).not.toContain('alert(1)');
        const known = words.flat();
        for (const [index, event] of events.entries()) {
          const opened = mapCommitted(sealed[index], ({ commitment }) => {
            return known.find((word) => word.commitment === commitment);
          });
          expect(readable(opened as { actor: object; data: object })).toEqual({
            actor: event.actor,
            data: JSON.parse(JSON.stringify(event.data)),
          });
        }
      }),
      { numRuns: 5 },
    );
  });

  test('have a separate salt for each text, the same on a retry of the commit', () => {
    fc.assert(
      fc.property(salt, fc.array(text, { minLength: 1, maxLength: 8 }), (some, texts) => {
        const events = texts.map((words, index) => message(words, index + 1));
        const { words } = sealEvents(events, some, []);
        const salts = words.flat().map((word) => word.salt);
        expect(new Set(salts).size).toBe(texts.length + 1);
        expect(sealEvents(events, some, []).words).toEqual(words);
        for (const word of words.flat()) expect(commitmentOf(word.salt, word.text)).toBe(word.commitment);
      }),
    );
  });

  test('are made once for a name, and again only when it changes', () => {
    fc.assert(
      fc.property(salt, fc.array(fc.constantFrom('Dana', 'Dana Élan')), (some, names) => {
        const events = names.map((name, index) => message('x', index + 1, name));
        const { words, names: known } = sealEvents(events, some, []);
        const changes = names.filter((name, index) => name !== names[index - 1]);
        expect(
          words
            .flat()
            .filter(({ kind }) => kind === 'name')
            .map((word) => word.text),
        ).toEqual(changes);
        expect(known.map(({ name }) => name)).toEqual(names.slice(-1));
      }),
    );
  });

  test('have salts of 128 random bits', () => {
    const salts = Array.from({ length: 100 }, randomSalt);
    expect(new Set(salts).size).toBe(100);
    for (const each of salts) expect(each).toMatch(/^[0-9a-f]{32}$/);
  });
});
