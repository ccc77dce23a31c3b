import type { Output } from '@workroom/core/api';
import { afterEach, describe, expect, test } from 'vitest';
import { client, freelancer, type Market, openMarket, stranger } from '../../testing/market.test.support.ts';
import { manualProvider } from './manual-provider.ts';

let market: Market;
afterEach(() => market.workroom.close());

const waiting = async (query = {}) =>
  (await market.send('listPayments', 'server', { query })).body as Output<'PaymentList'>;

/** A milestone of $500.00 whose charge is still to be made. */
async function funding() {
  market = openMarket({ payments: manualProvider() });
  const deal = await market.create(50_000);
  const { payments } = await market.contract('fund', client, { params: deal.at(0), body: {} });
  return { ...deal, paymentId: payments[0]?.id ?? '' };
}
const report = (contractId: string, paymentId: string, body: object, key?: string) =>
  market.contract('reportPayment', 'server', {
    params: { contractId, paymentId },
    body,
    ...(key === undefined ? {} : { key }),
  });

describe('manual payments', () => {
  test('wait until they are reported, with all details needed to make them', async () => {
    const { contractId, paymentId, at } = await funding();
    expect((await waiting()).data).toMatchObject([
      {
        contractId,
        currency: 'USD',
        client: { id: client.id },
        moves: 50_000,
        source: null,
        payment: { id: paymentId, kind: 'charge' },
      },
    ]);
    // Another lookup changes nothing, and neither does time.
    await market.workroom.sweep();
    const before = await market.contract('getContract', client, { params: { contractId } });
    expect(before.milestones[0]?.state).toBe('funding');

    const funded = await report(contractId, paymentId, { outcome: 'succeeded', reference: 'bank-4711' });
    expect(funded.milestones[0]).toMatchObject({ state: 'funded', funds: { held: 50_000 } });
    await market.contract('release', client, { params: at(0), body: { amount: 50_000 } });
    const [payout] = (await waiting()).data;
    expect(payout).toMatchObject({
      moves: 50_000,
      source: paymentId,
      freelancer: { id: freelancer.id },
      payment: { kind: 'transfer' },
    });
    const paid = await report(contractId, payout?.payment.id ?? '', { outcome: 'succeeded' });
    expect(paid.payments.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    const { balances } = (await market.send('getLedger', 'server', { params: { contractId } }))
      .body as Output<'Ledger'>;
    expect(Object.values(balances).every((balance) => balance === 0)).toBe(true);
    expect((await waiting()).data).toEqual([]);
  });

  test('a report takes effect once, however often it is sent', async () => {
    const { contractId, paymentId } = await funding();
    const once = await report(contractId, paymentId, { outcome: 'succeeded' }, 'bank-4711');
    const again = await report(contractId, paymentId, { outcome: 'succeeded' }, 'bank-4711');
    const anew = await report(contractId, paymentId, { outcome: 'succeeded' });
    expect([again.seq, anew.seq]).toEqual([once.seq, once.seq]);
    const params = { contractId, paymentId };
    const contradicted = await market.problem('reportPayment', 'server', { params, body: { outcome: 'failed' } });
    expect(contradicted).toMatchObject({ status: 409, code: 'payment_settled_otherwise' });
    expect((await market.problem('reportPayment', client, { params, body: { outcome: 'succeeded' } })).status).toBe(
      403,
    );
    const unknown = { contractId, paymentId: 'pay_0' };
    expect(
      (await market.problem('reportPayment', 'server', { params: unknown, body: { outcome: 'succeeded' } })).status,
    ).toBe(404);
  });

  test.each([
    ['payout', 'payable:freelancer', freelancer],
    ['refund', 'payable:client', client],
  ] as const)('rule 55: a %s that came back is owed again, and made again', async (kind, account, owner) => {
    const { contractId, paymentId, at } = await funding();
    await report(contractId, paymentId, { outcome: 'succeeded' });
    if (kind === 'payout') await market.contract('release', client, { params: at(0), body: { amount: 50_000 } });
    else {
      const body = { milestoneId: at(0).milestoneId };
      await market.contract('volunteerRefund', freelancer, { params: { contractId }, body });
    }
    const sent = (await waiting()).data[0]?.payment.id ?? '';
    await report(contractId, sent, { outcome: 'succeeded' }, 'sent');
    const returned = { outcome: 'failed', code: 'account_closed', message: 'The bank sent it back.' };
    const back = await report(contractId, sent, returned);
    expect(back.payments.find(({ id }) => id === sent)).toMatchObject({
      status: 'parked',
      failure: { code: 'account_closed', message: 'The bank sent it back.' },
    });
    const ledger = async () =>
      ((await market.send('getLedger', 'server', { params: { contractId } })).body as Output<'Ledger'>).balances;
    expect(await ledger()).toMatchObject({ [account]: 50_000 });
    expect((await market.workroom.reconcile({ contractId })).differences).toEqual([]);

    // A repeated report changes nothing. A payment that arrived after all is another payment.
    expect((await report(contractId, sent, returned)).seq).toBe(back.seq);
    expect((await report(contractId, sent, { outcome: 'succeeded' }, 'sent')).seq).toBe(back.seq);
    const params = { contractId, paymentId: sent };
    expect(await market.problem('reportPayment', 'server', { params, body: { outcome: 'succeeded' } })).toMatchObject({
      status: 409,
      code: 'payment_settled_otherwise',
    });
    await market.contract('retryPayment', owner, { params, body: {} });
    const [again] = (await waiting()).data;
    expect(again).toMatchObject({ moves: 50_000, source: paymentId });
    await report(contractId, again?.payment.id ?? '', { outcome: 'succeeded' });
    expect(Object.values(await ledger()).every((balance) => balance === 0)).toBe(true);
  });

  test('the client can retry a charge that did not arrive, and sees the reason', async () => {
    const { contractId, paymentId } = await funding();
    const failed = await report(contractId, paymentId, {
      outcome: 'failed',
      code: 'not_received',
      message: 'No transfer arrived.',
    });
    expect(failed.milestones[0]?.state).toBe('planned');
    expect(failed.payments[0]).toMatchObject({
      status: 'failed',
      failure: { code: 'not_received', message: 'No transfer arrived.' },
    });
  });

  test('edge: a charge that arrives after it was cancelled is refunded, as a manual payment', async () => {
    const { contractId, paymentId } = await funding();
    await market.contract('cancelPayment', client, { params: { contractId, paymentId } });
    const late = await report(contractId, paymentId, { outcome: 'succeeded' });
    expect(late.totals.deposited).toBe(0);
    expect((await waiting()).data).toMatchObject([{ moves: 50_000, source: paymentId, payment: { kind: 'refund' } }]);
  });

  test('the list is paginated, and only for the marketplace', async () => {
    await funding();
    for (let count = 0; count < 2; count += 1) {
      const deal = await market.create(30_000);
      await market.contract('fund', client, { params: deal.at(0), body: {} });
    }
    const first = await waiting({ limit: 2 });
    const second = await waiting({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([first.data.length, second.data.length, second.nextCursor]).toEqual([2, 1, null]);
    expect((await market.send('listPayments', stranger)).status).toBe(403);
  });

  test('reports are refused for other providers', async () => {
    market = openMarket();
    const deal = await market.create(50_000);
    const { payments } = await market.contract('fund', client, { params: deal.at(0), body: {} });
    const params = { contractId: deal.contractId, paymentId: payments[0]?.id ?? '' };
    expect(await market.problem('reportPayment', 'server', { params, body: { outcome: 'failed' } })).toMatchObject({
      code: 'payments_not_reported',
    });
  });
});
