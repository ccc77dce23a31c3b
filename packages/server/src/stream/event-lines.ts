import type { Timer } from '../timer.ts';
import { changesReaders } from './event-page.ts';
import type { Hub } from './hub.ts';
import { formatPositions, type Positions } from './positions.ts';

/** The events of one or several contracts for one reader, independent of how the bytes are sent. */
export interface EventLine {
  /** Begins to write into the sink. @returns ends it, for when the reader has gone */
  open(sink: EventSink): () => void;
}

/** Where the bytes of a line go: a web stream, or an answer of Node's. */
export interface EventSink {
  /** The bytes are shared with other readers and must not be modified. */
  readonly write: (bytes: Uint8Array) => void;
  /** The number of bytes that a slow reader has not taken yet. */
  readonly unreadBytes: () => number;
  readonly end: () => void;
}

export interface LineOptions {
  /** The last event of each contract that the reader has; theirs come after it. */
  readonly after: Positions;
  /** What an event's id says: its `seq` where there is one contract, where the reader is on each where there are several. */
  readonly ids: 'seq' | 'positions';
  /** When the reader's token ends, in system time. `null` for never. */
  readonly endsAtMs: number | null;
  /** Whose session it is; `null` for the marketplace's server. */
  readonly personId: string | null;
  /** Whether the reader is still signed in; asked at the start, and with every heartbeat. */
  readonly isSignedIn: () => Promise<boolean>;
}

export interface LinesOptions {
  readonly hub: Hub;
  readonly timer: Timer;
  readonly systemNowMs: () => number;
}

/**
 * The interval of heartbeat comments, which keep proxies from closing the connection and detect disconnected readers.
 */
const heartbeatMs = 20_000;
/** The accuracy of the shared timer. */
const roundMs = 2_000;
/** The most unread bytes of a slow reader before the stream ends; the reader resumes later. */
const mostUnreadBytes = 1_048_576;
const encoder = new TextEncoder();
const retry = 'retry: 1000\n';
const greeting = encoder.encode(`${retry}\n`);
const heartbeat = encoder.encode(':\n\n');

/** The lines that are open in this process. */
export interface EventLines {
  readonly lineFor: (options: LineOptions) => EventLine;
  /** Closes the streams of a person at once. A person who still has access reconnects. */
  readonly endLinesOf: (personId: string) => void;
}

interface OpenLine {
  readonly personId: string | null;
  readonly end: () => void;
  readonly beat: () => void;
  readonly endsAtMs: number;
  nextBeatMs: number;
}

/**
 * Makes lines. One timer goes round all that are open: two of its own cost each line 800 bytes, a list for
 * every length of time that differs included.
 */
export function createEventLines({ hub, timer, systemNowMs }: LinesOptions): EventLines {
  const open = new Set<OpenLine>();
  let isGoingRound = false;

  function goRound(): void {
    isGoingRound = false;
    const nowMs = systemNowMs();
    for (const line of open) {
      if (line.endsAtMs <= nowMs) {
        line.end();
      } else if (line.nextBeatMs <= nowMs) {
        line.nextBeatMs = nowMs + heartbeatMs;
        line.beat();
      }
    }
    scheduleRound();
  }

  function scheduleRound(): void {
    if (isGoingRound || open.size === 0) return;
    isGoingRound = true;
    timer(goRound, roundMs);
  }

  function begin({ after, ids, personId, endsAtMs, isSignedIn }: LineOptions, sink: EventSink): () => void {
    const subscriptions: (() => void)[] = [];
    const positions = new Map(after);
    const end = () => {
      if (!open.delete(line)) return;
      for (const leave of subscriptions) leave();
      sink.end();
    };
    const write = (bytes: Uint8Array) => {
      sink.write(bytes);
      if (sink.unreadBytes() > mostUnreadBytes) end();
    };
    const endIfSignedOut = () => void isSignedIn().then((is) => is || end());
    const line: OpenLine = {
      personId,
      end,
      endsAtMs: endsAtMs ?? Number.POSITIVE_INFINITY,
      nextBeatMs: systemNowMs() + heartbeatMs,
      beat() {
        write(heartbeat);
        endIfSignedOut();
      },
    };
    open.add(line);
    scheduleRound();
    // They may have signed out between the request and its first reader.
    endIfSignedOut();
    // The place of a reader of several contracts is told at once: they resume there even before the first event.
    write(ids === 'seq' ? greeting : encoder.encode(`${retry}id: ${formatPositions(positions)}\n\n`));
    for (const [contractId, afterSeq] of after) {
      const leave = hub.subscribe(contractId, afterSeq, {
        deliver(page) {
          const idOf = (seq: number) => formatPositions(positions.set(contractId, seq));
          write(ids === 'seq' ? page.bytes : page.bytesWithIds(idOf));
          // A person who still has access resumes with a new request, which is authorized again.
          if (page.events.some(({ event }) => changesReaders.has(event.type))) end();
        },
        end,
      });
      subscriptions.push(leave);
      // The hub may be closed already, and the line ended with it.
      if (!open.has(line)) leave();
    }
    return end;
  }

  return {
    lineFor: (options) => ({ open: (sink) => begin(options, sink) }),
    endLinesOf(personId) {
      for (const line of open) if (line.personId === personId) line.end();
    },
  };
}
