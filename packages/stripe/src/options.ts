import type { Currency } from '@workroom/core';

/**
 * @example
 * stripe({
 *   secretKey: process.env.STRIPE_SECRET_KEY,
 *   webhookSecret: process.env.STRIPE_WEBHOOK_SECRET,
 *   publishableKey: process.env.STRIPE_PUBLISHABLE_KEY,
 *   country: 'DE',
 *   customerFor: async (userId) => (await users.find(userId))?.stripeCustomer ?? null,
 *   accountFor: async (userId) => (await users.find(userId))?.stripeAccount ?? null,
 * });
 */
export interface StripeOptions {
  /** The platform's secret or restricted key. It is only sent to Stripe. */
  readonly secretKey: string | undefined;
  /**
   * The signing secrets of Stripe's webhooks (`whsec_…`): several while you rotate one, or if Connect has its own
   * endpoint.
   *
   * @default webhooks are refused, and payments are polled
   */
  readonly webhookSecret?: string | readonly string[] | undefined;
  /** Passed to the page with every payment that the client has to confirm. It is not secret. */
  readonly publishableKey?: string | undefined;
  /** The Stripe customer (`cus_…`) of a user; `null` while there is none. It must never change. */
  readonly customerFor: (userId: string) => Promise<string | null> | string | null;
  /** The connected account (`acct_…`) of a user; `null` while there is none. */
  readonly accountFor: (userId: string) => Promise<string | null> | string | null;
  /**
   * The country of the platform's Stripe account, which determines how long money may be held.
   *
   * @default no country: 90 days
   * @example 'US'
   */
  readonly country?: string | undefined;
  /** A hold limit that you agreed with Stripe. It overrides the country's limit. */
  readonly maxHoldDays?: number | undefined;
  /** Smallest charges that you agreed with Stripe, in the currency's smallest unit. They override Stripe's table. */
  readonly minimumCharge?: Readonly<Record<Currency, number>> | undefined;
  /**
   * The days in which a charge can be refunded, by type of payment method. Overrides Stripe's published limits.
   *
   * @default 180 for `us_bank_account`, `sepa_debit` and `customer_balance`; no limit is known for others
   * @example { klarna: 180 }
   */
  readonly refundableDays?: Readonly<Record<string, number>> | undefined;
  /**
   * How evidence of a chargeback is sent. `stage` stores it on the dispute at Stripe, where staff can review and
   * complete it; sending it from Workroom again submits it to the bank. `submit` sends it to the bank at once. A bank
   * takes evidence only once.
   *
   * @default 'stage'
   */
  readonly evidence?: 'stage' | 'submit' | undefined;
  /**
   * The page that a bank sends the client back to. Without it, payment methods that leave the page are not offered.
   *
   * @example 'https://market.example/payments/done'
   */
  readonly returnUrl?: string | undefined;
  /** The address of the API. @default Stripe's own @example the offline Stripe of `@workroom/stripe/offline` */
  readonly api?: StripeAddress | undefined;
}

export interface StripeAddress {
  readonly host: string;
  readonly port?: number | undefined;
  readonly protocol?: 'http' | 'https' | undefined;
}
