import { sql } from 'drizzle-orm';
import { sha256Hex } from '../sha256.ts';
import { type Database, drizzleOver } from './database.ts';
import { type Migration, migrations } from './migrations.ts';

/** A migration in the database differs from this version's migration with the same name. */
export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged';

  constructor(migration: string, schema: string) {
    super(
      `Migration ${migration} was applied to the schema "${schema}" in another form than this version has. ` +
        'Run the version that made the schema, or restore its migrations; never edit one that was released.',
    );
  }
}

/**
 * Brings the schema up to date. Safe to run from any number of processes at once: one takes the lock
 * and does the work, the others wait and find it done. All missing steps are one statement and one
 * transaction, which works over any driver and behind any pooler.
 *
 * @throws MigrationChanged
 */
export async function migrate(
  database: Database,
  schema: string,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const missing = missingSteps(await applied(database, schema), schema, steps);
  if (missing.length === 0) return;
  const { db, write } = drizzleOver(database, schema);
  await write({ execute: () => db.execute(sql.raw(migrationBlock(missing, schema))) });
  // Another version may have applied its own migrations first.
  missingSteps(await applied(database, schema), schema, steps);
}

export interface SchemaState {
  readonly applied: readonly string[];
  /** Migrations that the database lacks. */
  readonly missing: readonly string[];
  /** Migrations that only the database has, from a newer version. */
  readonly newer: readonly string[];
}

/** @throws MigrationChanged */
export async function schemaState(
  database: Database,
  schema: string,
  steps: readonly Migration[] = migrations,
): Promise<SchemaState> {
  const done = await applied(database, schema);
  const known = new Set(steps.map(({ name }) => name));
  return {
    applied: [...done.keys()].filter((name) => known.has(name)).toSorted(),
    missing: missingSteps(done, schema, steps).map(({ name }) => name),
    newer: [...done.keys()].filter((name) => !known.has(name)).toSorted(),
  };
}

async function applied(database: Database, schema: string): Promise<ReadonlyMap<string, string>> {
  const { db, tables, read } = drizzleOver(database, schema);
  const [known] = await read(
    db
      .select({ isThere: sql<boolean>`to_regclass(${`"${schema}"."migration"`}::text) is not null` })
      .from(sql`(select) it`),
  );
  if (known?.isThere !== true) return new Map();
  const { name, checksum } = tables.migration;
  const rows = await read(db.select({ name, checksum }).from(tables.migration));
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function missingSteps(done: ReadonlyMap<string, string>, schema: string, steps: readonly Migration[]) {
  return steps.filter((step) => {
    const checksum = done.get(step.name);
    if (checksum !== undefined && checksum !== checksumOf(step)) throw new MigrationChanged(step.name, schema);
    return checksum === undefined;
  });
}

function checksumOf({ sql }: Migration): string {
  return sha256Hex(sql);
}

/** Each step is looked up again under the lock, because the previous holder may have applied it. */
function migrationBlock(steps: readonly Migration[], schema: string): string {
  const table = `"${schema}"."migration"`;
  const applySteps = steps.map(
    (step) => `
  if not exists (select from ${table} where name = '${step.name}') then
    execute $step$${step.sql.replaceAll('{schema}', `"${schema}"`)}$step$;
    insert into ${table} (name, checksum) values ('${step.name}', '${checksumOf(step)}');
  end if;`,
  );
  return `do $migrate$
begin
  perform pg_advisory_xact_lock(hashtext('workroom migration ${schema}'));
  -- Reads the catalog itself: after waiting for the lock, "if not exists" would trust a cache from before.
  if not exists (select from pg_namespace where nspname = '${schema}') then
    create schema "${schema}";
  end if;
  create table if not exists ${table} (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  );${applySteps.join('')}
end
$migrate$`;
}
