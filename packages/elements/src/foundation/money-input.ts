import { currencyExponent } from '@workroom/core';

/**
 * Reads an amount as a person types it in their language: `1,234.5` in English and `1.234,5` in German
 * are both 123450 cents.
 *
 * @returns minor units, or `null` for anything that is not clearly an amount
 */
export function parseMoney(typed: string, currency: string, locale: string): number | null {
  const { decimal, group, digits } = separators(locale);
  const plain = [...typed.normalize('NFKC')].map((character) => digits.get(character) ?? character).join('');
  const bare = plain.replace(/[\p{Sc}\p{Cf}\s'’]/gu, '').replace(new RegExp(`^${currency}|${currency}$`, 'i'), '');
  const [whole = '', fraction = '', ...more] = bare.split(decimal);
  if (more.length > 0) return null;
  const ungrouped = ungroup(whole, group);
  const exponent = currencyExponent(currency);
  if (ungrouped === null || !/^\d*$/.test(fraction) || ungrouped + fraction === '') return null;
  // A cent has no parts: what cannot be paid is not rounded in silence.
  if (fraction.replace(/0+$/, '').length > exponent) return null;
  const minorUnits = Number(ungrouped + fraction.slice(0, exponent).padEnd(exponent, '0'));
  return Number.isSafeInteger(minorUnits) ? minorUnits : null;
}

/** Thousands must stand in threes (or as India groups them), so that a mistaken decimal comma never makes 1,50 into 150. */
function ungroup(whole: string, group: string): string | null {
  if (/^\d*$/.test(whole)) return whole;
  const groups = whole.split(group);
  const first = groups[0] ?? '';
  const last = groups.at(-1) ?? '';
  const middle = groups.slice(1, -1);
  const isGrouped = /^\d{1,3}$/.test(first) && /^\d{3}$/.test(last) && middle.every((part) => /^\d{2,3}$/.test(part));
  return isGrouped ? groups.join('') : null;
}

function separators(locale: string): { decimal: string; group: string; digits: ReadonlyMap<string, string> } {
  const format = new Intl.NumberFormat(locale);
  const parts = format.formatToParts(1_234_567.8);
  const partOf = (type: string) => parts.find((part) => part.type === type)?.value.normalize('NFKC');
  const plainDigits = new Intl.NumberFormat(locale, { useGrouping: false });
  const digits = new Map(Array.from({ length: 10 }, (_, digit) => [plainDigits.format(digit), String(digit)]));
  const decimal = partOf('decimal') ?? '.';
  return { decimal, group: partOf('group')?.trim() || (decimal === '.' ? ',' : '.'), digits };
}
