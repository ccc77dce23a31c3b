import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Block, blocksFor, placeOf } from './blocks.ts';

/** TypeScript, and JavaScript that Node cannot run here (it may need an account), which is checked loosely. */
const checked = [
  ...blocksFor('types'),
  ...blocksFor('program').filter(({ language }) => language === 'ts'),
  ...blocksFor('none', 'page').filter(({ language }) => /^(tsx?|js)$/.test(language)),
];
const folder = join(import.meta.dirname, '.data/blocks');
const errors = new Map<string, string[]>();

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2024', 'dom', 'dom.iterable'],
    types: ['node'],
    module: 'esnext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    jsx: 'react-jsx',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    allowJs: true,
    checkJs: true,
  };
  for (const language of ['js', 'ts']) {
    const into = join(folder, language);
    mkdirSync(into, { recursive: true });
    for (const block of checked.filter((each) => each.language.startsWith(language))) {
      // Padded with empty lines, so that an error shows the line in the document.
      writeFileSync(join(into, nameOf(block)), '\n'.repeat(block.line) + block.code);
    }
    const options = language === 'ts' ? compilerOptions : { ...compilerOptions, strict: false };
    const include = ['.', '../../../readers-own.d.ts', '../../../bundler.d.ts'];
    writeFileSync(join(into, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include }));
    for (const line of (await compile(into)).split('\n')) {
      const [, file, error = ''] = /^(?:.*\/)?([^/(]+)(\(\d+,\d+\): error .*)$/.exec(line) ?? [];
      if (file !== undefined) errors.set(file, [...(errors.get(file) ?? []), error]);
      else if (/^error /.test(line)) errors.set('', [...(errors.get('') ?? []), line]);
    }
  }
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(checked.map((block) => [placeOf(block), block] as const))('%s compiles against the packages', (_, block) => {
  expect(errors.get(nameOf(block)) ?? []).toEqual([]);
});

test('there are no other compiler errors', () => {
  const named = new Set(checked.map(nameOf));
  expect([...errors].filter(([file]) => !named.has(file))).toEqual([]);
});

function nameOf(block: Block): string {
  const { file, line, language } = block;
  return `${file.replaceAll('/', '-')}-${line}.${language === 'js' ? 'mjs' : language}`;
}

function compile(project: string): Promise<string> {
  const tsc = join(import.meta.dirname, 'node_modules/typescript/bin/tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', project, '--pretty', 'false'], { maxBuffer: 2 ** 24 }, (_, out, err) =>
      resolve(out + err),
    );
  });
}
