import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksFor, placeOf } from './blocks.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

interface Program {
  readonly place: string;
  readonly language: 'js' | 'ts' | 'sh';
  /** The code of the block and of its continuations. */
  code: string;
  /** The output that the document shows. */
  prints?: string;
}

const programs: Program[] = [];
for (const block of blocksFor('program', 'shell', 'output')) {
  const last = programs.at(-1);
  if (block.language === 'text' || block.info === 'continues') {
    if (last === undefined) throw new Error(`${placeOf(block)} continues no other program`);
    if (block.language === 'text') last.prints = block.code;
    else last.code += block.code;
  } else {
    const { language } = block;
    if (language !== 'js' && language !== 'ts' && language !== 'sh')
      throw new Error(`${placeOf(block)} is not a program`);
    programs.push({ place: placeOf(block), language, code: block.code });
  }
}

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workroom-texts-'));
  sandbox = await startSandbox();
}, 240_000);
afterAll(async () => {
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each(programs.map((program) => [program.place, program] as const))('%s runs', async (_, program) => {
  const printed = await run(program);
  if (program.prints !== undefined) expect(printed).toBe(program.prints);
});

/** Runs it in a separate process, whose assertions are the test. Returns its output. */
async function run({ language, code }: Program): Promise<string> {
  const here = import.meta.dirname;
  const script = code.replaceAll('http://localhost:4400', sandbox.url);
  const [command, args] = {
    js: [process.execPath, ['--input-type=module', '--eval', `import assert from 'node:assert/strict';${script}`]],
    // An interactive program may keep running: the test is that it started.
    ts: [process.execPath, ['--input-type=module-typescript', '--eval', `${script}\nprocess.exit(0);`]],
    sh: ['bash', ['-euo', 'pipefail', '-c', script]],
  }[language] as [string, string[]];
  const child = spawn(command, args, {
    // The folder from which imports are resolved; a shell gets its own folder.
    cwd: language === 'sh' ? folder : here,
    env: { ...process.env, PORT: '0', PATH: [join(here, 'node_modules/.bin'), process.env.PATH].join(delimiter) },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const [exitCode] = await once(child, 'close');
  expect(exitCode, `${stdout}\n${stderr}`).toBe(0);
  return stdout;
}
