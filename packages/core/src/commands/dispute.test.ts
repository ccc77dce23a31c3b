import { describe, expect, test } from 'vitest';
import type { CommandOf } from '../command.ts';
import { DAY_MS, later } from '../instant.ts';
import {
  client,
  decideDispute,
  disputeRefund,
  freelancer,
  fund,
  givenCarried,
  givenFunded,
  givenSubmitted,
  mediator,
  people,
  release,
  requestRefund,
  type Scenario,
  submit,
} from '../testing/index.ts';

const disputed = (scenario: Scenario, rest: Partial<CommandOf<'request_refund'>> = {}, place: number | null = 0) =>
  scenario.run([
    [{ type: 'appoint_mediator', mediator: people.mediator }, 'server'],
    [requestRefund(rest, place), client],
    [disputeRefund, freelancer],
  ]);

describe('rule 33: a dispute freezes the held money', () => {
  const open = disputed(givenSubmitted());

  test('no other command moves it, and only the dispute’s deadline runs', () => {
    expect(open.milestone().state).toBe('disputed');
    expect(open.contract.dispute).toMatchObject({ fromMilestone: 50_000, decideBy: later(open.now, 21 * DAY_MS) });
    expect(open.when(release(50_000), client).refused).toBe('dispute_open');
    expect(open.when(submit(), freelancer).refused).toBe('dispute_open');
    expect(open.when(requestRefund(), client).refused).toBe('dispute_open');
    expect(open.when(fund(1), client).refused).toBe('dispute_open');
    expect(open.when({ type: 'end' }, client).refused).toBe('dispute_open');
    expect(
      open
        .after(20 * DAY_MS)
        .deadlinesApplied()
        .milestone().state,
    ).toBe('disputed');
  });

  test('everything held there, also after a request for a part', () => {
    expect(disputed(givenSubmitted(), { amount: 10_000 }).contract.dispute?.fromMilestone).toBe(50_000);
  });

  test('it is opened with a reason, and everybody may add statements', () => {
    const asked = givenFunded().run([[requestRefund(), client]]);
    const noReason = { ...disputeRefund(asked.contract), reason: '' };
    expect(asked.when(noReason, freelancer).refused).toBe('message_required');
    const statement = (message: string) =>
      ({ type: 'add_statement', disputeId: open.contract.dispute?.id ?? 'dsp_none', message }) as const;
    const withStatements = open.run([
      [statement('Look.'), client],
      [statement('I look.'), mediator],
    ]);
    expect(withStatements.contract.dispute?.statements.map(({ by, message }) => [by.name, message])).toEqual([
      ['Femi', 'The work is done.'],
      ['Dana', 'Look.'],
      ['Mira', 'I look.'],
    ]);
    expect(open.when(statement(' '), client).refused).toBe('message_required');
    expect(open.when({ ...statement('x'), disputeId: 'dsp_other' }, client).refused).toBe('no_dispute_open');
  });
});

describe('rule 33: the mediator decides a split of everything held', () => {
  const open = disputed(givenSubmitted());

  test('a part to each side', () => {
    const { next, events } = open.when(decideDispute(20_000), mediator);
    expect(events).toEqual(['dispute.decided', 'milestone.released', 'milestone.refunded']);
    expect(next.events.at(-3)?.data).toMatchObject({ amount: 50_000, toFreelancer: 20_000, toClient: 30_000 });
    expect(next.milestone()).toMatchObject({ state: 'paid', funds: { released: 20_000, refunded: 30_000, held: 0 } });
  });

  test.each([
    [0, 'refunded'],
    [50_000, 'paid'],
  ])('%d to the freelancer leaves it %s', (toFreelancer, state) => {
    expect(open.run([[decideDispute(toFreelancer), mediator]]).milestone().state).toBe(state);
  });

  test.each([-1, 50_001, 0.5, Number.NaN, 1e20])('refuses %d as a split', (toFreelancer) => {
    expect(open.when(decideDispute(toFreelancer), mediator).refused).toBe('split_does_not_add_up');
  });

  test('with a note, once; nobody else may decide', () => {
    expect(open.when(decideDispute(1, ''), mediator).refused).toBe('message_required');
    expect(open.when(decideDispute(1), client).refused).toBe('forbidden_for_role');
    expect(open.when(decideDispute(1), 'server').refused).toBe('forbidden_for_role');
    const decided = open.run([[decideDispute(1), mediator]]);
    expect(decided.when(decideDispute(1)(open.contract), mediator).refused).toBe('not_found');
  });
});

describe('a dispute over carried funds', () => {
  test('without a milestone, they are split', () => {
    const { next, events } = disputed(givenCarried(), {}, null).when(decideDispute(5_000), mediator);
    expect(events).toEqual(['dispute.decided', 'funds.released', 'funds.refunded']);
    expect(next.contract).toMatchObject({
      carried: [],
      totals: { released: 35_000, refunded: 15_000 },
      status: 'active',
    });
  });

  test('with a milestone, before the contract ends', () => {
    const both = givenCarried({ amounts: [50_000, 15_000] }).run([[fund(1), client]]);
    const open = disputed(both, { thenEnd: true }, 1);
    expect(open.contract.dispute).toMatchObject({ fromMilestone: 15_000, fromCarried: 5_000 });
    const { contract } = open.run([[decideDispute(17_000), mediator]]);
    expect(contract).toMatchObject({ status: 'ended', totals: { released: 47_000, refunded: 3_000 } });
  });
});

describe('rule 35: without a decision in time the policy’s default decides it', () => {
  test.each([
    ['half', 25_001, 25_000],
    ['client', 0, 50_001],
    ['freelancer', 50_001, 0],
  ] as const)('%s: %d to the freelancer, %d back', (disputeDefault, released, refunded) => {
    const odd = disputed(givenFunded({ amounts: [50_001], policy: { disputeDefault } }));
    const decided = odd.after(21 * DAY_MS).deadlinesApplied();
    expect(decided.milestone().funds).toMatchObject({ released, refunded, held: 0 });
    expect(decided.events.map(({ type }) => type)).toContain('dispute.defaulted');
  });
});
