import { type ContractEvent, type ContractId, formatInstant, type Movement } from '@workroom/core';
import { sha256Hex } from '../sha256.ts';
import {
  asErased,
  type ChainedEvent,
  type ChainFormat,
  type CommittedWord,
  commitmentOf,
  mapCommitted,
  type SealedEvent,
} from './commitments.ts';
import type { StoredEvent } from './store.ts';

// Rule 41: the events of a contract are chained when they are written, so that nobody can rewrite one,
// or a movement that belongs to it, without changing the hash of every event after it.
//
// Anyone can check a chain offline: docs/evidence.md has the exact bytes. The hash of an event is the SHA-256, in
// lower-case hex, of this JSON document in the canonical form of RFC 8785 (keys sorted, no white space), in UTF-8:
//
//   { "format":    2,
//     "previous":  hash of the event before it; 64 zeros for the first,
//     "event":     the event as the timeline answers it, without its "hash", and with { "commitment": … } for each word,
//     "movements": its movements as the ledger answers them, in order of their ids }
//
// Events of format 1, from before words could be erased, have no "format" and their words as they are. A chain may begin
// with these. An event with erased words must be trusted: its hash can no longer be computed.

/** The previous hash of a contract's first event. */
export const chainStart = '0'.repeat(64);

/**
 * The hash of each event, in order, in the newest format.
 *
 * @param previous hash of the event before the first; `chainStart` if there is none @param sealed the same events with
 * their words replaced @param movements the movements of these events; others are ignored
 */
export function chainEvents(
  contractId: ContractId,
  previous: string,
  events: readonly ContractEvent[],
  sealed: readonly SealedEvent[],
  movements: readonly Movement[],
): readonly string[] {
  const byEvent = Map.groupBy(movements, (movement) => movement.eventId);
  let head = previous;
  return events.map((event, index) => {
    head = link(contractId, head, event, { ...(sealed[index] ?? event), format: 2 }, byEvent.get(event.id) ?? []);
    return head;
  });
}

/** A place in a contract's chain. */
export interface ChainPlace {
  readonly seq: number;
  readonly hash: string;
  /** A newer format is never followed by an older one. */
  readonly format?: ChainFormat;
}

/**
 * Checks the chain of a contract, or a part of it.
 *
 * @param events all events that follow `before`, in order, up to the last one given
 * @param movements the movements of these events
 * @param before the event before the first of these
 * @returns the number of the first event that does not match its hash, its neighbours or its movements; `null` if all
 * do
 */
export function verifyChain(
  contractId: ContractId,
  events: readonly StoredEvent[],
  movements: readonly Movement[],
  before: ChainPlace = { seq: 0, hash: chainStart },
): number | null {
  const byEvent = Map.groupBy(movements, (movement) => movement.eventId);
  let previous = before.hash;
  let format: ChainFormat = before.format ?? 1;
  for (const [index, { event, hash, chained }] of events.entries()) {
    const seq = before.seq + index + 1;
    const fits = isOnTrust(chained) || hash === link(contractId, previous, event, chained, byEvent.get(event.id) ?? []);
    if (event.seq !== seq || chained.format < format || !fits || brokenWord(chained) !== null) return seq;
    previous = hash;
    format = chained.format;
  }
  const known = new Set(events.map(({ event }) => event.id));
  return movements.find((movement) => !known.has(movement.eventId))?.seq ?? null;
}

/** Whether words of an event of format 1 were erased, so its hash cannot be computed. */
export function isOnTrust({ format, actor, data }: ChainedEvent): boolean {
  return format === 1 && (hasErased(actor) || hasErased(data));
}

function hasErased(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return asErased(value) !== null || Object.values(value).some(hasErased);
}

/** The first word that does not match its commitment; `null` if all match. */
export function brokenWord({ format, actor, data }: ChainedEvent): CommittedWord | null {
  if (format === 1) return null;
  let broken: CommittedWord | null = null;
  mapCommitted([actor, data], (each) => {
    const word = each as CommittedWord;
    if ('text' in word && !fits(word)) broken ??= word;
    return null;
  });
  return broken;
}

/** The word may come from an untrusted file. */
function fits({ commitment, salt, text }: Extract<CommittedWord, { readonly text: string }>): boolean {
  return /^[0-9a-f]{32}$/.test(salt) && typeof text === 'string' && commitmentOf(salt, text) === commitment;
}

function link(
  contractId: ContractId,
  previous: string,
  { id, seq, type, occurredAt, recordedAt }: ContractEvent,
  { format, actor, data }: ChainedEvent,
  movements: readonly Movement[],
): string {
  return chainLink({
    format,
    previous,
    event: {
      id,
      contractId,
      seq,
      type,
      actor,
      occurredAt: formatInstant(occurredAt),
      recordedAt: formatInstant(recordedAt),
      data,
    },
    movements: movements.map((movement) => ({ ...movement, at: formatInstant(movement.at) })),
  });
}

/** One event's hash, from the evidence of the event and its movements. */
export function chainLink({
  format,
  previous,
  event,
  movements,
}: {
  readonly format: ChainFormat;
  readonly previous: string;
  readonly event: object;
  readonly movements: readonly { readonly id: string }[];
}): string {
  const sorted = movements.toSorted((first, second) => (first.id < second.id ? -1 : 1));
  if (format === 1) return sha256Hex(canonicalJson({ previous, event, movements: sorted }));
  const hashed = mapCommitted(event, ({ commitment }) => ({ commitment }));
  return sha256Hex(canonicalJson({ format, previous, event: hashed, movements: sorted }));
}

/** RFC 8785: JavaScript's own form of numbers and strings, keys in the order of their UTF-16 units. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as Readonly<Record<string, unknown>>;
  const members: string[] = [];
  for (const key of Object.keys(record).sort()) {
    if (record[key] !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  }
  return `{${members.join(',')}}`;
}
