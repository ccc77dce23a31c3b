import type { Client } from '@workroom/client';
import type { WireContractSummary } from '@workroom/core/api';

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

const pollMs = 15_000;
const mostAtOnce = 100;

/** The contracts that a person asked for, page after page, read again while somebody looks at them. */
export class LiveList {
  /** `null` until the first answer. */
  contracts: readonly WireContractSummary[] | null = null;
  hasMore = false;
  error: unknown = null;
  isReading = false;
  readonly #client: Client;
  readonly #pageSize: number;
  readonly #changed: () => void;
  #filter: ListFilter = noFilter;
  #cursor: string | null = null;
  #reading: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, pageSize: number, changed: () => void) {
    this.#client = client;
    this.#pageSize = Math.min(Math.max(pageSize, 1), mostAtOnce);
    this.#changed = changed;
  }

  /** Starts over with another filter; what is shown stays until the answer is here. */
  async ask(filter: ListFilter): Promise<void> {
    this.#filter = filter;
    await this.#read(null, this.#pageSize);
  }

  async more(): Promise<void> {
    if (this.#cursor !== null && !this.isReading) await this.#read(this.#cursor, this.#pageSize);
  }

  /** Reads again what is shown. */
  async refresh(): Promise<void> {
    if (this.isReading) return;
    await this.#read(null, Math.min(Math.max(this.contracts?.length ?? 0, this.#pageSize), mostAtOnce));
  }

  wake(): void {
    document.addEventListener('visibilitychange', this.#comeBack);
    window.addEventListener('focus', this.#comeBack);
    this.#schedule();
  }

  sleep(): void {
    document.removeEventListener('visibilitychange', this.#comeBack);
    window.removeEventListener('focus', this.#comeBack);
    clearTimeout(this.#timer);
    this.#reading?.abort();
    this.#reading = null;
  }

  async #read(cursor: string | null, limit: number): Promise<void> {
    this.#reading?.abort();
    clearTimeout(this.#timer);
    const reading = new AbortController();
    this.#reading = reading;
    this.isReading = true;
    this.#changed();
    try {
      const { data, nextCursor } = await this.#client.listContracts(this.#query(cursor, limit), {
        signal: reading.signal,
      });
      if (this.#reading !== reading) return;
      this.contracts = cursor === null ? data : [...(this.contracts ?? []), ...data];
      this.#cursor = nextCursor;
      this.hasMore = nextCursor !== null;
      this.error = null;
    } catch (error) {
      if (this.#reading !== reading) return;
      this.error = error;
    }
    this.#reading = null;
    this.isReading = false;
    this.#schedule();
    this.#changed();
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

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!document.hidden) this.#timer = setTimeout(() => void this.refresh(), pollMs);
  }

  readonly #comeBack = (): void => {
    if (document.hidden) clearTimeout(this.#timer);
    else void this.refresh();
  };
}
