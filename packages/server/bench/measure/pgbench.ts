import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { postgresBinaries } from '@workroom/toolchain/postgres';

export interface PgbenchResult {
  readonly perSecond: number;
  readonly averageMs: number;
}

/** Runs a script of `pgbench` with prepared statements. `null` if pgbench is not installed. */
export async function pgbench(
  url: string,
  script: string,
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<PgbenchResult | null> {
  const folder = mkdtempSync(join(tmpdir(), 'workroom-pgbench-'));
  const file = join(folder, 'script.sql');
  writeFileSync(file, script);
  const program = join(postgresBinaries(15) ?? '', 'pgbench');
  const options = ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', '2', '-T', `${seconds}`, '-f', file, url];
  try {
    const { stdout } = await promisify(execFile)(program, options);
    const [, perSecond] = /^tps = ([\d.]+)/m.exec(stdout) ?? [];
    const [, averageMs] = /^latency average = ([\d.]+) ms/m.exec(stdout) ?? [];
    return { perSecond: Number(perSecond), averageMs: Number(averageMs) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
