import { currencyExponent } from '@workroom/core';
import { numberFormat } from '@workroom/core/messages';

/** An amount that can be read in two ways, a factor of a thousand apart; both in minor units. */
export interface UnclearAmount {
  /** Where the mark groups thousands: `1.500` as 1500. */
  readonly large: number;
  /** Where the mark is the decimal mark: `1.500` as 1.50. */
  readonly small: number;
}

/**
 * Parses a typed amount in any language: `12,50` and `12.50` are both 1250 cents. An ambiguous text (`1.500` dollars in
 * English) is no amount; {@link unclearMoney} returns its two readings.
 *
 * @returns minor units, or `null` if it is not clearly an amount
 */
export function parseMoney(typed: string, currency: string, locale: string): number | null {
  const read = readMoney(typed, currency, locale);
  return typeof read === 'number' ? read : null;
}

/** The two possible amounts of an ambiguous text, so that the person can be asked; `null` if it is not ambiguous. */
export function unclearMoney(typed: string, currency: string, locale: string): UnclearAmount | null {
  const read = readMoney(typed, currency, locale);
  return typeof read === 'number' ? null : read;
}

/** The values of the text `wrong.unclear`: the two amounts, and how to type them without ambiguity. */
export function unclearValues(
  typed: string,
  currency: string,
  words: {
    readonly locale: string;
    money(amount: number, currency: string): string;
    plainMoney(amount: number, currency: string): string;
  },
): { readonly [name in 'large' | 'small' | 'plainLarge' | 'plainSmall']: string } | null {
  const unclear = unclearMoney(typed, currency, words.locale);
  if (unclear === null) return null;
  const { large, small } = unclear;
  return {
    large: words.money(large, currency),
    small: words.money(small, currency),
    plainLarge: words.plainMoney(large, currency),
    plainSmall: words.plainMoney(small, currency),
  };
}

function readMoney(typed: string, currency: string, locale: string): number | UnclearAmount | null {
  const bare = bareAmount(typed, currency, locale);
  const exponent = currencyExponent(currency);
  const whole = (grouped: string) => minorUnitsOf(ungrouped(grouped), '', exponent);
  const split = (at: number) => minorUnitsOf(ungrouped(bare.slice(0, at)), bare.slice(at + 1), exponent);
  if (!/^[\d.,٫ ]*$/.test(bare)) return null;

  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','), bare.lastIndexOf('٫'));
  if (last === -1) return whole(bare);
  const mark = bare.charAt(last);
  const before = bare.slice(0, last);
  // Two different marks, or a mark that never groups: the last one is decimal.
  if (mark === '٫' || /[.,٫ ]/.test(before.replaceAll(mark, ''))) {
    return before.includes(mark) ? null : split(last);
  }
  // A repeated mark groups digits.
  if (before.includes(mark)) return whole(bare);
  const behind = bare.length - last - 1;
  // A typing error: only this language's decimal mark may precede four digits, the last of which are zeros.
  if (behind > 3 && !marksOf('decimal', currency, locale).includes(mark)) return null;
  if (!/^(?!0+$)\d{1,3}$/.test(before) || behind !== 3) return split(last);

  // Up to three digits, one mark, three digits: thousands or decimals. A yen has no decimals.
  if (exponent === 0 || (exponent < 3 && marksOf('group', currency, locale).includes(mark))) return whole(bare);
  const small = split(last);
  if (exponent >= 3 && marksOf('decimal', currency, locale).includes(mark)) return small;
  const large = whole(bare);
  return large === null || small === null ? null : { large, small };
}

/**
 * The text without its currency, in ASCII digits, with `.`, `,` and `٫` as typed and a space for every mark that can
 * only group.
 */
function bareAmount(typed: string, currency: string, locale: string): string {
  let bare = asciiDigits(typed.normalize('NFKC').replace(/\p{Cf}/gu, ''), locale).trim();
  for (const symbol of /[\p{L}\p{Sc}]/u.test(bare) ? symbolsOf(currency, locale) : []) {
    const lower = bare.toLowerCase();
    if (lower.startsWith(symbol)) bare = bare.slice(symbol.length);
    else if (lower.endsWith(symbol)) bare = bare.slice(0, -symbol.length);
    else continue;
    break;
  }
  return (
    bare
      .replace(/[、،]/g, ',')
      .replaceAll('。', '.')
      .replace(/[\s'’‘ʼ`٬]/g, ' ')
      // Spaces after a mark, and the dash for no cents: `500,–`.
      .replace(/ *([.,٫]) */g, '$1')
      .replace(/([.,])[-–—]+$/, '$1')
      .trim()
  );
}

/** Thousands must be in groups of three, or as in India, all with the same mark: `12 50` is not 1250. */
function ungrouped(text: string): string | null {
  if (/^\d*$/.test(text)) return text;
  const mark = /[., ]/.exec(text)?.[0] ?? ' ';
  const groups = text.split(mark);
  const first = groups[0] ?? '';
  const middle = groups.slice(1, -1);
  const isGrouped =
    /^\d{1,3}$/.test(first) &&
    /^\d{3}$/.test(groups.at(-1) ?? '') &&
    (middle.every((part) => /^\d{3}$/.test(part)) || middle.every((part) => /^\d{2}$/.test(part)));
  return isGrouped ? groups.join('') : null;
}

/** Fractions of a cent are refused, not silently rounded. */
function minorUnitsOf(whole: string | null, fraction: string, exponent: number): number | null {
  if (whole === null || !/^\d*$/.test(fraction) || whole + fraction === '') return null;
  if (fraction.replace(/0+$/, '').length > exponent || (exponent === 0 && fraction.length > 2)) return null;
  const minorUnits = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  return Number.isSafeInteger(minorUnits) ? minorUnits : null;
}

/** The digits of Latin, Arabic, Persian, and of the language itself. */
function asciiDigits(text: string, locale: string): string {
  const own = Array.from({ length: 10 }, (_, digit) => numberFormat(locale).format(digit));
  return Array.from(text, (character) => {
    const digit = Math.max('٠١٢٣٤٥٦٧٨٩'.indexOf(character), '۰۱۲۳۴۵۶۷۸۹'.indexOf(character), own.indexOf(character));
    return digit === -1 ? character : String(digit);
  }).join('');
}

/** The decimal marks of numbers and of amounts, which differ in Switzerland and Austria. */
function marksOf(type: 'decimal' | 'group', currency: string, locale: string): readonly (string | undefined)[] {
  return [{}, { style: 'currency', currency } as const].map(
    (options) =>
      numberFormat(locale, { ...options, minimumFractionDigits: 1 })
        .formatToParts(1_234_567.8)
        .find((part) => part.type === type)?.value,
  );
}

/**
 * Currency signs allowed next to an amount: those of its currency, in the reader's language and in English. Longest
 * first.
 */
function symbolsOf(currency: string, locale: string): readonly string[] {
  const written = [locale, 'en'].flatMap((language) =>
    (['symbol', 'narrowSymbol', 'code', 'name'] as const).flatMap((currencyDisplay) =>
      [1, 5].flatMap((number) =>
        numberFormat(language, { style: 'currency', currency, currencyDisplay })
          .formatToParts(number)
          .filter(({ type }) => type === 'currency')
          .map(({ value }) =>
            value
              .normalize('NFKC')
              .replace(/\p{Cf}/gu, '')
              .trim()
              .toLowerCase(),
          ),
      ),
    ),
  );
  const region = currency.slice(0, 2).toLowerCase();
  return [...new Set(written.flatMap((symbol) => [symbol, symbol.replace(/\.$/, ''), region + symbol]))].sort(
    (one, other) => other.length - one.length,
  );
}
