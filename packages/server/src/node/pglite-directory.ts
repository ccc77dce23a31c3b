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
 * An embedded database on disk, in `postgres/` under the directory. A lock file beside it keeps a second process out,
 * because two processes writing to one directory lose data without an error.
 */
export function pgliteDirectory(directory: string): PgliteDirectory {
  const folder = resolve(directory);
  const dataDir = join(folder, 'postgres');
  return {
    dataDir,
    lock: () => lockDirectory(folder),
    isNew: async () => (await readdir(dataDir).catch(() => [])).length === 0,
  };
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Identifies the process with that pid if the system supports it, because pids are reused, in containers at once. */
  readonly run: string | null;
}

const prefix = 'lock-';
/** Holders touch their file to show that they are alive; for a holder on another host, nothing else is visible. */
const beatMs = 5_000;
const deadAfterMs = 30_000;
const tries = 4;

/**
 * Each process writes its own lock file, then looks for others. If two start at once, at least one sees the other. Lock
 * files are never taken over, so two processes never both hold the directory. A process that sees another live holder
 * removes its own file.
 *
 * @returns a function that releases the directory @throws DirectoryInUse
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

/** The first other live holder; removes the files of dead ones. */
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

/** `null` if the file is gone or not yet written. */
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
    // EPERM: it runs under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Boot and start time of a process on Linux; `null` elsewhere. */
async function runOf(pid: number): Promise<string | null> {
  try {
    const [boot, status] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // proc(5): the name may contain any characters; after its closing bracket come the fields state (3) to starttime
    // (22).
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
