import { type Amount, amount, type Currency, currencyExponent } from '@workroom/core';

// https://docs.stripe.com/currencies#zero-decimal
// biome-ignore format: a list reads by its lines
const zeroDecimal = new Set([
  'BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF',
]);

// https://docs.stripe.com/currencies#three-decimal: the last digit has to be 0.
const threeDecimal = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/**
 * An amount in Stripe's smallest unit, or `null` if Stripe cannot represent it.
 *
 * Stripe's smallest units differ from
 * ISO 4217 in some currencies: ISK and UGX have two decimals that must be 0
 * (https://docs.stripe.com/currencies#special-cases), MGA has none.
 */
export function toStripeAmount(asked: Amount, currency: Currency): number | null {
  const shift = stripeExponent(currency) - currencyExponent(currency);
  const inUnits = shift >= 0 ? asked * 10 ** shift : asked / 10 ** -shift;
  if (!Number.isSafeInteger(inUnits)) return null;
  return threeDecimal.has(currency) && inUnits % 10 !== 0 ? null : inUnits;
}

/** An amount of Stripe in the currency's ISO 4217 smallest unit. */
export function fromStripeAmount(units: number, currency: Currency): Amount {
  return amount(Math.round(units * 10 ** (currencyExponent(currency) - stripeExponent(currency))));
}

/** Stripe only moves multiples of this amount: 10 for dinars, 100 for ariary, else 1. */
export function amountStep(currency: Currency): number {
  if (threeDecimal.has(currency)) return 10;
  return Math.max(1, 10 ** (currencyExponent(currency) - stripeExponent(currency)));
}

/** Stripe’s decimals, not ISO 4217’s. */
function stripeExponent(currency: Currency): number {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}
