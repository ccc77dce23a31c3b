import { type Amount, amount, DAY_MS } from '@workroom/core';
import { EvidenceRefused, type PaymentProvider } from '@workroom/server/payments';
import { expect, test } from 'vitest';
import { amountStep, fromStripeAmount, toStripeAmount } from './currency.ts';
import type { StripeOptions } from './options.ts';
import { openShop, referenceOf } from './shop.test.support.ts';

async function openDisputed(options: Partial<StripeOptions> = {}) {
  const shop = await openShop(options);
  const source = await shop.take('pm_card_bypassPending');
  const asked = shop.named(source);
  return { ...shop, source, asked, read: () => all(shop.provider).readDisputes(asked) };
}

/** The Stripe provider has every optional member. */
function all(provider: PaymentProvider): Required<PaymentProvider> {
  return provider as Required<PaymentProvider>;
}

test('rule 52: a dispute is read from its balance transactions, without Stripe’s fee', async () => {
  const { offline, source, read } = await openDisputed();
  expect(await read()).toEqual([]);
  const { id } = offline.dispute(source.reference, { amount: 3_000 });
  const [opened] = await read();
  expect(opened).toMatchObject({ reference: id, amount: 3_000, currency: 'USD', withdrawn: 3_000, reinstated: 0 });
  expect(opened).toMatchObject({ state: 'open', openedAt: Math.floor(offline.now() / 1_000) * 1_000 });
  expect(opened?.evidenceDueBy).toBeGreaterThan(offline.now());
  offline.settle(id, { partlyWon: 1_000 });
  expect(await read()).toMatchObject([{ state: 'lost', withdrawn: 3_000, reinstated: 1_000, evidenceDueBy: null }]);
});

test('rule 52: a won or lost dispute can still change', async () => {
  const { offline, source, read } = await openDisputed();
  const { id } = offline.dispute(source.reference);
  offline.settle(id, 'won');
  expect(await read()).toMatchObject([{ state: 'won', withdrawn: 5_000, reinstated: 5_000 }]);
  offline.settle(id, 'lost');
  expect(await read()).toMatchObject([{ state: 'lost', withdrawn: 10_000, reinstated: 5_000 }]);
});

test('an inquiry takes no money, and can become a dispute with the same id', async () => {
  const { offline, source, read } = await openDisputed();
  const { id } = offline.dispute(source.reference, { kind: 'inquiry' });
  expect(await read()).toMatchObject([{ reference: id, state: 'inquiry', withdrawn: 0 }]);
  offline.settle(id, 'escalates');
  expect(await read()).toMatchObject([{ reference: id, state: 'open', withdrawn: 5_000 }]);
});

test.each([
  ['warning_under_review', 'inquiry'],
  ['under_review', 'open'],
  ['appeal_needs_response', 'open'],
  ['prevented', 'won'],
  ['a status of later', 'won'],
])('an inquiry with the status %s is reported as %s', async (status, state) => {
  const { offline, source, read } = await openDisputed();
  offline.settle(offline.dispute(source.reference, { kind: 'inquiry' }).id, { status });
  expect(await read()).toMatchObject([{ state }]);
});

test('a debit returned by the bank is lost at once and accepts no evidence', async () => {
  const { offline, source, asked, provider, read } = await openDisputed();
  const { id } = offline.dispute(source.reference, { kind: 'debit_return' });
  expect(await read()).toMatchObject([{ state: 'lost', withdrawn: 5_000, evidenceDueBy: null }]);
  const document = { summary: 'Delivered.', html: new Uint8Array() };
  await expect(
    all(provider).submitEvidence({ dispute: id, contractId: asked.contractId, charge: source, document }),
  ).rejects.toBeInstanceOf(EvidenceRefused);
});

test('money withdrawn by a dispute is not paid out or refunded from other charges', async () => {
  const { offline, provider, transfer, refund, source, take } = await openDisputed();
  await take('pm_card_bypassPending');
  const { id } = offline.dispute(source.reference, { amount: 4_000 });
  expect(await provider.transfer(transfer(source, 1_001))).toMatchObject({ code: 'insufficient_balance' });
  expect(await provider.transfer(transfer(source, 1_000))).toMatchObject({ status: 'succeeded' });
  expect(await provider.refund(refund(source, 100))).toMatchObject({ status: 'failed' });
  offline.settle(id, 'won');
  expect(await provider.transfer(transfer(source, 4_000))).toMatchObject({ status: 'succeeded' });
});

test('a pending refund fails if the bank takes the charge back', async () => {
  const { offline, provider, refund, take } = await openShop();
  const source = await take('pm_card_pendingRefund');
  const request = refund(source, 2_000);
  expect(await provider.refund(request)).toMatchObject({ status: 'pending' });
  offline.dispute(source.reference);
  expect(await provider.refund(request)).toMatchObject({
    status: 'failed',
    code: 'charge_for_pending_refund_disputed',
  });
});

test('rule 53: the first request stages evidence, the second sends it, and changes made in the dashboard are kept', async () => {
  const { offline, provider, source, asked } = await openDisputed();
  const { id: dispute } = offline.dispute(source.reference);
  const document = { summary: 'Delivered on 3 March.', html: new Uint8Array() };
  const request = { dispute, contractId: asked.contractId, charge: source, document };
  expect(await all(provider).submitEvidence(request)).toMatchObject({ isStaged: true });
  expect(offline.objects.disputes()).toMatchObject([
    { status: 'needs_response', evidence: { uncategorized_text: 'Delivered on 3 March.' } },
  ]);
  const sent = await all(provider).submitEvidence({ ...request, document: { ...document, summary: 'Other.' } });
  expect(sent).not.toHaveProperty('isStaged');
  expect(offline.objects.disputes()).toMatchObject([
    { status: 'under_review', evidence: { uncategorized_text: 'Delivered on 3 March.' } },
  ]);
  await expect(all(provider).submitEvidence(request)).rejects.toBeInstanceOf(EvidenceRefused);
});

test('rule 53: a repeated request with a lost answer does not count as the second request', async () => {
  const { offline, provider, source, asked } = await openDisputed();
  const { id: dispute } = offline.dispute(source.reference);
  const document = { summary: 'Delivered on 3 March.', html: new Uint8Array() };
  const request = { key: 'first', dispute, contractId: asked.contractId, charge: source, document };
  const staged = await all(provider).submitEvidence(request);
  expect(await all(provider).submitEvidence(request)).toEqual(staged);
  expect(offline.objects.disputes()).toMatchObject([{ evidence_details: { submission_count: 0 } }]);
  const sent = await all(provider).submitEvidence({ ...request, key: 'second' });
  expect(await all(provider).submitEvidence({ ...request, key: 'second' })).toEqual(sent);
  expect(offline.objects.disputes()).toMatchObject([{ evidence_details: { submission_count: 1 } }]);
});

test('rule 53: evidence is sent at once if the marketplace has configured that', async () => {
  const { offline, provider, source, asked } = await openDisputed({ evidence: 'submit' });
  const { id: dispute } = offline.dispute(source.reference);
  const document = { summary: 'Delivered.', html: new Uint8Array() };
  await all(provider).submitEvidence({ dispute, contractId: asked.contractId, charge: source, document });
  expect(offline.objects.disputes()).toMatchObject([{ evidence_details: { submission_count: 1 } }]);
});

test('rule 53: evidence is not sent to a dispute of another charge', async () => {
  const { offline, provider, source, asked, take } = await openDisputed();
  const other = await take();
  const { id: dispute } = offline.dispute(other.reference);
  const document = { summary: 'Delivered.', html: new Uint8Array() };
  await expect(
    all(provider).submitEvidence({ dispute, contractId: asked.contractId, charge: source, document }),
  ).rejects.toBeInstanceOf(EvidenceRefused);
});

test('rule 51: unsettled money cannot be reversed yet; a later attempt with a new key succeeds', async () => {
  const { offline, provider, take, transfer, reversal } = await openShop();
  const source = await take();
  const payout = transfer(source);
  const paid = { key: payout.key, reference: referenceOf(await provider.transfer(payout)) };
  const early = reversal(paid);
  expect(await all(provider).reverse(early)).toMatchObject({ status: 'failed', code: 'insufficient_balance' });
  offline.advance(2 * DAY_MS);
  expect(await all(provider).reverse(reversal(paid))).toMatchObject({ status: 'succeeded' });
});

test.each(['answer_lost', 'silent_after', 'error_after'] as const)(
  'a reversal with a failed answer (%s) is found by a lookup and is made once',
  async (fault) => {
    const { offline, provider, source, transfer, reversal } = await openDisputed();
    const payout = transfer(source);
    const paid = { key: payout.key, reference: referenceOf(await provider.transfer(payout)) };
    offline.fail(fault, { method: 'POST', path: `/v1/transfers/${paid.reference}/reversals`, times: 2 });
    const request = reversal(paid);
    const asked = await all(provider)
      .reverse(request)
      .catch(() => null);
    const about = { kind: 'reversal', key: request.key, reference: null, transfer: paid } as const;
    expect(await provider.lookup(about)).toMatchObject({ status: 'succeeded' });
    // Also if the answer to the transfer was lost before.
    const unknown = { ...about, contractId: request.contractId, transfer: { ...paid, reference: null } };
    expect(await provider.lookup(unknown)).toMatchObject({ status: 'succeeded' });
    expect(asked === null || asked.status === 'succeeded').toBe(true);
    expect(await all(provider).reverse(request)).toMatchObject({ status: 'succeeded' });
    expect(offline.objects.reversals()).toHaveLength(1);
  },
  20_000,
);

test('rule 54: only our own refunds, transfers and reversals have a key, those made in the dashboard do not', async () => {
  const { offline, provider, source, asked, transfer, account } = await openDisputed();
  const payout = transfer(source);
  const paid = referenceOf(await provider.transfer(payout));
  offline.dashboard.refund(source.reference, 500);
  offline.dashboard.transfer(source.reference, account, 300);
  offline.dashboard.reverse(paid, 200);
  expect(await all(provider).movementsOf(asked)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'refund', amount: 500, key: null }),
      expect.objectContaining({ kind: 'transfer', amount: 300, key: null }),
      expect.objectContaining({ kind: 'transfer', amount: 2_000, key: payout.key, reference: paid }),
      expect.objectContaining({ kind: 'reversal', amount: 200, key: null, transfer: paid, currency: 'USD' }),
    ]),
  );
});

test('a refund that waits for the platform’s balance is pending, and counts as a movement only once it is sent', async () => {
  const { offline, provider, take, refund, named } = await openShop({}, { shortRefunds: 'pending' });
  const source = await take('pm_card_bypassPending');
  const request = refund(source, 5_000);
  // Stripe kept its fee, so the balance is below 50.00.
  expect(await provider.refund(request)).toMatchObject({ status: 'pending', reason: 'insufficient_funds' });
  expect(offline.objects.refunds()).toMatchObject([{ pending_reason: 'insufficient_funds' }]);
  expect(await all(provider).movementsOf(named(source))).toEqual([]);
  await take('pm_card_bypassPending');
  offline.advance(DAY_MS);
  expect(await provider.refund(request)).toMatchObject({ status: 'succeeded' });
  expect(await all(provider).movementsOf(named(source))).toMatchObject([{ kind: 'refund', key: request.key }]);
});

test('the refund period of a charge depends on its payment method', async () => {
  const { offline, provider, charge, take, named } = await openShop();
  expect(await all(provider).refundableUntil(named(await take()))).toBeNull();
  const debit = charge('pm_usBankAccount_success');
  const reference = referenceOf(await provider.charge(debit));
  offline.advance(4 * DAY_MS);
  const asked = named({ key: debit.key, reference });
  const [made] = offline.objects.charges().filter(({ payment_intent: intent }) => intent === reference);
  expect(await all(provider).refundableUntil(asked)).toBe((made?.created ?? 0) * 1_000 + 180 * DAY_MS);
});

test.each([
  ['USD', 1, 1],
  ['JPY', 1, 1],
  ['ISK', 1, 100],
  ['KWD', 10, 10],
  ['MGA', 100, 1],
])('amounts of %s are multiples of %i, which Stripe counts as %i', (currency, step, counted) => {
  expect(amountStep(currency)).toBe(step);
  expect(toStripeAmount(amount(step), currency)).toBe(counted);
  expect(fromStripeAmount(counted, currency)).toBe(step as Amount);
});
