import { amount } from '@workroom/core';
import { amountAtProvider } from '@workroom/server/payments';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, newPayment, openShop, referenceOf, unanswered } from './shop.test.support.ts';

const usd = (sum: number) => [{ currency: 'usd', amount: sum }];

describe('a payout', () => {
  test('is drawn from the charge of its deposit, in the contract’s transfer group', async () => {
    const { offline, provider, take, transfer, contractId, account } = await openShop();
    await take();
    const second = await take();
    const request = transfer(second);
    expect(await provider.transfer(request)).toMatchObject({ status: 'succeeded' });
    expect(offline.objects.transfers()).toMatchObject([
      {
        amount: 2_000,
        destination: account,
        source_transaction: offline.objects.charges()[1]?.id,
        transfer_group: contractId,
        metadata: { workroom_contract: contractId, workroom_payment: request.key },
      },
    ]);
  });

  test('can be made before the charge’s money is available, and becomes available with it', async () => {
    const { offline, provider, take, transfer, account } = await openShop();
    await provider.transfer(transfer(await take(), 5_000));
    expect(offline.balance(account)).toMatchObject({ available: [], pending: usd(5_000) });
    offline.advance(2 * DAY_MS);
    expect(offline.balance(account)).toMatchObject({ available: usd(5_000), pending: [] });
  });

  test('leaves the freelancer’s fee with the platform, which pays Stripe’s fee', async () => {
    const { offline, provider, charge, transfer, account } = await openShop();
    // 100.00 is held, of which the marketplace keeps 10 %; the client paid 5 % on top.
    const deposit = { kind: 'charge', amount: amount(10_000), fee: amount(500) } as const;
    const release = { kind: 'transfer', amount: amount(10_000), fee: amount(1_000) } as const;
    const request = charge('pm_card_bypassPending', amountAtProvider(deposit));
    const source = { key: request.key, reference: referenceOf(await provider.charge(request)) };
    await provider.transfer(transfer(source, amountAtProvider(release)));
    expect(offline.balance(account)).toMatchObject({ available: usd(9_000) });
    const stripesOwn = Math.round(10_500 * 0.029) + 30;
    expect(offline.balance()).toMatchObject({ available: usd(10_500 - 9_000 - stripesOwn) });
  });

  test.each([
    ['has no account', null, 'payout_account_missing'],
    ['has one that Stripe has not verified', 'pending', 'insufficient_capabilities_for_transfer'],
  ] as const)('to a person who %s fails, and the error says what to do', async (_, transfers, code) => {
    const accounts: string[] = [];
    const { offline, provider, take, transfer } = await openShop({ accountFor: () => accounts[0] ?? null });
    if (transfers !== null) accounts.push(offline.account({ transfers }).id);
    const outcome = await provider.transfer(transfer(await take()));
    expect(outcome).toMatchObject({ status: 'failed', code, message: expect.stringContaining('then try again') });
  });

  test('never takes more than the charge when several are made at once', async () => {
    const { offline, provider, take, transfer } = await openShop();
    const source = await take();
    const outcomes = await Promise.all([1, 2, 3].map(() => provider.transfer(transfer(source))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['failed', 'succeeded', 'succeeded']);
    expect(offline.objects.transfers()).toHaveLength(2);
  });

  test('takes at most what refunds have left of the charge, although Stripe would allow more', async () => {
    const { offline, provider, take, transfer, refund } = await openShop();
    const source = await take();
    await provider.refund(refund(source, 2_000));
    expect(await provider.transfer(transfer(source, 3_001))).toMatchObject({ code: 'insufficient_balance' });
    expect(await provider.transfer(transfer(source, 3_000))).toMatchObject({ status: 'succeeded' });
    expect(await provider.transfer(transfer(source, 1))).toMatchObject({ code: 'insufficient_balance' });
    expect(offline.objects.transfers()).toHaveLength(1);
  });

  test('in another currency than the charge fails', async () => {
    const { provider, take, transfer } = await openShop();
    const request = { ...transfer(await take()), currency: 'EUR' };
    expect(await provider.transfer(request)).toMatchObject({ status: 'failed', code: 'currency_mismatch' });
  });
});

describe('a refund', () => {
  test('returns money to the charge that it came from', async () => {
    const { offline, provider, take, refund, contractId } = await openShop();
    const source = await take();
    const request = refund(source);
    await provider.refund(request);
    expect(offline.objects.refunds()).toMatchObject([
      {
        amount: 2_000,
        payment_intent: source.reference,
        metadata: { workroom_contract: contractId, workroom_payment: request.key },
      },
    ]);
  });

  test('rule 51: after a payout is taken from the marketplace’s balance, up to the amount of the charge', async () => {
    const { offline, provider, take, transfer, refund } = await openShop();
    await take('pm_card_bypassPending');
    const source = await take('pm_card_bypassPending');
    await provider.transfer(transfer(source, 4_000));
    expect(await provider.refund(refund(source, 3_000))).toMatchObject({ status: 'succeeded' });
    expect(await provider.refund(refund(source, 2_001))).toMatchObject({ code: 'insufficient_balance' });
    expect(offline.objects.refunds()).toHaveLength(1);
    expect(await provider.transfer(transfer(source, 1))).toMatchObject({ code: 'insufficient_balance' });
  });

  test('is made twice when two partial ones fit in the charge, and a third fails', async () => {
    const { offline, provider, take, refund } = await openShop();
    const source = await take();
    const outcomes = await Promise.all([1, 2, 3].map(() => provider.refund(refund(source))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['failed', 'succeeded', 'succeeded']);
    expect(offline.objects.charges()).toMatchObject([{ amount_refunded: 4_000 }]);
  });

  test('is pending while the bank processes it, and then succeeds', async () => {
    const { offline, provider, take, refund } = await openShop();
    const request = refund(await take('pm_card_pendingRefund'));
    const outcome = await provider.refund(request);
    expect(outcome).toMatchObject({ status: 'pending' });
    offline.advance(DAY_MS);
    const asked = { ...unanswered(request, 'refund'), reference: referenceOf(outcome) };
    expect(await provider.lookup(asked)).toMatchObject({ status: 'succeeded' });
  });

  test('is reported as failed if the bank returns it, and the platform has the money again', async () => {
    const { offline, provider, take, refund } = await openShop();
    const source = await take('pm_card_refundFail');
    const request = refund(source);
    expect(await provider.refund(request)).toMatchObject({ status: 'succeeded' });
    offline.advance(DAY_MS);
    expect(await provider.lookup(unanswered(request, 'refund'))).toMatchObject({
      status: 'failed',
      code: 'expired_or_canceled_card',
    });
    expect(await provider.refund(refund(source, 5_000))).toMatchObject({ status: 'succeeded' });
  });

  test('can be looked up by its contract without its charge', async () => {
    const { provider, take, refund } = await openShop();
    await take();
    const request = refund(await take());
    const outcome = await provider.refund(request);
    const { source, ...rest } = unanswered(request, 'refund');
    expect(await provider.lookup(rest)).toEqual(outcome);
  });
});

describe('transfers and refunds', () => {
  test.each(['transfer', 'refund'] as const)(
    'a %s is made once, however late the request is repeated',
    async (kind) => {
      const { offline, provider, take, ...shop } = await openShop();
      const request = shop[kind](await take());
      const first = await provider[kind](request);
      offline.advance(25 * HOUR_MS);
      expect(await provider[kind](request)).toEqual(first);
      expect(await provider.lookup(unanswered(request, kind))).toEqual(first);
      expect(offline.objects[`${kind}s`]()).toHaveLength(1);
    },
  );

  test.each(['transfer', 'refund'] as const)('a %s with a used key and another amount moves nothing', async (kind) => {
    const { offline, provider, take, ...shop } = await openShop();
    const request = shop[kind](await take());
    await provider[kind](request);
    await expect(provider[kind]({ ...request, amount: amount(1_000) })).rejects.toThrow('another amount');
    offline.advance(25 * HOUR_MS);
    await expect(provider[kind]({ ...request, amount: amount(1_000) })).rejects.toThrow('another amount');
  });

  test('a reference that belongs to another payment is an error', async () => {
    const { provider, take } = await openShop();
    const { reference } = await take();
    await expect(provider.lookup({ kind: 'charge', key: newPayment(), reference })).rejects.toThrow(
      'does not belong to',
    );
  });
});
