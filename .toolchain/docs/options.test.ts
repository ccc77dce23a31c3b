import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './blocks.ts';
import { declared, optionsPage } from './options.ts';

test('docs/options.md is generated from the JSDoc of the options; `vitest run options -u` updates it', async () => {
  await expect(optionsPage()).toMatchFileSnapshot(join(root, 'docs/options.md'));
});

test('every option has a description and, unless it is required, a default or an example', () => {
  const options = declared('packages/server/src/options.ts', 'WorkroomOptions');
  expect(options.length).toBeGreaterThan(25);
  expect(options.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual(['payments']);
});

test('a missing interface is reported', () => {
  expect(() => declared('packages/server/src/options.ts', 'NoOptions')).toThrow('declares no interface NoOptions');
});
