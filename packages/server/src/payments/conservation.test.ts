import {
  type Account,
  amountAtProvider,
  balances,
  type Command,
  type Contract,
  type ContractId,
  DAY_MS,
  HOUR_MS,
  type Payment,
} from '@workroom/core';
import { seededRandom } from '@workroom/core/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { compareBooks } from '../reconcile/compare-books.ts';
import { handClock } from '../testing/hand-clock.test.support.ts';
import { type OwnStore, openOwnStore } from '../testing/own-store.test.support.ts';
import { client, freelancer, openPipeline, type Pipeline } from '../testing/pipeline.test.support.ts';
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

const terms = fc.record({
  fees: fc.record({ clientBps: fc.integer({ min: 0, max: 999 }), freelancerBps: fc.integer({ min: 0, max: 2_000 }) }),
  milestones: fc.array(fc.integer({ min: 500, max: 1_000_000 }), { minLength: 1, maxLength: 4 }),
});

const scenario = fc.record({
  seed: fc.integer(),
  contracts: fc.array(terms, { minLength: 1, maxLength: 5 }),
  steps: fc.array(
    fc.record({ step, on: fc.nat(4), dies: fc.integer({ min: 0, max: 5 }).map((number) => number === 0) }),
    { minLength: 5, maxLength: 80, size: 'max' },
  ),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer Made> ? Made : never;

/** A charge that succeeds after it was cancelled, and a payout that comes back. Random steps rarely make them. */
const rareOutcomes: Scenario = {
  seed: 1,
  contracts: Array.from({ length: 3 }, () => ({
    fees: { clientBps: 300, freelancerBps: 1_000 },
    milestones: [10_000],
  })),
  steps: [0, 1, 2].flatMap((on) =>
    [
      { does: 'fund' as const, method: 'pm_late' },
      { does: 'cancel' as const },
      { does: 'fund' as const, method: 'pm_payout_returned' },
      { does: 'release' as const, percent: 100 },
      { does: 'wait' as const, hours: 30 },
    ].map((step) => ({ step, on, dies: false })),
  ),
};

let own: OwnStore;
beforeAll(async () => {
  own = await openOwnStore();
});
afterAll(() => own.close());

describe('ledger and provider', () => {
  afterAll(() => {
    // A test without any fault would prove nothing.
    for (const [name, times] of Object.entries(hit)) expect(times, name).toBeGreaterThan(0);
  });

  test('agree to the cent over random contracts, outcomes and faults', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(scenario, holds), {
      numRuns: 12 * Number(process.env.WORKROOM_PROPERTY_RUNS ?? 1),
      examples: [[rareOutcomes]],
    });
  });
});

async function holds({ seed, contracts, steps }: Scenario) {
  await own.empty();
  const clock = handClock();
  const simulated = simulatedProvider({ clock: { now: () => new Date(clock.now()) } });
  let reliable = false;
  const provider = unreliable(simulated, seededRandom(seed), () => reliable);
  // Two processes with the same tables and the same provider.
  const pipeline = openPipeline({ ...clock, store: own.store, provider, random: seededRandom(seed + 1) });
  const another = openPipeline({ ...clock, store: own.store, provider, random: seededRandom(seed + 2) });
  const sweeps = [pipeline, another].map(({ newSweep }) => newSweep({ onError: fail }));
  const sweepAll = () => Promise.all(sweeps.map((sweep) => sweep()));
  const contractIds: ContractId[] = [];
  for (const { milestones, fees } of contracts) contractIds.push(await pipeline.create(milestones, { fees }));
  const seen = new Map<ContractId, Contract>();
  for (const contractId of contractIds) seen.set(contractId, await pipeline.contract(contractId));

  for (const { step: next, on, dies } of steps) {
    if (next.does === 'wait') {
      await clock.advance(next.hours * HOUR_MS);
      await sweepAll();
      for (const contractId of contractIds) {
        await hearOfReturns(another, contractId, simulated);
        seen.set(contractId, await agree(another, contractId, simulated, false));
      }
      continue;
    }
    const contract = [...seen.values()][on % seen.size];
    if (contract === undefined) throw new Error('no contract');
    await take(pipeline, contract, next, dies, simulated);
    seen.set(contract.id, await agree(pipeline, contract.id, simulated, false));
  }

  reliable = true;
  for (let round = 0; round < 3; round += 1) {
    for (const contractId of contractIds) await retryUncertain(pipeline, contractId);
    // Enough for slow payments, and for a full round of attempts.
    const untilMs = clock.nowMs() + 8 * DAY_MS;
    while (clock.nowMs() < untilMs) {
      const dueMs = (await own.nextDueMs()) ?? untilMs;
      await clock.advance(Math.min(Math.max(dueMs, clock.nowMs() + DAY_MS / 2), untilMs) - clock.nowMs());
      while ((await sweepAll()).some(({ more }) => more));
    }
  }
  for (const contractId of contractIds) {
    await hearOfReturns(pipeline, contractId, simulated);
    await agree(pipeline, contractId, simulated, true);
  }
}

/** A person tries parked payments again whose outcome is unknown. */
async function retryUncertain(pipeline: Pipeline, contractId: ContractId): Promise<void> {
  for (const payment of (await pipeline.contract(contractId)).payments) {
    if (payment.status !== 'parked' || payment.failure?.certain !== false) continue;
    await pipeline.run(contractId, { type: 'retry_payment', paymentId: payment.id }, 'server');
  }
}

/** Like the provider's webhook: nothing checks payments that have succeeded. */
async function hearOfReturns(pipeline: Pipeline, contractId: ContractId, simulated: SimulatedProvider): Promise<void> {
  for (const { id: paymentId, kind, status } of (await pipeline.contract(contractId)).payments) {
    if (status !== 'succeeded' || kind === 'charge') continue;
    const outcome = await simulated.lookup({ kind, key: paymentId, reference: null });
    if (outcome?.status !== 'failed') continue;
    await pipeline.commit(contractId, { type: 'settle_payment', paymentId, outcome }, 'system');
    hit.returned += 1;
  }
}

async function take(
  pipeline: Pipeline,
  contract: Contract,
  next: Step,
  dies: boolean,
  simulated: SimulatedProvider,
): Promise<void> {
  const held = contract.milestones.find((milestone) => milestone.funds.held > 0);
  const planned = contract.milestones.find((milestone) => milestone.state === 'planned');
  const waiting = contract.payments.find(({ status }) => status === 'pending' || status === 'requires_action');
  const over = contract.payments.find(({ status }) => status === 'failed' || status === 'parked');
  const give = async (command: Command, actor: typeof client) => {
    // The process dies after the commit and before it asks the provider.
    hit.died_before += dies ? 1 : 0;
    try {
      await (dies ? pipeline.commit : pipeline.run)(contract.id, command, actor);
    } catch (error) {
      // The rules may refuse a random command.
      if (!(error instanceof Problem) || error.status >= 500) throw error;
    }
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
    case 'confirm':
    case 'refuse':
      for (const payment of contract.payments.filter(({ status }) => status === 'requires_action'))
        await simulated[next.does === 'confirm' ? 'complete' : 'decline'](payment.id);
      return;
  }
}

/**
 * @param isOver whether every payment has had enough time to end
 * @returns the contract that was compared
 */
async function agree(
  pipeline: Pipeline,
  contractId: ContractId,
  simulated: SimulatedProvider,
  isOver: boolean,
): Promise<Contract> {
  const { contract, movements } = await pipeline.books(contractId);
  const { payments } = contract;
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
  expect(compareBooks({ contract, movements })).toEqual([]);
  const sent = sumOf(payments, 'charge') - sumOf(payments, 'transfer') - sumOf(payments, 'refund');
  const ledger = balances(movements);
  expect(0 - (ledger.get('processor') ?? 0)).toBe(sent);
  for (const [account, balance] of ledger)
    if (account !== 'processor') expect(balance, account).toBeGreaterThanOrEqual(0);
  if (!isOver) return contract;

  expect(0 - (ledger.get('processor') ?? 0)).toBe(books.charged - books.transferred - books.refunded);
  for (const payment of payments) {
    expect(['succeeded', 'failed', 'parked', 'cancelled']).toContain(payment.status);
    if (payment.status !== 'succeeded') expect(moved.get(payment.id) ?? 'failed').toBe('failed');
    hit.parked += payment.status === 'parked' ? 1 : 0;
    hit.succeeded += payment.status === 'succeeded' ? 1 : 0;
  }
  hit.late += movements.filter(({ credit }) => credit.startsWith('unapplied:')).length;
  // Clearing accounts only hold what a parked payout or refund still has to send.
  const parked = (kind: Payment['kind']) =>
    payments
      .filter((payment) => payment.kind === kind && payment.status === 'parked')
      .reduce<number>((sum, payment) => sum + amountAtProvider(payment), 0);
  const balance = (account: Account) => ledger.get(account) ?? 0;
  expect(balance('payable:freelancer')).toBe(parked('transfer'));
  expect(balance('payable:client')).toBe(parked('refund'));
  return contract;
}

function sumOf(payments: readonly Payment[], kind: Payment['kind']): number {
  return payments
    .filter((payment) => payment.kind === kind && payment.status === 'succeeded')
    .reduce<number>((sum, payment) => sum + amountAtProvider(payment), 0);
}

function fail(error: unknown): never {
  throw error;
}
