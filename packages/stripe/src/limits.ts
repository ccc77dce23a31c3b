import { type Amount, amount, type Currency, currencyExponent } from '@workroom/core';

// Stripe's smallest charges, in the currency's smallest unit:
// https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
// biome-ignore format: one row per entry
const minimum: Readonly<Record<string, number>> = {
  USD: 50, AED: 200, AUD: 50, BGN: 100, BRL: 50, CAD: 50, CHF: 50, CZK: 1500, DKK: 250, EUR: 50, GBP: 30, HKD: 400,
  HUF: 17500, INR: 50, JPY: 50, MXN: 1000, MYR: 200, NOK: 300, NZD: 50, PLN: 200, RON: 200, SEK: 300, SGD: 50,
  THB: 1000,
};

/**
 * The smallest charge. For currencies without a published minimum, Stripe compares at the rate of the day. Then this is
 * one whole unit, and Stripe declines a charge that is still too small.
 */
export function minimumCharge(currency: Currency): Amount {
  return amount(minimum[currency] ?? 10 ** currencyExponent(currency));
}

/**
 * How long Stripe may hold money, in days, by the country of the platform's account:
 * https://docs.stripe.com/connect/manual-payouts
 */
export function holdDays(country: string | undefined): number {
  const upper = country?.toUpperCase();
  if (upper === 'TH') return 10;
  return upper === 'US' ? 730 : 90;
}
