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
  /** The platform's secret or restricted key. It is sent to Stripe and nowhere else. */
  readonly secretKey: string | undefined;
  /**
   * What Stripe signs its webhooks with (`whsec_…`); several while one is being replaced, or when Connect
   * has an endpoint of its own.
   *
   * @default webhooks are refused, and payments are only asked after
   */
  readonly webhookSecret?: string | readonly string[] | undefined;
  /** Passed on to the page with every payment that the client has to confirm. It is no secret. */
  readonly publishableKey?: string | undefined;
  /** The Stripe customer (`cus_…`) of a user of yours; `null` while there is none. The same one for ever. */
  readonly customerFor: (userId: string) => Promise<string | null> | string | null;
  /** The connected account (`acct_…`) of a user of yours; `null` while there is none. */
  readonly accountFor: (userId: string) => Promise<string | null> | string | null;
  /**
   * The country of the platform's Stripe account: how long money may be held depends on it.
   *
   * @default anywhere: 90 days
   * @example 'US'
   */
  readonly country?: string | undefined;
  /** What was agreed with Stripe in place of the country's limit. */
  readonly maxHoldDays?: number | undefined;
  /** What was agreed with Stripe in place of its table, in the currency's smallest unit. */
  readonly minimumCharge?: Readonly<Record<Currency, number>> | undefined;
  /**
   * How many days a charge can be refunded, by the type of its payment method, in place of Stripe's pages.
   *
   * @default 180 for `us_bank_account`, `sepa_debit` and `customer_balance`; no limit is known for others
   * @example { klarna: 180 }
   */
  readonly refundableDays?: Readonly<Record<string, number>> | undefined;
  /**
   * What happens to the evidence of a chargeback: `stage` keeps it with the dispute at Stripe, for somebody to look at and
   * complete; sent from Workroom again it goes to the bank. `submit` sends it to the bank at once. A bank takes evidence
   * once.
   *
   * @default 'stage'
   */
  readonly evidence?: 'stage' | 'submit' | undefined;
  /**
   * Where a bank sends the client back to. Without one, means of payment that leave the page are not offered.
   *
   * @example 'https://market.example/payments/done'
   */
  readonly returnUrl?: string | undefined;
  /** Where the API is. @default Stripe's own @example the offline Stripe of `@workroom/stripe/offline` */
  readonly api?: StripeAddress | undefined;
}

export interface StripeAddress {
  readonly host: string;
  readonly port?: number | undefined;
  readonly protocol?: 'http' | 'https' | undefined;
}
