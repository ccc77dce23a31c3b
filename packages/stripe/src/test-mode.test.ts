import { testProvider } from '@workroom/server/provider-suite';
import { Stripe } from 'stripe';
import { describe, test } from 'vitest';
import { stripe } from './stripe.ts';

const { STRIPE_SECRET_KEY: secretKey = '', STRIPE_TEST_ACCOUNT: account = '' } = process.env;

// The same suite as against the offline Stripe, in Stripe's test mode.
describe('Stripe’s own test mode', () => {
  if (secretKey === '') {
    test.skip('the provider suite: set STRIPE_SECRET_KEY and STRIPE_TEST_ACCOUNT to run it against Stripe');
    return;
  }
  if (!/^(sk|rk)_test_/.test(secretKey)) throw new Error('STRIPE_SECRET_KEY is no test key: tests move no real money.');
  if (account === '') throw new Error('Set STRIPE_TEST_ACCOUNT to a connected test account that takes transfers.');

  testProvider('Stripe, in its test mode', async () => {
    const api = new Stripe(secretKey);
    const customer = await api.customers.create({ description: 'Workroom’s provider suite' });
    const card = await api.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    await api.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
    return {
      provider: stripe({ secretKey, customerFor: () => customer.id, accountFor: () => account }),
      currency: 'USD',
      clientId: 'ada',
      freelancerId: 'bob',
      methods: {
        succeeds: null,
        declined: 'pm_card_chargeDeclined',
        requiresAction: 'pm_card_authenticationRequired',
      },
      close: async () => {
        await api.customers.del(customer.id);
      },
    };
  });
});
