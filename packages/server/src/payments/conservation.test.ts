import { type Account, amountAtProvider, balances, type Command, DAY_MS, HOUR_MS, type Payment } from '@workroom/core';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createSweep } from '../jobs/sweep.ts';
import { compareBooks } from '../reconcile/compare-books.ts';
import {
  client,
  freelancer,
  handClock,
  type MemoryMarket,
  oneByOne,
  openMemoryMarket,
  seeded,
} from './memory-market.test.support.ts';
import type { PaymentProvider } from './provider.ts';
import { type SimulatedProvider, simulatedProvider, testMethods } from './simulated/index.ts';

// No money leaves twice, and the ledger's payments are those that the provider was asked to make, whatever fails:
// requests that never arrive, answers that are lost, processes that die.

const faults = ['none', 'not_done', 'done_but_lost', 'done_twice'] as const;
const hit = {
  returned: 0,
  not_done: 0,
  done_but_lost: 0,
  done_twice: 0,
  died_before: 0,
  parked: 0,
  late: 0,
  succeeded: 0,
};

// A request that hangs needs its timer to fire; the runner's own tests cover that.
const methods = Object.keys(testMethods).filter((name) => name !== 'pm_times_out');

function unreliable(provider: SimulatedProvider, random: () => number, reliable: () => boolean): PaymentProvider {
  const broken =
    <Request, Answer>(call: (request: Request) => Promise<Answer>) =>
    async (request: Request): Promise<Answer> => {
      const fault = reliable() ? 'none' : (faults[Math.floor(random() * 8)] ?? 'none');
      if (fault === 'none') return call(request);
      hit[fault] += 1;
      if (fault === 'not_done') throw new Error('the request was lost');
      await call(request);
      if (fault === 'done_twice') return call(request);
      throw new Error('the answer was lost');
    };
  return {
    ...provider,
    charge: broken(provider.charge),
    transfer: broken(provider.transfer),
    refund: broken(provider.refund),
    cancel: broken(provider.cancel),
    lookup: broken(provider.lookup),
  };
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('fund' as const), method: fc.constantFrom(...methods) }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('release' as const), percent: fc.integer({ min: 1, max: 100 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('bonus' as const), method: fc.constantFrom(...methods) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constantFrom('submit', 'agree', 'ask_back', 'end', 'cancel', 'retry') }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('confirm', 'refuse') }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 100 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;

const scenario = fc.record({
  seed: fc.integer(),
  fees: fc.record({ clientBps: fc.integer({ min: 0, max: 999 }), freelancerBps: fc.integer({ min: 0, max: 2_000 }) }),
  milestones: fc.array(fc.integer({ min: 500, max: 1_000_000 }), { minLength: 1, maxLength: 4 }),
  steps: fc.array(fc.record({ step, dies: fc.integer({ min: 0, max: 5 }).map((number) => number === 0) }), {
    minLength: 5,
    maxLength: 30,
  }),
});

describe('ledger and provider', () => {
  afterAll(() => {
    // A test without any fault would prove nothing.
    for (const [name, times] of Object.entries(hit)) expect(times, name).toBeGreaterThan(0);
  });

  test('agree to the cent over random contracts, outcomes and faults', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(scenario, holds), {
      numRuns: 250 * Number(process.env.WORKROOM_PROPERTY_RUNS ?? 1),
    });
  });
});

async function holds({
  seed,
  fees,
  milestones,
  steps,
}: typeof scenario extends fc.Arbitrary<infer Made> ? Made : never) {
  const clock = handClock();
  const random = seeded(seed);
  const simulated = simulatedProvider({ clock: { now: () => new Date(clock.now()) } });
  let reliable = false;
  const provider = unreliable(simulated, random, () => reliable);
  const market = openMemoryMarket({ ...clock, provider, random });
  const { store, runner, applyDeadlines } = market;
  const sweep = createSweep({ ...clock, store, runner, applyDeadlines: oneByOne(applyDeadlines), onError: fail });
  const contractId = market.create(milestones, { fees });

  for (const { step: next, dies } of steps) {
    await take(market, contractId, next, dies);
    if (next.does === 'confirm' || next.does === 'refuse') {
      for (const payment of market.contract(contractId).payments.filter(({ status }) => status === 'requires_action'))
        await simulated[next.does === 'confirm' ? 'complete' : 'decline'](payment.id);
    }
    if (next.does === 'wait' && 'hours' in next) {
      await clock.advance(next.hours * HOUR_MS);
      // Several sweeps at once, as in several processes.
      await Promise.all([sweep(), sweep()]);
    }
    await hearOfReturns(market, contractId, simulated);
    await agree(market, contractId, simulated, false);
  }

  reliable = true;
  for (let round = 0; round < 3; round += 1) {
    for (const payment of market.contract(contractId).payments) {
      if (payment.status !== 'parked' || payment.failure?.certain !== false) continue;
      await market.run(contractId, { type: 'retry_payment', paymentId: payment.id }, 'server');
    }
    // Enough for slow payments, and for a full round of attempts.
    for (let times = 0; times < 16; times += 1) {
      await clock.advance(DAY_MS / 2);
      while ((await sweep()).more);
    }
  }
  await hearOfReturns(market, contractId, simulated);
  await agree(market, contractId, simulated, true);
}

/** Like the provider's webhook: nothing checks payments that have succeeded. */
async function hearOfReturns(
  market: MemoryMarket,
  contractId: ReturnType<MemoryMarket['create']>,
  simulated: SimulatedProvider,
) {
  for (const { id: paymentId, kind, status } of market.contract(contractId).payments) {
    if (status !== 'succeeded' || kind === 'charge') continue;
    const outcome = await simulated.lookup({ kind, key: paymentId, reference: null });
    if (outcome?.status !== 'failed') continue;
    market.commit(contractId, { type: 'settle_payment', paymentId, outcome }, 'system');
    hit.returned += 1;
  }
}

async function take(
  market: MemoryMarket,
  contractId: ReturnType<MemoryMarket['create']>,
  next: Step,
  dies: boolean,
): Promise<void> {
  const contract = market.contract(contractId);
  const held = contract.milestones.find((milestone) => milestone.funds.held > 0);
  const planned = contract.milestones.find((milestone) => milestone.state === 'planned');
  const waiting = contract.payments.find(({ status }) => status === 'pending' || status === 'requires_action');
  const over = contract.payments.find(({ status }) => status === 'failed' || status === 'parked');
  const give = async (command: Command, actor: typeof client) => {
    if (!dies) return market.run(contractId, command, actor);
    // The process dies after the commit and before it asks the provider.
    hit.died_before += 1;
    return market.commit(contractId, command, actor);
  };
  switch (next.does) {
    case 'fund':
      if (planned) await give({ type: 'fund', milestoneId: planned.id, paymentMethod: next.method }, client);
      return;
    case 'release': {
      if (!held) return;
      const part = Math.max(1, Math.floor((held.funds.held * next.percent) / 100));
      const leftover =
        next.percent % 2 === 0
          ? ({ to: 'next_milestone', milestone: { title: 'More', amount: 700 } } as const)
          : ({ to: 'refund_and_continue', reason: 'not needed' } as const);
      await give({ type: 'release', milestoneId: held.id, amount: part, leftover }, client);
      return;
    }
    case 'bonus':
      await give({ type: 'give_bonus', amount: 777, paymentMethod: next.method }, client);
      return;
    case 'submit':
      if (held) await give({ type: 'submit', milestoneId: held.id, message: 'done' }, freelancer);
      return;
    case 'ask_back':
      if (held) await give({ type: 'request_refund', milestoneId: held.id, reason: 'please' }, client);
      return;
    case 'agree':
      if (contract.refundRequest)
        await give({ type: 'agree_to_refund', refundRequestId: contract.refundRequest.id }, freelancer);
      return;
    case 'end':
      await give({ type: 'end' }, freelancer);
      return;
    case 'cancel':
      if (waiting) await give({ type: 'cancel_payment', paymentId: waiting.id }, client);
      return;
    case 'retry':
      if (over) await give({ type: 'retry_payment', paymentId: over.id, paymentMethod: 'pm_ok' }, client);
      return;
  }
}

/** @param isOver whether every payment has had enough time to end */
async function agree(
  market: MemoryMarket,
  contractId: ReturnType<MemoryMarket['create']>,
  simulated: SimulatedProvider,
  isOver: boolean,
): Promise<void> {
  const { payments } = market.contract(contractId);
  const books = await simulated.books(contractId);
  const byKey = new Map(payments.map((payment) => [payment.id, payment]));
  expect(new Set(books.operations.map(({ key }) => key)).size).toBe(books.operations.length);
  for (const operation of books.operations) {
    const payment = byKey.get(operation.key);
    expect(payment).toMatchObject({ kind: operation.kind });
    if (payment) expect(operation.amount).toBe(amountAtProvider(payment));
  }
  const moved = new Map(books.operations.map(({ key, status }) => [key, status]));
  for (const payment of payments) {
    if (payment.status === 'succeeded') expect(moved.get(payment.id)).toBe('succeeded');
    // A definitive failure moved nothing, now or later.
    if (payment.failure?.certain === true) expect(moved.get(payment.id) ?? 'failed').toBe('failed');
  }
  expect(compareBooks({ contract: market.contract(contractId), movements: market.ledger(contractId) })).toEqual([]);
  const sent = sumOf(payments, 'charge') - sumOf(payments, 'transfer') - sumOf(payments, 'refund');
  const ledger = balances(market.ledger(contractId));
  expect(0 - (ledger.get('processor') ?? 0)).toBe(sent);
  for (const [account, balance] of ledger)
    if (account !== 'processor') expect(balance, account).toBeGreaterThanOrEqual(0);
  if (!isOver) return;

  expect(0 - (ledger.get('processor') ?? 0)).toBe(books.charged - books.transferred - books.refunded);
  for (const payment of payments) {
    expect(['succeeded', 'failed', 'parked', 'cancelled']).toContain(payment.status);
    if (payment.status !== 'succeeded') expect(moved.get(payment.id) ?? 'failed').toBe('failed');
    hit.parked += payment.status === 'parked' ? 1 : 0;
    hit.succeeded += payment.status === 'succeeded' ? 1 : 0;
  }
  hit.late += market.ledger(contractId).filter(({ credit }) => credit.startsWith('unapplied:')).length;
  // Clearing accounts only hold what a parked payout or refund still has to send.
  const parked = (kind: Payment['kind']) =>
    payments
      .filter((payment) => payment.kind === kind && payment.status === 'parked')
      .reduce<number>((sum, payment) => sum + amountAtProvider(payment), 0);
  const balance = (account: Account) => ledger.get(account) ?? 0;
  expect(balance('payable:freelancer')).toBe(parked('transfer'));
  expect(balance('payable:client')).toBe(parked('refund'));
}

function sumOf(payments: readonly Payment[], kind: Payment['kind']): number {
  return payments
    .filter((payment) => payment.kind === kind && payment.status === 'succeeded')
    .reduce<number>((sum, payment) => sum + amountAtProvider(payment), 0);
}

function fail(error: unknown): never {
  throw error;
}
