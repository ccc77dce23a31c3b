import { amount } from '@workroom/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toStripeAmount } from './currency.ts';

test.each([
  ['two decimals', 'USD', 1_234, 1_234],
  ['no decimals', 'JPY', 500, 500],
  ['three decimals, the last of which is 0', 'KWD', 5_120, 5_120],
  ['no decimals, but two zeros at Stripe: krónur', 'ISK', 5, 500],
  ['no decimals, but two zeros at Stripe: Ugandan shillings', 'UGX', 5, 500],
  ['two decimals, but none at Stripe: ariary', 'MGA', 500, 5],
])('a currency with %s', (_, currency, ours, theirs) => {
  expect(toStripeAmount(amount(ours), currency)).toBe(theirs);
});

test.each([
  ['a dinar’s last digit', 'KWD', 5_123],
  ['part of an ariary', 'MGA', 501],
  ['more than can be counted', 'ISK', Number.MAX_SAFE_INTEGER],
])('%s cannot be charged exactly, and is never rounded', (_, currency, ours) => {
  expect(toStripeAmount(amount(ours), currency)).toBeNull();
});

test('amounts are never rounded: twice the amount is twice the amount at Stripe', () => {
  const currencies = fc.constantFrom('USD', 'EUR', 'JPY', 'KRW', 'KWD', 'BHD', 'ISK', 'UGX', 'MGA', 'HUF', 'TWD');
  fc.assert(
    fc.property(currencies, fc.integer({ min: 1, max: 10 ** 12 }), (currency, ours) => {
      const [once, twice] = [toStripeAmount(amount(ours), currency), toStripeAmount(amount(2 * ours), currency)];
      expect(once === null || (Number.isSafeInteger(once) && twice === 2 * once)).toBe(true);
    }),
  );
});
