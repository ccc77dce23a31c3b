import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { actionsFor } from './actions.ts';
import type { ApprovableCommand } from './approval-request.ts';
import { effectOfApproval } from './approvals.ts';
import type { Command } from './command.ts';
import type { Contract } from './contract.ts';
import { applyDeadlines, createContract, decide } from './decide.ts';
import type { Actor, Decision, Environment } from './draft.ts';
import { feeTables } from './fee-tables.test.support.ts';
import type { NewId } from './ids.ts';
import { DAY_MS, HOUR_MS, type Instant, later } from './instant.ts';
import type { Movement } from './ledger.ts';
import { amount as toAmount, upTo } from './money.ts';
import { amountStepOf, defaultPolicy } from './policy.ts';
import { isRefusal } from './refusal.ts';
import {
  BalanceModel,
  checkBooks,
  client,
  colleague,
  type Dice,
  freelancer,
  mediator,
  onStep,
  operator,
  people,
  randomCommand,
  secondOperator,
  seededIds,
  start,
  testEnvironment,
  wellFormed,
} from './testing/index.ts';

/** `SEED=… npm test -- --filter=@workroom/core` runs the same again. */
const seed = inject('seed');
const leastSteps = 10_000;
let steps = 0;

/** The rules applied to one contract. */
class Deal {
  contract: Contract;
  now: Instant = start;
  readonly movements: Movement[] = [];
  readonly newId: NewId;

  constructor(contract: Contract, newId: NewId) {
    this.contract = contract;
    this.newId = newId;
  }

  environment(): Environment {
    return testEnvironment(this.now, this.newId);
  }

  took(decision: Decision, command: Command | null, model: BalanceModel): void {
    this.movements.push(...decision.movements);
    model.apply(command, decision.events, this.contract, decision.contract);
    this.contract = decision.contract;
  }
}

/** Lets time pass, then runs a command that is available, or a random one. */
class Do implements fc.Command<BalanceModel, Deal> {
  readonly what: { who: number; which: number; dice: Dice; waitMs: number; wild: boolean; likely: string };
  #done = '';

  constructor(what: Do['what']) {
    this.what = what;
  }

  check(): boolean {
    return true;
  }

  run(model: BalanceModel, deal: Deal): void {
    const { who, which, dice, waitMs, wild, likely } = this.what;
    steps += 1;
    deal.now = later(deal.now, waitMs);
    const applied = applyDeadlines(deal.contract, deal.environment());
    if (applied !== null) deal.took(applied, null, model);
    const actor: Actor =
      [client, freelancer, mediator, 'server' as const, client, colleague, operator, secondOperator][who % 8] ?? client;
    const open = actionsFor(deal.contract, actor, deal.now).filter(({ closed }) => closed === null);
    const unsettled = deal.contract.payments.filter(
      ({ status }) => status === 'pending' || status === 'requires_action',
    );
    const action = open[which % Math.max(1, open.length)];
    let command: Command;
    let by = actor;
    if (likely === 'return') {
      command = randomCommand('return_funds', deal.contract, dice);
      by = operator;
    } else if (likely === 'bank') {
      command = randomCommand(which % 3 === 0 ? 'record_external' : 'report_chargeback', deal.contract, dice);
      by = 'system';
    } else if (unsettled.length > 0 && which % 2 === 0) {
      command = randomCommand('settle_payment', deal.contract, {
        ...dice,
        outcome: which % 8 === 0 ? 'failed' : 'succeeded',
      });
      by = 'system';
    } else if (action === undefined) return;
    else
      command = wild
        ? ({ ...wellFormed(action, deal.contract, dice), ...valuesOf(action.name, deal.contract, dice) } as Command)
        : wellFormed(action, deal.contract, dice);
    command = onStep(command, amountStepOf(deal.contract.policy));
    this.#done = command.type;
    const decision = decide(deal.contract, command, by, deal.environment());
    // The effect of a last approval is the requested command.
    const done = effectOfApproval(deal.contract, command, by)?.command ?? command;
    if (!isRefusal(decision)) deal.took(decision, done, model);
    model.compare(deal.contract);
    checkBooks(deal.contract, deal.movements);
  }

  toString(): string {
    return `${this.#done}(${JSON.stringify(this.what)})`;
  }
}

/** The command with random numbers. */
function valuesOf(name: Command['type'], contract: Contract, dice: Dice): object {
  const {
    type: _,
    milestoneId: __,
    paymentId: ___,
    proposalId: ____,
    submissionId: _____,
    returnId: ______,
    ...values
  } = {
    milestoneId: null,
    paymentId: null,
    proposalId: null,
    submissionId: null,
    returnId: null,
    ...randomCommand(name, contract, dice),
  };
  return values;
}

const dice: fc.Arbitrary<Dice> = fc.record({
  place: fc.nat(60),
  amount: fc.integer({ min: 1, max: 90_000 }),
  secondAmount: fc.option(fc.integer({ min: 1, max: 90_000 }), { nil: undefined }),
  text: fc.constant('Well said.'),
  days: fc.integer({ min: 1, max: 14 }),
  flag: fc.boolean(),
  leftover: fc.constantFrom('next_milestone', 'refund_and_end', 'refund_and_continue', undefined),
  outcome: fc.constant('succeeded'),
});
const something = fc
  .record({
    who: fc.nat(6),
    which: fc.nat(400),
    dice,
    waitMs: fc.oneof(
      { arbitrary: fc.constantFrom(0, 0, 1, HOUR_MS, DAY_MS), weight: 12 },
      { arbitrary: fc.constantFrom(7 * DAY_MS, 14 * DAY_MS, 21 * DAY_MS), weight: 1 },
    ),
    wild: fc.boolean(),
    likely: fc.constantFrom('any', 'any', 'any', 'any', 'any', 'any', 'bank', 'return'),
  })
  .map((what) => new Do(what));

const terms = fc.record({
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'BRL'),
  fees: feeTables,
  disputeDefault: fc.constantFrom('half' as const, 'client' as const, 'freelancer' as const),
  planChanges: fc.constantFrom('client' as const, 'client' as const, 'agreement' as const),
  securityDays: fc.constantFrom(0, 5),
  above: fc.constantFrom(undefined, 0, 20_000),
  amounts: fc.array(fc.integer({ min: 5_000, max: 90_000 }), { minLength: 1, maxLength: 5 }),
  amountStep: fc.constantFrom(1, 1, 10),
  /** A command that two people of the client's side must approve. */
  approved: fc.subarray<ApprovableCommand>([
    'fund',
    'release',
    'give_bonus',
    'request_refund',
    'end',
    'add_milestones',
  ]),
});

test(
  'rule 40: with any commands, an independent model has the same money in the same places',
  () => {
    fc.assert(
      fc.property(
        terms,
        fc.commands([something], { maxCommands: 160, size: 'max' }),
        (
          { currency, fees, disputeDefault, planChanges, securityDays, above, amounts, amountStep, approved },
          commands,
        ) => {
          fc.modelRun(() => {
            const newId = seededIds(seed);
            const created = createContract(
              {
                id: newId('contract'),
                title: 'Any',
                currency,
                status: 'active',
                client: people.client,
                freelancer: people.freelancer,
                metadata: {},
                milestones: amounts.map((each) => ({ title: 'Work', amount: upTo(amountStep, toAmount(each)) })),
                policy: {
                  ...defaultPolicy,
                  fees,
                  disputeDefault,
                  planChanges,
                  securityDays,
                  operatorApprovalAbove: above === undefined ? {} : { [currency]: above },
                  maxMilestones: 8,
                  ...(amountStep === 1 ? {} : { amountStep }),
                },
              },
              testEnvironment(start, newId),
            );
            if (isRefusal(created)) throw new Error(created.refused);
            const real = new Deal(created.contract, newId);
            const model = new BalanceModel();
            model.apply(null, created.events, created.contract, created.contract);
            const appointed = decide(
              real.contract,
              { type: 'appoint_mediator', mediator: people.mediator },
              'server',
              real.environment(),
            );
            if (!isRefusal(appointed)) real.took(appointed, null, model);
            const approvals = { client: approved.map((command) => ({ command, of: 2 })) };
            const team = { type: 'set_members', client: [people.colleague], freelancer: [], approvals } as const;
            const joined = decide(real.contract, team, 'server', real.environment());
            if (!isRefusal(joined)) real.took(joined, null, model);
            return { model, real };
          }, commands);
        },
      ),
      { seed, numRuns: 200 * inject('runs') },
    );
    expect(steps).toBeGreaterThanOrEqual(leastSteps);
  },
  120_000 * inject('runs'),
);
