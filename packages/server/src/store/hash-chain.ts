import { type ContractEvent, type ContractId, formatInstant, type Movement } from '@workroom/core';
import { sha256Hex } from '../sha256.ts';
import type { StoredEvent } from './store.ts';

// Rule 41: the events of a contract are chained when they are written, so that nobody can rewrite one,
// or a movement that belongs to it, without changing the hash of every event after it.
//
// Anyone can check a chain offline. The hash of an event is the SHA-256, in lower-case hex, of this
// JSON document in the canonical form of RFC 8785 (keys sorted, no white space), in UTF-8:
//
//   { "previous":  hash of the event before it; 64 zeros for the first,
//     "event":     the event as the timeline answers it, without its "hash",
//     "movements": its movements as the ledger answers them, in order of their ids }

/** What the first event of every contract stands on. */
export const chainStart = '0'.repeat(64);

/**
 * The hash of each event, in order.
 *
 * @param previous hash of the event before the first of these; `chainStart` when there is none
 * @param movements those of these events; others are left aside
 */
export function chainEvents(
  contractId: ContractId,
  previous: string,
  events: readonly ContractEvent[],
  movements: readonly Movement[],
): readonly string[] {
  const byEvent = Map.groupBy(movements, (movement) => movement.eventId);
  let head = previous;
  return events.map((event) => {
    head = link(contractId, head, event, byEvent.get(event.id) ?? []);
    return head;
  });
}

/** A place in a contract's chain. */
export interface ChainPlace {
  readonly seq: number;
  readonly hash: string;
}

/**
 * Checks the chain of a contract, or a part of it.
 *
 * @param events all that follow `before`, in order, up to the last one given
 * @param movements those of these events
 * @param before the event before the first of these
 * @returns the number of the first event that does not fit its hash, its neighbours or its movements; `null` when all do
 */
export function verifyChain(
  contractId: ContractId,
  events: readonly StoredEvent[],
  movements: readonly Movement[],
  before: ChainPlace = { seq: 0, hash: chainStart },
): number | null {
  const hashes = chainEvents(
    contractId,
    before.hash,
    events.map(({ event }) => event),
    movements,
  );
  for (const [index, { event, hash }] of events.entries())
    if (event.seq !== before.seq + index + 1 || hash !== hashes[index]) return before.seq + index + 1;
  const known = new Set(events.map(({ event }) => event.id));
  return movements.find((movement) => !known.has(movement.eventId))?.seq ?? null;
}

function link(
  contractId: ContractId,
  previous: string,
  { id, seq, type, actor, occurredAt, recordedAt, data }: ContractEvent,
  movements: readonly Movement[],
): string {
  return chainLink({
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

/** One event's hash, from what the API answers of it and of its movements. */
export function chainLink(document: {
  readonly previous: string;
  readonly event: object;
  readonly movements: readonly { readonly id: string }[];
}): string {
  const movements = document.movements.toSorted((first, second) => (first.id < second.id ? -1 : 1));
  return sha256Hex(canonicalJson({ ...document, movements }));
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
