import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../..');

/** The sandbox as a separate process on a free port, like a person starts it. */
export interface SandboxProcess {
  readonly url: string;
  readonly output: () => string;
  /** Ends it like Ctrl-C; returns the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export type Env = Readonly<Record<string, string>>;

/** Resolves when the sandbox says that it is ready. Rejects with its output when it ends before that. */
export async function startSandboxProcess(env: Env): Promise<SandboxProcess> {
  const { child, output } = run({ PORT: '0', ...env });
  const ended = once(child, 'exit');
  const url = await Promise.race([
    ready(child, output),
    ended.then(([code]) => Promise.reject(new Error(`the sandbox ended with ${code}:\n${output()}`))),
  ]);
  return {
    url,
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
export async function runSandboxToItsEnd(env: Env): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { child, stdout, stderr } = run({ PORT: '0', ...env });
  await once(child, 'close');
  return { code: child.exitCode, stdout: stdout(), stderr: stderr() };
}

/** A folder that is removed after the test. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'workroom-sandbox-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

function run(env: Env) {
  const { PATH, HOME, TMPDIR, SystemRoot, NODE_COMPILE_CACHE } = process.env;
  const system = { PATH, HOME, TMPDIR, SystemRoot, NODE_COMPILE_CACHE };
  const own = Object.fromEntries(Object.entries(system).filter(([, value]) => value));
  const child = spawn(process.execPath, ['--conditions=@workroom/source', 'src/main.ts'], {
    cwd: folder,
    env: { ...own, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  return {
    child,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    output: () => texts.stdout + texts.stderr,
  };
}

function ready(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve) => {
    child.stdout?.on('data', () => {
      const url = /ready at (http:\S+)/.exec(output())?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}
