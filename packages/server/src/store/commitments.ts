import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type ContractEvent, type EventWord, erasedName, erasedText, mapWords } from '@workroom/core';
import { sha256Hex } from '../sha256.ts';

// Rule 67: a word enters the hash chain as a commitment, and is stored with its salt in a separate table. Once both are
// erased, the commitment reveals nothing about the word, because the salt has 128 random bits.

/** A word in the form that the chain hashes. */
export interface Commitment {
  readonly commitment: string;
}

/** A word in the form of the evidence. */
export type CommittedWord = Commitment &
  (
    | { readonly salt: string; readonly text: string }
    | { readonly erasedAt: string }
    /** Only in evidence for a reader who may not see the word. */
    | { readonly withheld: true }
  );

/** The last committed name of a person on a contract: a name is committed once, not with each event. */
export interface CommittedName extends Commitment {
  readonly id: string;
  readonly name: string;
}

/** A word with its first commitment in an event. */
export interface NewWord extends EventWord, Commitment {
  readonly salt: string;
}

/** The parts of an event that contain words, with the words replaced. */
export interface SealedEvent {
  readonly actor: object;
  readonly data: object;
}

export type ChainFormat = 1 | 2;

/** The form in which an event enters the chain: with words as commitments, or in format 1 as plain text. */
export interface ChainedEvent extends SealedEvent {
  readonly format: ChainFormat;
}

/** @param salt 16 bytes in hex */
export function commitmentOf(salt: string, text: string): string {
  const [bytes, words] = [hexToBytes(salt), utf8ToBytes(text)];
  const all = new Uint8Array(bytes.length + words.length);
  all.set(bytes);
  all.set(words, bytes.length);
  return sha256Hex(all);
}

/**
 * Replaces the words of events by their commitments.
 *
 * @param salt the source of this commit's salts. It is not stored, so one word's salt does not reveal another's @param
 * known the names that the contract has committed so far
 */
export function sealEvents(
  events: readonly ContractEvent[],
  salt: string,
  known: readonly CommittedName[],
): {
  readonly sealed: readonly SealedEvent[];
  readonly words: readonly (readonly NewWord[])[];
  readonly names: readonly CommittedName[];
} {
  let names = known;
  const words: NewWord[][] = [];
  const sealed = events.map((event) => {
    const own: NewWord[] = [];
    words.push(own);
    return mapWords(event, (word) => {
      const { kind, text, personId, pointer } = word;
      const name = kind === 'name' ? names.find(({ id }) => id === personId) : undefined;
      if (name?.name === text) return { commitment: name.commitment };
      const wordSalt = sha256Hex(`${salt}:${event.seq}:${pointer}`).slice(0, 32);
      const commitment = commitmentOf(wordSalt, text);
      own.push({ ...word, salt: wordSalt, commitment });
      if (kind === 'name' && personId !== null) {
        names = [...names.filter(({ id }) => id !== personId), { id: personId, name: text, commitment }];
      }
      return { commitment };
    });
  });
  return { sealed, words, names };
}

/** A word of the chain; `null` for anything else. Nothing else in an event has a text field of this name. */
export function asCommitted(value: object): Commitment | null {
  const { commitment } = value as { readonly commitment?: unknown };
  return typeof commitment === 'string' ? (value as Commitment) : null;
}

/** An erased word of an event of format 1, whose hash covered the plain text. */
export function asErased(value: object): { readonly erasedAt: string } | null {
  const { erasedAt } = value as { readonly erasedAt?: unknown };
  return typeof erasedAt === 'string' && Object.keys(value).length === 1 ? { erasedAt } : null;
}

/** The value with every word replaced, at any depth. */
export function mapCommitted(value: unknown, replace: (word: Commitment) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapCommitted(item, replace));
  const word = asCommitted(value);
  if (word !== null) return replace(word);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapCommitted(each, replace)]));
}

const withheldText = '[not shown]';

/** Erased text becomes `erasedText`, an erased name `erasedName`. */
export function readable({ actor, data }: SealedEvent): SealedEvent {
  return { actor: readableValue(actor, '') as object, data: readableValue(data, '') as object };
}

function readableValue(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => readableValue(item, key));
  if (asErased(value) !== null) return key === 'name' ? erasedName : erasedText;
  if (asCommitted(value) !== null) {
    const word = value as CommittedWord;
    if ('text' in word) return word.text;
    if ('withheld' in word) return withheldText;
    return key === 'name' ? erasedName : erasedText;
  }
  return Object.fromEntries(Object.entries(value).map(([each, inner]) => [each, readableValue(inner, each)]));
}
