import { amount, DAY_MS, type PaymentId } from '@workroom/core';
import type { OperationName, Output, WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manualProvider } from '../payments/manual/manual-provider.ts';
import {
  memoryStorage,
  type SimulatedProvider,
  type SimulatedStorage,
  simulatedProvider,
} from '../payments/simulated/index.ts';
import type { Database } from '../store/database.ts';
import { storeOver } from '../store/store-over.ts';
import { ask } from '../store/testing/ask.ts';
import { client, freelancer, type Market, openMarket } from '../testing/market.test.support.ts';
import { openOwnDatabase } from '../testing/own-database.test.support.ts';
import type { DifferenceKind } from './difference.ts';

// Every kind of difference is planted, at the provider or in the rows, and must be found as exactly that kind.

const fees = { clientBps: 300, freelancerBps: 1_000 };
let database: Database;
let market: Market;
let storage: SimulatedStorage;
let simulated: SimulatedProvider;
/** The provider's clock, which may be ahead of the last lookup. */
let providerMs = Date.UTC(2026, 2, 2, 9);
const forgotten = new Set<string>();
let isReachable = true;

beforeAll(async () => {
  database = await openOwnDatabase();
  const kept = memoryStorage();
  storage = { ...kept, read: async (key) => (forgotten.has(key) ? null : kept.read(key)) };
  // Its webhooks are not delivered, so reconciliation must find the changes.
  const webhooks = { secret: 'unheard', deliver: async () => {} };
  simulated = simulatedProvider({ clock: { now: () => new Date(providerMs) }, storage, webhooks });
  market = openMarket({
    database: storeOver(database, 'market_one'),
    policy: { fees },
    payments: {
      ...simulated,
      lookup: async (request) => {
        if (!isReachable) throw new Error('the provider is down');
        return simulated.lookup(request);
      },
    },
  });
}, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await database.close();
});

type Payment = WireContract['payments'][number];

/** Creates a contract and pays its first milestone with this payment method. */
async function charged(paymentMethod = 'pm_ok') {
  const { contractId, at } = await market.create(50_000, 30_000);
  const contract = await market.contract('fund', client, { params: at(0), body: { paymentMethod } });
  return { contractId, at, charge: only(contract, 'charge') };
}

async function released(paymentMethod = 'pm_ok') {
  const deal = await charged(paymentMethod);
  const body = { amount: 50_000 };
  const contract = await market.contract('release', client, { params: deal.at(0), body });
  return { ...deal, transfer: only(contract, 'transfer') };
}

function only({ payments }: WireContract, kind: Payment['kind']): Payment {
  const found = payments.findLast((payment) => payment.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
}

const differences = async (contractId: WireContract['id']) =>
  (await market.workroom.reconcile({ contractId })).differences;

/** Changes a charge, or a payment drawn from it, in the provider's own books. */
async function rewrite(charge: Payment, key: string, state: unknown, amount?: number): Promise<void> {
  const entry = await storage.read(charge.id);
  if (entry === null) throw new Error(`no entry ${charge.id}`);
  type Entry = { key: string; state: unknown; amount: number };
  const book = JSON.parse(entry.text) as Entry & { draws: Entry[] };
  for (const each of [book, ...book.draws])
    if (each.key === key) Object.assign(each, { state, ...(amount !== undefined && { amount }) });
  await storage.write(charge.id, JSON.stringify(book), entry.revision);
}

const failed = { status: 'failed', failure: { code: 'returned', message: 'The bank took it back.' } };
const later = { status: 'pending', until: Date.UTC(2036, 0, 1), result: 'succeeded', uncancellable: true };

describe('reconcile', () => {
  test('finds nothing if the books match, whatever is in progress', async () => {
    const send = (name: OperationName, as: typeof client, params: Record<string, string>, body: unknown) =>
      market.contract(name, as, { params, body });
    const part = await charged('pm_payout_answer_lost');
    await send('release', client, part.at(0), { amount: 20_000, leftover: { to: 'next_milestone' } });
    await send('fund', client, part.at(1), { paymentMethod: 'pm_ok' });
    await send(
      'volunteerRefund',
      freelancer,
      { contractId: part.contractId },
      { milestoneId: part.at(1).milestoneId, amount: 10_001 },
    );
    await send('giveBonus', client, { contractId: part.contractId }, { amount: 1_999, paymentMethod: 'pm_ok' });
    for (const method of ['pm_pending', 'pm_needs_action', 'pm_declined', 'pm_answer_lost']) await charged(method);
    await released('pm_payout_pending');
    await released('pm_payout_fails');
    const late = await charged('pm_late');
    const params = { contractId: late.contractId, paymentId: late.charge.id };
    await market.contract('cancelPayment', client, { params });
    const found = await market.workroom.reconcile({ limit: 100 });
    // The next sweep finds the outcome of a request whose answer was lost.
    expect(found).toMatchObject({ checked: 8, nextCursor: null });
    market.system.ms += DAY_MS / 4;
    await market.workroom.sweep();
    expect((await market.workroom.reconcile({ limit: 100 })).differences).toEqual([]);
  });

  const planted: Record<DifferenceKind, () => Promise<Planted>> = {
    async pending_here_succeeded_there() {
      const { contractId, charge } = await charged('pm_pending');
      providerMs += 3 * DAY_MS;
      return { contractId, paymentId: charge.id, expected: 0, found: 51_500 };
    },
    async pending_here_failed_there() {
      const { contractId, charge } = await charged('pm_pending_fails');
      providerMs += 3 * DAY_MS;
      return { contractId, paymentId: charge.id, expected: 0, found: 0 };
    },
    async pending_here_unknown_there() {
      const { contractId, charge } = await charged('pm_pending');
      forgotten.add(charge.id);
      return { contractId, paymentId: charge.id, expected: 0, found: 0 };
    },
    async succeeded_here_unknown_there() {
      const { contractId, charge } = await charged();
      forgotten.add(charge.id);
      return { contractId, paymentId: charge.id, expected: 51_500, found: 0 };
    },
    async succeeded_here_pending_there() {
      const { contractId, charge } = await charged();
      await rewrite(charge, charge.id, later);
      return { contractId, paymentId: charge.id, expected: 51_500, found: 0 };
    },
    async succeeded_here_failed_there() {
      const { contractId, charge } = await charged();
      await rewrite(charge, charge.id, failed);
      return { contractId, paymentId: charge.id, expected: 51_500, found: 0 };
    },
    async failed_here_succeeded_there() {
      const { contractId, charge, transfer } = await released('pm_payout_fails');
      await rewrite(charge, transfer.id, { status: 'succeeded' });
      return { contractId, paymentId: transfer.id, expected: 0, found: 45_000 };
    },
    async cancelled_here_succeeded_there() {
      const { contractId, charge, transfer } = await released('pm_payout_fails');
      await market.contract('retryPayment', 'server', { params: { contractId, paymentId: transfer.id }, body: {} });
      await rewrite(charge, transfer.id, { status: 'succeeded' });
      return { contractId, paymentId: transfer.id, expected: 0, found: 45_000 };
    },
    async moved_outside_workroom() {
      const { contractId, charge } = await charged();
      await simulated.externalRefund(charge.id, amount(1_500));
      const reference = `sim_outside_${charge.id}_1`;
      return { contractId, paymentId: charge.id, about: `refund ${reference}`, expected: 0, found: 1_500 };
    },
    async chargeback_differs() {
      const { contractId, charge } = await charged();
      await simulated.chargeback(charge.id, amount(20_000));
      return { contractId, paymentId: charge.id, expected: 0, found: 20_000 };
    },
    async left_of_charge_differs() {
      const { contractId, charge, transfer } = await released();
      await rewrite(charge, transfer.id, { status: 'succeeded' }, 44_000);
      return { contractId, paymentId: charge.id, expected: 6_500, found: 7_500 };
    },
    async provider_unreachable() {
      const { contractId, charge } = await charged();
      isReachable = false;
      return { contractId, paymentId: charge.id, expected: 51_500, found: null };
    },
    async ledger_differs_from_payments() {
      const { contractId, charge } = await charged();
      await ask(database, `update market_one.payment set amount = amount + 100 where id = '${charge.id}'`);
      return { contractId, paymentId: null, about: 'charges', expected: 51_600, found: 51_500 };
    },
    async clearing_not_zero() {
      const { contractId, transfer } = await released('pm_payout_pending');
      await ask(database, `update market_one.payment set amount = amount - 100 where id = '${transfer.id}'`);
      return { contractId, paymentId: null, about: 'payable:freelancer', expected: 44_900, found: 45_000 };
    },
    async totals_do_not_add_up() {
      const { contractId } = await charged();
      await ask(
        database,
        `update market_one.milestone set deposited = deposited + 1, released = released + 1
        where contract_id = '${contractId}' and position = 0`,
      );
      await ask(
        database,
        `update market_one.contract set refunded = refunded + 1, deposited = deposited + 1
        where id = '${contractId}'`,
      );
      return { contractId, paymentId: null, about: 'deposited', expected: 50_000, found: 50_001 };
    },
  };
  interface Planted extends Partial<Output<'Difference'>> {
    readonly contractId: WireContract['id'];
  }

  test.each(Object.keys(planted) as DifferenceKind[])('finds %s, and nothing else', async (kind) => {
    const expected = await planted[kind]();
    const found = await differences(expected.contractId);
    isReachable = true;
    expect([...new Set(found.map((each) => each.kind))]).toEqual([kind]);
    expect(found[0]).toMatchObject({ kind, currency: 'USD', next: expect.stringMatching(/\.$/), ...expected });
  });

  test('skips a payment that is being looked up', async () => {
    const { contractId, charge } = await charged('pm_pending');
    providerMs += 3 * DAY_MS;
    const lease = (until: number) =>
      ask(database, `update market_one.payment set lease_until_ms = ${until} where id = '${charge.id}'`);
    await lease(market.system.ms + 30_000);
    expect(await differences(contractId)).toEqual([]);
    await lease(market.system.ms);
    expect(await differences(contractId)).toMatchObject([{ kind: 'pending_here_succeeded_there' }]);
  });

  test('makes no provider call with manual payments', async () => {
    const own = openMarket({ payments: manualProvider() });
    const { contractId, at } = await own.create(50_000);
    const funded = await own.contract('fund', client, { params: at(0), body: {} });
    const params = { contractId, paymentId: only(funded, 'charge').id };
    await own.contract('reportPayment', 'server', { params, body: { outcome: 'succeeded' } });
    const found = await own.workroom.reconcile();
    await own.workroom.close();
    expect(found).toEqual({ checked: 1, differences: [], recorded: 0, nextCursor: null });
  });

  test.each([
    ['payout', 'transfer', 'payable:freelancer', 45_000],
    ['refund', 'refund', 'payable:client', 51_500],
  ] as const)('rule 55: a %s that came back is recorded if requested', async (_, kind, account, owed) => {
    const deal = await charged();
    const { contractId } = deal;
    const contract =
      kind === 'transfer'
        ? await market.contract('release', client, { params: deal.at(0), body: { amount: 50_000 } })
        : await market.contract('volunteerRefund', freelancer, {
            params: { contractId },
            body: { milestoneId: deal.at(0).milestoneId },
          });
    const payment = only(contract, kind);
    expect(payment.status).toBe('succeeded');
    await rewrite(deal.charge, payment.id, failed);
    const difference = { kind: 'succeeded_here_failed_there', paymentId: payment.id };
    expect(await market.workroom.reconcile({ contractId })).toMatchObject({ recorded: 0, differences: [difference] });
    const recorded = await market.workroom.reconcile({ contractId, record: true });
    expect(recorded).toMatchObject({ recorded: 1, differences: [difference] });
    // Payments, ledger and provider agree again, and the change is recorded once.
    expect(await market.workroom.reconcile({ contractId, record: true })).toMatchObject({
      recorded: 0,
      differences: [],
    });
    const { body } = await market.send('getLedger', 'server', { params: { contractId } });
    const { movements } = body as Output<'Ledger'>;
    const sum = (of: 'credit' | 'debit') =>
      movements.reduce((total, each) => total + (each[of] === account ? each.amount : 0), 0);
    expect(sum('credit') - sum('debit')).toBe(owed);
  });

  test('a reversed charge is reported and never recorded', async () => {
    const { contractId, charge } = await charged();
    await rewrite(charge, charge.id, failed);
    const found = await market.workroom.reconcile({ contractId, record: true });
    expect(found).toMatchObject({ recorded: 0, differences: [{ kind: 'succeeded_here_failed_there' }] });
    expect((await market.workroom.reconcile({ contractId })).differences).toEqual(found.differences);
  });

  test('rules 52 and 54: two servers that get the same report of a charge record it once', async () => {
    const other = openMarket({ database: storeOver(database, 'market_one'), policy: { fees }, payments: simulated });
    const { contractId, charge } = await charged();
    const key = charge.id as PaymentId;
    const bothRecord = () =>
      Promise.all(
        [market, other, market, other].map(({ workroom }) => workroom.reconcile({ contractId, record: true })),
      );
    const moved = async () => {
      const { body } = await market.send('getLedger', 'server', { params: { contractId } });
      return (body as Output<'Ledger'>).movements.map(({ debit, credit, amount: of }) => `${debit} ${credit} ${of}`);
    };
    await simulated.externalRefund(key, amount(1_030));
    await simulated.chargeback(key, amount(20_600));
    await bothRecord();
    const opened = await moved();
    expect(new Set(opened).size).toBe(opened.length);
    await simulated.decideChargeback(key, 'won');
    await bothRecord();
    expect((await market.workroom.reconcile({ contractId, record: true })).differences).toEqual([]);
    const { body } = await market.send('getTimeline', 'server', { params: { contractId } });
    const types = (body as Output<'Timeline'>).data.map(({ type }) => type);
    for (const type of [
      'payment.external',
      'chargeback.opened',
      'contract.frozen',
      'chargeback.won',
      'contract.unfrozen',
    ])
      expect(
        types.filter((each) => each === type),
        type,
      ).toHaveLength(1);
    await other.workroom.close();
  });

  test('goes through all contracts page by page over HTTP, without changes', async () => {
    const rows = `select string_agg(c.id || c.version || c.seq, ' ' order by c.id) as row from market_one.contract c`;
    const before = await ask(database, rows);
    const all = await market.workroom.reconcile({ limit: 100 });
    const found: Output<'Difference'>[] = [];
    let checked = 0;
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const asked = cursor === undefined ? {} : { cursor };
      const { body } = await market.send('reconcile', 'server', { body: { limit: 9, ...asked } });
      const page = body as Output<'Reconciliation'>;
      expect(page.checked).toBeLessThanOrEqual(9);
      checked += page.checked;
      found.push(...page.differences);
      cursor = page.nextCursor;
    }
    expect([checked, found.length]).toEqual([all.checked, all.differences.length]);
    expect(checked).toBeGreaterThan(9);
    expect(await ask(database, rows)).toEqual(before);
  });
});
