import { type ContractId, type EventType, eventTypes, kindOf } from '@workroom/core';
import { presentEvent } from '@workroom/core/api';
import type { StoredEvent } from '../store/store.ts';

/**
 * Events that may end somebody's access to the contract: a change of its people, and the end of a dispute for its
 * mediator.
 */
export const changesReaders: ReadonlySet<EventType> = new Set(
  eventTypes.filter((type) => kindOf(type).changesReaders === true),
);

/** Consecutive events, and their encoded form. An event that `changesReaders` is the last of its page. */
export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** Server-sent events (HTML Living Standard, 9.2). The id of each is its `seq`, so that `Last-Event-ID` resumes. */
  readonly bytes: Uint8Array;
  /** The same events with other ids, for a reader who follows several contracts. */
  readonly bytesWithIds: (idOf: (seq: number) => string) => Uint8Array;
}

const encoder = new TextEncoder();

/**
 * Cached events of a contract, for readers at different positions.
 *
 * @returns the events after `afterSeq`; `null` if there are none, or a gap. Encoded once for all readers
 * at the same position.
 */
export function pagesOf(
  contractId: ContractId,
  events: readonly StoredEvent[],
): (afterSeq: number) => EventPage | null {
  const made = new Map<number, EventPage>();
  return (afterSeq) => {
    const first = events.findIndex(({ event }) => event.seq > afterSeq);
    // A page that starts before the reader's position was read for a slower one; one that starts after a gap is not the
    // next.
    if (first < 0 || events[first]?.event.seq !== afterSeq + 1) return null;
    let page = made.get(first);
    if (page === undefined) {
      const changed = events.findIndex(({ event }, place) => place >= first && changesReaders.has(event.type));
      const next = events.slice(first, changed < 0 ? events.length : changed + 1);
      page = pageOf(contractId, next);
      made.set(first, page);
    }
    return page;
  };
}

function pageOf(contractId: ContractId, events: readonly StoredEvent[]): EventPage {
  const seqs = events.map(({ event }) => event.seq);
  const data = events.map(({ event, hash }) => `data: ${JSON.stringify(presentEvent(contractId, event, hash))}\n\n`);
  const bytesWithIds: EventPage['bytesWithIds'] = (idOf) =>
    encoder.encode(seqs.map((seq, index) => `id: ${idOf(seq)}\n${data[index]}`).join(''));
  let bytes: Uint8Array | null = null;
  return {
    events,
    get bytes() {
      bytes ??= bytesWithIds(String);
      return bytes;
    },
    bytesWithIds,
  };
}
