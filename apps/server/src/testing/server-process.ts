import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../..');

export const secretKey = 'wk_test_0123456789abcdefghijkl';
const usual = {
  WORKROOM_SECRET_KEY: secretKey,
  WORKROOM_SESSION_SECRET: 'a secret for tests of at least 32 bytes',
  WORKROOM_PAYMENTS: 'simulated',
  WORKROOM_RATE_LIMIT: 'off',
  PORT: '0',
  WORKROOM_METRICS_PORT: '0',
  HOST: '127.0.0.1',
};

/** The server as a separate process on free ports, as deployed. */
export interface ServerProcess {
  readonly url: string;
  readonly metricsUrl: string;
  readonly output: () => string;
  /** @returns the exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export type Env = Readonly<Record<string, string>>;

/** Resolves when it reports that it is ready. Rejects with its output if it exits before that. */
export async function startServer(env: Env): Promise<ServerProcess> {
  const { child, output } = run({ ...usual, ...env });
  const ended = once(child, 'exit');
  const { url, metrics } = await Promise.race([
    ready(child, output),
    ended.then(([code]) => Promise.reject(new Error(`the server ended with ${code}:\n${output()}`))),
  ]);
  return {
    url,
    metricsUrl: metrics,
    output,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}

/** Runs it until it exits. */
export async function runToItsEnd(env: Env): Promise<{ readonly code: number | null; readonly output: string }> {
  const { child, output } = run(env);
  await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

function run(env: Env): { readonly child: ChildProcess; readonly output: () => string } {
  const { PATH, HOME, TMPDIR } = process.env;
  const own = Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value));
  const child = spawn(process.execPath, ['--conditions=@workroom/source', 'src/main.ts'], {
    cwd: folder,
    env: { ...own, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  return { child, output: () => text };
}

function ready(child: ChildProcess, output: () => string): Promise<{ url: string; metrics: string }> {
  return new Promise((resolve) => {
    child.stdout?.on('data', () => {
      const line = output()
        .split('\n')
        .find((each) => each.includes('"message":"ready"'));
      if (line !== undefined) resolve(JSON.parse(line) as { url: string; metrics: string });
    });
  });
}
