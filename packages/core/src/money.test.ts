import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amount, currencyExponent, formatMoney, halfRoundedUp, isAmount, minus, plus, share, zero } from './money.ts';

const largest = Number.MAX_SAFE_INTEGER;

test.each([0, 1, 499, largest])('%d is a valid amount', (value) => {
  expect(amount(value)).toBe(value);
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e20, largest + 1])('%d is not a valid amount', (value) => {
  expect(isAmount(value)).toBe(false);
  expect(() => amount(value)).toThrow(RangeError);
});

test('sums and differences are valid amounts or throw', () => {
  expect(plus()).toBe(zero);
  expect(plus(amount(1), amount(2), amount(3))).toBe(6);
  expect(() => plus(amount(largest), amount(1))).toThrow(RangeError);
  expect(minus(amount(5), amount(5))).toBe(zero);
  expect(() => minus(amount(1), amount(2))).toThrow(RangeError);
});

describe('a share is rounded half to even', () => {
  test.each([
    [5, 5_000, 2],
    [15, 5_000, 8],
    [25, 1_000, 2],
    [35, 1_000, 4],
    [50, 333, 2],
    [10_000, 333, 333],
    [1, 4_999, 0],
    [1, 5_001, 1],
    [largest, 10_000, largest],
    [largest, 1, 900_719_925_474],
  ])('%d at %d basis points is %d', (whole, bps, expected) => {
    expect(share(amount(whole), bps, 10_000, 1)).toBe(expected);
  });

  test('a share is within half a unit of the exact value', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 10_000 }), (whole, bps) => {
        const off = BigInt(whole) * BigInt(bps) - BigInt(share(amount(whole), bps, 10_000, 1)) * 10_000n;
        expect(off <= 5_000n && off >= -5_000n).toBe(true);
      }),
    );
  });
});

test('the odd unit of a half is added', () => {
  expect([0, 1, 2, 3, largest].map((whole) => halfRoundedUp(amount(whole), 1))).toEqual([0, 1, 1, 2, 2 ** 52]);
});

test('currencies have their own exponents', () => {
  expect(['JPY', 'USD', 'EUR', 'KWD', 'CLF'].map(currencyExponent)).toEqual([0, 2, 2, 3, 4]);
});

describe('a formatted amount', () => {
  test.each([
    [50_000, 'USD', 'en', '$500.00'],
    [5, 'USD', 'en', '$0.05'],
    [0, 'USD', 'en', '$0.00'],
    [500, 'JPY', 'en', '¥500'],
    [1_234_567, 'KWD', 'en', 'KWD 1,234.567'],
    [123_456, 'EUR', 'de', '1.234,56 €'],
    [largest, 'USD', 'en', '$90,071,992,547,409.91'],
  ])('%d %s in %s is %s', (minorUnits, currency, locale, text) => {
    expect(formatMoney({ amount: amount(minorUnits), currency }, locale).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(text);
  });
});
