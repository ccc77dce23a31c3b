import { amount, balances, DAY_MS, HOUR_MS } from '@workroom/core';
import { seededRandom } from '@workroom/core/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { handClock } from '../testing/hand-clock.test.support.ts';
import { type OwnStore, openOwnStore } from '../testing/own-store.test.support.ts';
import { client, freelancer, openPipeline } from '../testing/pipeline.test.support.ts';
import type { PaymentProvider } from './provider.ts';
import { type SimulatedProvider, simulatedProvider } from './simulated/index.ts';

// Money that was paid out is returned (rule 50), with every kind of failed answer to the reversal.

let own: OwnStore;
beforeAll(async () => {
  own = await openOwnStore();
});
beforeEach(() => own.empty());
afterAll(() => own.close());

/** 100.00 deposited with a fee of 3 %, and paid out less 10 %. */
async function paidOut(
  change: (provider: SimulatedProvider) => Partial<PaymentProvider> = () => ({}),
  paymentMethod = 'pm_ok',
) {
  const clock = handClock();
  const { timer, nowMs, now } = clock;
  const simulated = simulatedProvider({ clock: { now: () => new Date(now()) } });
  const provider = { ...simulated, ...change(simulated) };
  const pipeline = openPipeline({ store: own.store, provider, timer, nowMs, now, random: seededRandom(1) });
  const sweep = pipeline.newSweep({
    onError: (error) => {
      throw error;
    },
  });
  const contractId = await pipeline.create([10_000], { fees: { clientBps: 300, freelancerBps: 1_000 } });
  const milestoneId = (await pipeline.contract(contractId)).milestones[0]?.id;
  if (milestoneId === undefined) throw new Error('no milestone');
  const later = async (ms: number) => {
    await clock.advance(ms);
    await sweep();
  };
  await pipeline.run(contractId, { type: 'fund', milestoneId, paymentMethod }, client);
  await pipeline.run(contractId, { type: 'release', milestoneId, amount: 10_000 }, client);
  for (let round = 0; round < 3; round += 1) await later(DAY_MS);
  return {
    simulated,
    later,
    contract: () => pipeline.contract(contractId),
    giveBack: () =>
      pipeline.run(
        contractId,
        { type: 'return_funds', from: { milestoneId }, amount: 10_000, reason: 'Not as agreed.' },
        freelancer,
      ),
    /** Checks that the client has everything back once, and that the ledger agrees. */
    async expectGivenBack() {
      const books = await simulated.books(contractId);
      expect(books).toMatchObject({ charged: 10_300, transferred: 9_000, reversed: 9_000, refunded: 10_300 });
      expect((await pipeline.contract(contractId)).returns).toMatchObject([{ parts: [{ state: 'completed' }] }]);
      expect((await pipeline.contract(contractId)).totals).toMatchObject({
        released: 0,
        refunded: 10_000,
        returned: 10_000,
      });
      expect(balances((await pipeline.books(contractId)).movements).get('processor') ?? 0).toBe(0);
    },
  };
}

test('rule 51: the refund follows the reversal', async () => {
  const { giveBack, expectGivenBack } = await paidOut();
  await giveBack();
  await expectGivenBack();
});

test('rule 50: a lost answer is found by a lookup, and nothing is reversed twice', async () => {
  const { giveBack, later, expectGivenBack } = await paidOut(() => ({}), 'pm_payout_answer_lost');
  await giveBack();
  for (let round = 0; round < 3; round += 1) await later(HOUR_MS);
  await expectGivenBack();
});

test('rule 50: a request that arrives twice is executed once', async () => {
  const { giveBack, expectGivenBack } = await paidOut(({ reverse }) => ({
    async reverse(request, signal) {
      await reverse?.(request, signal);
      return (await reverse?.(request, signal)) ?? { status: 'pending', reference: null };
    },
  }));
  await giveBack();
  await expectGivenBack();
});

test('rule 50: a request that never arrived is sent again', async () => {
  let isBroken = true;
  const { giveBack, later, contract, expectGivenBack } = await paidOut(({ reverse }) => ({
    async reverse(request, signal) {
      if (isBroken) throw new Error('The request did not arrive.');
      return (await reverse?.(request, signal)) ?? { status: 'pending', reference: null };
    },
  }));
  await giveBack();
  expect((await contract()).payments.filter(({ kind }) => kind === 'refund')).toEqual([]);
  isBroken = false;
  await later(HOUR_MS);
  await expectGivenBack();
});

test('rule 51: a reversal that takes a day sends the refund then, and not before', async () => {
  const { simulated, giveBack, later, contract, expectGivenBack } = await paidOut(() => ({}), 'pm_payout_pending');
  await giveBack();
  expect(await simulated.books()).toMatchObject({ refunded: 0 });
  expect((await contract()).returns).toMatchObject([{ parts: [{ state: 'pending' }] }]);
  for (let round = 0; round < 3; round += 1) await later(DAY_MS);
  await expectGivenBack();
});

test('rule 51: without a balance of the freelancer the return is parked, and no refund is sent', async () => {
  const { simulated, giveBack, contract } = await paidOut();
  await simulated.setBalance('bob', amount(0));
  await giveBack();
  expect((await contract()).returns).toMatchObject([{ parts: [{ state: 'parked' }] }]);
  expect(await simulated.books()).toMatchObject({ reversed: 0, refunded: 0 });
});
