import type { Client } from '@workroom/client';
import type { AnswerOf } from '@workroom/core/api';
import { LiveResource } from '../foundation/live-resource.ts';

export type Totals = AnswerOf<'getTotals'>['data'];

/** The totals of each currency, over all contracts. */
export class LiveTotals extends LiveResource {
  totals: Totals = [];
  protected override readonly pollMs = 60_000;
  readonly #client: Client;

  constructor(client: Client) {
    super();
    this.#client = client;
  }

  override async refresh(): Promise<void> {
    await this.read(
      (signal) => this.#client.getTotals({}, { signal }),
      ({ data }) => {
        this.totals = data;
      },
    );
  }
}
