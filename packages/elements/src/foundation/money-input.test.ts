import { currencyExponent } from '@workroom/core';
import { expect } from 'chai';
import { seededRandom } from '../testing/seeded-random.ts';
import { parseMoney, unclearMoney } from './money-input.ts';

type Case = readonly [typed: string, currency: string, locale: string, expected: number | null];
const languages = ['en', 'de', 'es', 'fr', 'pt-BR', 'ja', 'ar'];

// biome-ignore format: one row per case
const cases: readonly Case[] = [
  ['500', 'USD', 'en', 50_000], ['500.5', 'USD', 'en', 50_050], ['$1,234.56', 'USD', 'en', 123_456], [' 300.00 ', 'USD', 'en', 30_000],
  ['.5', 'USD', 'en', 50], ['5.', 'USD', 'en', 500], ['5,', 'USD', 'en', 500], ['0', 'USD', 'en', 0], ['1.50000', 'USD', 'en', 150],
  // A single mark with one or two digits behind it is decimal in every language.
  ...languages.flatMap((language): Case[] => [
    ['12,50', 'EUR', language, 1_250], ['12.50', 'EUR', language, 1_250], ['12,5', 'EUR', language, 1_250], ['12.5', 'EUR', language, 1_250],
    ['0,05', 'EUR', language, 5], ['1234,5', 'EUR', language, 123_450],
    // With both marks, the last one is decimal.
    ['1,234.56', 'EUR', language, 123_456], ['1.234,56', 'EUR', language, 123_456], ['1.234.567,8', 'EUR', language, 123_456_780],
    ['1,234,567.80', 'EUR', language, 123_456_780], ['1.234,5', 'EUR', language, 123_450],
    // A repeated mark groups digits.
    ['1.234.567', 'EUR', language, 123_456_700], ['1,234,567', 'EUR', language, 123_456_700],
    // Spaces of every kind and apostrophes group digits.
    ['1 234', 'EUR', language, 123_400], ['1\u00a0234,56', 'EUR', language, 123_456], ['1\u202f234.56', 'EUR', language, 123_456],
    ["1‘234", 'EUR', language, 123_400], ['1`234.50', 'EUR', language, 123_450], ['1ʼ234', 'EUR', language, 123_400],
    ['1\u2009234', 'EUR', language, 123_400], ["1'234.50", 'EUR', language, 123_450], ['1’234’567,50', 'EUR', language, 123_456_750],
    // Arabic digits and marks, Persian digits, and full-width digits.
    ['١٬٢٣٤٫٥٦', 'EUR', language, 123_456], ['١٢٫٥', 'EUR', language, 1_250], ['١٬٢٣٤', 'EUR', language, 123_400], ['١٢،٥٠', 'EUR', language, 1_250],
    ['۱۲٫۵', 'EUR', language, 1_250], ['５００', 'EUR', language, 50_000], ['１２．５０', 'EUR', language, 1_250],
    // A mark that cannot group digits is decimal, even before many zeros.
    ['0.500', 'EUR', language, 50], ['0,500', 'EUR', language, 50], ['1234.500', 'EUR', language, 123_450], ['1 234,500', 'EUR', language, 123_450],
    ['€ 20', 'EUR', language, 2_000], ['20€', 'EUR', language, 2_000], ['EUR 20,5', 'EUR', language, 2_050], ['20 eur', 'EUR', language, 2_000],
    // A yen has no decimals, and a dinar has three.
    ['500', 'JPY', language, 500], ['1,500', 'JPY', language, 1_500], ['1.500', 'JPY', language, 1_500], ['1 500', 'JPY', language, 1_500],
    ['500.00', 'JPY', language, 500], ['500.5', 'JPY', language, null], ['500,50', 'JPY', language, null], ['¥500', 'JPY', language, 500],
    ['12,5', 'KWD', language, 12_500], ['12.50', 'KWD', language, 12_500], ['1,234.567', 'KWD', language, 1_234_567],
    ['1.234,567', 'KWD', language, 1_234_567], ['1234.567', 'KWD', language, 1_234_567], ['0,250', 'KWD', language, 250], ['1.2345', 'KWD', language, null],
    // Ambiguous amounts.
    ['', 'EUR', language, null], ['abc', 'EUR', language, null], ['-5', 'EUR', language, null], ['1e5', 'EUR', language, null], ['5.005', 'EUR', 'en', null],
    ['1.2.3', 'EUR', language, null], ['12,34,5', 'EUR', language, null], ['12 50', 'EUR', language, null], ['1,234,56', 'EUR', language, null],
    ['1.234,56.78', 'EUR', language, null], ['1,234.567', 'EUR', language, null], ['12,50.', 'EUR', language, null], ['1,2.5', 'EUR', language, null],
    // A typing error, or groups of four digits as in some countries.
    ['1.0000', 'JPY', language, null], ['1,0000', 'JPY', language, null], ['1234.000', 'JPY', language, null],
    ['−12.50', 'EUR', language, null], ['1_000', 'EUR', language, null], ['(5)', 'EUR', language, null],
    ['1٫5٫5', 'EUR', language, null], ['99999999999999999999', 'EUR', language, null], ['.', 'EUR', language, null], ['5 0 0 x', 'EUR', language, null],
    // Another currency than the contract's.
    ['$500', 'EUR', language, null], ['500 USD', 'EUR', language, null], ['€500', 'USD', language, null], ['EUR', 'EUR', language, null],
  ]),
  // Three digits behind this language's grouping mark.
  ['1,500', 'USD', 'en', 150_000], ['1,500', 'JPY', 'ja', 1_500], ['1.500', 'EUR', 'de', 150_000], ['1.500', 'EUR', 'es', 150_000], ['1.500', 'BRL', 'pt-BR', 150_000],
  ['01,500', 'USD', 'en', 150_000], ['001.500', 'EUR', 'de', 150_000], ['1,0000', 'USD', 'en', null], ['1.0000', 'EUR', 'de', null], ['1,0000', 'EUR', 'de', 100],
  // Three digits behind this language's decimal mark, in a currency with three decimals.
  ['1.234', 'KWD', 'en', 1_234], ['1,234', 'KWD', 'de', 1_234], ['1,234', 'TND', 'fr', 1_234],
  ['1,00,000', 'INR', 'en-IN', 10_000_000], ['12,34,567.50', 'INR', 'hi', 123_456_750], ['1’234.50', 'CHF', 'de-CH', 123_450],
  ['500,–', 'EUR', 'de', 50_000], ['500.-', 'CHF', 'de-CH', 50_000], ['CHF 1’500.–', 'CHF', 'de-CH', 150_000], ['500円', 'JPY', 'ja', 500], ['1、500', 'JPY', 'ja', 1_500],
  ['R$ 1.234,56', 'BRL', 'pt-BR', 123_456], ['20 euros', 'EUR', 'fr', 2_000], ['500 kr', 'DKK', 'da', 50_000], ['500 kr.', 'DKK', 'da', 50_000],
  ['US$20', 'USD', 'es-MX', 2_000], ['CA$20', 'CAD', 'en', 2_000], ['20 د.إ', 'AED', 'ar', 2_000],
];

// biome-ignore format: one row per case
const unclear: readonly [typed: string, currency: string, locale: string, large: number, small: number][] = [
  ['1.500', 'USD', 'en', 150_000, 150], ['1,500', 'EUR', 'de', 150_000, 150], ['12,500', 'EUR', 'es', 1_250_000, 1_250], ['1,500', 'BRL', 'pt-BR', 150_000, 150],
  ['01.500', 'USD', 'en', 150_000, 150], ['1.500', 'EUR', 'fr', 150_000, 150], ['1,500', 'EUR', 'fr', 150_000, 150], ['1.500', 'JOD', 'de', 1_500_000, 1_500], ['1,234', 'KWD', 'en', 1_234_000, 1_234],
  ['١.٥٠٠', 'USD', 'ar-EG', 150_000, 150], ['1.500', 'USD', 'ja', 150_000, 150], ['1,500', 'CHF', 'de-CH', 150_000, 150], ['$1.500', 'USD', 'en', 150_000, 150],
];

describe('an amount typed by a person', () => {
  for (const [typed, currency, locale, expected] of cases) {
    it(`“${typed}” in ${locale} is ${expected === null ? 'no amount' : expected} of ${currency}`, () => {
      expect(parseMoney(typed, currency, locale)).to.equal(expected);
      expect(unclearMoney(typed, currency, locale)).to.equal(null);
    });
  }

  for (const [typed, currency, locale, large, small] of unclear) {
    it(`“${typed}” in ${locale} is asked about: ${large} or ${small} of ${currency}`, () => {
      expect(parseMoney(typed, currency, locale)).to.equal(null);
      expect(unclearMoney(typed, currency, locale)).to.deep.equal({ large, small });
    });
  }

  // biome-ignore format: a list of tags
  const locales = [...languages, 'en-IN', 'en-ZA', 'en-CA', 'de-AT', 'de-CH', 'fr-CA', 'fr-CH', 'es-MX', 'pt-PT', 'ar-EG', 'ar-MA', 'hi', 'bn', 'fa', 'he', 'it', 'nl', 'pl', 'ru', 'sv', 'tr', 'vi', 'zh', 'ko', 'th', 'uk'];
  const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'INR', 'BRL', 'AED', 'JPY', 'KRW', 'KWD', 'TND'];
  for (const locale of locales) {
    it(`every formatted amount in ${locale} can be parsed, in each currency and style`, () => {
      const random = seededRandom(17);
      for (const currency of currencies) {
        const exponent = currencyExponent(currency);
        const fraction = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
        const shapes: Intl.NumberFormatOptions[] = [
          ...(['symbol', 'narrowSymbol', 'code'] as const).map(
            (currencyDisplay): Intl.NumberFormatOptions => ({
              ...fraction,
              style: 'currency',
              currency,
              currencyDisplay,
            }),
          ),
          { ...fraction, useGrouping: false },
        ];
        for (let round = 0; round < 12; round += 1) {
          const minorUnits = Math.floor(10 ** (random() * 11));
          for (const shape of shapes) {
            const formatted = new Intl.NumberFormat(locale, shape).format(minorUnits / 10 ** exponent);
            expect(parseMoney(formatted, currency, locale), `${formatted} ${currency}`).to.equal(minorUnits);
          }
        }
      }
    });
  }
});
