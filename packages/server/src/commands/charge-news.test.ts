import type { PaymentId } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { expect, test } from 'vitest';
import type { PaymentProvider } from '../payments/provider.ts';
import { type SimulatedProvider, simulatedProvider } from '../payments/simulated/index.ts';
import { client, type Deal, type Market, openMarket } from '../testing/market.test.support.ts';

/** A funded milestone with a slow payment provider. */
async function funded(slow: (simulated: SimulatedProvider) => Partial<PaymentProvider>) {
  const simulated = simulatedProvider();
  const market = openMarket({ payments: { ...simulated, ...slow(simulated) } });
  await market.workroom.ready;
  const deal = await market.create(20_000);
  const { payments } = await market.contract('fund', client, { params: deal.at(0), body: {} });
  return { market, deal, simulated, charge: payments[0]?.id as PaymentId };
}

const read = (market: Market, { contractId }: Deal) =>
  market.contract('getContract', 'server', { params: { contractId } });

test('rule 52: a dispute read before the bank’s decision is not recorded after it', async () => {
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: hasRead, resolve: onRead } = Promise.withResolvers<void>();
  let isFirst = true;
  const { market, deal, simulated, charge } = await funded((provider) => ({
    async readDisputes(asked) {
      const found = (await provider.readDisputes?.(asked)) ?? [];
      if (!isFirst) return found;
      isFirst = false;
      onRead();
      await promise;
      return found;
    },
  }));
  // Two servers read in one order and record in the other.
  const first = simulated.chargeback(charge);
  await hasRead;
  await simulated.decideChargeback(charge, 'won');
  expect(await read(market, deal)).toMatchObject({ chargebacks: [{ state: 'won' }], freezes: [] });
  letGo();
  await first;
  const { chargebacks, freezes, totals } = await read(market, deal);
  expect({ chargebacks, freezes, totals }).toMatchObject({
    chargebacks: [{ state: 'won' }],
    freezes: [],
    totals: { held: 20_000 },
  });
  await market.workroom.close();
});

test('rule 54: a payout made during the provider’s call is not recorded as external money', async () => {
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: isPaid, resolve: onPaid } = Promise.withResolvers<void>();
  let whileAsked = async () => {};
  const { market, deal, simulated, charge } = await funded((provider) => ({
    async transfer(request) {
      const outcome = await provider.transfer(request);
      onPaid();
      await promise;
      return outcome;
    },
    async readDisputes(asked) {
      await whileAsked();
      return (await provider.readDisputes?.(asked)) ?? [];
    },
  }));
  let released: Promise<unknown> = Promise.resolve();
  whileAsked = async () => {
    whileAsked = async () => {};
    released = market.contract('release', client, { params: deal.at(0), body: { amount: 20_000 } });
    await isPaid;
  };
  await simulated.inquire(charge);
  letGo();
  await released;
  const { contractId } = deal;
  const timeline = await market.send('getTimeline', 'server', { params: { contractId } });
  const types = (timeline.body as Output<'Timeline'>).data.map(({ type }) => type);
  expect(types).not.toContain('payment.external');
  const { body } = await market.send('reconcile', 'server', { body: { contractId } });
  expect((body as Output<'Reconciliation'>).differences).toEqual([]);
  await market.workroom.close();
});
