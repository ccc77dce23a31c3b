import type { Client } from '@workroom/client';
import type { WireContract, WireEvent } from '@workroom/core/api';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const pageSize = 100;

/**
 * The newest events of one contract, oldest first: as many as are shown, and earlier ones when they are asked
 * for. Reads what is new whenever its element learns of a change.
 */
export class LiveTimeline implements ReactiveController {
  /** `null` until the first answer. */
  events: readonly WireEvent[] | null = null;
  /** Why the last read failed; the events before it still stand. */
  error: unknown = null;
  readonly #host: ReactiveControllerHost;
  #contractId: string | null = null;
  /** The number of the last event that was not read. */
  #from = 0;
  #wanted = 0;
  #reading: AbortController | null = null;
  /** Something changed while a read was under way. */
  #again = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#reading?.abort();
    this.#reading = null;
  }

  get hasEarlier(): boolean {
    return this.#from > 0;
  }

  /**
   * Never rejects: what went wrong is in `error`.
   *
   * @param wanted how many entries will be shown; an entry may take several events
   */
  async read(client: Client, { id, seq }: Pick<WireContract, 'id' | 'seq'>, wanted: number): Promise<void> {
    if (this.#contractId !== id) {
      this.hostDisconnected();
      this.#contractId = id;
      this.events = null;
      this.#from = Math.max(0, seq - pageSize);
    }
    this.#wanted = wanted * 2;
    if (this.#reading !== null) {
      this.#again = true;
      return;
    }
    const reading = new AbortController();
    this.#reading = reading;
    try {
      do {
        this.#again = false;
        await this.#readNew(client, id, reading.signal);
        await this.#readEarlier(client, id, reading.signal);
      } while (this.#again);
      this.error = null;
    } catch (error) {
      if (this.#reading !== reading) return;
      this.error = error;
    }
    if (this.#reading !== reading) return;
    this.#reading = null;
    this.#host.requestUpdate();
  }

  async #readNew(client: Client, contractId: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const known = this.events ?? [];
      const after = known.at(-1)?.seq ?? this.#from;
      const { data, nextCursor } = await client.getTimeline({ contractId, after, limit: pageSize }, { signal });
      const fresh = data.filter(({ seq }) => seq > after);
      if (fresh.length > 0 || this.events === null) this.events = [...known, ...fresh];
      if (nextCursor === null || fresh.length === 0) return;
    }
  }

  async #readEarlier(client: Client, contractId: string, signal: AbortSignal): Promise<void> {
    const { events } = this;
    // What a contract was created with is told in one sentence: not without its beginning.
    const isShort = events === null || events.length < this.#wanted || events[0]?.type === 'milestone.added';
    if (!isShort || this.#from === 0) return;
    const after = Math.max(0, this.#from - pageSize);
    const limit = this.#from - after;
    const { data } = await client.getTimeline({ contractId, after, limit }, { signal });
    this.events = [...data.filter(({ seq }) => seq <= after + limit), ...(this.events ?? [])];
    this.#from = after;
    await this.#readEarlier(client, contractId, signal);
  }
}
