/** A whole number of a currency's smallest unit (cents for USD), from 0 to 2^53 − 1. Never a fraction. */
export type Amount = number & { readonly __unit: 'minor_units' };

/** An ISO 4217 code, upper case. */
export type Currency = string;

/** An amount together with its currency, for code without the contract. */
export interface Money {
  readonly amount: Amount;
  readonly currency: Currency;
}

export const zero = 0 as Amount;

/** @throws RangeError if it is not a whole number from 0 to 2^53 − 1 */
export function amount(minorUnits: number): Amount {
  if (!isAmount(minorUnits)) throw new RangeError(`not an amount in whole minor units: ${minorUnits}`);
  return minorUnits as Amount;
}

export function isAmount(value: number): value is Amount {
  return Number.isSafeInteger(value) && value >= 0;
}

export function plus(...amounts: readonly Amount[]): Amount {
  let sum = 0;
  for (const each of amounts) sum += each;
  return amount(sum);
}

/** @throws RangeError if the result is negative */
export function minus(from: Amount, taken: Amount): Amount {
  return amount(from - taken);
}

export function smaller(first: Amount, second: Amount): Amount {
  return first < second ? first : second;
}

/** Half of an amount, rounded up to a multiple of `step`. */
export function halfRoundedUp(whole: Amount, step: number): Amount {
  return upTo(step, amount(Math.ceil(whole / 2)));
}

/** The largest multiple of `step` that is not more than `whole`. */
export function downTo(step: number, whole: Amount): Amount {
  return amount(whole - (whole % step));
}

/** The smallest multiple of `step` that is not less than `whole`. */
export function upTo(step: number, whole: Amount): Amount {
  const over = whole % step;
  return over === 0 ? whole : amount(whole - over + step);
}

/**
 * `whole × part ÷ of`, rounded half to even to a multiple of `step`, computed in exact integers. Used for fees:
 * `share(amount, bps, 10_000, amountStepOf(policy))`.
 */
export function share(whole: Amount, part: number, of: number, step: number): Amount {
  const units = halfEven(BigInt(whole) * BigInt(part), BigInt(of) * BigInt(step));
  return amount(Number(units * BigInt(step)));
}

/** `dividend ÷ divisor` of non-negative numbers, rounded half to even. */
export function halfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twiceRest = (dividend % divisor) * 2n;
  const up = twiceRest > divisor || (twiceRest === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

// ISO 4217 list one: the currencies whose exponent is not 2.
// biome-ignore format: one row per entry
const exponents: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0,
  XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
};

/** Decimal places of a currency: 0 for JPY, 2 for USD, 3 for KWD. */
export function currencyExponent(currency: Currency): number {
  return exponents[currency] ?? 2;
}

/** An amount for a reader: `formatMoney({ amount: 50000, currency: 'USD' }, 'en')` is `$500.00`. */
export function formatMoney(money: Money, locale: string | readonly string[]): string {
  const exponent = currencyExponent(money.currency);
  // Intl formats a decimal string exactly where a division would round amounts near 2^53.
  const digits = String(money.amount).padStart(exponent + 1, '0');
  const split = digits.length - exponent;
  const decimal = exponent === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`;
  return formatterOf(money.currency, exponent, locale).format(decimal as `${number}`);
}

/** Formatters are cached, because making one is far slower than using it. */
const formatters = new Map<string, Intl.NumberFormat>();
const mostFormatters = 500;

function formatterOf(currency: Currency, exponent: number, locale: string | readonly string[]): Intl.NumberFormat {
  const key = `${currency} ${locale}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale as string | string[], {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  if (formatters.size >= mostFormatters) formatters.clear();
  formatters.set(key, made);
  return made;
}
