import type { Client } from '@workroom/client';
import type { WireContractSummary } from '@workroom/core/api';
import { LiveResource } from '../foundation/live-resource.ts';

export interface QueueFilter {
  readonly text: string;
  readonly status: WireContractSummary['status'] | '';
  readonly sort: 'newest' | 'oldest';
}

export const noFilter: QueueFilter = { text: '', status: '', sort: 'newest' };

export function isFiltered({ text, status }: QueueFilter): boolean {
  return text.trim() !== '' || status !== '';
}

const mostAtOnce = 100;

/** The contracts that an operator asked for, page after page. */
export class LiveQueue extends LiveResource {
  /** `null` until the first answer. */
  contracts: readonly WireContractSummary[] | null = null;
  hasMore = false;
  protected override readonly pollMs = 15_000;
  readonly client: Client;
  readonly #pageSize: number;
  #filter = noFilter;
  #cursor: string | null = null;

  constructor(client: Client, pageSize: number) {
    super();
    this.client = client;
    this.#pageSize = Math.min(Math.max(pageSize, 1), mostAtOnce);
  }

  /** Starts over with another filter; what is shown stays until the answer is here. */
  async ask(filter: QueueFilter): Promise<void> {
    this.#filter = filter;
    await this.#readPage(null, this.#pageSize);
  }

  async more(): Promise<void> {
    if (this.#cursor !== null && !this.isReading) await this.#readPage(this.#cursor, this.#pageSize);
  }

  /** Reads again what is shown. */
  override async refresh(): Promise<void> {
    if (this.isReading) return;
    await this.#readPage(null, Math.min(Math.max(this.contracts?.length ?? 0, this.#pageSize), mostAtOnce));
  }

  async #readPage(cursor: string | null, limit: number): Promise<void> {
    const reading = this.read(
      (signal) => this.client.listContracts(this.#query(cursor, limit), { signal }),
      ({ data, nextCursor }) => {
        this.contracts = cursor === null ? data : [...(this.contracts ?? []), ...data];
        this.#cursor = nextCursor;
        this.hasMore = nextCursor !== null;
      },
    );
    // That it is being read shows.
    this.tell();
    await reading;
  }

  #query(cursor: string | null, limit: number) {
    const { text, status, sort } = this.#filter;
    return {
      limit,
      sort,
      ...(text.trim() === '' ? {} : { q: text.trim() }),
      ...(status === '' ? {} : { status }),
      ...(cursor === null ? {} : { cursor }),
    };
  }
}
