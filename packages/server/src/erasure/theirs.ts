import {
  type Contract,
  type ContractId,
  type EventWord,
  erasedName,
  erasedText,
  type MilestoneId,
  mapWords,
} from '@workroom/core';
import { sha256Hex } from '../sha256.ts';
import { asCommitted, type SealedEvent } from '../store/commitments.ts';
import type { ErasedWord, Store, StoredEvent } from '../store/store.ts';
import { roundOfTheLoop } from '../timer.ts';

/** An event may be as large as a request: 256 KiB. */
const eventsAtOnce = 50;

/** A name that an event repeats has one commitment at several places; one of these places has the row. */
export interface TheirWord extends ErasedWord {
  /** `null` in format 1. */
  readonly commitment: string | null;
}

/** The parts of a contract's current history that belong to a person. */
export interface Theirs {
  /** For texts without an author. */
  readonly isTheirs: (text: string, milestoneId?: MilestoneId) => boolean;
  /** The first author of a text; `null` for the marketplace's server and for texts without an author. */
  readonly writerOf: (text: string) => string | null;
  /** The words still to erase, in the order of the events. */
  readonly words: readonly TheirWord[];
  /** The files that they uploaded, from their events. */
  readonly files: readonly string[];
  /** An event of format 1 after the erasure. */
  readonly rewritten: (stored: StoredEvent, erasedAt: string) => SealedEvent;
}

/**
 * Reads the whole history. A quoted text belongs to the person who wrote it first on this contract. Text by the
 * marketplace's server belongs to all people of the contract, and becomes the person's once no other name is left.
 *
 * @param personId `null` for everybody
 */
export async function wordsOf(
  store: Pick<Store, 'timeline'>,
  contract: Contract,
  personId: string | null,
): Promise<Theirs> {
  const writers = new Map<string, string | null>();
  const adders = new Map<MilestoneId, string | null>();
  const isLast = personId !== null && isNobodyElseLeft(contract, personId);
  const isWhose = (writer: string | null | undefined) =>
    personId === null || writer === personId || (isLast && (writer ?? null) === null);
  const isTheirs = (text: string, milestoneId?: MilestoneId) => {
    if (isErased(text)) return false;
    const hash = sha256Hex(text);
    // No event has the description of a new milestone: it belongs to the person who added it.
    return isWhose(writers.has(hash) || milestoneId === undefined ? writers.get(hash) : adders.get(milestoneId));
  };
  const isTheirWord = ({ kind, text, personId: writer }: EventWord) => {
    if (isErased(text)) return false;
    return kind === 'quoted' ? isTheirs(text) : isWhose(writer);
  };

  const words: TheirWord[] = [];
  const files: string[] = [];
  /** The words of earlier events. */
  const committedBefore = new Set<string>();
  for await (const { event, chained } of eventsOf(store, contract)) {
    const isNew = chained.format === 1;
    const committedHere: string[] = [];
    mapWords(event, (word) => {
      const { kind, text, personId: writer, pointer } = word;
      if (kind !== 'name' && !writers.has(sha256Hex(text))) writers.set(sha256Hex(text), writer);
      const commitment = isNew ? null : commitmentAt(chained, pointer);
      if (isTheirWord(word) && (commitment === null || !committedBefore.has(commitment)))
        words.push({ seq: event.seq, pointer, kind, isNew, commitment });
      if (commitment !== null && kind === 'name') committedHere.push(commitment);
    });
    for (const each of committedHere) committedBefore.add(each);
    if (event.type === 'milestone.added')
      adders.set(event.data.milestoneId, writers.get(sha256Hex(event.data.title)) ?? null);
    if ('files' in event.data && 'id' in event.actor && isWhose(event.actor.id))
      files.push(...event.data.files.map(({ uploadId }) => uploadId));
  }

  return {
    isTheirs,
    writerOf: (text) => writers.get(sha256Hex(text)) ?? null,
    words,
    files,
    rewritten: ({ event, chained }, erasedAt) =>
      mapWords(event, (word) => {
        if (isTheirWord(word)) return { erasedAt };
        return isErased(word.text) ? memberAt(chained, word.pointer) : word.text;
      }),
  };
}

/** Every event of the contract, a page of the store at a time. */
async function* eventsOf(
  store: Pick<Store, 'timeline'>,
  { id, seq }: { readonly id: ContractId; readonly seq: number },
): AsyncGenerator<StoredEvent> {
  for (let after = 0; after < seq; after += eventsAtOnce) {
    yield* await store.timeline(id, after, Math.min(eventsAtOnce, seq - after));
    await roundOfTheLoop();
  }
}

function isErased(text: string): boolean {
  return text === erasedText || text === erasedName;
}

function isNobodyElseLeft({ members, client, freelancer }: Contract, personId: string): boolean {
  return [client, freelancer, ...members.client, ...members.freelancer].every(
    ({ id, name }) => id === personId || name === erasedName,
  );
}

function commitmentAt(chained: object, pointer: string): string | null {
  const word = memberAt(chained, pointer);
  return typeof word === 'object' && word !== null ? (asCommitted(word)?.commitment ?? null) : null;
}

/** The number of words; a name that an event repeats counts once. */
export function countOf(words: readonly TheirWord[]): number {
  return new Set(words.map(({ seq, pointer, commitment }) => commitment ?? `${seq} ${pointer}`)).size;
}

/** Reads a value by JSON pointer. */
function memberAt(value: unknown, pointer: string): unknown {
  const tokens = pointer.split('/').slice(1);
  return tokens.reduce<unknown>((found, token) => {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>)[key] : undefined;
  }, value);
}
