import { readdirSync, readFileSync } from 'node:fs';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';

export interface BenchDatabase {
  readonly version: 15 | 18;
  freshDatabase(): Promise<string>;
  /** CPU seconds of the server and all its processes; `null` if the system does not report them. */
  cpuSeconds(): number | null;
  stop(): Promise<void>;
}

/**
 * A PostgreSQL that flushes commits to disk, as in production. Memory and WAL are large enough to avoid a checkpoint
 * during a measurement.
 */
export async function startDatabase(): Promise<BenchDatabase> {
  const version = hasPostgres(15) ? 15 : 18;
  const server = await startPostgres({
    version,
    settings: { shared_buffers: '1GB', max_wal_size: '8GB', checkpoint_timeout: '30min', log_min_messages: 'fatal' },
  });
  const postmaster = postmasterOf(server.url);
  return {
    version,
    freshDatabase: server.freshDatabase,
    cpuSeconds: () => (postmaster === null ? null : familyCpuSeconds(postmaster)),
    stop: server.stop,
  };
}

/** Found by the port it was started with. */
function postmasterOf(url: string): number | null {
  const { port } = new URL(url);
  return (
    processes().find((pid) => {
      const words = commandOf(pid);
      return words.some((word) => word.endsWith('/postgres')) && words.includes(`port=${port}`);
    }) ?? null
  );
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function commandOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** Fields of proc(5) `stat` after the name, which may contain any characters. */
function statOf(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** A process and its children, including ended ones. In ticks of 10 ms. */
function familyCpuSeconds(parent: number): number {
  let ticks = 0;
  for (const pid of processes()) {
    const stat = statOf(pid);
    if (stat === null) continue;
    const used = stat.slice(11, 13).map(Number);
    const ended = stat.slice(13, 15).map(Number);
    if (pid === parent) ticks += sum(used) + sum(ended);
    else if (Number(stat[1]) === parent) ticks += sum(used);
  }
  return ticks / 100;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
