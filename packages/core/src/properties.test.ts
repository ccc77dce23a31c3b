import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { actionsFor } from './actions.ts';
import { presentContract, presentSummary, schemas } from './api/index.ts';
import type { Command, PaymentOutcome } from './commands/command.ts';
import type { Contract } from './contract.ts';
import { nextDeadline } from './deadlines.ts';
import { createContract, decide, settle } from './decide.ts';
import { type Actor, sideOf } from './draft.ts';
import { DAY_MS, HOUR_MS, type Instant, later } from './instant.ts';
import { balances, type Movement } from './ledger.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { isRefusal } from './refusal.ts';
import {
  checkActions,
  checkBooks,
  checkProcess,
  checkTimers,
  client,
  colleague,
  commandNames,
  type Dice,
  essence,
  freelancer,
  isPlausible,
  mediator,
  people,
  randomCommand,
  seededIds,
  start,
  stranger,
  testEnvironment,
  wellFormed,
} from './testing/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
  }
}

/** `SEED=… npm test -- --filter=@workroom/core` runs the same again. */
const seed = inject('seed');
const actors: readonly Actor[] = [client, freelancer, mediator, colleague, stranger, 'server', 'system'];

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
    'pending',
    'failed',
    'requires_action',
    'unknown',
  ),
});

interface Step {
  /** Mostly something that is offered, sometimes anything at all, often news from the payment provider. */
  readonly kind: 'offered' | 'offered_with_any_values' | 'anything' | 'provider';
  readonly actor: number;
  readonly choice: number;
  readonly dice: Dice;
  /** Time that passes first; `deadline` moves to the next one, give or take a millisecond. */
  readonly wait: number | { readonly deadline: -1 | 0 | 1 };
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    'offered',
    'offered_with_any_values',
    'offered_with_any_values',
    'anything',
    'provider',
    'provider',
  ),
  actor: fc.nat(actors.length - 1),
  choice: fc.nat(200),
  dice,
  wait: fc.oneof(
    { arbitrary: fc.constantFrom(0, 0, 0, 1, HOUR_MS, 3 * DAY_MS, -DAY_MS), weight: 8 },
    { arbitrary: fc.constantFrom(15 * DAY_MS, 60 * DAY_MS), weight: 1 },
    {
      arbitrary: fc.constantFrom({ deadline: -1 }, { deadline: 0 }, { deadline: 1 }) as fc.Arbitrary<{
        deadline: -1 | 0 | 1;
      }>,
      weight: 1,
    },
  ),
});

const world = fc.record({
  seed: fc.integer(),
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  status: fc.constantFrom('active', 'active', 'active', 'offered') as fc.Arbitrary<'active' | 'offered'>,
  amounts: fc.array(fc.integer({ min: 5_000, max: 100_000 }), { maxLength: 4 }),
  minimumCharge: fc.constantFrom(0, 50, 2_000),
  fees: fc.record({ clientBps: fc.constantFrom(0, 333, 10_000), freelancerBps: fc.constantFrom(0, 1_250, 10_000) }),
  disputeDefault: fc.constantFrom('half', 'client', 'freelancer') as fc.Arbitrary<Policy['disputeDefault']>,
  planChanges: fc.constantFrom('client', 'client', 'client', 'agreement') as fc.Arbitrary<Policy['planChanges']>,
});
type World = typeof world extends fc.Arbitrary<infer Of> ? Of : never;

interface Walk {
  readonly contract: Contract;
  readonly movements: readonly Movement[];
  readonly steps: number;
}

/** Walks a contract through the steps, with every check after each. */
function walk(
  { seed: idSeed, fees, disputeDefault, planChanges, amounts, minimumCharge, ...terms }: World,
  steps: readonly Step[],
): Walk {
  const newId = seededIds(idSeed);
  let now = start;
  const environment = (at = now) => testEnvironment(at, newId, minimumCharge);
  const created = createContract(
    {
      ...terms,
      id: newId('contract'),
      title: 'Any',
      client: people.client,
      freelancer: people.freelancer,
      metadata: {},
      milestones: amounts.map((amount) => ({ title: 'Work', amount })),
      policy: { ...defaultPolicy, fees, disputeDefault, planChanges, maxMilestones: 6 },
    },
    environment(),
  );
  if (isRefusal(created)) throw new Error(created.refused);
  let contract = created.contract;
  const movements: Movement[] = [...created.movements];

  for (const { kind, actor: number, choice, dice: rolled, wait } of steps) {
    const earlier = now;
    now = moved(now, contract, wait);
    const unsettled = contract;
    const settled = settle(unsettled, environment());
    if (settled !== null) {
      checkTimers(settled);
      movements.push(...settled.movements);
      contract = settled.contract;
      expect(settle(contract, environment())).toBeNull();
      expect(essence(inTwoSteps(unsettled, later(earlier, Math.max(0, (now - earlier) >> 1)), now, newId))).toEqual(
        essence(contract),
      );
    }
    const actor = kind === 'provider' ? 'system' : (actors[number] ?? client);
    const command = commandOf(kind, contract, actor, now, choice, rolled);
    const decided = decide(contract, command, actor, environment());
    if (isRefusal(decide(unsettled, command, actor, environment())) !== isRefusal(decided))
      throw new Error(`${command.type} is answered otherwise before its deadlines are settled`);
    if (!isRefusal(decided)) {
      checkProcess(contract, command, decided);
      movements.push(...decided.movements);
      contract = decided.contract;
    }
    checkBooks(contract, movements);
    checkActions(contract, actors[choice % (actors.length - 1)] ?? client, now, newId, { ...rolled, place: choice });
    checkPresented(contract, now);
  }
  return { contract, movements, steps: steps.length };
}

function commandOf(
  kind: Step['kind'],
  contract: Contract,
  actor: Actor,
  now: Instant,
  choice: number,
  rolled: Dice,
): Command {
  const offered = actionsFor(contract, actor, now).filter(({ closed }) => closed === null);
  const action = offered[choice % Math.max(1, offered.length)];
  if (kind === 'provider') {
    const command = randomCommand('settle_payment', contract, rolled);
    return isPlausible(command, contract) ? command : randomCommand('post_message', contract, rolled);
  }
  if (kind === 'anything' || action === undefined)
    return randomCommand(commandNames[choice % commandNames.length] ?? 'fund', contract, rolled);
  const command = wellFormed(action, contract, rolled);
  if (kind === 'offered') return command;
  const { milestoneId, paymentId } = { milestoneId: undefined, paymentId: undefined, ...command };
  const values = randomCommand(action.name, contract, rolled);
  return {
    ...values,
    ...(milestoneId === undefined || action.name === 'request_refund' ? {} : { milestoneId }),
    ...(paymentId === undefined ? {} : { paymentId }),
  } as Command;
}

function moved(now: Instant, contract: Contract, wait: Step['wait']): Instant {
  if (typeof wait === 'number') return later(now, wait);
  const next = nextDeadline(contract);
  return next === null ? now : later(next, wait.deadline);
}

function inTwoSteps(
  contract: Contract,
  first: Instant,
  second: Instant,
  newId: ReturnType<typeof seededIds>,
): Contract {
  const halfway = settle(contract, testEnvironment(first, newId))?.contract ?? contract;
  return settle(halfway, testEnvironment(second, newId))?.contract ?? halfway;
}

function checkPresented(contract: Contract, now: Instant): void {
  for (const reader of [client, freelancer, 'server'] as const) {
    schemas.Contract.parse(presentContract(contract, reader, now));
    schemas.ContractSummary.parse(presentSummary(contract, reader));
  }
  if (sideOf(contract, mediator) !== null) schemas.Contract.parse(presentContract(contract, mediator, now));
}

describe('any contract, whatever is done to it', () => {
  test('money is conserved, nothing throws, and table, actions and decisions agree', () => {
    fc.assert(
      fc.property(world, fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), (terms, steps) => {
        walk(terms, steps);
      }),
      { seed, numRuns: 120 },
    );
  }, 60_000);

  test('payments that settle in any order, and are told twice, leave the same books', () => {
    fc.assert(
      fc.property(
        world,
        fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
        fc.infiniteStream(fc.nat(1_000)),
        (terms, steps, order) => {
          const { contract, movements } = walk(terms, steps);
          const settledBy = (choose: (open: number) => number, twice: boolean) =>
            settleAll(contract, movements, choose, twice);
          const inOrder = settledBy(() => 0, false);
          const anyOrder = settledBy((open) => (order.next().value ?? 0) % open, true);
          expect(anyOrder).toEqual(inOrder);
        },
      ),
      { seed, numRuns: 60 },
    );
  }, 60_000);
});

function settleAll(from: Contract, before: readonly Movement[], choose: (open: number) => number, twice: boolean) {
  const newId = seededIds(7);
  const movements = [...before];
  let contract = from;
  for (;;) {
    const open = contract.payments.filter(
      ({ status }) => status !== 'succeeded' && status !== 'cancelled' && status !== 'failed',
    );
    const payment = open[choose(Math.max(1, open.length))];
    if (payment === undefined) break;
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
