import { expect, test } from 'vitest';
import { elementTypes } from './element-types.ts';

test('the framework types match the elements', async () => {
  // To update them: pnpm --filter @workroom/elements types
  await expect(elementTypes()).toMatchFileSnapshot('../../types/elements.d.ts');
});
