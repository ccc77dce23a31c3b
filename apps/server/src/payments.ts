import type { PaymentProvider } from '@workroom/server/payments';
import { simulatedProvider } from '@workroom/server/payments';
import { stripe } from '@workroom/stripe';
import type { Settings } from './settings.ts';
import { stripeAccounts } from './stripe-accounts.ts';

/** Who moves the money, as the settings say. They have been checked to be complete. */
export function paymentsOf(settings: Settings): PaymentProvider {
  const { WORKROOM_PAYMENTS, STRIPE_SECRET_KEY, STRIPE_ACCOUNTS_URL } = settings;
  if (WORKROOM_PAYMENTS === 'simulated' || STRIPE_SECRET_KEY === undefined || STRIPE_ACCOUNTS_URL === undefined) {
    return simulatedProvider();
  }
  const accountsOf = stripeAccounts({ url: STRIPE_ACCOUNTS_URL, key: settings.STRIPE_ACCOUNTS_KEY });
  return stripe({
    secretKey: STRIPE_SECRET_KEY,
    webhookSecret: settings.STRIPE_WEBHOOK_SECRET,
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    country: settings.STRIPE_COUNTRY,
    returnUrl: settings.STRIPE_RETURN_URL,
    customerFor: async (userId) => (await accountsOf(userId)).customer,
    accountFor: async (userId) => (await accountsOf(userId)).account,
  });
}
