import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sql from 'postgres';

/** Whether PgBouncer is installed, for `describe.skipIf(!hasPgbouncer())`. */
export function hasPgbouncer() {
  return pgbouncer() !== undefined;
}

function pgbouncer() {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
    .map((folder) => join(folder, 'pgbouncer'))
    .find((file) => existsSync(file));
}

/**
 * A PgBouncer in transaction mode in front of a server. It ends with the process that started it.
 * @param {string} url of the server's database
 * @param {{ poolSize?: number }} [options] connections to the server
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} the same database through PgBouncer
 */
export async function startPgbouncer(url, { poolSize = 3 } = {}) {
  const program = pgbouncer();
  if (!program) throw new Error('No PgBouncer on this machine: install it, or skip with hasPgbouncer().');
  const { hostname, port, username } = new URL(url);
  const folder = mkdtempSync(join(tmpdir(), 'workroom-pgbouncer-'));
  const listen = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
* = host=${hostname} port=${port} user=${username || 'postgres'}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 200
`,
  );
  // PgBouncer refuses to run as root.
  const nobody = 65_534;
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const path of [folder, file]) chownSync(path, nobody, nobody);
  // The shell reads until its standard input closes, even if the process at the other end was killed.
  const keeper = spawn('/bin/sh', ['-c', '"$0" -q "$1" & cat >/dev/null; kill $!', program, file], {
    stdio: ['pipe', 'ignore', 'inherit'],
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
  const ended = new Promise((resolve) => keeper.once('exit', resolve));
  keeper.unref();
  const behind = Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(listen) }).href;
  await answering(behind);
  return {
    url: behind,
    async stop() {
      keeper.ref();
      keeper.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {string} url */
async function answering(url) {
  for (let left = 100; ; left -= 1) {
    const connection = sql(url, { max: 1, fetch_types: false, prepare: false, onnotice: () => {}, connect_timeout: 2 });
    try {
      await connection.unsafe('select 1');
      return;
    } catch (error) {
      if (left === 0) throw error;
      await setTimeout(100);
    } finally {
      await connection.end();
    }
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
