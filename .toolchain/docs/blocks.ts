import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** A fenced block of a text. */
export interface Block {
  /** From the repository's root. */
  readonly file: string;
  /** Of the fence. */
  readonly line: number;
  readonly language: string;
  /** What the fence says besides the language. */
  readonly info: string;
  readonly code: string;
}

/**
 * What is done with a block. `types`: checked by the compiler. `program`: run by Node, against a sandbox where it asks
 * for `localhost:4400`. `shell`: run by bash, likewise. `output`: what the program before it prints. `page`: opened in a
 * browser. `data`: parsed. `copy`: the same as a file, which has tests of its own. `diagram`: written by the core's own
 * test. `none`: cannot be run, and says why.
 */
export type Treatment = 'types' | 'program' | 'shell' | 'output' | 'page' | 'data' | 'copy' | 'diagram' | 'none';

const treatments: Readonly<Record<string, Treatment>> = {
  ts: 'types',
  tsx: 'types',
  js: 'program',
  'ts run': 'program',
  'js continues': 'program',
  'js page': 'page',
  html: 'page',
  css: 'page',
  sh: 'shell',
  json: 'data',
  yaml: 'data',
  env: 'data',
  text: 'output',
};

/** @throws when a block would be passed over in silence */
export function treatmentOf(block: Block): Treatment {
  const { language, info } = block;
  if (reasonIn(block) !== undefined) return 'none';
  if (/^same-as: \S+$/.test(info)) return 'copy';
  if (language === 'mermaid' && block.file === 'docs/process.md') return 'diagram';
  const treatment = treatments[`${language} ${info}`.trim()];
  if (treatment !== undefined) return treatment;
  throw new Error(
    `${placeOf(block)}: nothing runs a block of "${`${language} ${info}`.trim()}". ` +
      `Say one of ${Object.keys(treatments).join(', ')}, or why it cannot be run: \`\`\`${language || 'text'} no-run: the reason`,
  );
}

/** Why a block cannot be run; nothing where none is given. */
function reasonIn({ info }: Block): string | undefined {
  return /^no-run: (\S.{9,})$/.exec(info)?.[1];
}

export function placeOf({ file, line }: Block): string {
  return `${file}:${line}`;
}

export function blocksIn(file: string, text: string): Block[] {
  const fence = /^( *)```([^\n`]*)\n(.*?)^\1```$/gms;
  return [...text.matchAll(fence)].map((match) => {
    const [, indent = '', info = '', code = ''] = match;
    const [language = '', ...rest] = info.trim().split(' ');
    const line = text.slice(0, match.index).split('\n').length;
    return { file, line, language, info: rest.join(' '), code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), '') };
  });
}

/** The texts that are for readers. */
export const texts: readonly string[] = [
  'README.md',
  'examples/README.md',
  ...markdownIn('docs'),
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`),
];

export const blocks: readonly Block[] = texts.flatMap((file) => blocksIn(file, readFileSync(join(root, file), 'utf8')));

export function blocksFor(...wanted: readonly Treatment[]): readonly Block[] {
  return blocks.filter((block) => {
    try {
      return wanted.includes(treatmentOf(block));
    } catch {
      return false; // blocks.test.ts tells of it
    }
  });
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}
