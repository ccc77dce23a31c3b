import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../launcher/process.mjs';
import { circlesOf, importsIn, importsUnder, packageOf, staticImportsUnder } from './imports.ts';

/** Which of our packages a package may import: elements → client → core ← server ← stripe. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  client: ['core'],
  elements: ['client', 'core'],
  react: ['client', 'core', 'elements'],
  server: ['core'],
  stripe: ['core', 'server'],
};

const server = importsUnder(root, 'packages/server/src');

describe.each(Object.entries(arrows))('packages/%s', (name, targets) => {
  const imports = importsUnder(root, `packages/${name}/src`);

  test('imports only the packages that it may depend on', () => {
    const allowed = [name, ...targets].map((target) => `@workroom/${target}`);
    const ours = imports.filter(({ from }) => from.startsWith('@workroom/'));
    expect(ours.filter(({ from }) => !allowed.includes(packageOf(from)))).toEqual([]);
  });

  test('uses relative imports with .ts only inside its own folder', () => {
    const relative = imports.filter(({ from }) => from.startsWith('.'));
    expect(relative.filter(({ from }) => from.includes('/src/') || !from.endsWith('.ts'))).toEqual([]);
  });
});

// In elements, the examples for tests and the English texts still form a cycle.
test.each(['client', 'react', 'server', 'stripe'])('packages/%s: the folders have no import cycles', (name) => {
  const source = `packages/${name}/src`;
  expect(circlesOf(staticImportsUnder(root, source), source)).toEqual([]);
});

test('an import cycle of folders of any length is found, and a chain without a cycle is not reported', () => {
  const imports = [
    { file: 'src/a/one.ts', from: '../b/two.ts' },
    { file: 'src/b/two.ts', from: '../three.ts' },
    { file: 'src/three.ts', from: './a/other.ts' },
    { file: 'src/a/one.ts', from: './other.ts' },
    { file: 'src/c/four.ts', from: '../a/one.ts' },
  ];
  expect(circlesOf(imports, 'src')).toEqual([['a', 'b', 'three.ts']]);
  expect(circlesOf(imports.slice(1), 'src')).toEqual([]);
});

test('core depends only on zod, and only for its API', () => {
  const foreign = importsUnder(root, 'packages/core/src').filter(({ from }) => !from.startsWith('.'));
  const allowed = foreign.filter(({ file, from }) => from === 'zod' && file.startsWith('packages/core/src/api/'));
  expect(foreign).toEqual(allowed);
});

test('core’s main entry does not import zod', () => {
  const imports = importsUnder(root, 'packages/core/src');
  const reached = new Set(['packages/core/src/index.ts']);
  const foreign: string[] = [];
  for (const file of reached) {
    for (const { from } of imports.filter((each) => each.file === file)) {
      if (from.startsWith('.')) reached.add(join(dirname(file), from));
      else foreign.push(`${from} in ${file}`);
    }
  }
  expect(foreign).toEqual([]);
  expect(reached.size).toBeGreaterThan(20);
});

test('elements depends only on lit', () => {
  const foreign = importsUnder(root, 'packages/elements/src').filter(({ from }) => !/^(\.|#|@workroom\/)/.test(from));
  expect(foreign.filter(({ from }) => !['lit', '@lit/context'].includes(packageOf(from)))).toEqual([]);
});

test('only the store uses Drizzle and SQL drivers', () => {
  const drivers = ['drizzle-orm', 'postgres', '@electric-sql/pglite'];
  const users = server.filter(({ from }) => drivers.includes(packageOf(from)));
  expect(users.filter(({ file }) => !file.startsWith('packages/server/src/store/'))).toEqual([]);
});

test('only http uses Hono, apart from the Node hosts and the main entry', () => {
  // `hono/html` is an escaping template function and knows nothing about requests.
  const users = server.filter(
    ({ from }) => ['hono', '@hono/node-server'].includes(packageOf(from)) && from !== 'hono/html',
  );
  const places = /^packages\/server\/src\/(http\/|node\/|create-workroom\.ts$)/;
  expect(users.filter(({ file }) => !places.test(file))).toEqual([]);
});

test('the server uses Node in src/node only', () => {
  const users = server.filter(({ from }) => from.startsWith('node:'));
  expect(users.filter(({ file }) => !file.startsWith('packages/server/src/node/'))).toEqual([]);
});

test('the Stripe provider only needs `fetch`, and does not contain the offline Stripe', () => {
  const provider = importsUnder(root, 'packages/stripe/src').filter(
    ({ file }) => !/\/offline|\.test\.support\.ts$/.test(file),
  );
  expect(
    provider.map(({ from }) => packageOf(from)).filter((from) => from !== 'stripe' && !/^(\.|@workroom\/)/.test(from)),
  ).toEqual([]);
  expect(provider.filter(({ from }) => from.includes('/offline'))).toEqual([]);
  expect(provider.length).toBeGreaterThan(20);
});

test('every form of import is found', () => {
  const source = `import 'a';\nimport b from "b";\nimport type { C,\n  D } from 'c';\nexport * from './d.ts';
    const e = await import('e');\n// import 'not-this';\n/* import 'nor-this' */`;
  expect(importsIn(source)).toEqual(['a', 'b', 'c', './d.ts', 'e']);
});
