import type { Api } from './api.ts';
import type { WholeSweepResult } from './jobs/sweep.ts';
import type { ProviderFinding } from './payments/provider.ts';
import type { Reconcile } from './reconcile/reconcile.ts';
import type { Sessions } from './sessions/sessions.ts';
import type { Figures } from './store/figures.ts';
import type { Within } from './within.ts';

export interface Workroom {
  /** The HTTP handler: mount it under `basePath` in anything that speaks `Request` and `Response`. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The operations without HTTP, for the marketplace's own server. */
  readonly api: Api;
  /**
   * The contract operations in a transaction of the marketplace's own Drizzle on the same database. They are committed
   * or rolled back with the transaction. Events are delivered and the payment provider is called after the commit, by
   * the next sweep (or by `workroom.sweep()` at once). Do not use `api` in the transaction: it would wait for rows that
   * the transaction has locked.
   *
   * @throws TablesNotReady unless `ready` was awaited
   * @example
   * await db.transaction(async (tx) => {
   *   const contract = await workroom.within(tx).createContract({ actor: 'server', body });
   *   await tx.insert(award).values({ jobId, contractId: contract.id });
   * });
   */
  readonly within: Within;
  /** Creates and revokes session tokens for elements. */
  readonly sessions: Pick<Sessions, 'create' | 'revoke'>;
  /** Runs due work once; for a cron job, if no process runs for long. */
  readonly sweep: () => Promise<WholeSweepResult>;
  /**
   * Compares the ledger, payments and contracts with each other and with the payment provider, a page of contracts at a
   * time; changes nothing.
   */
  readonly reconcile: Reconcile;
  /** Checks the account at the payment provider, if the provider supports it; changes nothing. */
  readonly checkProvider: () => Promise<readonly ProviderFinding[]>;
  /** Counts for metrics: contracts, due and waiting work, contracts that need a person. */
  readonly figures: () => Promise<Figures>;
  /** Creates the tables, or brings them up to date. Several processes may call it at the same time. */
  readonly migrate: () => Promise<void>;
  /** Resolves when the database answers and its tables are up to date; rejects with the reason why not. */
  readonly ready: Promise<void>;
  /** Shuts down gracefully: accepts no more requests, and finishes running ones with their payments. */
  readonly close: () => Promise<void>;
}
