import { amount } from '@workroom/core';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromStripeAmount, toStripeAmount } from './currency.ts';

test.each([
  ['two decimals', 'USD', 1_234, 1_234],
  ['none', 'JPY', 500, 500],
  ['three, the last of which is 0', 'KWD', 5_120, 5_120],
  ['none, and at Stripe two that are 0: krónur', 'ISK', 5, 500],
  ['none, and at Stripe two that are 0: Ugandan shillings', 'UGX', 5, 500],
  ['two, and at Stripe none: ariary', 'MGA', 500, 5],
])('a currency with %s', (_, currency, ours, theirs) => {
  expect(toStripeAmount(amount(ours), currency)).toBe(theirs);
  expect(fromStripeAmount(theirs, currency)).toBe(ours);
});

test.each([
  ['a dinar’s last digit', 'KWD', 5_123],
  ['part of an ariary', 'MGA', 501],
  ['more than can be counted', 'ISK', Number.MAX_SAFE_INTEGER],
])('%s can’t be charged exactly, and is never rounded', (_, currency, ours) => {
  expect(toStripeAmount(amount(ours), currency)).toBeNull();
});

test('what goes to Stripe comes back the same', () => {
  const currencies = fc.constantFrom('USD', 'EUR', 'JPY', 'KRW', 'KWD', 'BHD', 'ISK', 'UGX', 'MGA', 'HUF', 'TWD');
  fc.assert(
    fc.property(currencies, fc.integer({ min: 0, max: 10 ** 12 }), (currency, ours) => {
      const theirs = toStripeAmount(amount(ours), currency);
      return theirs === null || fromStripeAmount(theirs, currency) === ours;
    }),
  );
});
