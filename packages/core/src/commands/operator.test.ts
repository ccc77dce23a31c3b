import { describe, expect, test } from 'vitest';
import type { Command, CommandOf } from '../command.ts';
import type { Contract } from '../contract.ts';
import { peopleConcerned } from '../events/notices.ts';
import { DAY_MS } from '../instant.ts';
import {
  client,
  decideDispute,
  disputeRefund,
  freelancer,
  fund,
  givenCarried,
  givenContract,
  givenFunded,
  givenSubmitted,
  idAt,
  mediator,
  operator,
  requestRefund,
  type Scenario,
  stranger,
  submit,
} from '../testing/index.ts';

const reason = 'We have looked into it.';
type Money = 'operator_release' | 'operator_refund';
const moves =
  (type: Money, amount?: number, place: number | null = 0) =>
  (contract: Contract): Command => ({
    type,
    ...(place === null ? {} : { milestoneId: idAt(contract, place) }),
    ...(amount === undefined ? {} : { amount }),
    reason,
  });
const extend = (deadline: CommandOf<'operator_extend'>['deadline'], days = 3): Command => ({
  type: 'operator_extend',
  deadline,
  days,
  reason,
});
const end = (toFreelancer: number): Command => ({ type: 'operator_end', toFreelancer, reason });
const freeze: Command = { type: 'freeze', reason };
const outgoing = ({ contract }: Scenario) =>
  contract.payments.filter(({ kind }) => kind !== 'charge').map(({ kind, status, amount }) => [kind, status, amount]);
const disputed = () =>
  givenSubmitted().run([
    [requestRefund(), client],
    [disputeRefund, freelancer],
  ]);

describe('rule 46: an operator releases', () => {
  test('everything a milestone holds, with the same movements as the client’s release', () => {
    const { events, next } = givenSubmitted().when(moves('operator_release'), operator);
    expect(events).toEqual(['operator.released', 'milestone.released']);
    expect(next.milestone()).toMatchObject({ state: 'paid', funds: { released: 50_000, held: 0 } });
    const [operatorEvent, money] = next.events.slice(-2);
    expect(operatorEvent?.data).toEqual({ milestoneId: next.milestone().id, amount: 50_000, reason });
    expect(next.movements.filter(({ seq }) => seq === operatorEvent?.seq)).toEqual([]);
    expect(next.movements.filter(({ seq }) => seq === money?.seq).map(({ amount }) => amount)).toEqual([50_000]);
    expect(outgoing(next)).toEqual([['transfer', 'pending', 50_000]]);
  });

  test('a part: the rest keeps its state and deadline', () => {
    const submitted = givenSubmitted();
    const { next } = submitted.when(moves('operator_release', 20_000), operator);
    expect(next.milestone()).toMatchObject({ state: 'submitted', funds: { released: 20_000, held: 30_000 } });
    expect(next.milestone()).toHaveProperty('review', (submitted.milestone() as { review?: unknown }).review);
    expect(
      next
        .after(14 * DAY_MS)
        .deadlinesApplied()
        .milestone(),
    ).toMatchObject({
      state: 'paid',
      funds: { released: 50_000 },
    });
  });

  test('of the carried funds', () => {
    const { events, next } = givenCarried().when(moves('operator_release', 5_000, null), operator);
    expect(events).toEqual(['operator.released', 'funds.released']);
    expect(next.contract.totals.released).toBe(35_000);
  });

  test('in a freeze: the payout is held', () => {
    const frozen = givenSubmitted().run([
      [freeze, operator],
      [moves('operator_release'), operator],
    ]);
    expect(outgoing(frozen)).toEqual([['transfer', 'waiting', 50_000]]);
  });

  test('no more than is held, and more than nothing', () => {
    for (const type of ['operator_release', 'operator_refund'] as const) {
      expect(givenFunded().when(moves(type, 50_001), operator).refused).toBe('amount_exceeds_deposit');
      expect(givenFunded().when(moves(type, 0), operator).refused).toBe('amount_not_positive');
      expect(givenContract().when(moves(type), operator).refused).toBe('milestone_not_funded');
      const unknown: Command = { type, milestoneId: 'mst_none', reason };
      expect(givenFunded().when(unknown, operator).refused).toBe('not_found');
    }
  });
});

describe('rule 46: an operator refunds', () => {
  test('all or a part of what is held', () => {
    const { events, next } = givenFunded().when(moves('operator_refund'), operator);
    expect(events).toEqual(['operator.refunded', 'milestone.refunded']);
    expect(next.milestone()).toMatchObject({ state: 'refunded' });
    const part = givenFunded().run([[moves('operator_refund', 10_000), operator]]);
    expect(part.milestone()).toMatchObject({ state: 'funded', funds: { refunded: 10_000, held: 40_000 } });
  });

  test('in a freeze: its payment is the only one not held', () => {
    const frozen = givenSubmitted().run([
      [freeze, operator],
      [moves('operator_refund', 10_000), operator],
    ]);
    expect(outgoing(frozen)).toEqual([['refund', 'pending', 10_000]]);
    expect(frozen.milestone()).toHaveProperty('review.endsAt', null);
  });
});

describe('rule 46: while a request or dispute on the money is open', () => {
  test('only its own answers are allowed, apart from decide and end', () => {
    const asked = givenSubmitted().run([[requestRefund(), client]]);
    const funding = givenCarried().run([[fund(1), client]]);
    for (const type of ['operator_release', 'operator_refund'] as const) {
      expect(asked.when(moves(type), operator).refused).toBe('refund_request_open');
      expect(disputed().when(moves(type), operator).refused).toBe('dispute_open');
      expect(funding.when(moves(type, 1_000, null), operator).refused).toBe('payment_in_progress');
    }
  });
});

describe('rule 46: an operator decides a dispute', () => {
  test('as a mediator can, with the reason as the note, also in a freeze', () => {
    const frozen = disputed().run([[freeze, operator]]);
    expect(frozen.when(decideDispute(20_000, ''), operator)).toMatchObject({
      refused: 'reason_required',
      refusal: { pointer: '/note' },
    });
    const { events, next } = frozen.when(decideDispute(20_000), operator);
    expect(events).toEqual(['dispute.decided', 'milestone.released', 'payout.held', 'milestone.refunded']);
    expect(outgoing(next)).toEqual([
      ['transfer', 'waiting', 20_000],
      ['refund', 'pending', 30_000],
    ]);
  });

  test('the mediator cannot decide in a freeze', () => {
    const appointed = disputed().run([
      [{ type: 'appoint_mediator', mediator: { id: 'u3', name: 'Mira' } }, 'server'],
      [freeze, operator],
    ]);
    expect(appointed.when(decideDispute(20_000), mediator).refused).toBe('contract_frozen');
  });
});

describe('rule 46: an operator extends', () => {
  test('a review beyond the freelancer’s cap and outside its count, with its reminders', () => {
    const submitted = givenSubmitted({ policy: { maxReviewExtensionDays: 2 } });
    const { events, next } = submitted.when(extend('review', 30), operator);
    expect(events).toEqual(['operator.extended']);
    expect(next.milestone()).toMatchObject({
      review: { endsAt: submitted.now + 44 * DAY_MS, extendedDays: 0, reminders: [7, 3, 1] },
    });
    expect(
      next
        .after(20 * DAY_MS)
        .deadlinesApplied()
        .milestone().state,
    ).toBe('submitted');
  });

  test('a refund request and a dispute', () => {
    const asked = givenSubmitted().run([[requestRefund(), client]]);
    const { next } = asked.when(extend('refund_response'), operator);
    expect(next.contract.refundRequest?.answerBy).toBe(asked.now + 10 * DAY_MS);
    const open = disputed();
    expect(open.when(extend('dispute'), operator).next.contract.dispute?.decideBy).toBe(open.now + 24 * DAY_MS);
  });

  test('the remaining time of a stopped clock', () => {
    const frozen = givenSubmitted()
      .after(4 * DAY_MS)
      .run([
        [freeze, operator],
        [extend('review', 5), operator],
      ]);
    expect(frozen.milestone()).toMatchObject({ review: { endsAt: null, leftMs: 15 * DAY_MS } });
    expect(frozen.events.at(-1)?.data).toMatchObject({ endsAt: null });
  });

  test('only a running deadline, by whole days', () => {
    expect(givenFunded().when(extend('review'), operator).refused).toBe('not_in_review');
    expect(givenSubmitted().when(extend('dispute'), operator).refused).toBe('no_dispute_open');
    expect(givenSubmitted().when(extend('refund_response'), operator).refused).toBe('refund_request_not_open');
    for (const days of [0, -1, 1.5, 366, Number.NaN]) {
      expect(givenSubmitted().when(extend('review', days), operator).refused).toBe('days_out_of_range');
    }
  });
});

describe('rule 46: an operator ends the contract', () => {
  test('with a split of everything held', () => {
    const funded = givenCarried()
      .run([[fund(1), client]])
      .paid();
    const { events, next } = funded.when(end(12_000), operator);
    expect(events).toContain('operator.ended');
    expect(next.contract).toMatchObject({ status: 'ended', totals: { released: 42_000, refunded: 18_000 } });
  });

  test('and closes an open request, a dispute or a funding in progress', () => {
    const asked = givenSubmitted().run([[requestRefund(), client]]);
    expect(asked.when(end(0), operator)).toMatchObject({
      events: ['operator.ended', 'refund.voided', 'milestone.refunded', 'contract.ended', 'milestone.cancelled'],
      next: { contract: { status: 'ended', refundRequest: null } },
    });
    const over = disputed().run([[end(50_000), operator]]);
    expect(over.contract).toMatchObject({ status: 'ended', dispute: null, totals: { released: 50_000 } });
    const funding = givenContract().run([[fund(), client]]);
    const { events, next } = funding.when(end(0), operator);
    expect(events).toEqual([
      'operator.ended',
      'payment.cancelled',
      'contract.ended',
      'milestone.cancelled',
      'milestone.cancelled',
    ]);
    // The charge arrives nevertheless, and is refunded.
    const late = next.pays('succeeded', ({ kind }) => kind === 'charge');
    expect(outgoing(late)).toEqual([['refund', 'pending', 50_000]]);
  });

  test('also without held money, but not a contract that is over or never started', () => {
    expect(givenContract().when(end(0), operator).next.contract.status).toBe('ended');
    expect(givenContract().when(end(1), operator).refused).toBe('split_does_not_add_up');
    expect(givenFunded().when(end(50_001), operator).refused).toBe('split_does_not_add_up');
    expect(givenContract({ status: 'offered' }).when(end(0), operator).refused).toBe('contract_not_active');
    expect(
      givenContract()
        .run([[end(0), operator]])
        .when(end(0), operator).refused,
    ).toBe('contract_not_active');
  });
});

describe('rule 44: every operator command', () => {
  const commands = [
    ['freeze', givenFunded(), freeze],
    ['release', givenFunded(), moves('operator_release', 1_000)],
    ['refund', givenFunded(), moves('operator_refund', 1_000)],
    ['extend', givenFunded().run([[submit(), freelancer]]), extend('review')],
    ['end', givenFunded(), end(1_000)],
  ] as const;

  test.each(commands)('%s has a reason, and its event names the operator', (_name, scenario, command) => {
    const given = typeof command === 'function' ? command(scenario.contract) : command;
    expect(scenario.when({ ...given, reason: ' \n' } as Command, operator).refused).toBe('reason_required');
    const { next } = scenario.when(given, operator);
    const operatorEvent = next.events[scenario.events.length];
    expect(operatorEvent).toMatchObject({
      actor: { side: 'operator', id: 'u6', name: 'Rae' },
      data: { reason },
    });
  });

  test.each(commands)('%s notifies both parties once', (_name, scenario, command) => {
    const { next } = scenario.when(command, operator);
    const notified = next.events
      .slice(scenario.events.length)
      .flatMap((event) => peopleConcerned(next.contract, event).map(({ name }) => name));
    expect(notified.sort()).toEqual(['Dana', 'Femi']);
  });

  test.each(commands)('%s is refused to everybody else', (_name, scenario, command) => {
    const appointed = scenario.run([[{ type: 'appoint_mediator', mediator: { id: 'u3', name: 'Mira' } }, 'server']]);
    for (const actor of [client, freelancer]) expect(appointed.when(command, actor).refused).toBe('forbidden_for_role');
    for (const actor of [mediator, stranger]) expect(appointed.when(command, actor).refused).toBe('not_found');
    // An operator who is a party of this contract.
    const ownCause = { person: { id: 'u1', name: 'Dana' }, operator: true };
    expect(appointed.when(command, ownCause).refused).toBe('forbidden_for_role');
  });
});
