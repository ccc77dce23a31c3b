import { simulatedFileStorage } from '@workroom/server/node';
import { manualProvider, type PaymentProvider, simulatedProvider } from '@workroom/server/payments';
import { stripe } from '@workroom/stripe';
import { z } from 'zod';
import { type Settings, StartProblem } from './settings.ts';
import { askAboutUsers } from './users.ts';

const Payee = z.object({ canBePaid: z.boolean() });
const StripeIds = z.object({ customer: z.string().nullish(), account: z.string().nullish() });

/** The payment provider from the settings. */
export function paymentsOf(settings: Settings): PaymentProvider {
  switch (settings.WORKROOM_PAYMENTS) {
    case 'stripe':
      return stripeOf(settings);
    case 'manual':
      return manualOf(settings);
    case 'simulated': {
      const { SIMULATED_DIRECTORY: directory } = settings;
      return simulatedProvider(directory === undefined ? {} : { storage: simulatedFileStorage(directory) });
    }
  }
}

function manualOf(settings: Settings): PaymentProvider {
  const { MANUAL_MAX_HOLD_DAYS: maxHoldDays, MANUAL_MINIMUM_CHARGE: least, MANUAL_PAYEES_URL: url } = settings;
  const about = url === undefined ? null : askAboutUsers({ url, key: settings.MANUAL_PAYEES_KEY, answer: Payee });
  return manualProvider({
    maxHoldDays,
    minimumCharge: (currency) => least[currency] ?? 0,
    // A person without an account there cannot be paid.
    ...(about === null ? {} : { canPayOut: async (userId) => (await about(userId))?.canBePaid ?? false }),
  });
}

function stripeOf(settings: Settings): PaymentProvider {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_ACCOUNTS_URL: url } = settings;
  if (url === undefined) throw new StartProblem('- STRIPE_ACCOUNTS_URL is missing.');
  const idsOf = askAboutUsers({ url, key: settings.STRIPE_ACCOUNTS_KEY, answer: StripeIds });
  return stripe({
    secretKey,
    webhookSecret: settings.STRIPE_WEBHOOK_SECRET,
    publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
    country: settings.STRIPE_COUNTRY,
    maxHoldDays: settings.STRIPE_MAX_HOLD_DAYS,
    minimumCharge: settings.STRIPE_MINIMUM_CHARGE,
    returnUrl: settings.STRIPE_RETURN_URL,
    customerFor: async (userId) => (await idsOf(userId))?.customer ?? null,
    accountFor: async (userId) => (await idsOf(userId))?.account ?? null,
  });
}
