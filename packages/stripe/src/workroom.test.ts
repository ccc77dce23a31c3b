import { createWorkroom, Problem } from '@workroom/server';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import type { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from './offline/index.ts';
import { openShopUntilClosed } from './shop.test.support.ts';

const client = { id: 'ada', name: 'Ada' };
const freelancer = { id: 'bob', name: 'Bob' };
const open = new Set(['pending', 'requires_action']);
const policy = { fees: { clientBps: 300, freelancerBps: 1_000 } };

/** The kit with Stripe as its provider, on a database of its own. */
async function openMarket(faults: () => Fault | null) {
  const shop = await openShopUntilClosed({}, { faults });
  const system = { ms: Date.now() };
  const workroom = createWorkroom({
    database: await ownDatabaseUrl(),
    payments: shop.provider,
    policy,
    sweep: false,
    sessionSecrets: ['a secret for tests of at least 32 bytes'],
    systemNow: () => system.ms,
    logger: () => {},
    // The offline Stripe is let wait for: what is slow here is the SDK's back-off.
    paymentTiming: { requestBudgetMs: 19_000 },
  });
  const { api } = workroom;
  let keys = 0;
  function key(): string {
    keys += 1;
    return `key-${keys}`;
  }

  /** Until no payment of the contract is on its way any more. */
  async function paymentsDone(contractId: string) {
    for (let round = 0; round < 40; round += 1) {
      const contract = await api.getContract({ actor: client, contractId });
      if (!contract.payments.some(({ status }) => open.has(status))) return contract;
      await sweepLater();
    }
    throw new Error('A payment never came to an end.');
  }

  /** One deal with everything in it that moves money, retried as a person would. */
  async function deal() {
    const body = contractOf(50_000, 30_000);
    const { id: contractId, milestones } = await api.createContract({ actor: 'server', body });
    const [logo = '', labels = ''] = milestones.map(({ id }) => id);
    const funded = async (milestoneId: string) => {
      for (let tries = 0; tries < 10; tries += 1) {
        const { milestones: now } = await paymentsDone(contractId);
        if (now.find(({ id }) => id === milestoneId)?.state === 'funded') return;
        try {
          await api.fund({ actor: client, contractId, milestoneId, idempotencyKey: key() });
        } catch (error) {
          // Whether the freelancer can be paid out could not be found out: "Try again shortly."
          if (!(error instanceof Problem) || error.code !== 'unavailable') throw error;
        }
      }
      throw new Error(`${milestoneId} could not be funded.`);
    };
    await funded(logo);
    // 350.00 of 500.00; the rest, with 150.00 more, funds the next one, which is given back in part.
    await api.release({
      actor: client,
      contractId,
      milestoneId: logo,
      idempotencyKey: key(),
      body: { amount: 35_000, leftover: { to: 'next_milestone' } },
    });
    await paymentsDone(contractId);
    await funded(labels);
    await api.giveBonus({ actor: client, contractId, idempotencyKey: key(), body: { amount: 2_500 } });
    const { refundRequest } = await api.requestRefund({
      actor: client,
      contractId,
      idempotencyKey: key(),
      body: { milestoneId: milestones[1]?.id, amount: 20_000, reason: 'Fewer labels.' },
    });
    await api.agreeToRefund({
      actor: freelancer,
      contractId,
      refundRequestId: refundRequest?.id ?? '',
      idempotencyKey: key(),
    });
    await paymentsDone(contractId);
    await api.release({
      actor: client,
      contractId,
      milestoneId: labels,
      idempotencyKey: key(),
      body: { amount: 10_000 },
    });
    const contract = await paymentsDone(contractId);
    return { contract, ledger: await api.getLedger({ actor: 'server', contractId }) };
  }

  async function sweepLater(): Promise<void> {
    system.ms += 3_600_000;
    await workroom.sweep();
  }

  async function close() {
    await workroom.close();
    await shop.close();
  }

  return { ...shop, api, ready: workroom.ready, deal, paymentsDone, sweepLater, key, close };
}

describe('a deal over Stripe', () => {
  // One for all of them: a database takes longer to start than the deals take.
  let market: Awaited<ReturnType<typeof openMarket>>;
  let isFaulty = false;
  const random = seeded(20_260_302);
  const kinds = ['unreachable', 'answer_lost', 'error_after', 'rate_limited', 'busy'] as const;
  const faults = () => (isFaulty && random() < 0.2 ? (kinds[Math.floor(random() * kinds.length)] ?? null) : null);
  beforeAll(async () => {
    market = await openMarket(faults);
    await market.ready;
  }, 240_000);
  afterAll(() => market.close());

  test('moves what the ledger says, to the cent', async () => {
    const { contract, ledger } = await market.deal();
    expect(contract.milestones.map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(contract.payments.map(({ status }) => status)).toEqual(contract.payments.map(() => 'succeeded'));
    expect(moved(market.offline, contract.id)).toEqual({ charged: 69_525, paidOut: 42_750, refunded: 20_600 });
    // What is neither paid out nor given back is the marketplace's fees, and lies at Stripe.
    const { 'fees:client': fromClient = 0, 'fees:freelancer': fromFreelancer = 0 } = ledger.balances;
    expect(fromClient + fromFreelancer).toBe(69_525 - 42_750 - 20_600);
    expect(ledger.balances.processor).toBe(-(fromClient + fromFreelancer));
  });

  test('comes to the same with a fifth of all requests going wrong in some way', async () => {
    isFaulty = true;
    const deals = await Promise.all([1, 2, 3].map(market.deal)).finally(() => {
      isFaulty = false;
    });
    for (const { contract, ledger } of deals) {
      expect(moved(market.offline, contract.id)).toEqual({ charged: 69_525, paidOut: 42_750, refunded: 20_600 });
      expect(ledger.balances.processor).toBe(-(69_525 - 42_750 - 20_600));
      expect(contract.payments.filter(({ status }) => status === 'parked')).toEqual([]);
    }
  });

  test('waits for the bank where it asks, and is over when the client has confirmed', async () => {
    const { offline, api, key, paymentsDone } = market;
    const { id: contractId, milestones } = await api.createContract({ actor: 'server', body: contractOf(50_000) });
    const milestoneId = milestones[0]?.id ?? '';
    const body = { paymentMethod: 'pm_card_authenticationRequired' };
    const waiting = await api.fund({ actor: client, contractId, milestoneId, idempotencyKey: key(), body });
    expect(waiting.payments).toMatchObject([
      { status: 'requires_action', clientAction: { provider: 'stripe', publishableKey: 'pk_test_offline' } },
    ]);
    const { payments } = await api.getContract({ actor: freelancer, contractId });
    expect(payments).toMatchObject([{ clientAction: null }]);
    offline.act(String(waiting.payments[0]?.clientAction?.paymentIntent), 'accepts');
    expect((await paymentsDone(contractId)).milestones).toMatchObject([{ state: 'funded' }]);
  });

  test('gives back by itself what a bank pays after the client gave the payment up', async () => {
    const { offline, api, key, paymentsDone } = market;
    const { id: contractId, milestones } = await api.createContract({ actor: 'server', body: contractOf(50_000) });
    const milestoneId = milestones[0]?.id ?? '';
    const body = { paymentMethod: 'pm_usBankAccount_success' };
    const pending = await api.fund({ actor: client, contractId, milestoneId, idempotencyKey: key(), body });
    const paymentId = pending.payments[0]?.id ?? '';
    const given = await api.cancelPayment({ actor: client, contractId, paymentId });
    expect(given.milestones).toMatchObject([{ state: 'planned' }]);
    offline.advance(4 * 86_400_000);
    // Nobody waits for it any more, so the contract shows nothing open: it is the sweep that keeps asking.
    await market.sweepLater();
    const { payments } = await paymentsDone(contractId);
    expect(payments.map(({ kind, status }) => [kind, status])).toContainEqual(['refund', 'succeeded']);
    expect(moved(offline, contractId)).toEqual({ charged: 51_500, paidOut: 0, refunded: 51_500 });
  });
});

function contractOf(...amounts: readonly number[]) {
  const milestones = amounts.map((amount, place) => ({ title: `Part ${place + 1}`, amount }));
  return { title: 'Brand identity', currency: 'USD', client, freelancer, status: 'active', milestones } as const;
}

/** What moved at Stripe for one contract. */
function moved({ objects }: Awaited<ReturnType<typeof openShopUntilClosed>>['offline'], contractId: string) {
  const sum = (all: readonly { readonly amount: number; readonly metadata: Stripe.Metadata | null }[]) =>
    all
      .filter(({ metadata }) => metadata?.workroom_contract === contractId)
      .reduce((total, { amount }) => total + amount, 0);
  return {
    charged: sum(objects.charges().filter(({ status }) => status === 'succeeded')),
    paidOut: sum(objects.transfers()),
    refunded: sum(objects.refunds()),
  };
}

/** Mulberry32: the same faults every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
