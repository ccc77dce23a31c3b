import type { WireContract } from '@workroom/core/api';
import { createWorkroom, type Workroom } from '@workroom/server';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import { expect, test } from 'vitest';
import { openShopUntilClosed, webhookSecret } from './shop.test.support.ts';

const client = { id: 'ada', name: 'Ada' };
const freelancer = { id: 'bob', name: 'Bob' };
const url = 'https://market.example/workroom/payments/stripe/webhook';

/** The kit behind its own route, which the offline Stripe delivers to. Without a sweep, only webhooks bring news. */
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
    database: await ownDatabaseUrl(),
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

test('webhooks settle a bank payment through the route, even late, twice and in the wrong order', async () => {
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

test('rule 55: a refund that the bank returns days later is owed again, notified and can be retried', async () => {
  const { offline, workroom, close } = await openMarket();
  const { api } = workroom;
  try {
    const body = { title: 'Brand identity', currency: 'USD', client, freelancer, status: 'active' } as const;
    const { id: contractId, milestones } = await api.createContract({
      actor: 'server',
      body: { ...body, milestones: [{ title: 'Logo', amount: 50_000 }] },
    });
    const milestoneId = milestones[0]?.id ?? '';
    const paymentMethod = 'pm_card_refundFail';
    await api.fund({ actor: client, contractId, milestoneId, idempotencyKey: 'fund', body: { paymentMethod } });
    const refund = { milestoneId: milestones[0]?.id };
    await api.volunteerRefund({ actor: freelancer, contractId, idempotencyKey: 'give-back', body: refund });
    await offline.deliver();
    const before = await api.getContract({ actor: client, contractId });
    expect(refundsIn(before)).toMatchObject([{ status: 'succeeded' }]);

    offline.advance(3 * 86_400_000);
    // Stripe sends the event twice, in any order.
    await offline.deliver({ times: 2, order: 'reversed' });
    const back = await api.getContract({ actor: client, contractId });
    expect(refundsIn(back)).toMatchObject([{ status: 'parked', failure: { code: 'expired_or_canceled_card' } }]);
    expect(back.totals).toEqual(before.totals);
    expect((await api.getLedger({ actor: 'server', contractId })).balances).toMatchObject({ 'payable:client': 50_000 });
    const { data } = await api.getTimeline({ actor: client, contractId });
    expect(data.filter(({ type }) => type === 'payment.reversed')).toHaveLength(1);
    const notification = (await api.listNotifications({ actor: client })).data.find(
      ({ type }) => type === 'payment.reversed',
    );
    expect(notification?.title).toBe('The refund of $500.00 came back and is owed again');
    const others = (await api.listNotifications({ actor: freelancer })).data;
    expect(others.map(({ type }) => type)).not.toContain('payment.reversed');

    const paymentId = refundsIn(back)[0]?.id ?? '';
    await api.retryPayment({ actor: client, contractId, paymentId, idempotencyKey: 'again' });
    expect(offline.objects.refunds().map(({ status }) => status)).toEqual(['failed', 'succeeded']);
    expect((await workroom.reconcile({ contractId })).differences).toEqual([]);
  } finally {
    await close();
  }
});

function refundsIn({ payments }: WireContract) {
  return payments.filter(({ kind }) => kind === 'refund');
}
