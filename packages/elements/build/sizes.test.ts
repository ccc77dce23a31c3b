import { describe, expect, test } from 'vitest';
import { budgets, localePartBudget } from './budgets.ts';
import { bundle, gzipBytes } from './bundle.ts';
import { locales } from './locales.ts';
import { sizeOf } from './sizes.ts';

describe.each(Object.entries(budgets))('%s', (entry, budget) => {
  test('stays within its size budget and does not include Zod', async () => {
    const { start, file, modules } = await sizeOf(entry);
    expect(start, 'bytes at the start').toBeLessThanOrEqual(budget.start);
    expect(file, 'bytes as one file').toBeLessThanOrEqual(budget.file);
    expect(modules.filter((module) => /\bzod\b/.test(module))).toEqual([]);
  });
});

test('the operations are not loaded with the other elements', async () => {
  const { modules } = await sizeOf('index');
  expect(modules.filter((module) => /operations|operator/.test(module))).toEqual([]);
  expect((await sizeOf('workroom-operations')).modules).toContain('src/workroom-operations/workroom-operations.ts');
});

test.each(locales)('every part of %s stays within its size budget', async (locale) => {
  const chunks = await bundle({ entries: { [locale]: `src/locales/${locale}.ts` } });
  const tooLarge = chunks.filter(({ code }) => gzipBytes(code) > localePartBudget);
  expect(tooLarge.map(({ file, code }) => `${file}: ${gzipBytes(code)}`)).toEqual([]);
  expect(chunks.length).toBeGreaterThan(5);
});
