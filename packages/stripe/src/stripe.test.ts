import { testProvider } from '@workroom/server/provider-suite';
import { offlineStripe } from './offline/index.ts';
import { onFreePort } from './offline.test.support.ts';
import { DAY_MS } from './shop.test.support.ts';
import { stripe } from './stripe.ts';

testProvider('Stripe, against the offline one', async () => {
  const offline = offlineStripe();
  const customer = offline.customer({ defaultMethod: 'pm_card_visa' }).id;
  const account = offline.account().id;
  const { api, close } = await onFreePort(offline);
  return {
    provider: stripe({
      secretKey: 'sk_test_offline',
      customerFor: (userId) => (userId === 'ada' ? customer : null),
      accountFor: (userId) => (userId === 'bob' ? account : null),
      api,
    }),
    currency: 'USD',
    clientId: 'ada',
    freelancerId: 'bob',
    methods: {
      succeeds: null,
      declined: 'pm_card_chargeDeclined',
      requiresAction: 'pm_card_authenticationRequired',
      pending: 'pm_usBankAccount_success',
      comesBack: 'pm_card_refundFail',
      reversible: 'pm_card_bypassPending',
    },
    emptyBalance: async () => offline.payOut(account),
    dispute: async ({ reference }, amount) => offline.dispute(reference ?? '', { amount }),
    async decideDispute({ reference }, outcome) {
      for (const { id, payment_intent: intent } of offline.objects.disputes())
        if (intent === reference) offline.settle(id, outcome);
    },
    refundOutside: async ({ reference }, amount) => offline.dashboard.refund(reference ?? '', amount),
    // A transfer ends at a Stripe balance; whether a bank returns that account's payout does not concern the platform.
    mayComeBack: ['refund'],
    sendBack: async () => offline.advance(DAY_MS),
    close,
  };
});
