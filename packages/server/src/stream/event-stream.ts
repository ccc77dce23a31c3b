import type { ContractId } from '@workroom/core';
import { presentEvent } from '@workroom/core/api';
import type { StoredEvent } from '../store/store.ts';
import type { Timer } from '../timer.ts';
import type { Hub } from './hub.ts';

export interface EventStreamOptions {
  readonly hub: Hub;
  readonly timer: Timer;
  readonly contractId: ContractId;
  /** The last event the reader has; theirs come after it. */
  readonly afterSeq: number;
  /** How long the reader may read: until their token ends. `null` for ever. */
  readonly endsInMs: number | null;
  /** Whether the reader may still see the contract; asked when people or the dispute on it change. */
  readonly maySee: () => Promise<boolean>;
  /** Whether the reader's session still counts; asked now and then. */
  readonly isSignedIn: () => Promise<boolean>;
  /** The reader went away. */
  readonly signal: AbortSignal;
}

/** A comment now and then, so that proxies keep the line open and a reader that is gone is noticed. */
const heartbeatMs = 20_000;
/** Events that a slow reader may leave unread before the stream ends; it resumes where it was. */
const mostUnread = 1_000;
const endsReading: ReadonlySet<string> = new Set([
  'contract.members_changed',
  'contract.mediator_appointed',
  'dispute.decided',
  'dispute.defaulted',
]);

/**
 * A contract's events as server-sent events (HTML Living Standard, 9.2): the id of each is its `seq`,
 * so that `Last-Event-ID` resumes where a stream broke off.
 */
export function eventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { hub, timer, contractId, afterSeq, endsInMs, isSignedIn, maySee, signal } = options;
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const callOff: (() => void)[] = [];
        let ended = false;
        end = () => {
          if (ended) return;
          ended = true;
          for (const each of callOff) each();
          signal.removeEventListener('abort', end);
          try {
            controller.close();
          } catch {
            // The reader cancelled it: it is closed already.
          }
        };
        const write = (text: string) => {
          if (ended) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) < -mostUnread) end();
        };
        const beat = () => {
          write(':\n\n');
          if (ended) return;
          callOff[0] = timer(beat, heartbeatMs);
          void isSignedIn().then((is) => is || end());
        };
        const deliver = (events: readonly StoredEvent[]) => {
          for (const stored of events) write(frame(contractId, stored));
          if (events.some(({ event }) => endsReading.has(event.type))) {
            void maySee().then((may) => may || end(), end);
          }
        };
        if (signal.aborted) return end();
        write('retry: 1000\n\n');
        callOff.push(timer(beat, heartbeatMs));
        callOff.push(hub.subscribe(contractId, afterSeq, { deliver, end }));
        if (endsInMs !== null) callOff.push(timer(end, Math.max(endsInMs, 0)));
        signal.addEventListener('abort', end, { once: true });
      },
      cancel: () => end(),
    },
    new CountQueuingStrategy({ highWaterMark: 16 }),
  );
}

function frame(contractId: ContractId, { event, hash }: StoredEvent): string {
  return `id: ${event.seq}\ndata: ${JSON.stringify(presentEvent(contractId, event, hash))}\n\n`;
}
