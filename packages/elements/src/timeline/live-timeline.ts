import type { Client } from '@workroom/client';
import type { WireContract, WireEvent } from '@workroom/core/api';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LiveResource } from '../foundation/live-resource.ts';

const pageSize = 100;

/**
 * The newest events of one contract, oldest first: as many as are shown, and earlier ones on
 * request. Reads new events whenever its element learns of a change.
 */
export class LiveTimeline extends LiveResource implements ReactiveController {
  /** `null` until the first answer. */
  events: readonly WireEvent[] | null = null;
  // The contract says when there is something new.
  protected override readonly pollMs = Number.POSITIVE_INFINITY;
  readonly #host: ReactiveControllerHost;
  #stopListening: (() => void) | null = null;
  #client: Client | null = null;
  #contractId: string | null = null;
  /** The number of the last event before the loaded ones. */
  #from = 0;
  #wanted = 0;
  /** Something changed during a read. */
  #again = false;

  constructor(host: ReactiveControllerHost) {
    super();
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stopListening ??= this.listen(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#stopListening?.();
    this.#stopListening = null;
  }

  get hasEarlier(): boolean {
    return this.#from > 0;
  }

  /**
   * Never rejects: an error is in `error`.
   *
   * @param wanted the number of entries to show; an entry may consist of several events
   */
  async show(client: Client, { id, seq }: Pick<WireContract, 'id' | 'seq'>, wanted: number): Promise<void> {
    if (this.#contractId !== id || this.#client !== client) {
      this.giveUp();
      this.#contractId = id;
      this.events = null;
      this.#from = Math.max(0, seq - pageSize);
    }
    this.#client = client;
    this.#wanted = wanted * 2;
    this.#again = this.isReading;
    if (!this.#again) await this.refresh();
  }

  override async refresh(): Promise<void> {
    const client = this.#client;
    const contractId = this.#contractId;
    if (client === null || contractId === null) return;
    await this.read(
      async (signal) => {
        do {
          this.#again = false;
          await this.#readNew(client, contractId, signal);
          await this.#readEarlier(client, contractId, signal);
        } while (this.#again);
      },
      () => {},
    );
  }

  /** Loaded events are kept; only the failed read is repeated. */
  protected override cameBack(): void {
    if (this.error !== null) void this.refresh();
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
    // The events of the contract's creation are one entry, so its first event is needed.
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
