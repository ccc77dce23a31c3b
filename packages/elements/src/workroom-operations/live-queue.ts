import type { Client } from '@workroom/client';
import type { WireContractSummary } from '@workroom/core/api';
import { LiveResource } from '../foundation/live-resource.ts';

export type AttentionReason = NonNullable<WireContractSummary['attention']>[number]['reason'];

export const reasons: readonly AttentionReason[] = [
  'disputed',
  'frozen',
  'payment_parked',
  'refund_waiting',
  'approval_waiting',
  'hold_ending',
  'chargeback',
  'provider_difference',
  'fraud_warning',
  'broken',
];

export interface QueueFilter {
  /** The reason why contracts wait for the staff: any, one of them, or `none` for all contracts. */
  readonly attention: AttentionReason | 'any' | 'none';
  /** The id of a person, as given by the marketplace. */
  readonly person: string;
  readonly text: string;
  readonly status: WireContractSummary['status'] | '';
  readonly sort: 'newest' | 'oldest';
}

export const noFilter: QueueFilter = { attention: 'any', text: '', person: '', status: '', sort: 'newest' };

export function isFiltered({ text, person, status }: QueueFilter): boolean {
  return text.trim() !== '' || person.trim() !== '' || status !== '';
}

/** The number of filters in use, apart from whether a contract needs attention at all. */
export function filtersOn({ attention, text, person, status }: QueueFilter): number {
  return [attention !== 'any' && attention !== 'none', text.trim() !== '', person.trim() !== '', status !== ''].filter(
    Boolean,
  ).length;
}

const mostAtOnce = 100;

/** The contracts in an operator's filter, page by page. */
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

  /** Starts again with another filter; the old list stays until the response arrives. */
  async ask(filter: QueueFilter): Promise<void> {
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
      (signal) => this.client.listContracts(this.#query(cursor, limit), { signal }),
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
    const { attention, text, person, status, sort } = this.#filter;
    return {
      limit,
      sort: attention === 'none' ? sort : ('waiting' as const),
      ...(attention === 'none' ? {} : { attention: attention === 'any' ? reasons.join(',') : attention }),
      ...(person.trim() === '' ? {} : { person: person.trim() }),
      ...(text.trim() === '' ? {} : { q: text.trim() }),
      ...(status === '' ? {} : { status }),
      ...(cursor === null ? {} : { cursor }),
    };
  }
}
