import type { Database } from './database.ts';

/** How a database is set up, as far as it lets a plain user see. */
export interface DatabaseFacts {
  /** `160004` is 16.4. */
  readonly version: number;
  /** Its clock, and how long the question took. */
  readonly nowMs: number;
  readonly askedMs: number;
  /** A standby takes no writes. */
  readonly isStandby: boolean;
  readonly fsync: boolean;
  readonly fullPageWrites: boolean;
  /** `on`, `off`, `local`, `remote_write`, `remote_apply` */
  readonly synchronousCommit: string;
  readonly standbys: number;
  /** How many of them a commit waits for; `null` when only a role with `pg_monitor` may see that. */
  readonly synchronousStandbys: number | null;
}

const statement = `select json_build_object(
  'version', current_setting('server_version_num')::int,
  'nowMs', floor(extract(epoch from clock_timestamp()) * 1000),
  'isStandby', pg_is_in_recovery(),
  'fsync', current_setting('fsync')::boolean,
  'fullPageWrites', current_setting('full_page_writes')::boolean,
  'synchronousCommit', current_setting('synchronous_commit'),
  'standbys', (select count(*) from pg_stat_replication),
  'synchronousStandbys', case when pg_has_role('pg_monitor', 'usage')
    then (select count(*) from pg_stat_replication where sync_state in ('sync', 'quorum')) end
)::text as row`;

export async function databaseFacts(database: Database): Promise<DatabaseFacts> {
  const startedMs = performance.now();
  const [facts] = await database.query(statement);
  if (facts === undefined) throw new TypeError('the statement answers one row');
  return { ...(JSON.parse(facts) as Omit<DatabaseFacts, 'askedMs'>), askedMs: performance.now() - startedMs };
}
