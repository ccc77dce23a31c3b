import { type ContractId, instant, type PaymentId } from '@workroom/core';
import { expect, test } from 'vitest';
import type { FraudWarning, PaymentProvider } from '../payments/provider.ts';
import { simulatedProvider } from '../payments/simulated/index.ts';
import { freelancer, openMarket, operator, submitted } from '../testing/market.test.support.ts';

test('a warning of the card network is logged, and in the queue of staff until the charge is refunded', async () => {
  let warnings: readonly FraudWarning[] = [];
  let events = 0;
  const payments: PaymentProvider = {
    ...simulatedProvider(),
    parseWebhook: async () => {
      events += 1;
      return { eventId: `evt_${events}`, operations: [], warnings };
    },
  };
  const market = openMarket({ payments });
  const { contractId, at } = await submitted(market, 40_000);
  const { payments: made } = await market.contract('getContract', operator, { params: { contractId } });
  const key = made.find(({ kind }) => kind === 'charge')?.id as PaymentId;
  const deliver = async () =>
    (await market.fetch('POST', '/workroom/payments/simulated/webhook', { body: '{}' })).json();
  const differences = async () =>
    (await market.contract('getContract', operator, { params: { contractId } })).differences.map(({ kind }) => kind);

  warnings = [{ contractId: contractId as ContractId, key, reference: 'issfr_1', at: instant(0) }];
  expect(await deliver()).toEqual({ named: 1, recorded: 1 });
  // The provider may send another event about the same warning.
  await deliver();
  expect(await differences()).toEqual(['fraud_warning']);
  expect(market.lines).toContainEqual(
    expect.objectContaining({ level: 'warn', contractId, paymentId: key, reference: 'issfr_1' }),
  );
  const body = { milestoneId: at(0).milestoneId };
  await market.contract('volunteerRefund', freelancer, { params: { contractId }, body });
  expect(await differences()).toEqual([]);

  // A charge that is not of this contract is not recorded.
  warnings = [
    { contractId: contractId as ContractId, key: `${key}0` as PaymentId, reference: 'issfr_2', at: instant(0) },
  ];
  expect(await deliver()).toEqual({ named: 1, recorded: 0 });
  await market.workroom.close();
});
