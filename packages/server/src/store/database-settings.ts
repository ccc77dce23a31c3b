import { sql } from 'drizzle-orm';
import type { StoreContext } from './database.ts';

/** The settings of a database that an ordinary user can read. */
export interface DatabaseSettings {
  /** `160004` is 16.4. */
  readonly version: number;
  /** The database's clock, and the duration of the query. */
  readonly nowMs: number;
  readonly askedMs: number;
  /** A standby accepts no writes. */
  readonly isStandby: boolean;
  readonly fsync: boolean;
  readonly fullPageWrites: boolean;
  /** `on`, `off`, `local`, `remote_write`, `remote_apply` */
  readonly synchronousCommit: string;
  readonly standbys: number;
  /** The number of standbys that a commit waits for; `null` if only a role with `pg_monitor` may see it. */
  readonly synchronousStandbys: number | null;
  /** Whether Citus may distribute the contracts over machines. */
  readonly isCitus: boolean;
}

export async function databaseSettings({ db, read }: StoreContext): Promise<DatabaseSettings> {
  const startedMs = performance.now();
  const [settings] = await read(
    db
      .select({
        version: sql`current_setting('server_version_num')::int`.mapWith(Number),
        nowMs: sql`floor(extract(epoch from clock_timestamp()) * 1000)`.mapWith(Number),
        isStandby: sql<boolean>`pg_is_in_recovery()`,
        fsync: sql<boolean>`current_setting('fsync')::boolean`,
        fullPageWrites: sql<boolean>`current_setting('full_page_writes')::boolean`,
        synchronousCommit: sql<string>`current_setting('synchronous_commit')`,
        standbys: sql`(select count(*) from pg_stat_replication)`.mapWith(Number),
        synchronousStandbys: sql<number | null>`case when pg_has_role('pg_monitor', 'usage')
          then (select count(*) from pg_stat_replication where sync_state in ('sync', 'quorum')) end`.mapWith(Number),
        isCitus: sql<boolean>`exists (select from pg_extension where extname = 'citus')`,
      })
      .from(sql`(select) server`),
  );
  if (settings === undefined) throw new TypeError('the statement answers one row');
  return { ...settings, askedMs: performance.now() - startedMs };
}
