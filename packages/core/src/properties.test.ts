import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { presentContract, presentEvent, presentSummary, schemas } from './api/index.ts';
import type { PaymentOutcome } from './command.ts';
import type { Contract } from './contract.ts';
import { decide } from './decide.ts';
import { sideOf } from './draft.ts';
import type { ContractEvent } from './events/event.ts';
import { feeTables } from './fee-tables.test.support.ts';
import { DAY_MS, HOUR_MS, type Instant } from './instant.ts';
import { balances } from './ledger.ts';
import { isRefusal } from './refusal.ts';
import {
  checkBooks,
  client,
  type Dice,
  freelancer,
  mediator,
  operator,
  type Step,
  seededIds,
  testEnvironment,
  type Walked,
  type WalkSetup,
  walk,
  walkScaled,
} from './testing/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
    runs: number;
  }
}

/** `SEED=… npm test -- --filter=@workroom/core` runs the same again. */
const seed = inject('seed');
/** Multiplies the usual number of runs: `npm run chaos` uses more. */
const runs = inject('runs');
const hostile = fc.constantFrom(0, -1, Number.NaN, 1e20, 0.5, Number.POSITIVE_INFINITY, 2 ** 53, 2 ** 53 - 1, 499);
const someAmount = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 120_000 }), weight: 4 },
  { arbitrary: hostile, weight: 1 },
);
const dice: fc.Arbitrary<Dice> = fc.record({
  place: fc.nat(60),
  amount: someAmount,
  secondAmount: fc.option(someAmount, { nil: undefined, freq: 2 }),
  text: fc.constantFrom('Well said.', 'Well said.', 'Well said.', '', ' '),
  days: fc.oneof(fc.integer({ min: 1, max: 15 }), hostile),
  flag: fc.boolean(),
  leftover: fc.constantFrom('next_milestone', 'refund_and_end', 'refund_and_continue', undefined),
  outcome: fc.constantFrom<PaymentOutcome['status']>(
    'succeeded',
    'succeeded',
    'succeeded',
    'succeeded',
    'succeeded',
    'succeeded',
    'pending',
    'failed',
    'requires_action',
    'unknown',
  ),
});

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    'offered',
    'offered_with_any_values',
    'offered_with_any_values',
    'anything',
    'provider',
    'provider',
  ),
  actor: fc.constantFrom(0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 7),
  choice: fc.nat(200),
  dice,
  wait: fc.oneof(
    { arbitrary: fc.constantFrom(0, 0, 0, 0, 0, 1, HOUR_MS, 3 * DAY_MS, -DAY_MS), weight: 16 },
    { arbitrary: fc.constantFrom(15 * DAY_MS, 60 * DAY_MS), weight: 1 },
    {
      arbitrary: fc.constantFrom({ deadline: -1 }, { deadline: 0 }, { deadline: 1 }) as fc.Arbitrary<{
        deadline: -1 | 0 | 1;
      }>,
      weight: 1,
    },
  ),
});

/** Steps, some of them by a bank or by a person in the provider's dashboard. */
const withBank = fc
  .tuple(step, fc.nat(3))
  .map(([each, chance]): Step => (chance === 0 ? { ...each, kind: 'bank' } : each));

const walks = (steps: number, each = step) =>
  fc.noBias(fc.array(each, { minLength: 1, maxLength: steps, size: 'max' }));

const setup: fc.Arbitrary<WalkSetup> = fc.record({
  beginning: fc.constantFrom(
    'new',
    'new',
    'approving',
    'approving',
    'funded',
    'carried',
    'carried',
    'disputed',
    'escalated',
    'escalated',
    'returning',
    'returning',
  ),
  seed: fc.integer(),
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  status: fc.constantFrom('active', 'active', 'active', 'offered'),
  amounts: fc.array(fc.integer({ min: 5_000, max: 100_000 }), { maxLength: 4 }),
  minimumCharge: fc.constantFrom(0, 50, 2_000),
  fees: feeTables,
  disputeDefault: fc.constantFrom('half', 'client', 'freelancer'),
  securityDays: fc.constantFrom(0, 0, 3, 30),
  planChanges: fc.constantFrom('client', 'client', 'client', 'agreement'),
  operatorApprovalAbove: fc.constantFrom({}, { USD: 0, JPY: 0, KWD: 0 }, { USD: 20_000, JPY: 20_000, KWD: 20_000 }),
});

/** Fees on everything, whose parts are uneven. */
const unevenFees = fc
  .tuple(fc.constantFrom(333, 777, 1_250), fc.constantFrom(0, 700, 1_900), fc.constantFrom(0, 37))
  .map(([bps, taxBps, flat]) =>
    (
      [
        { on: 'deposit', payer: 'client' },
        { on: 'release', payer: 'freelancer' },
        { on: 'release', payer: 'freelancer' },
        { on: 'bonus', payer: 'client' },
        { on: 'bonus', payer: 'freelancer' },
      ] as const
    ).map((place, row) => ({ ...place, label: `Fee ${row}`, bps: bps + row, flat, taxBps, returned })),
  );
const returned = 'proportional' as const;
/** A provider that only moves multiples of 10, as Stripe does in Kuwaiti dinars. */
const inTens = fc
  .tuple(setup, fc.constantFrom('funded', 'carried', 'returning', 'returning', 'disputed'), unevenFees)
  .map(
    ([terms, beginning, fees]): WalkSetup => ({
      ...terms,
      beginning,
      amounts: [...terms.amounts, 70_003, 41_017],
      fees,
      status: 'active',
      currency: 'KWD',
      minimumCharge: 0,
      operatorApprovalAbove: {},
      amountStep: 10,
    }),
  );
const ordinary = fc.integer({ min: 1, max: 120_000 });
/** Money in every direction, in ordinary amounts. */
const withMoney = fc.record({
  kind: fc.constantFrom(
    'offered' as const,
    'offered' as const,
    'offered_with_any_values' as const,
    'provider' as const,
    'provider' as const,
    'provider' as const,
    'bank' as const,
    'return' as const,
  ),
  actor: fc.constantFrom(0, 0, 1, 6),
  choice: fc.nat(200),
  dice: fc.record({
    place: fc.nat(60),
    amount: ordinary,
    secondAmount: fc.option(ordinary, { nil: undefined, freq: 2 }),
    text: fc.constant('Well said.'),
    days: fc.integer({ min: 1, max: 14 }),
    flag: fc.boolean(),
    leftover: fc.constantFrom('next_milestone', 'refund_and_continue'),
    outcome: fc.constantFrom<PaymentOutcome['status']>('succeeded', 'succeeded', 'succeeded', 'succeeded', 'failed'),
  }),
  wait: fc.constantFrom(0, 0, 0, 0, 3 * DAY_MS),
});

function checkPresented(contract: Contract, now: Instant, events: readonly ContractEvent[]): void {
  for (const event of events) schemas.Event.parse(presentEvent(contract.id, event, 'hash'));
  for (const reader of [client, freelancer, 'server', operator] as const) {
    schemas.Contract.parse(presentContract(contract, reader, now));
    schemas.ContractSummary.parse(presentSummary(contract, reader));
  }
  if (sideOf(contract, mediator) !== null) schemas.Contract.parse(presentContract(contract, mediator, now));
}

describe('any contract after any commands', () => {
  test('conserves money and never throws, and its table, actions and decisions agree', () => {
    fc.assert(
      fc.property(setup, walks(150), (terms, steps) => {
        walk(terms, steps, checkPresented);
      }),
      { seed, numRuns: 40 * runs },
    );
  }, 240_000);

  test('rules 52 and 54: with any chargebacks, every deadline is applied and the books balance', () => {
    fc.assert(
      fc.property(setup, walks(60, withBank), (terms, steps) => {
        walk(terms, steps, checkPresented);
      }),
      { seed, numRuns: 30 * runs },
    );
  }, 240_000);

  test('every payment and every fee is a multiple of what the provider moves, and the books hold', () => {
    fc.assert(
      fc.property(inTens, walks(100, withMoney), (terms, steps) => {
        walk(terms, steps, checkPresented);
      }),
      { seed, numRuns: 40 * runs },
    );
  }, 240_000);

  test('in multiples of ten, everything is decided as in units, with ten times the amounts', () => {
    fc.assert(
      fc.property(inTens, walks(100, withMoney), ({ amountStep: _, ...terms }, steps) => {
        walkScaled({ ...terms, minimumAmount: { KWD: 5_000 } }, steps, 10);
      }),
      { seed, numRuns: 40 * runs },
    );
  }, 240_000);

  test('payments that settle in any order and are reported twice give the same books', () => {
    fc.assert(
      fc.property(setup, walks(80), fc.infiniteStream(fc.nat(1_000)), (terms, steps, order) => {
        const walked = walk(terms, steps, checkPresented);
        const reportedBy = (choose: (open: number) => number, twice: boolean) => reportOutcomes(walked, choose, twice);
        const inOrder = reportedBy(() => 0, false);
        const anyOrder = reportedBy((open) => (order.next().value ?? 0) % open, true);
        expect(anyOrder).toEqual(inOrder);
      }),
      { seed, numRuns: 20 * runs },
    );
  }, 240_000);
});

function reportOutcomes(walked: Walked, choose: (open: number) => number, twice: boolean) {
  const newId = seededIds(7);
  const movements = [...walked.movements];
  let { contract } = walked;
  // A freeze holds outgoing payments.
  const unfreeze = { type: 'unfreeze', reason: 'All is well.' } as const;
  const lifted = decide(contract, unfreeze, operator, testEnvironment(contract.updatedAt, newId));
  if (!isRefusal(lifted)) contract = lifted.contract;
  for (;;) {
    const open = contract.payments.filter(
      ({ status }) => status !== 'succeeded' && status !== 'cancelled' && status !== 'failed',
    );
    const payment = open[choose(Math.max(1, open.length))];
    if (payment === undefined) break;
    // A returned payment (rule 55) is created again before it can succeed.
    if (payment.failure?.reversed === true) {
      const retry = { type: 'retry_payment', paymentId: payment.id } as const;
      const retried = decide(contract, retry, 'server', testEnvironment(contract.updatedAt, newId));
      if (isRefusal(retried)) throw new Error(retried.refused);
      contract = retried.contract;
      continue;
    }
    for (let times = twice ? 2 : 1; times > 0; times -= 1) {
      const decided = decide(
        contract,
        { type: 'settle_payment', paymentId: payment.id, outcome: { status: 'succeeded', reference: null } },
        'system',
        testEnvironment(contract.updatedAt, newId),
      );
      if (isRefusal(decided)) throw new Error(decided.refused);
      movements.push(...decided.movements);
      contract = decided.contract;
    }
  }
  checkBooks(contract, movements);
  const { milestones, totals, status, carried } = contract;
  return { milestones, totals, status, carried, balances: Object.fromEntries([...balances(movements)].sort()) };
}
