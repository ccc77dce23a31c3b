import type { PaymentId } from '@workroom/core';
import { expect, test } from 'vitest';
import { simulatedProvider } from '../payments/simulated/index.ts';
import { client, openMarket, operator } from '../testing/market.test.support.ts';

test('rule 53: a request repeated under its key submits nothing again', async () => {
  const simulated = simulatedProvider();
  const keys: unknown[] = [];
  const market = openMarket({
    payments: {
      ...simulated,
      async submitEvidence(request) {
        keys.push(request.key);
        return (await simulated.submitEvidence?.(request)) ?? Promise.reject(new Error('It takes evidence.'));
      },
    },
  });
  await market.workroom.ready;
  const deal = await market.create(20_000);
  const { payments } = await market.contract('fund', client, { params: deal.at(0), body: {} });
  const charge = payments[0]?.id as PaymentId;
  await simulated.chargeback(charge);
  const { contractId } = deal;
  const { chargebacks } = await market.contract('getContract', 'server', { params: { contractId } });
  const params = { contractId, chargebackId: chargebacks[0]?.id ?? '' };
  const sent = (key: string) => market.send('sendEvidence', operator, { params, key });
  const first = await sent('first');
  expect(await sent('first')).toMatchObject({ status: 200, body: { seq: (first.body as { seq: number }).seq } });
  expect(keys).toEqual([expect.any(String)]);
  await sent('second');
  expect(new Set(keys).size).toBe(2);
  // A repeated request gets the same answer after the dispute is over.
  await simulated.decideChargeback(charge, 'lost');
  expect((await sent('first')).status).toBe(200);
  expect(await market.problem('sendEvidence', operator, { params, key: 'third' })).toMatchObject({
    code: 'chargeback_not_open',
  });
  await market.workroom.close();
});
