import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import sql from 'postgres';
import { hasPostgres, postgresBinaries } from './postgres-binaries.mjs';

export { hasPostgres, postgresBinaries };

/**
 * @typedef {import('./postgres-binaries.mjs').PostgresVersion} PostgresVersion
 * @typedef {object} Postgres
 * @property {string} url of the server's `postgres` database
 * @property {() => Promise<string>} freshDatabase makes an empty database and answers its URL
 * @property {() => Promise<void>} stop ends the server; it also ends with the process that started it
 */

/**
 * A real PostgreSQL on a free port with its data in a temporary folder. The files of one process share the server that
 * their set-up started (`vitestConfig(folder, { postgres: [18] })`).
 * @param {{ version: PostgresVersion, settings?: Readonly<Record<string, string>> }} options `settings` are server
 *   settings such as `synchronous_commit`; without them the server is shared and trades durability for speed
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ version, settings }) {
  const shared = process.env[sharedUrl(version)];
  if (shared && !settings) return { url: shared, freshDatabase: () => freshDatabase(shared), stop: async () => {} };

  const binaries = postgresBinaries(version);
  if (!binaries) throw new Error(`No PostgreSQL ${version} on this machine: install it, or skip with hasPostgres().`);
  const given = settings ?? {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '400',
    // Its transactions would delay everything that reads up to the oldest open one, such as the outbox.
    autovacuum: 'off',
  };
  const keeper = spawn(
    process.execPath,
    [join(import.meta.dirname, 'postgres-keeper.mjs'), binaries, JSON.stringify(given)],
    // A separate process group, so that Ctrl-C stops the server only through the keeper.
    { stdio: ['pipe', 'pipe', 'inherit'], detached: process.platform !== 'win32', windowsHide: true },
  );
  const ended = new Promise((resolve) => keeper.once('exit', resolve));
  const url = await Promise.race([
    new Promise((resolve) => createInterface({ input: keeper.stdout }).once('line', resolve)),
    ended.then(() => Promise.reject(new Error(`PostgreSQL ${version} did not start; its log is above.`))),
  ]);
  // The server must not keep the process alive, and ends when the pipe to the keeper closes.
  keeper.unref();
  for (const pipe of [keeper.stdin, keeper.stdout]) /** @type {import('node:net').Socket} */ (pipe).unref();
  return {
    url,
    freshDatabase: () => freshDatabase(url),
    async stop() {
      keeper.ref();
      keeper.stdin.end();
      await ended;
    },
  };
}

/**
 * An empty database for tests of other things: in a PostgreSQL if one is installed, because an
 * embedded database takes seconds to start.
 * @returns {Promise<string>} a value for `createWorkroom({ database })`
 */
export async function ownDatabaseUrl() {
  const version = /** @type {const} */ ([18, 15]).find(hasPostgres);
  return version ? (await startPostgres({ version })).freshDatabase() : 'memory://';
}

/** @param {PostgresVersion} version */
export function sharedUrl(version) {
  return `WORKROOM_POSTGRES_${version}_URL`;
}

/** @param {string} url */
async function freshDatabase(url) {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const connection = sql(url, { max: 1, fetch_types: false, onnotice: () => {} });
  // Copying the files of the template takes a tenth of the CPU time of writing their pages to the log.
  await connection.unsafe(`create database ${name} strategy file_copy`);
  await connection.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
