import type { Client } from '@workroom/client';
import type { WireEvent } from '@workroom/core/api';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const pageSize = 200;

/** The events of one contract, oldest first; reads what is new whenever its element learns of a change. */
export class LiveTimeline implements ReactiveController {
  /** `null` until the first answer. */
  events: readonly WireEvent[] | null = null;
  /** Why the last read failed; the events before it still stand. */
  error: unknown = null;
  readonly #host: ReactiveControllerHost;
  #contractId: string | null = null;
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

  /** Never rejects: what went wrong is in `error`. */
  async read(client: Client, contractId: string): Promise<void> {
    if (this.#contractId !== contractId) {
      this.hostDisconnected();
      this.#contractId = contractId;
      this.events = null;
    }
    if (this.#reading !== null) {
      this.#again = true;
      return;
    }
    const reading = new AbortController();
    this.#reading = reading;
    try {
      do {
        this.#again = false;
        await this.#readNew(client, contractId, reading.signal);
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
      const after = known.at(-1)?.seq ?? 0;
      const { data, nextCursor } = await client.getTimeline({ contractId, after, limit: pageSize }, { signal });
      const fresh = data.filter(({ seq }) => seq > after);
      if (fresh.length > 0 || this.events === null) this.events = [...known, ...fresh];
      if (nextCursor === null || fresh.length === 0) return;
    }
  }
}
