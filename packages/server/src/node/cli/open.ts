import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openStore } from '../../store/open-store.ts';
import type { WorkroomStore } from '../../store/store-over.ts';
import type { Workroom } from '../../workroom.ts';
import { pgliteDirectory } from '../pglite-directory.ts';
import { UsageProblem } from './terminal.ts';

export interface DatabaseChoice {
  readonly database?: string | undefined;
  readonly schema: string;
}

/** Opens the store, runs a function, and closes it. @throws UsageProblem */
export async function withStore<Result>(
  { database, schema }: DatabaseChoice,
  run: (store: WorkroomStore) => Promise<Result>,
): Promise<Result> {
  if (database === undefined || database === '') {
    throw new UsageProblem('No database is given. Pass --database postgres://… or set DATABASE_URL.');
  }
  const isUrl = /^postgres(ql)?:\/\//.test(database);
  if (!isUrl && /^\w+:\/\//.test(database) && !database.startsWith('memory://')) {
    throw new UsageProblem('--database is neither a postgres:// URL nor a folder.');
  }
  const store = openStore({ database: isUrl ? database : pgliteDirectory(database), schema });
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

/** Runs a function with the host's own Workroom, and closes it. @throws UsageProblem */
export async function withWorkroom<Result>(
  file: string,
  run: (workroom: Workroom) => Promise<Result>,
): Promise<Result> {
  const workroom = await configured(file);
  try {
    return await run(workroom);
  } finally {
    await workroom.close();
  }
}

async function configured(file: string): Promise<Workroom> {
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw new UsageProblem(`${file} cannot be loaded: ${error instanceof Error ? error.message : error}`);
  }
  const workroom = module.default ?? module.workroom;
  if (isWorkroom(workroom)) return workroom;
  throw new UsageProblem(`${file} does not export a Workroom. Add: export default createWorkroom({ … });`);
}

function isWorkroom(value: unknown): value is Workroom {
  return typeof value === 'object' && value !== null && 'fetch' in value && 'sweep' in value && 'close' in value;
}
