// Runs one PostgreSQL and stops it when standard input closes, even if the process that started it was killed.
// Arguments: the folder of the binaries, server settings as JSON. Prints the URL once the server answers.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const [binaries = '', settings = '{}'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'workroom-postgres-'));
const owner = unprivileged();
let bin = binaries;
/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let ending = false;

process.stdin.resume().once('close', end);
process.stdin.once('end', end);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);

try {
  console.log(await start());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  end();
}

async function start() {
  if (owner) {
    chownSync(folder, owner.uid, owner.gid);
    bin = reachable(binaries, owner);
  }
  const data = join(folder, 'data');
  const options = { cwd: folder, ...owner };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...options, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const port = await freePort();
  const flags = Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    log_min_messages: 'fatal',
    ...JSON.parse(settings),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  server.once('exit', () => {
    if (ending) rmSync(folder, { recursive: true, force: true });
    else console.error('PostgreSQL ended by itself.');
    process.exit(ending ? 0 : 1);
  });
  while (!isReady(data)) await setTimeout(25);
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

function end() {
  if (ending) return;
  ending = true;
  if (server?.exitCode === null) {
    server.kill('SIGINT');
    globalThis.setTimeout(() => server?.kill('SIGKILL'), 5_000).unref();
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
}

/** PostgreSQL refuses to run as root. */
function unprivileged() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody". Add one.');
}

/**
 * The other user cannot read a clone below /root: then the server runs from a copy.
 * @param {string} from
 * @param {{ uid: number, gid: number }} user
 */
function reachable(from, user) {
  if (spawnSync(join(from, 'postgres'), ['--version'], { cwd: folder, ...user }).status === 0) return from;
  accessSync(from, constants.R_OK);
  const copy = join(folder, 'native');
  mkdirSync(copy);
  cpSync(dirname(from), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * The eighth line of postmaster.pid contains the state; the port accepts connections before the server takes queries.
 * @param {string} data
 */
function isReady(data) {
  const status = join(data, 'postmaster.pid');
  return existsSync(status) && readFileSync(status, 'utf8').split('\n')[7]?.trim() === 'ready';
}
