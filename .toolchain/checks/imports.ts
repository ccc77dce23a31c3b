import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Import {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly from: string;
}

const statement = /(?:^|[;\n])\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]/g;
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g;

/** What the sources under a folder import, tests apart. */
export function importsUnder(root: string, folder: string): readonly Import[] {
  return globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter((file) => !/\.test(\.support)?\.ts$/.test(file))
    .flatMap((file) => importsIn(readFileSync(join(root, file), 'utf8')).map((from) => ({ file, from })));
}

export function importsIn(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(statement), ...code.matchAll(dynamic)].map((match) => match[1] ?? '');
}

/** `@workroom/core/api` → `@workroom/core`; `hono/cors` → `hono`. */
export function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}
