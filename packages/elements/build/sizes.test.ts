import { describe, expect, test } from 'vitest';
import { budgets } from './budgets.ts';
import { sizeOf } from './sizes.ts';

describe.each(Object.entries(budgets))('%s', (entry, budget) => {
  test('costs a page no more than it may, and brings no Zod', async () => {
    const { start, file, modules } = await sizeOf(entry);
    expect(start, 'bytes at the start').toBeLessThanOrEqual(budget.start);
    expect(file, 'bytes as one file').toBeLessThanOrEqual(budget.file);
    expect(modules.filter((module) => /\bzod\b/.test(module))).toEqual([]);
  });
});
