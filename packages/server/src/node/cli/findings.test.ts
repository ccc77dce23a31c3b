import { expect, test } from 'vitest';
import { MigrationChanged } from '../../store/migrate.ts';
import { databaseFindings } from './findings.ts';

type Seen = Exclude<Parameters<typeof databaseFindings>[0], { unreachable: string }>;

const nowMs = Date.UTC(2026, 5, 1);
const settings: Seen['settings'] = {
  version: 180_001,
  nowMs,
  askedMs: 3,
  isStandby: false,
  fsync: true,
  fullPageWrites: true,
  synchronousCommit: 'on',
  standbys: 1,
  synchronousStandbys: 1,
  isCitus: false,
};
const figures: NonNullable<Seen['figures']> = {
  attention: {},
  held: {},
  contracts: { active: 1 },
  dueDeadlines: 0,
  oldestDeadlineMs: 0,
  pendingPayments: 0,
  oldestPaymentMs: 0,
  parkedPayments: 0,
  outboxWaiting: 0,
  oldestOutboxMs: 0,
  endpoints: 1,
  disabledEndpoints: 0,
  plainEndpoints: 0,
  sinceSweepMs: 9_000,
  sinceOutboxMs: 9_000,
};
const healthy: Seen = {
  unreachable: null,
  isEmbedded: false,
  production: true,
  settings,
  nowMs,
  schemaName: 'workroom',
  schema: { applied: ['0001-contracts'], missing: [], newer: [] },
  figures,
};

const hour = 3_600_000;

test('without problems, nothing else is reported', () => {
  expect(databaseFindings(healthy).filter(({ level }) => level !== 'well')).toEqual([]);
});

// biome-ignore format: one row per entry
const mistakes: readonly [name: string, seen: Partial<Seen>, check: string, level: string, fix: string][] = [
  ['the embedded database in production', { isEmbedded: true }, 'database', 'wrong', 'PostgreSQL server'],
  ['the embedded database in development', { isEmbedded: true, production: false }, 'database', 'doubtful', 'go live'],
  ['a standby', { settings: { ...settings, isStandby: true } }, 'database', 'wrong', 'primary'],
  ['a PostgreSQL that is too old', { settings: { ...settings, version: 140_010 } }, 'database', 'wrong', '15'],
  ['fsync off', { settings: { ...settings, fsync: false } }, 'durability', 'wrong', 'postgresql.conf'],
  ['commits that do not wait for the disk', { settings: { ...settings, synchronousCommit: 'off' } }, 'durability', 'wrong', 'postgresql.conf'],
  ['an asynchronous standby', { settings: { ...settings, synchronousStandbys: 0 } }, 'replication', 'wrong', 'synchronous_standby_names'],
  ['a synchronous standby that commits do not wait for', { settings: { ...settings, synchronousCommit: 'local' } }, 'replication', 'wrong', 'synchronous_commit'],
  ['standbys with a hidden status', { settings: { ...settings, synchronousStandbys: null } }, 'replication', 'doubtful', 'pg_monitor'],
  ['no standby', { settings: { ...settings, standbys: 0, synchronousStandbys: 0 } }, 'replication', 'doubtful', 'standby'],
  ['a clock ten seconds off', { nowMs: nowMs + 10_000 }, 'clock', 'doubtful', 'chrony'],
  ['a clock an hour off', { nowMs: nowMs - hour }, 'clock', 'wrong', 'chrony'],
  ['missing tables', { schema: { applied: [], missing: ['0001-contracts'], newer: [] }, figures: null }, 'tables', 'wrong', 'workroom migrate'],
  ['tables of a newer version', { schema: { applied: [], missing: [], newer: ['0099-later'] } }, 'tables', 'doubtful', 'version'],
  ['tables with other migrations', { schema: new MigrationChanged('0001-contracts', 'workroom'), figures: null }, 'tables', 'wrong', 'version'],
  ['a sweep that has never run', { figures: { ...figures, sinceSweepMs: null } }, 'sweep', 'wrong', 'POST /sweep'],
  ['a sweep that has stopped', { figures: { ...figures, sinceSweepMs: hour } }, 'sweep', 'wrong', 'POST /sweep'],
  ['a sweep that is behind', { figures: { ...figures, oldestDeadlineMs: hour } }, 'sweep', 'wrong', 'log'],
  ['parked payments', { figures: { ...figures, parkedPayments: 2 } }, 'attention', 'doubtful', 'retried'],
  ['endpoints with an unencrypted secret', { figures: { ...figures, plainEndpoints: 1 } }, 'webhook secrets', 'doubtful', 'WORKROOM_WEBHOOK_KEY'],
  ['a disabled endpoint', { figures: { ...figures, disabledEndpoints: 1 } }, 'attention', 'doubtful', 'webhook-endpoints'],
];

test.each(mistakes)('finds %s, and names the fix', (_, seen, check, level, fix) => {
  const found = databaseFindings({ ...healthy, ...seen });
  expect(found.find((each) => each.check === check)).toMatchObject({ level, fix: expect.stringContaining(fix) });
  expect(found.filter((each) => each.check !== check && each.level === 'wrong')).toEqual([]);
});

test('reports why a database does not answer', () => {
  expect(databaseFindings({ unreachable: 'It refused the password.' })).toEqual([
    {
      level: 'wrong',
      check: 'database',
      found: 'It refused the password.',
      fix: expect.stringContaining('DATABASE_URL'),
    },
  ]);
});
