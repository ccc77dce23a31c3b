import { expect, test } from 'vitest';
import { processPage } from './testing/index.ts';

test('docs/process.md is generated from the process table; UPDATE=1 rewrites it', async () => {
  await expect(processPage()).toMatchFileSnapshot('../../../docs/process.md');
});
