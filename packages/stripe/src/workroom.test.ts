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

/** The kit with Stripe as its provider, on its own database. */
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
    // A long time limit, because the SDK's retries take time.
    paymentTiming: { requestBudgetMs: 19_000 },
  });
  const { api } = workroom;
  let keys = 0;
  function key(): string {
    keys += 1;
    return `key-${keys}`;
  }

  /** Waits until no payment of the contract is in progress. */
  async function paymentsDone(contractId: string) {
    for (let round = 0; round < 40; round += 1) {
      const contract = await api.getContract({ actor: client, contractId });
      if (!contract.payments.some(({ status }) => open.has(status))) return contract;
      await sweepLater();
    }
    throw new Error('A payment never came to an end.');
  }

  /** A contract with every operation that moves money; failed requests are retried like a person would. */
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
          // The lookup of the freelancer's account may fail: "Try again shortly."
          if (!(error instanceof Problem) || error.code !== 'unavailable') throw error;
        }
      }
      throw new Error(`${milestoneId} could not be funded.`);
    };
    await funded(logo);
    // 350.00 of 500.00 is released. The rest, with 150.00 more, funds the next milestone, which is partly refunded.
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

describe('a contract with Stripe as the payment provider', () => {
  // One market for all of them, because a database takes longer to start than the tests take.
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

  test('moves the same amounts as the ledger, to the cent', async () => {
    const { contract, ledger } = await market.deal();
    expect(contract.milestones.map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(contract.payments.map(({ status }) => status)).toEqual(contract.payments.map(() => 'succeeded'));
    expect(moved(market.offline, contract.id)).toEqual({ charged: 69_525, paidOut: 42_750, refunded: 20_600 });
    // The rest are the marketplace's fees, which stay at Stripe.
    const { 'fees:client': fromClient = 0, 'fees:freelancer': fromFreelancer = 0 } = ledger.balances;
    expect(fromClient + fromFreelancer).toBe(69_525 - 42_750 - 20_600);
    expect(ledger.balances.processor).toBe(-(fromClient + fromFreelancer));
  });

  test('moves the same amounts when a fifth of all requests fail in some way', async () => {
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

  test('waits for the bank’s confirmation, and continues once the client has given it', async () => {
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

  test('in dinars, moves every part and every fee in the tens of fils that Stripe takes', async () => {
    const { offline, api, key, paymentsDone } = market;
    const body = {
      ...contractIn('KWD', 50_010, 30_000),
      // 3.33 % of 50.010 is 1.665, and a third of that goes back with a third of the charge.
      policy: { fees: { clientBps: 333, freelancerBps: 777 } },
    };
    const { id: contractId, milestones, policy: pinned } = await api.createContract({ actor: 'server', body });
    expect(pinned.amountStep).toBe(10);
    const milestoneId = milestones[0]?.id ?? 'mst_none';
    await api.fund({ actor: client, contractId, milestoneId, idempotencyKey: key() });
    await paymentsDone(contractId);
    const release = (amount: number) => ({
      actor: client,
      contractId,
      milestoneId,
      idempotencyKey: key(),
      body: { amount, leftover: { to: 'refund_and_continue' as const } },
    });
    await expect(api.release(release(16_675))).rejects.toMatchObject({
      code: 'amount_not_supported',
      errors: [{ pointer: '/amount' }],
    });
    const { refundRequest } = await api.release(release(16_670));
    const refundRequestId = refundRequest?.id ?? '';
    await api.agreeToRefund({ actor: freelancer, contractId, refundRequestId, idempotencyKey: key() });
    await paymentsDone(contractId);
    // By then the freelancer's balance is available, so that it can be taken back.
    offline.advance(8 * 86_400_000);
    await api.returnFunds({
      actor: freelancer,
      contractId,
      idempotencyKey: key(),
      body: { from: { milestoneId }, amount: 5_550, reason: 'Less was done.' },
    });
    const { payments } = await paymentsDone(contractId);
    expect(payments.filter(({ status }) => status !== 'succeeded')).toEqual([]);
    expect(new Set(payments.map(({ kind }) => kind))).toEqual(new Set(['charge', 'transfer', 'refund', 'reversal']));
    const { balances } = await api.getLedger({ actor: 'server', contractId });
    const { charged, paidOut, refunded } = moved(offline, contractId);
    const reversed = payments
      .filter(({ kind }) => kind === 'reversal')
      .reduce((sum, each) => sum + each.amount - each.fee, 0);
    expect(balances.processor).toBe(-(charged - paidOut - refunded + reversed));
    expect(balances.processor).toBe(-((balances['fees:client'] ?? 0) + (balances['fees:freelancer'] ?? 0)));
  });

  test('refunds a bank payment automatically if it arrives after the client cancelled it', async () => {
    const { offline, api, key, paymentsDone } = market;
    const { id: contractId, milestones } = await api.createContract({ actor: 'server', body: contractOf(50_000) });
    const milestoneId = milestones[0]?.id ?? '';
    const body = { paymentMethod: 'pm_usBankAccount_success' };
    const pending = await api.fund({ actor: client, contractId, milestoneId, idempotencyKey: key(), body });
    const paymentId = pending.payments[0]?.id ?? '';
    const given = await api.cancelPayment({ actor: client, contractId, paymentId });
    expect(given.milestones).toMatchObject([{ state: 'planned' }]);
    offline.advance(4 * 86_400_000);
    // The contract shows nothing open any more, but the sweep keeps asking.
    await market.sweepLater();
    const { payments } = await paymentsDone(contractId);
    expect(payments.map(({ kind, status }) => [kind, status])).toContainEqual(['refund', 'succeeded']);
    expect(moved(offline, contractId)).toEqual({ charged: 51_500, paidOut: 0, refunded: 51_500 });
  });
});

function contractOf(...amounts: readonly number[]) {
  return contractIn('USD', ...amounts);
}

function contractIn(currency: string, ...amounts: readonly number[]) {
  const milestones = amounts.map((amount, place) => ({ title: `Part ${place + 1}`, amount }));
  return { title: 'Brand identity', currency, client, freelancer, status: 'active', milestones } as const;
}

/** The amounts that moved at Stripe for one contract. */
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

/** Mulberry32: the same faults in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
