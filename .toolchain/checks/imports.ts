import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export interface Import {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly from: string;
}

const statement = /(?:^|[;\n])\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]/g;
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g;

/** The imports of the sources in a folder, without tests. */
export function importsUnder(root: string, folder: string): readonly Import[] {
  return readUnder(root, folder, importsIn);
}

/** The same without dynamic imports. */
export function staticImportsUnder(root: string, folder: string): readonly Import[] {
  return readUnder(root, folder, (source) => [...codeOf(source).matchAll(statement)].map((match) => match[1] ?? ''));
}

/**
 * Import cycles of folders, and of files beside them; type imports count.
 *
 * @param source the folder that contains them, from the root of the repository
 */
export function circlesOf(imports: readonly Import[], source: string): readonly (readonly string[])[] {
  const partOf = (file: string) => relative(source, file).split('/')[0] ?? '';
  const targets = new Map<string, Set<string>>();
  for (const { file, from } of imports) {
    if (!from.startsWith('.')) continue;
    const [part, target] = [partOf(file), partOf(join(dirname(file), from))];
    if (part !== target) targets.set(part, (targets.get(part) ?? new Set()).add(target));
  }
  const reachedFrom = (part: string) => {
    const reached = new Set(targets.get(part));
    for (const each of reached) for (const next of targets.get(each) ?? []) reached.add(next);
    return reached;
  };
  const reached = new Map([...targets.keys()].map((part) => [part, reachedFrom(part)]));
  const circles = [...reached]
    .filter(([part, others]) => others.has(part))
    .map(([part, others]) => {
      const circle = [...others].filter((other) => reached.get(other)?.has(part));
      return circle.sort();
    });
  return [...new Map(circles.map((circle) => [circle.join(' '), circle])).values()];
}

function readUnder(root: string, folder: string, read: (source: string) => readonly string[]): readonly Import[] {
  return globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter((file) => !/\.test(\.support)?\.ts$/.test(file))
    .flatMap((file) => read(readFileSync(join(root, file), 'utf8')).map((from) => ({ file, from })));
}

export function importsIn(source: string): readonly string[] {
  const code = codeOf(source);
  return [...code.matchAll(statement), ...code.matchAll(dynamic)].map((match) => match[1] ?? '');
}

function codeOf(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** `@workroom/core/api` → `@workroom/core`; `hono/cors` → `hono`. */
export function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}
