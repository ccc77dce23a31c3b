import type { Client } from '@workroom/client';
import type { WireEvent } from '@workroom/core/api';

/** A contract whose events are followed. */
export interface Follower {
  /** The `seq` of the last event that it knows. */
  readonly after: () => number;
  readonly heard: (event: WireEvent) => void;
  /** Whether the stream delivers events now. */
  readonly followed: (isFollowed: boolean) => void;
}

/** The most contracts of one connection; more contracts poll every few seconds. */
const mostContracts = 50;
/** Elements that are added together share one connection. */
const gatherMs = 50;

/** The events of all the contracts that a page shows to one person, over one connection. */
export class ContractStream {
  readonly #client: Client;
  readonly #origin: string;
  readonly #followers = new Map<string, Follower>();
  #line: AbortController | null = null;
  #giveBack: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, baseUrl: string) {
    this.#client = client;
    this.#origin = new URL(baseUrl, document.baseURI).origin;
  }

  /** Follows until the returned function is called. */
  follow(contractId: string, follower: Follower): () => void {
    this.#followers.set(contractId, follower);
    this.#reopenSoon();
    return () => {
      if (this.#followers.get(contractId) !== follower) return;
      this.#followers.delete(contractId);
      if (this.#followers.size === 0) this.#open();
      else this.#reopenSoon();
    };
  }

  #reopenSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#open, gatherMs);
  }

  readonly #open = (): void => {
    clearTimeout(this.#timer);
    this.#line?.abort();
    this.#line = null;
    const followers = [...this.#followers].slice(0, mostContracts);
    if (followers.length === 0) {
      this.#end();
      return;
    }
    this.#giveBack ??= takeStream(this.#origin, this.#open);
    if (this.#giveBack === null) return;
    const line = new AbortController();
    this.#line = line;
    void this.#listen(followers, line.signal).then(() => {
      if (this.#line === line) this.#end();
    });
  };

  async #listen(followers: readonly (readonly [string, Follower])[], signal: AbortSignal): Promise<void> {
    const contracts = followers.map(([contractId, { after }]) => ({ contractId, after: after() }));
    const tell = (isFollowed: boolean) => {
      for (const [, { followed }] of followers) followed(isFollowed);
    };
    const stream = {
      signal,
      opened: () => tell(true),
      broken: () => tell(false),
      gone: (contractId: string) => this.#followers.get(contractId)?.followed(false),
    };
    try {
      for await (const event of this.#client.streamContracts({ contracts }, stream)) {
        this.#followers.get(event.contractId)?.heard(event);
      }
    } catch {
      // Without a stream, polling continues.
    }
    if (!signal.aborted) tell(false);
  }

  #end(): void {
    this.#line = null;
    stopWaiting(this.#origin, this.#open);
    this.#giveBack?.();
    this.#giveBack = null;
    for (const { followed } of this.#followers.values()) followed(false);
  }
}

/**
 * Streams that a page may have open to an origin, over all elements: a browser opens six connections to an
 * origin over HTTP/1.1, and *Pay now* needs one.
 */
const mostStreams = 2;

interface Streams {
  taken: number;
  /** Waiting elements, called in order when a stream is free. */
  readonly waiting: Set<() => void>;
}

// Under a global key, so that all copies of this package on the page count together.
const key = Symbol.for('workroom.streams');
const page = globalThis as { [key]?: Map<string, Streams> };

function streamsTo(origin: string): Streams {
  page[key] ??= new Map();
  const known = page[key].get(origin) ?? { taken: 0, waiting: new Set() };
  page[key].set(origin, known);
  return known;
}

/** @returns a function that releases it; `null` if none is free, and then `freed` is called later */
function takeStream(origin: string, freed: () => void): (() => void) | null {
  const streams = streamsTo(origin);
  streams.waiting.delete(freed);
  if (streams.taken >= mostStreams) {
    streams.waiting.add(freed);
    return null;
  }
  streams.taken += 1;
  return () => {
    streams.taken -= 1;
    const [next] = streams.waiting;
    next?.();
  };
}

function stopWaiting(origin: string, freed: () => void): void {
  streamsTo(origin).waiting.delete(freed);
}
