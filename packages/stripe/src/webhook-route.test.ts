import { createWorkroom, type Workroom } from '@workroom/server';
import { expect, test } from 'vitest';
import { openShopUntilClosed, webhookSecret } from './shop.test.support.ts';

const client = { id: 'ada', name: 'Ada' };
const freelancer = { id: 'bob', name: 'Bob' };
const url = 'https://market.example/workroom/payments/stripe/webhook';

/** The kit behind its own route, which the offline Stripe delivers to; nothing is swept, so only webhooks bring news. */
async function openMarket() {
  const route: { workroom?: Workroom } = {};
  const shop = await openShopUntilClosed(
    {},
    {
      webhook: {
        url,
        secret: webhookSecret,
        send: async (request) => route.workroom?.fetch(request) ?? Response.error(),
      },
    },
  );
  const workroom = createWorkroom({
    database: 'memory://',
    payments: shop.provider,
    sweep: false,
    sessionSecrets: ['a secret for tests of at least 32 bytes'],
    logger: () => {},
    paymentTiming: { requestBudgetMs: 19_000 },
  });
  route.workroom = workroom;
  const close = async () => {
    await workroom.close();
    await shop.close();
  };
  return { ...shop, workroom, close };
}

test('Stripe’s webhooks settle a bank payment through the route: late, twice and in the wrong order', async () => {
  const { offline, workroom, close } = await openMarket();
  const { api } = workroom;
  try {
    const body = { title: 'Brand identity', currency: 'USD', client, freelancer, status: 'active' } as const;
    const { id: contractId, milestones } = await api.createContract({
      actor: 'server',
      body: { ...body, milestones: [{ title: 'Logo', amount: 50_000 }] },
    });
    const milestoneId = milestones[0]?.id ?? '';
    const funding = await api.fund({
      actor: client,
      contractId,
      milestoneId,
      idempotencyKey: 'fund-1',
      body: { paymentMethod: 'pm_usBankAccount_success' },
    });
    expect(funding.milestones[0]?.state).toBe('funding');
    offline.advance(4 * 86_400_000);
    const sent = await offline.deliver({ times: 2, order: 'reversed' });
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([200]));
    const funded = await api.getContract({ actor: client, contractId });
    expect(funded.milestones[0]).toMatchObject({ state: 'funded', funds: { deposited: 50_000, held: 50_000 } });
    const { data } = await api.getTimeline({ actor: client, contractId });
    expect(data.filter(({ type }) => type === 'milestone.funded')).toHaveLength(1);

    const forged = await workroom.fetch(
      new Request(url, { method: 'POST', body: '{}', headers: { 'stripe-signature': 't=1,v1=00' } }),
    );
    expect(forged.status).toBe(400);
  } finally {
    await close();
  }
});
