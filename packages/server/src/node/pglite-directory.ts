import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PgliteDirectory } from '../store/pglite-database.ts';

/** The data directory belongs to another process. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';
}

/**
 * An embedded database on disk, in `postgres/` under the directory. A lock file beside it keeps a second
 * process out, since two that write one directory lose data without an error.
 */
export function pgliteDirectory(directory: string): PgliteDirectory {
  const folder = resolve(directory);
  return { dataDir: join(folder, 'postgres'), lock: () => lockDirectory(folder) };
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Which run of that pid it is, where the system tells: pids are used again, in containers at once. */
  readonly run: string | null;
}

const prefix = 'lock-';
/** Holders show that they live by touching their file: of one on another host, this is all that can be seen. */
const beatMs = 5_000;
const deadAfterMs = 30_000;
const tries = 4;

/**
 * Each process writes a lock file of its own, then looks for others. Of two that start at once at least one sees the
 * other. No lock file is ever taken over, so two processes never both hold the directory. A process that sees another
 * live holder removes its own file.
 *
 * @returns gives the directory back
 * @throws DirectoryInUse
 */
async function lockDirectory(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const own = `${prefix}${randomUUID()}`;
  const file = join(folder, own);
  const me: Holder = { pid: process.pid, host: hostname(), run: await runOf(process.pid) };
  for (let left = tries - 1; ; left -= 1) {
    await writeFile(file, JSON.stringify(me), { flag: 'wx' });
    const other = await livingHolder(folder, own, me);
    if (other === null) break;
    await rm(file, { force: true });
    if (left === 0) throw new DirectoryInUse(inUse(folder, other));
    // Two processes that started at once both step back, and retry at different times.
    await wait(20 + Math.random() * 80);
  }
  const beat = setInterval(() => void touch(file), beatMs);
  beat.unref();
  return async () => {
    clearInterval(beat);
    await rm(file, { force: true });
  };
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => {});
}

/** The first holder beside us that lives; the files of dead ones are removed on the way. */
async function livingHolder(folder: string, own: string, me: Holder): Promise<Holder | 'unknown' | null> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || name === own) continue;
    const file = join(folder, name);
    const holder = await readHolder(file);
    if (await lives(file, holder, me)) return holder ?? 'unknown';
    await rm(file, { force: true });
  }
  return null;
}

/** `null` for a file that is gone or not yet written. */
async function readHolder(file: string): Promise<Holder | null> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isHolder(read) ? read : null;
  } catch {
    return null;
  }
}

function isHolder(read: unknown): read is Holder {
  if (typeof read !== 'object' || read === null) return false;
  return 'pid' in read && typeof read.pid === 'number' && 'host' in read && typeof read.host === 'string';
}

async function lives(file: string, holder: Holder | null, me: Holder): Promise<boolean> {
  if (holder?.host === me.host) return isRunning(holder.pid) && holder.run === (await runOf(holder.pid));
  const touched = await stat(file).catch(() => null);
  return touched !== null && Date.now() - touched.mtimeMs < deadAfterMs;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Boot and start time of a process, as Linux tells them; `null` elsewhere. */
async function runOf(pid: number): Promise<string | null> {
  try {
    const [boot, status] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // proc(5): the name may hold anything; after its closing bracket come state (3) and on to starttime (22).
    const started = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot.trim()}/${started}`;
  } catch {
    return null;
  }
}

function inUse(folder: string, holder: Holder | 'unknown'): string {
  const who = holder === 'unknown' ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return `The data directory ${folder} is in use by ${who}. Stop it, or choose another directory.`;
}
