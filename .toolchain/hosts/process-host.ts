import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import type { Host } from './suite/client.ts';

const here = import.meta.dirname;

/**
 * A host in a separate process, which prints `listening at <url>` when it is ready.
 *
 * @param command in `node_modules/.bin`, or a path
 */
export async function startProcess(
  command: string,
  args: readonly string[],
  { cwd = here, env = {} }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Host> {
  const executable = command.includes('/') ? command : join(here, 'node_modules/.bin', command);
  const child = spawn(executable, args, {
    cwd,
    env: { ...process.env, WORKROOM_HOST_DATABASE: await ownDatabaseUrl(), ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A separate process group, because the npm command may be a script that starts the runtime.
    detached: true,
  });
  const killed = () => kill(child);
  process.once('exit', killed);
  const stop = async () => {
    process.off('exit', killed);
    await ended(child);
  };
  const said: string[] = [];
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${command} ended with ${code} before it listened:\n${said.join('')}`);
  });
  failed.catch(() => {});
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const url = urlIn(line);
      if (url !== undefined) return url;
      said.push(`${line}\n`);
    }
    return failed;
  })();
  const url = await Promise.race([listening, failed]);
  // Keep the rest of the output for diagnosing a failure.
  child.stdout.resume();
  child.stderr.on('data', (text: Buffer) => process.stderr.write(text));
  return { url, stop };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  kill(child);
  await exit;
}

function kill({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}

/** `listening at <url>`, or the line that Next.js or workerd prints instead. */
function urlIn(line: string): string | undefined {
  const port = /"event":"listen".*"port":(\d+)/.exec(line)?.[1];
  return port === undefined
    ? /(?:listening at|Local:) +(http:\/\/[^\s/]+)/.exec(line)?.[1]
    : `http://127.0.0.1:${port}`;
}
