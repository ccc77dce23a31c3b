import type { Timer } from '../timer.ts';
import { changesReaders } from './event-page.ts';
import type { Hub } from './hub.ts';
import { formatPositions, type Positions } from './positions.ts';

/** The events of one or several contracts for one reader, independent of how the bytes are sent. */
export interface EventLine {
  /** Starts writing into the sink. @returns a function that stops it, for when the reader has disconnected */
  open(sink: EventSink): () => void;
}

/** The destination of the bytes: a web stream, or a response of Node. */
export interface EventSink {
  /** The bytes are shared with other readers and must not be modified. */
  readonly write: (bytes: Uint8Array) => void;
  /** The number of bytes that a slow reader has not taken yet. */
  readonly unreadBytes: () => number;
  readonly end: () => void;
}

export interface LineOptions {
  /** The last event of each contract that the reader has; the stream continues after it. */
  readonly after: Positions;
  /** The id of an event: its `seq` for one contract, or the reader's positions on all contracts for several. */
  readonly ids: 'seq' | 'positions';
  /** When the reader's token ends, in system time. `null` for never. */
  readonly endsAtMs: number | null;
  /** The person of the session; `null` for the marketplace's server. */
  readonly personId: string | null;
  /** Whether the reader is still signed in; checked at the start, and with every heartbeat. */
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

/** The open streams of this process. */
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
 * Creates event streams. One timer serves all open streams: two timers of its own would cost each stream 800 bytes,
 * including a list for every different interval.
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
    // The person may have signed out between the request and the first read.
    endIfSignedOut();
    // A reader of several contracts gets their positions at once, and can resume there even before the first event.
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
      // The hub may be closed already, which has ended the stream.
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
