import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { examples } from './start-example.ts';

const names = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('examples are short', () => {
  test.each(names.map(({ name }) => name))('%s has fewer than 100 lines', (name) => {
    expect(linesOf(name)).toBeLessThan(100);
  });

  test.each([
    ['node-hono/server.ts', 20],
    ['express/server.ts', 20],
    ['fastify/server.ts', 20],
    ['bun/server.ts', 20],
    ['deno/server.ts', 20],
    ['nextjs/app/workroom/[...path]/route.ts', 20],
  ])('%s mounts the handler in at most %i lines', (file, most) => {
    expect(codeLines(join(examples, file))).toBeLessThanOrEqual(most);
  });

  test.each([
    ['html/index.html', '<workroom-provider', '</workroom-provider>'],
    ['react/main.tsx', '<WorkroomProvider', '</WorkroomProvider>'],
    ['vue/Contract.vue', '<workroom-provider', '</workroom-provider>'],
    ['nextjs/app/contracts/[contractId]/room.tsx', '<WorkroomProvider', '</WorkroomProvider>'],
  ])('%s embeds the elements in at most five lines, including loading', (file, from, to) => {
    const text = readFileSync(join(examples, file), 'utf8');
    const embedded = text.slice(text.indexOf(from), text.indexOf(to)).split('\n').length;
    const imports = text
      .split('\n')
      .filter((line) => /import .*@workroom\/(elements|react)|<script .*src="\/cdn\//.test(line)).length;
    expect([embedded > 0, embedded + imports]).toEqual([true, Math.min(embedded + imports, 5)]);
  });
});

/** Lines that are neither empty nor comments. */
function codeLines(file: string): number {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*(\/\/|#)/.test(line)).length;
}

/** The files that a reader would copy, without the manifests that every project has. */
function linesOf(folder: string): number {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', folder];
  return execFileSync('git', args, { cwd: examples, encoding: 'utf8' })
    .split('\n')
    .filter((file) => /\.(tsx?|vue|html|capnp)$/.test(file))
    .reduce((sum, file) => sum + codeLines(join(examples, file)), 0);
}
