import type { DatabaseSettings } from '../../store/database-settings.ts';
import type { Figures } from '../../store/figures.ts';
import type { SchemaState } from '../../store/migrate.ts';
import { inWords } from './terminal.ts';

export interface Finding {
  readonly level: 'well' | 'doubtful' | 'wrong';
  readonly check: string;
  readonly found: string;
  /** What to do; `null` if all is well. */
  readonly fix: string | null;
}

/** The observed state of a database. */
export type DatabaseFindings =
  | { readonly unreachable: string }
  | {
      readonly unreachable: null;
      readonly isEmbedded: boolean;
      /** Whether `NODE_ENV` is `production`. */
      readonly production: boolean;
      readonly settings: DatabaseSettings;
      /** This machine's clock at the time of the database's clock. */
      readonly nowMs: number;
      readonly schemaName: string;
      readonly schema: SchemaState | Error;
      readonly figures: Figures | null;
    };

const minute = 60_000;

/** Common mistakes around the database. Pure: the findings follow from what was observed. */
export function databaseFindings(seen: DatabaseFindings): readonly Finding[] {
  if (seen.unreachable !== null) {
    return [
      wrong(
        'database',
        seen.unreachable,
        'Check the URL in --database or DATABASE_URL: host, port, user, password, sslmode.',
      ),
    ];
  }
  return [
    kindOf(seen),
    ...(seen.isEmbedded ? [] : [durability(seen.settings), standbys(seen.settings), clock(seen.settings, seen.nowMs)]),
    tables(seen.schema, seen.schemaName),
    ...(seen.figures === null ? [] : [dueWork(seen.figures), needsPeople(seen.figures), endpointSecrets(seen.figures)]),
  ];
}

type Seen = Exclude<DatabaseFindings, { unreachable: string }>;

function kindOf({ isEmbedded, production, settings }: Seen): Finding {
  const check = 'database';
  if (settings.isStandby) {
    return wrong(check, 'this is a standby, which accepts no writes', 'Point DATABASE_URL at the primary.');
  }
  if (!isEmbedded) {
    const version = Math.floor(settings.version / 10_000);
    return version >= 15
      ? well(check, `PostgreSQL ${version}`)
      : wrong(check, `PostgreSQL ${version} is too old`, 'Use PostgreSQL 15 or later.');
  }
  const found = 'the embedded database: one process on one machine, and a power failure may lose the last seconds';
  const fix = 'Set DATABASE_URL to a PostgreSQL server.';
  return production
    ? wrong(check, `${found}; NODE_ENV is "production"`, fix)
    : doubtful(check, found, `Before you go live: ${fix}`);
}

function durability({ fsync, fullPageWrites, synchronousCommit }: DatabaseSettings): Finding {
  const check = 'durability';
  const off = [
    ...(fsync ? [] : ['fsync']),
    ...(fullPageWrites ? [] : ['full_page_writes']),
    ...(synchronousCommit === 'off' ? ['synchronous_commit'] : []),
  ];
  if (off.length === 0) return well(check, 'answered commands are on disk');
  return wrong(
    check,
    `${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} off: answered commands may be lost in a crash`,
    `Turn ${off.length === 1 ? 'it' : 'them'} on in postgresql.conf, because this is other people’s money.`,
  );
}

function standbys({ standbys: count, synchronousStandbys, synchronousCommit }: DatabaseSettings): Finding {
  const check = 'replication';
  if (count === 0)
    return doubtful(
      check,
      'there is no standby',
      'A backup may lose the last minutes; a synchronous standby loses nothing.',
    );
  if (synchronousStandbys === null) {
    return doubtful(
      check,
      `${count} standbys; this role cannot see whether a commit waits for one`,
      'Run the check again with a role that has pg_monitor.',
    );
  }
  // `off` does not wait at all, which is reported as a durability problem.
  const waits = synchronousStandbys > 0 && synchronousCommit !== 'local';
  if (waits) return well(check, `a commit waits for ${synchronousStandbys} of ${count} standbys`);
  return wrong(
    check,
    `${count} standbys are asynchronous: a failover loses the last answered commands`,
    "Set synchronous_standby_names = 'ANY 1 (*)' on the primary, and synchronous_commit = on.",
  );
}

function clock({ nowMs: databaseMs, askedMs }: DatabaseSettings, nowMs: number): Finding {
  const check = 'clock';
  // The database read its clock during the query.
  const skewMs = Math.max(0, Math.abs(databaseMs - nowMs) - askedMs);
  if (skewMs < 2_000) return well(check, 'this machine and the database agree');
  const found = `the clocks of this machine and the database differ by ${inWords(skewMs)}: deadlines and leases end at the wrong time`;
  const fix = 'Synchronize both with a time server (chrony or systemd-timesyncd).';
  return skewMs < 30_000 ? doubtful(check, found, fix) : wrong(check, found, fix);
}

function tables(schema: SchemaState | Error, name: string): Finding {
  const check = 'tables';
  if (schema instanceof Error) return wrong(check, schema.message, 'Deploy the version that created them.');
  const { applied, missing, newer } = schema;
  if (missing.length > 0) {
    return wrong(
      check,
      applied.length === 0
        ? `there are none in the schema "${name}"`
        : `${missing.length} migrations are missing in "${name}"`,
      'Run "workroom migrate" with a role that may change tables. If they are in another schema, set --schema or WORKROOM_SCHEMA.',
    );
  }
  if (newer.length === 0) return well(check, 'up to date');
  return doubtful(check, `created by a newer version (${newer.join(', ')})`, 'Deploy that version here too.');
}

function dueWork(figures: Figures): Finding {
  const check = 'sweep';
  const fix =
    'Leave the `sweep` option on in a long-running process, or call POST /sweep every minute from a cron job.';
  const since = figures.sinceSweepMs;
  if (since === null) return wrong(check, 'no sweep has run yet', fix);
  if (since > 15 * minute) return wrong(check, `no sweep has run for ${inWords(since)}`, fix);
  const late = Math.max(figures.oldestDeadlineMs, figures.oldestPaymentMs, figures.oldestOutboxMs);
  if (late > 15 * minute) {
    return wrong(
      check,
      `it runs, but something has been due for ${inWords(late)}`,
      'Look for errors in the service’s log; "workroom status" shows what is due.',
    );
  }
  return well(check, `the last was ${inWords(since)} ago, and nothing is late`);
}

function needsPeople({ parkedPayments, disabledEndpoints }: Figures): Finding {
  const check = 'attention';
  const waits = [
    ...(parkedPayments > 0 ? [`${parkedPayments} payments are parked`] : []),
    ...(disabledEndpoints > 0 ? [`${disabledEndpoints} webhook endpoints are disabled`] : []),
  ];
  if (waits.length === 0) return well(check, 'nothing waits for a person');
  return doubtful(
    check,
    waits.join(' and '),
    'The contract shows why a payment is parked, where it can be retried; GET /webhook-endpoints shows why an endpoint is disabled.',
  );
}

function endpointSecrets({ plainEndpoints }: Figures): Finding {
  const check = 'webhook secrets';
  if (plainEndpoints === 0) return well(check, 'all are encrypted');
  return doubtful(
    check,
    `${plainEndpoints} endpoints have a secret in plain text: anyone who reads the database or a backup can sign webhooks in your name`,
    'Set `webhooks.encryptionKeys` (WORKROOM_WEBHOOK_KEY) to the output of `openssl rand -base64 32`: the next sweep encrypts the stored secrets.',
  );
}

export function well(check: string, found: string): Finding {
  return { level: 'well', check, found, fix: null };
}

function doubtful(check: string, found: string, fix: string): Finding {
  return { level: 'doubtful', check, found, fix };
}

export function wrong(check: string, found: string, fix: string): Finding {
  return { level: 'wrong', check, found, fix };
}
