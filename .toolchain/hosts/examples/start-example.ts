import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Host } from '../suite/client.ts';

export const examples = join(import.meta.dirname, '../../../examples');

export interface StartOptions {
  /** @default a new embedded database */
  readonly database?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments added to the start script, for examples that ignore `PORT`. */
  readonly args?: (port: number) => readonly string[];
}

/** Starts an example with its own start script, like `npm run example NAME` once its packages are built. */
export async function startExample(name: string, { database, env = {}, args }: StartOptions = {}): Promise<Host> {
  const cwd = join(examples, name);
  const folder = await mkdtemp(join(tmpdir(), `workroom-example-${name}-`));
  const port = await freePort();
  const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const [program = '', ...rest] = scripts.start.split(' ');
  const path = [join(cwd, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
  const { NODE_ENV: _, VITEST: __, ...inherited } = process.env;
  const child = spawn(program, [...rest, ...(args?.(port) ?? [])], {
    cwd,
    env: {
      ...inherited,
      PATH: path,
      PORT: String(port),
      DATABASE_URL: database ?? join(folder, 'data'),
      NEXT_TELEMETRY_DISABLED: '1',
      ...env,
    } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A separate process group, because the npm command may be a script that starts the runtime.
    detached: true,
  });
  const said: string[] = [];
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (text: Buffer) => said.push(text.toString()));
  const exit = once(child, 'exit');
  const end = () => child.pid !== undefined && child.exitCode === null && process.kill(-child.pid, 'SIGKILL');
  process.once('exit', end);
  const stop = async () => {
    process.off('exit', end);
    end();
    await exit;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const url = `http://localhost:${port}`;
  const ended = exit.then(([code]) => Promise.reject(new Error(`it ended with ${code} before it answered`)));
  try {
    await Promise.race([healthy(url), ended]);
  } catch (error) {
    await stop();
    throw new Error(`examples/${name} did not start:\n${said.join('')}`, { cause: error });
  }
  ended.catch(() => {});
  return { url, stop };
}

/** Waits for an answer, for at most a minute and a half. */
async function healthy(url: string): Promise<void> {
  const until = performance.now() + 90_000;
  for (;;) {
    const status = await fetch(`${url}/workroom/health`).then(
      (answer) => answer.status,
      () => undefined,
    );
    if (status === 200) return;
    if (performance.now() > until) throw new Error(`no answer in a minute and a half; the last one: ${status}`);
    await new Promise((again) => setTimeout(again, 100));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('the system gave no port');
  return address.port;
}
