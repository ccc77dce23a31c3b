import { expect } from 'chai';
import { parseMoney } from './money-input.ts';

// biome-ignore format: a table reads by its rows
const cases: readonly [typed: string, currency: string, locale: string, expected: number | null][] = [
  ['500', 'USD', 'en', 50_000], ['500.5', 'USD', 'en', 50_050], ['$1,234.56', 'USD', 'en', 123_456], [' 300.00 ', 'USD', 'en', 30_000],
  ['1.234,56', 'EUR', 'de', 123_456], ['1.234,56 €', 'EUR', 'de', 123_456], ['1 234,56', 'EUR', 'fr', 123_456], ['1 234,5', 'EUR', 'fr', 123_450],
  ['1’234.50', 'CHF', 'de-CH', 123_450], ['١٬٢٣٤٫٥٦', 'USD', 'ar-EG', 123_456], ['1,00,000', 'INR', 'en-IN', 10_000_000],
  ['５００', 'JPY', 'ja', 500], ['500', 'JPY', 'ja', 500], ['1.234', 'KWD', 'en', 1_234], ['USD 20', 'USD', 'en', 2_000],
  ['.5', 'USD', 'en', 50], ['5.', 'USD', 'en', 500], ['0', 'USD', 'en', 0], ['1.50000', 'USD', 'en', 150],
  // Not clearly an amount.
  ['', 'USD', 'en', null], ['abc', 'USD', 'en', null], ['-5', 'USD', 'en', null], ['1e5', 'USD', 'en', null], ['5.005', 'USD', 'en', null],
  ['1,50', 'USD', 'en', null], ['1.50', 'EUR', 'de', null], ['1.2.3', 'USD', 'en', null], ['500.5', 'JPY', 'ja', null], ['12,34,5', 'USD', 'en', null],
  ['99999999999999999999', 'USD', 'en', null], ['.', 'USD', 'en', null], ['5 0 0 x', 'USD', 'en', null],
];

describe('an amount as a person types it', () => {
  for (const [typed, currency, locale, expected] of cases) {
    it(`“${typed}” in ${locale} is ${expected === null ? 'no amount' : `${expected} of ${currency}`}`, () => {
      expect(parseMoney(typed, currency, locale)).to.equal(expected);
    });
  }
});
