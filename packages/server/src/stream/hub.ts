import type { ContractId } from '@workroom/core';
import type { Store } from '../store/store.ts';
import type { Timer } from '../timer.ts';
import { type EventPage, pagesOf } from './event-page.ts';

export interface HubOptions {
  readonly store: Pick<Store, 'timeline' | 'changedSince'>;
  readonly timer: Timer;
  /** The interval between two polls for commits of other processes. */
  readonly pollMs: number;
  /** Called if the database could not be read; streams stay open, and the next poll catches up. */
  readonly onError: (error: unknown) => void;
}

/** Delivers the events of its contract to every open stream, in order, each exactly once. */
export interface Hub {
  /**
   * Gives the subscriber all events after `afterSeq`, existing ones first. @returns a function that ends the
   * subscription
   */
  subscribe(contractId: ContractId, afterSeq: number, subscriber: Subscriber): () => void;
  /** Called after a commit of this process on the contract. */
  changed(contractId: ContractId): void;
  /** Ends all subscriptions, and later ones at once. */
  close(): void;
}

export interface Subscriber {
  readonly deliver: (page: EventPage) => void;
  /** The hub is closed: no more events follow. */
  readonly end: () => void;
}

interface Reader extends Subscriber {
  seq: number;
}

interface Topic {
  readonly readers: Set<Reader>;
  isReading: boolean;
  /** Whether something may have been committed since the running read began. */
  isStale: boolean;
}

/** Events per read; a reader who is far behind catches up page by page. */
const pageSize = 200;

/**
 * Events are read from the store once per contract, for any number of streams on it, and one query per
 * poll finds the commits of all other processes, so the database's load does not grow with the streams.
 */
export function createHub({ store, timer, pollMs, onError }: HubOptions): Hub {
  const topics = new Map<ContractId, Topic>();
  let watermark: string | null = null;
  let callOff: (() => void) | null = null;
  let isClosed = false;

  async function read(contractId: ContractId, topic: Topic): Promise<void> {
    topic.isStale = true;
    if (topic.isReading) return;
    topic.isReading = true;
    try {
      while (topic.isStale && topic.readers.size > 0) {
        topic.isStale = false;
        let from = Number.POSITIVE_INFINITY;
        for (const { seq } of topic.readers) from = Math.min(from, seq);
        const events = await store.timeline(contractId, from, pageSize);
        const pageAfter = pagesOf(contractId, events);
        for (const reader of topic.readers) deliver(reader, pageAfter(reader.seq));
        if (events.length === pageSize) topic.isStale = true;
      }
    } catch (error) {
      topic.isStale = true;
      onError(error);
    } finally {
      topic.isReading = false;
    }
  }

  function deliver(reader: Reader, page: EventPage | null): void {
    const last = page?.events.at(-1);
    if (page === null || last === undefined) return;
    reader.seq = last.event.seq;
    reader.deliver(page);
  }

  async function poll(): Promise<void> {
    try {
      const changed = await store.changedSince(watermark);
      // The first poll only gets the watermark. Earlier commits are found by reading everything once.
      const all = watermark === null;
      const ids = new Set(changed.contractIds);
      watermark = changed.watermark;
      // A subscription that is still stale could not be read the last time.
      for (const [id, topic] of topics) if (all || ids.has(id) || topic.isStale) void read(id, topic);
    } catch (error) {
      onError(error);
    }
    schedule();
  }

  function schedule(): void {
    callOff?.();
    callOff = null;
    if (topics.size > 0) callOff = timer(() => void poll(), pollMs);
    else watermark = null;
  }

  return {
    subscribe(contractId, afterSeq, subscriber) {
      if (isClosed) {
        subscriber.end();
        return () => {};
      }
      const topic = topics.get(contractId) ?? { readers: new Set(), isReading: false, isStale: false };
      const reader: Reader = { ...subscriber, seq: afterSeq };
      topic.readers.add(reader);
      topics.set(contractId, topic);
      if (callOff === null) schedule();
      void read(contractId, topic);
      return () => {
        topic.readers.delete(reader);
        if (topic.readers.size === 0 && topics.get(contractId) === topic) topics.delete(contractId);
      };
    },
    changed(contractId) {
      const topic = topics.get(contractId);
      if (topic !== undefined) void read(contractId, topic);
    },
    close() {
      isClosed = true;
      const readers = [...topics.values()].flatMap((topic) => [...topic.readers]);
      topics.clear();
      callOff?.();
      callOff = null;
      for (const reader of readers) reader.end();
    },
  };
}
