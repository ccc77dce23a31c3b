import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wrappers } from '../wrappers.ts';

test.each(Object.entries(wrappers()))('%s matches the element', (file, source) => {
  // To update it: pnpm --filter @workroom/react wrappers
  expect(readFileSync(join(import.meta.dirname, file), 'utf8')).toBe(source);
});
