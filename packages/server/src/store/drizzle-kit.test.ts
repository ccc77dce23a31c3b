import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { openPostgres } from './postgres-database.ts';
import { storeOver } from './store-over.ts';
import { ask } from './testing/ask.ts';

// The advice of docs/your-own-tables.md, tested with drizzle-kit in a folder like a marketplace's.

const runFile = promisify(execFile);
const modules = join(import.meta.dirname, '../../node_modules');

const hostSchema = `
import { pgTable, text } from 'drizzle-orm/pg-core';
export const award = pgTable('award', {
  jobId: text('job_id').primaryKey(),
  contractId: text('contract_id').notNull(),
});
`;

describe.skipIf(!hasPostgres(18))('a host’s drizzle-kit, on a database in which Workroom has its tables', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    server = await startPostgres({ version: 18 });
  });
  const folders: string[] = [];
  const databases: Database[] = [];
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await server?.stop();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });

  /** A project with its own configuration beside Workroom's tables. */
  async function project(schemaFilter: readonly string[]) {
    const url = await server.freshDatabase();
    const database = openPostgres({ url });
    databases.push(database);
    await storeOver(database, 'workroom').migrate();
    const folder = await mkdtemp(join(tmpdir(), 'workroom-drizzle-kit-'));
    folders.push(folder);
    await symlink(modules, join(folder, 'node_modules'));
    await writeFile(join(folder, 'schema.ts'), hostSchema);
    const filter = (schemas: readonly string[]) => {
      const config = { dialect: 'postgresql', schema: './schema.ts', schemaFilter: schemas, dbCredentials: { url } };
      return writeFile(join(folder, 'drizzle.config.ts'), `export default ${JSON.stringify(config)};`);
    };
    await filter(schemaFilter);
    const kit = async (...args: readonly string[]) => {
      const { stdout } = await runFile(process.execPath, [join(modules, 'drizzle-kit/bin.cjs'), ...args], {
        cwd: folder,
      });
      return stdout;
    };
    const tables = (schema: string) =>
      ask(database, 'select table_name from information_schema.tables where table_schema = $1 order by 1', [schema]);
    return { folder, kit, tables, filter };
  }

  test('pushes its own tables and keeps ours, with `schemaFilter` on its own schemas', async () => {
    const { kit, tables } = await project(['public']);
    const before = await tables('workroom');
    expect(before).toEqual(expect.arrayContaining(['contract', 'contract_status_v1', 'event', 'migration']));
    await kit('push', '--force');
    expect(await tables('public')).toEqual(['award']);
    expect(await tables('workroom')).toEqual(before);
    expect(await kit('push', '--force')).toContain('No changes detected');
  }, 240_000);

  test('drops ours if the filter includes our schema, which the docs warn about', async () => {
    const { kit, tables, filter } = await project(['public']);
    await kit('push', '--force');
    await filter(['public', 'workroom']);
    await kit('push', '--force').catch((error: unknown) => error);
    expect(await tables('workroom')).not.toContain('contract_status_v1');
  }, 240_000);

  test('generates migrations without our tables', async () => {
    const { folder, kit } = await project(['public']);
    await kit('generate');
    const [migration = ''] = (await readdir(join(folder, 'drizzle'))).filter((name) => name.endsWith('.sql'));
    const text = await readFile(join(folder, 'drizzle', migration), 'utf8');
    expect(text).toContain('CREATE TABLE "award"');
    expect(text).not.toContain('workroom');
  }, 240_000);
});
