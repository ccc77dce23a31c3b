import { join, resolve } from 'node:path';
import { StartProblem } from './start-problem.ts';

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Host names besides `localhost` under which people open it. */
  readonly hosts: readonly string[];
  /** Absolute. */
  readonly dataFolder: string;
  /** A PostgreSQL server instead of the embedded database. */
  readonly databaseUrl: string | null;
  readonly secretKey: string;
  /** Whether to start without the demo contracts. */
  readonly isEmpty: boolean;
}

const repository = join(import.meta.dirname, '../../../..');

export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const port = env.PORT || '4400';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new StartProblem(`PORT is "${port}". Set it to a number from 0 (any free port) to 65535.`);
  }
  const databaseUrl = env.DATABASE_URL || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new StartProblem(
      'DATABASE_URL is not a postgres:// address. Correct it, or unset it for the embedded database.',
    );
  }
  const secretKey = env.WORKROOM_SECRET_KEY || 'wk_sandbox';
  if (!/^wk_\S{4,}$/.test(secretKey)) {
    throw new StartProblem('WORKROOM_SECRET_KEY must start with wk_, with at least 4 more characters and no spaces.');
  }
  const host = env.HOST || '127.0.0.1';
  const hosts = (env.WORKROOM_HOSTS ?? '').split(',').flatMap((name) => name.trim() || []);
  const odd = hosts.find((name) => !/^[\w.-]+$/.test(name));
  if (odd !== undefined) {
    throw new StartProblem(
      `WORKROOM_HOSTS names "${odd}". Name hosts without scheme or port, like "box.example,devbox".`,
    );
  }
  return {
    port: Number(port),
    host,
    hosts: [...hosts, host],
    // npm runs a script in its package's folder, but a relative path means the folder in which npm was started.
    dataFolder: resolve(env.INIT_CWD ?? '.', env.WORKROOM_DATA_DIR || join(repository, '.data')),
    databaseUrl,
    secretKey,
    isEmpty: env.WORKROOM_EMPTY === '1',
  };
}
