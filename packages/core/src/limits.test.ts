import { describe, expect, test } from 'vitest';
import { presentContract } from './api/present.ts';
import type { Contract } from './contract.ts';
import { parseInstant } from './instant.ts';
import {
  finishedWorkCharacters,
  mostOpenPayments,
  planCharacters,
  proposalCharacters,
  statementCharacters,
} from './limits.ts';
import {
  client,
  disputeRefund,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  idAt,
  mediator,
  people,
  release,
  requestChanges,
  requestRefund,
  type Scenario,
  submit,
} from './testing/index.ts';

const long = 'x'.repeat(10_000);
const disputed = givenFunded().run([
  [{ type: 'appoint_mediator', mediator: people.mediator }, 'server'],
  [requestRefund(), client],
  [disputeRefund, freelancer],
]);
const statement =
  (message = long) =>
  ({ dispute }: Contract) =>
    ({ type: 'add_statement', disputeId: dispute?.id ?? 'dsp_none', message }) as const;

/** Repeats the command until it is refused, and returns how often it succeeded. */
function untilRefused(given: Scenario, give: (scenario: Scenario) => ReturnType<Scenario['when']>, most = 1_000) {
  let scenario = given;
  for (let times = 0; times < most; times += 1) {
    const { refusal, next } = give(scenario);
    if (refusal !== null) return { times, refusal, scenario };
    scenario = next;
  }
  throw new Error('it was never refused');
}

describe('the amount of text on a contract is limited', () => {
  test('for statements, per side and for the mediator', () => {
    let scenario = disputed;
    for (const actor of [client, freelancer, mediator]) {
      const full = untilRefused(scenario, (each) => each.when(statement(), actor));
      expect(full.refusal).toMatchObject({ refused: 'too_much_text', pointer: '/message' });
      expect(full.times).toBe(4);
      expect(full.scenario.when(statement('One more word.'), actor).refused).toBe(null);
      scenario = full.scenario;
    }
    const { dispute } = scenario.contract;
    expect(JSON.stringify(dispute?.statements).length).toBeLessThan(3 * statementCharacters + 1_000);
  });

  test('for the plan, when adding, editing and proposing', () => {
    const add = { title: 'Part', description: long, amount: 500 };
    const full = untilRefused(givenContract(), (each) =>
      each.when({ type: 'add_milestones', milestones: [add] }, client),
    );
    expect(full.times).toBe(24);
    expect(full.refusal).toMatchObject({ refused: 'too_much_text', pointer: '/milestones/0/description' });
    const grown = { type: 'edit_milestone', milestoneId: idAt(full.scenario.contract, 0), description: long } as const;
    expect(full.scenario.when(grown, client).refused).toBe('too_much_text');
    expect(
      full.scenario.when({ ...grown, milestoneId: idAt(full.scenario.contract, 5), description: '' }, client).refused,
    ).toBe(null);
    expect(full.scenario.when({ type: 'propose', changes: [{ add }] }, freelancer).refused).toBe('too_much_text');
    const texts = full.scenario.contract.milestones.map(({ title, description }) => title + description).join('');
    expect(texts.length).toBeLessThanOrEqual(planCharacters);
  });

  test('for proposals, open and answered', () => {
    const { contract } = givenContract();
    const edit = { milestoneId: idAt(contract, 1), description: long };
    const propose = { type: 'propose', changes: [{ edit }], note: long } as const;
    const full = untilRefused(givenContract(), (each) => each.when(propose, freelancer));
    expect(full.refusal.refused).toBe('too_much_text');
    let scenario = full.scenario;
    for (let round = 0; round < 12; round += 1) {
      const open = scenario.contract.proposals.find(({ state }) => state === 'open');
      if (open === undefined) scenario = scenario.run([[propose, freelancer]]);
      else scenario = scenario.run([[{ type: 'reject_proposal', proposalId: open.id }, client]]);
    }
    expect(JSON.stringify(scenario.contract.proposals).length).toBeLessThan(2 * proposalCharacters);
  });

  test('for work on finished milestones: the newest stays, and the timeline has all of it', () => {
    let scenario = givenContract({ amounts: Array.from({ length: 20 }, () => 1_000) });
    for (let place = 0; place < 20; place += 1) {
      scenario = scenario
        .run([[fund(place), client]])
        .paid()
        .run([
          [submit(place, long), freelancer],
          [requestChanges(place, long), client],
          [submit(place, long), freelancer],
          [release(1_000, {}, place), client],
        ])
        .paid()
        .after(1_000);
    }
    const { milestones } = scenario.contract;
    const work = milestones.map(({ submission, changeRequest }) => [submission, changeRequest]);
    expect(JSON.stringify(work).length).toBeLessThan(finishedWorkCharacters + 10_000);
    expect(milestones.map(({ submission }) => submission !== null)).toEqual(
      Array.from({ length: 20 }, (_, place) => place >= 16),
    );
    expect(scenario.events.filter(({ type }) => type === 'milestone.submitted')).toHaveLength(40);
  });

  test('for pending payments', () => {
    const bonus = { type: 'give_bonus', amount: 100 } as const;
    const full = untilRefused(givenContract(), (each) => each.when(bonus, client));
    expect([full.times, full.refusal.refused]).toEqual([mostOpenPayments, 'payment_in_progress']);
    const back = { type: 'volunteer_refund', milestoneId: idAt(givenFunded().contract, 0), amount: 1 } as const;
    const refunds = untilRefused(givenFunded(), (each) => each.when(back, freelancer));
    expect([refunds.times, refunds.refusal.refused]).toEqual([mostOpenPayments, 'payment_in_progress']);
    expect(refunds.scenario.paid().when(back, freelancer).refused).toBe(null);
  });
});

test('the largest possible contract is less than 1 MB', () => {
  const member = (place: number) => ({ id: `${place}`.padStart(200, 'm'), name: 'n'.repeat(200) });
  const team = (from: number) => Array.from({ length: 99 }, (_, place) => member(from + place));
  const links = Array.from({ length: 50 }, () => ({
    url: `https://x.test/${'u'.repeat(1_900)}`,
    label: 'l'.repeat(200),
  }));
  let scenario = givenContract({
    amounts: Array.from({ length: 200 }, () => 1_000),
    policy: { maxMilestones: 200 },
  }).run([
    [{ type: 'set_members', client: team(0), freelancer: team(500) }, 'server'],
    [{ type: 'appoint_mediator', mediator: people.mediator }, 'server'],
  ]);
  for (let place = 0; place < 14; place += 1) {
    const { contract } = scenario;
    const described = { type: 'edit_milestone', milestoneId: idAt(contract, 199 - place), description: long } as const;
    scenario = scenario
      .run([
        [described, client],
        [fund(place), client],
      ])
      .paid()
      .run([
        [submit(place, long), freelancer],
        [requestChanges(place, long), client],
        [{ type: 'submit', milestoneId: idAt(contract, place), message: long, links }, freelancer],
        [release(1_000, {}, place), client],
      ])
      .paid();
  }
  for (let place = 20; place < 29; place += 1) {
    const edit = { milestoneId: idAt(scenario.contract, place), description: long };
    const proposed = scenario.when({ type: 'propose', changes: [{ edit }] }, freelancer);
    scenario = proposed.next;
  }
  scenario = scenario
    .run([[fund(14), client]])
    .paid()
    .run([
      [{ type: 'submit', milestoneId: idAt(scenario.contract, 14), message: long, links }, freelancer],
      [requestRefund({}, 14), client],
      [disputeRefund, freelancer],
    ]);
  for (const actor of [client, freelancer, mediator])
    scenario = untilRefused(scenario, (each) => each.when(statement(), actor)).scenario;
  const answer = JSON.stringify(presentContract(scenario.contract, client, parseInstant('2026-03-20T00:00:00Z')));
  expect(answer.length).toBeGreaterThan(400_000);
  expect(answer.length).toBeLessThan(1_000_000);
});
