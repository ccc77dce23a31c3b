import { describe, expect, test } from 'vitest';
import { DAY_MS, later } from '../instant.ts';
import {
  agreeToRefund,
  client,
  disputeRefund,
  freelancer,
  fund,
  givenCarried,
  givenContract,
  givenFunded,
  givenSubmitted,
  release,
  requestChanges,
  requestRefund,
  type Scenario,
  submit,
  withdrawRefundRequest,
} from '../testing/index.ts';

const endsAt = (scenario: Scenario) => {
  const milestone = scenario.milestone();
  return milestone.state === 'submitted' ? milestone.review.endsAt : null;
};

describe('rule 29: the freelancer agrees or disputes, the client may withdraw', () => {
  const asked = givenFunded().run([[requestRefund(), client]]);

  test('agreed, the money goes back', () => {
    const { next, events } = asked.when(agreeToRefund, freelancer);
    expect(events).toEqual(['refund.agreed', 'milestone.refunded']);
    expect(next.milestone()).toMatchObject({ state: 'refunded', funds: { refunded: 50_000, held: 0 } });
    expect(next.contract.payments.at(-1)).toMatchObject({ kind: 'refund', amount: 50_000 });
  });

  test('withdrawn, it is as before', () => {
    const withdrawn = asked.run([[withdrawRefundRequest, client]]);
    expect(withdrawn.milestone().state).toBe('funded');
    expect(withdrawn.contract.refundRequest).toBe(null);
  });

  test('each by the person it concerns, and once', () => {
    expect(asked.when(agreeToRefund, client).refused).toBe('forbidden_for_role');
    expect(asked.when(disputeRefund, client).refused).toBe('forbidden_for_role');
    expect(asked.when(withdrawRefundRequest, freelancer).refused).toBe('forbidden_for_role');
    const old = agreeToRefund(asked.contract);
    expect(asked.run([[agreeToRefund, freelancer]]).when(old, freelancer).refused).toBe('refund_request_not_open');
  });

  test('a request needs a reason and money to request', () => {
    expect(givenFunded().when(requestRefund({ reason: ' ' }), client).refused).toBe('message_required');
    expect(givenContract().when(requestRefund(), client).refused).toBe('milestone_not_funded');
    expect(givenFunded().when(requestRefund({}, null), client).refused).toBe('milestone_not_funded');
    expect(givenFunded().when(requestRefund({}, 1), client).refused).toBe('milestone_not_funded');
    expect(givenFunded().when(requestRefund({ amount: 50_001 }), client).refused).toBe('amount_exceeds_deposit');
    expect(givenFunded().when(requestRefund({}, 9), client).refusal).toMatchObject({
      refused: 'not_found',
      pointer: '/milestoneId',
    });
  });

  test.each([0, -1, 0.5, Number.NaN, 1e20])('refuses %d as an amount', (amount) => {
    expect(givenFunded().when(requestRefund({ amount }), client).refused).toBe('amount_not_positive');
  });
});

test('rule 30: the freelancer has 7 days, then the refund is accepted automatically', () => {
  const asked = givenFunded().run([[requestRefund(), client]]);
  expect(asked.contract.refundRequest?.answerBy).toBe(later(asked.now, 7 * DAY_MS));
  const late = asked.after(7 * DAY_MS);
  expect(
    late
      .deadlinesApplied()
      .events.slice(-2)
      .map(({ type }) => type),
  ).toEqual(['refund.expired', 'milestone.refunded']);
  expect(late.when(disputeRefund, freelancer).refused).toBe('refund_request_not_open');
});

describe('rule 14: a refund request stops the review clock', () => {
  const asked = givenSubmitted()
    .after(10 * DAY_MS)
    .run([[requestRefund({ amount: 10_000 }), client]]);

  test('edge: after a withdrawal the review continues with its remaining time', () => {
    const withdrawn = asked.after(5 * DAY_MS).run([[withdrawRefundRequest, client]]);
    expect(endsAt(withdrawn)).toBe(later(withdrawn.now, 4 * DAY_MS));
  });

  test('edge: after a refund of a part the rest keeps its state and its remaining time', () => {
    const refunded = asked.after(3 * DAY_MS).run([[agreeToRefund, freelancer]]);
    expect(endsAt(refunded)).toBe(later(refunded.now, 4 * DAY_MS));
    expect(refunded.milestone().funds).toMatchObject({ refunded: 10_000, held: 40_000 });
  });

  test('other states come back too', () => {
    const changes = givenSubmitted().run([
      [requestChanges(), client],
      [requestRefund({ amount: 10_000 }), client],
      [agreeToRefund, freelancer],
    ]);
    expect(changes.milestone().state).toBe('changes_requested');
  });

  test('edge: one withdrawal per milestone, so that requests cannot gain days', () => {
    const again = asked.run([
      [withdrawRefundRequest, client],
      [requestRefund(), client],
    ]);
    expect(again.when(withdrawRefundRequest, client).refused).toBe('refund_request_already_withdrawn');
  });
});

describe('edge: while a refund request is open only its own answers are possible', () => {
  const asked = givenSubmitted().run([[requestRefund({ amount: 10_000 }), client]]);

  test('on its milestone', () => {
    expect(asked.when(release(40_000), client).refused).toBe('refund_request_open');
    expect(asked.when(requestChanges(), client).refused).toBe('refund_request_open');
    expect(asked.when(submit(), freelancer).refused).toBe('refund_request_open');
    expect(asked.when(requestRefund(), client).refused).toBe('refund_request_open');
    expect(asked.when({ type: 'end' }, freelancer).refused).toBe('refund_request_open');
  });

  test('messages stay possible', () => {
    expect(asked.when({ type: 'post_message', text: 'Why?' }, freelancer).refused).toBe(null);
  });

  test('edge: after a partial release, a refund of the rest leaves it paid', () => {
    const released = givenFunded().run([
      [release(10_000, { leftover: { to: 'refund_and_continue' } }), client],
      [agreeToRefund, freelancer],
    ]);
    expect(released.milestone()).toMatchObject({ state: 'paid', automatically: false });
  });
});

describe('edge: carried funds are held money', () => {
  test('they can be requested back alone', () => {
    const { next, events } = givenCarried()
      .run([[requestRefund({}, null), client]])
      .when(agreeToRefund, freelancer);
    expect(events).toEqual(['refund.agreed', 'funds.refunded']);
    expect(next.contract).toMatchObject({ carried: [], status: 'active', totals: { refunded: 20_000 } });
  });

  test('they cannot be used for funding during a request', () => {
    expect(
      givenCarried()
        .run([[requestRefund({}, null), client]])
        .when(fund(1), client).refused,
    ).toBe('refund_request_open');
  });

  test('ending with carried funds requests them back like any leftover', () => {
    const ending = givenCarried()
      .run([[fund(1), client]])
      .paid()
      .run([[requestRefund({ thenEnd: true }, 1), client]]);
    expect(ending.contract.refundRequest).toMatchObject({ fromMilestone: 30_000, fromCarried: 0 });
    const twoPockets = givenCarried({ amounts: [50_000, 15_000] }).run([
      [fund(1), client],
      [requestRefund({ thenEnd: true }, 1), client],
    ]);
    expect(twoPockets.contract.refundRequest).toMatchObject({ fromMilestone: 15_000, fromCarried: 5_000 });
    expect(twoPockets.run([[agreeToRefund, freelancer]]).contract).toMatchObject({ status: 'ended', carried: [] });
  });
});

describe('a request that ends the contract', () => {
  const ending = givenFunded().run([[requestRefund({ thenEnd: true }), client]]);

  test('edge: no new milestones and no funding while it ends', () => {
    expect(ending.contract.status).toBe('ending');
    const add = { type: 'add_milestones', milestones: [{ title: 'More', amount: 500 }] } as const;
    expect(ending.when(add, client).refused).toBe('contract_not_active');
    expect(ending.when(fund(1), client).refused).toBe('contract_not_active');
  });

  test('withdrawn, the contract is active again', () => {
    expect(ending.run([[withdrawRefundRequest, client]]).contract.status).toBe('active');
  });

  test('accepted for a part, the contract keeps ending, whatever is requested and withdrawn later', () => {
    const part = givenFunded().run([
      [requestRefund({ thenEnd: true, amount: 10_000 }), client],
      [agreeToRefund, freelancer],
    ]);
    expect(part.contract.status).toBe('ending');
    const again = part.run([
      [requestRefund({ thenEnd: true }), client],
      [withdrawRefundRequest, client],
    ]);
    expect(again.contract.status).toBe('ending');
    const leftover = { to: 'next_milestone' } as const;
    expect(again.when(release(30_000, { leftover }), client).refusal).toMatchObject({
      refused: 'contract_not_active',
      pointer: '/leftover/to',
    });
    expect(again.run([[release(40_000), client]]).contract.status).toBe('ended');
  });
});

test('rule 17: a refund cannot be asked for once the review period is over', () => {
  const late = givenSubmitted().after(14 * DAY_MS);
  expect(late.when(requestRefund(), client).refused).toBe('review_period_over');
});

describe('fees: the client’s fee is refunded in proportion, and the last refund takes the remainder', () => {
  test.each([
    ['USD', 333, [10_000, 10_000, 30_000], [333, 333, 999]],
    ['KWD', 1, [16_667, 16_667, 16_666], [2, 1, 2]],
    ['JPY', 10_000, [1, 49_999], [1, 49_999]],
  ])('%s', (currency, clientBps, parts, expected) => {
    let scenario = givenFunded({ currency, policy: { fees: { clientBps, freelancerBps: 0 } } });
    for (const amount of parts)
      scenario = scenario.run([
        [requestRefund({ amount }), client],
        [agreeToRefund, freelancer],
      ]);
    const refunds = scenario.contract.payments.filter(({ kind }) => kind === 'refund');
    expect(refunds.map(({ fee }) => fee)).toEqual(expected);
    const charged = scenario.contract.payments[0];
    expect(expected.reduce((sum, fee) => sum + fee, 0)).toBe(charged?.fee);
    expect(scenario.milestone().state).toBe('refunded');
  });
});
