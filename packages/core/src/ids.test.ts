import { expect, test } from 'vitest';
import { idSource } from './ids.ts';
import { seededRandom } from './testing/index.ts';

test('ids start with their type and sort in the order of creation', () => {
  let ms = 1_000;
  const newId = idSource(() => ms, seededRandom(1));
  const ids = Array.from({ length: 3_000 }, (_, made) => {
    if (made % 1_000 === 0) ms += 1;
    return newId('payment');
  });
  expect(ids[0]).toMatch(/^pay_[0-9A-HJKMNP-TV-Z]{26}$/);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('ids stay in order when the system clock is set back', () => {
  let ms = 2_000;
  const newId = idSource(() => ms, seededRandom(1));
  const before = newId('event');
  ms = 1_000;
  expect(newId('event') > before).toBe(true);
});

test('the same seed makes the same ids', () => {
  const make = () => idSource(() => 1, seededRandom(9))('contract');
  expect(make()).toBe(make());
});
