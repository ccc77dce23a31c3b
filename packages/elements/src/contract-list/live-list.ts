import type { Client } from '@workroom/client';
import type { WireContractSummary } from '@workroom/core/api';
import { LiveResource } from '../foundation/live-resource.ts';

export interface ListFilter {
  readonly text: string;
  readonly status: WireContractSummary['status'] | '';
  readonly role: 'client' | 'freelancer' | '';
  readonly sort: 'newest' | 'oldest';
}

export const noFilter: ListFilter = { text: '', status: '', role: '', sort: 'newest' };

export function isFiltered({ text, status, role }: ListFilter): boolean {
  return text.trim() !== '' || status !== '' || role !== '';
}

const mostAtOnce = 100;

/** The contracts of a person's filter, page by page. */
export class LiveList extends LiveResource {
  /** `null` until the first answer. */
  contracts: readonly WireContractSummary[] | null = null;
  hasMore = false;
  protected override readonly pollMs = 15_000;
  readonly #client: Client;
  readonly #pageSize: number;
  #filter: ListFilter = noFilter;
  #cursor: string | null = null;

  constructor(client: Client, pageSize: number) {
    super();
    this.#client = client;
    this.#pageSize = Math.min(Math.max(pageSize, 1), mostAtOnce);
  }

  /** Starts again with another filter; the old list stays until the response arrives. */
  async ask(filter: ListFilter): Promise<void> {
    this.#filter = filter;
    await this.#readPage(null, this.#pageSize);
  }

  async more(): Promise<void> {
    if (this.#cursor !== null && !this.isReading) await this.#readPage(this.#cursor, this.#pageSize);
  }

  /** Reloads the shown contracts. */
  override async refresh(): Promise<void> {
    if (this.isReading) return;
    await this.#readPage(null, Math.min(Math.max(this.contracts?.length ?? 0, this.#pageSize), mostAtOnce));
  }

  async #readPage(cursor: string | null, limit: number): Promise<void> {
    const reading = this.read(
      (signal) => this.#client.listContracts(this.#query(cursor, limit), { signal }),
      ({ data, nextCursor }) => {
        this.contracts = cursor === null ? data : [...(this.contracts ?? []), ...data];
        this.#cursor = nextCursor;
        this.hasMore = nextCursor !== null;
      },
    );
    // Shows the loading state.
    this.tell();
    await reading;
  }

  #query(cursor: string | null, limit: number) {
    const { text, status, role, sort } = this.#filter;
    return {
      limit,
      sort,
      ...(text.trim() === '' ? {} : { q: text.trim() }),
      ...(status === '' ? {} : { status }),
      ...(role === '' ? {} : { role }),
      ...(cursor === null ? {} : { cursor }),
    };
  }
}
