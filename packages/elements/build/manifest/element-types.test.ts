import { expect, test } from 'vitest';
import { elementTypes } from './element-types.ts';

test('the types for frameworks are those of the elements as they are', async () => {
  // Where they differ: pnpm --filter @workroom/elements types
  await expect(elementTypes()).toMatchFileSnapshot('../../types/elements.d.ts');
});
