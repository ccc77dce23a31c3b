import { type PaymentProvider, simulatedProvider } from '@workroom/server/payments';
import { stripe } from '@workroom/stripe';
import { z } from 'zod';
import type { Settings } from './settings.ts';
import { askAboutUsers } from './users.ts';

const StripeIds = z.object({ customer: z.string().nullish(), account: z.string().nullish() });

/** Who moves the money, as the settings say. They have been checked to be complete. */
export function paymentsOf(settings: Settings): PaymentProvider {
  const { WORKROOM_PAYMENTS, STRIPE_SECRET_KEY: secretKey, STRIPE_ACCOUNTS_URL: url } = settings;
  if (WORKROOM_PAYMENTS === 'simulated' || secretKey === undefined || url === undefined) return simulatedProvider();
  const idsOf = askAboutUsers({ url, key: settings.STRIPE_ACCOUNTS_KEY, answer: StripeIds });
  return stripe({
    secretKey,
    webhookSecret: settings.STRIPE_WEBHOOK_SECRET,
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    country: settings.STRIPE_COUNTRY,
    returnUrl: settings.STRIPE_RETURN_URL,
    customerFor: async (userId) => (await idsOf(userId))?.customer ?? null,
    accountFor: async (userId) => (await idsOf(userId))?.account ?? null,
  });
}
