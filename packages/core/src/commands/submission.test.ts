import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, formatInstant, HOUR_MS, later } from '../instant.ts';
import {
  client,
  extendReview,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  givenSubmitted,
  release,
  requestChanges,
  requestRefund,
  type Scenario,
  submit,
  withdrawRefundRequest,
  withdrawSubmission,
} from '../testing/index.ts';

const endsAt = (scenario: Scenario) => {
  const milestone = scenario.milestone();
  return milestone.state === 'submitted' ? milestone.review.endsAt : null;
};

describe('rule 12: the freelancer submits work for a funded milestone, and the client has 14 days', () => {
  test('counted from the submission', () => {
    const submitted = givenFunded()
      .after(HOUR_MS)
      .run([[submit(), freelancer]]);
    expect(endsAt(submitted)).toBe(later(submitted.now, 14 * DAY_MS));
    expect(submitted.milestone().submission).toMatchObject({ message: 'Here it is.', submittedBy: { name: 'Femi' } });
  });

  test('or as many as the policy has', () => {
    const submitted = givenSubmitted({ policy: { reviewDays: 3 } });
    expect(endsAt(submitted)).toBe(later(submitted.now, 3 * DAY_MS));
  });

  test('not for one that is not funded, not by the client, not without a message', () => {
    expect(givenContract().when(submit(), freelancer).refused).toBe('milestone_not_funded');
    expect(givenFunded().when(submit(), client).refused).toBe('forbidden_for_role');
    expect(givenFunded().when(submit(0, ' '), freelancer).refused).toBe('message_required');
  });
});

describe('rule 14: the clock runs from the most recent submission', () => {
  test('a new submission restarts the deadline', () => {
    const again = givenSubmitted()
      .after(5 * DAY_MS)
      .run([[submit(), freelancer]]);
    expect(endsAt(again)).toBe(later(again.now, 14 * DAY_MS));
  });

  test('requesting changes stops the deadline', () => {
    const stopped = givenSubmitted().run([[requestChanges(), client]]);
    expect(stopped.milestone().state).toBe('changes_requested');
    expect(
      stopped
        .after(60 * DAY_MS)
        .deadlinesApplied()
        .milestone().state,
    ).toBe('changes_requested');
  });

  test('a submission after requested changes restarts it', () => {
    const again = givenSubmitted()
      .run([[requestChanges(), client]])
      .after(30 * DAY_MS)
      .run([[submit(), freelancer]]);
    expect(endsAt(again)).toBe(later(again.now, 14 * DAY_MS));
  });
});

describe('rule 15: requesting changes needs a message', () => {
  test.each(['', '  '])('refuses the message %j', (message) => {
    expect(givenSubmitted().when(requestChanges(0, message), client).refused).toBe('message_required');
  });

  test('needs a submission to answer', () => {
    expect(givenFunded().when(requestChanges(), client).refused).toBe('not_in_review');
    expect(
      givenSubmitted()
        .run([[requestChanges(), client]])
        .milestone().changeRequest?.message,
    ).toBe('The logo is missing.');
  });
});

describe('rule 20: the freelancer may extend the review', () => {
  test('up to the cap on the sum of days', () => {
    const extended = givenSubmitted().run([[extendReview(5), freelancer]]);
    expect(endsAt(extended)).toBe(later(extended.now, 19 * DAY_MS));
    expect(extended.when(extendReview(10), freelancer).refused).toBe('extension_limit_reached');
    const full = extended.run([[extendReview(9), freelancer]]);
    expect(full.when(extendReview(1), freelancer).refused).toBe('extension_limit_reached');
  });

  test.each([0, -1, 0.5, Number.NaN, 1e20])('not by %d days', (days) => {
    expect(givenSubmitted().when(extendReview(days), freelancer).refused).toBe('days_out_of_range');
  });

  test('the client does not', () => {
    expect(givenSubmitted().when(extendReview(1), client).refused).toBe('forbidden_for_role');
  });
});

describe('rule 66: submitting again never shortens the review', () => {
  const firstAt = givenSubmitted().now;
  const extended = givenSubmitted().run([[extendReview(14), freelancer]]);
  const dayLater = extended.after(DAY_MS);

  test('the review ends with the old deadline where that is later', () => {
    const again = dayLater.run([[submit(), freelancer]]);
    expect(endsAt(again)).toBe(later(firstAt, 28 * DAY_MS));
    expect(again.events.at(-1)?.data).toMatchObject({ reviewEndsAt: formatInstant(later(firstAt, 28 * DAY_MS)) });
    expect(
      again
        .at(later(firstAt, 27 * DAY_MS))
        .deadlinesApplied()
        .milestone().state,
    ).toBe('submitted');
  });

  test('the review ends reviewDays after the new submission if that is later (edge 1.77)', () => {
    const seven = givenSubmitted().run([[extendReview(7), freelancer]]);
    expect(endsAt(seven.after(10 * DAY_MS).run([[submit(), freelancer]]))).toBe(later(firstAt, 24 * DAY_MS));
    expect(endsAt(seven.after(6 * DAY_MS).run([[submit(), freelancer]]))).toBe(later(firstAt, 21 * DAY_MS));
  });

  test('days used count against the cap', () => {
    expect(dayLater.run([[submit(), freelancer]]).when(extendReview(1), freelancer).refused).toBe(
      'extension_limit_reached',
    );
  });

  test('requesting changes resets both', () => {
    const changed = dayLater.run([
      [requestChanges(), client],
      [submit(), freelancer],
    ]);
    expect(endsAt(changed)).toBe(later(changed.now, 14 * DAY_MS));
    expect(changed.when(extendReview(14), freelancer).refused).toBe(null);
  });

  test('withdrawing first or a refund request in between does not shorten it', () => {
    const withdrawn = dayLater.run([[withdrawSubmission(), freelancer]]);
    const between = withdrawn.run([
      [requestRefund(), client],
      [withdrawRefundRequest, client],
    ]);
    for (const scenario of [withdrawn, between]) {
      const again = scenario.run([[submit(), freelancer]]);
      expect(endsAt(again)).toBe(later(firstAt, 28 * DAY_MS));
      expect(again.when(extendReview(1), freelancer).refused).toBe('extension_limit_reached');
      const changed = again.run([
        [requestChanges(), client],
        [submit(), freelancer],
      ]);
      expect(endsAt(changed)).toBe(later(changed.now, 14 * DAY_MS));
    }
  });

  test('nothing the freelancer does shortens it before the client answers', () => {
    const step = fc.oneof(
      fc.record({ days: fc.integer({ min: 1, max: 14 }) }),
      fc.constant('submit' as const),
      fc.constant('withdraw' as const),
    );
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 * DAY_MS }), step), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (taken) => {
        let scenario = givenSubmitted();
        let promised = endsAt(scenario);
        let days = 0;
        for (const [passes, each] of taken) {
          const command =
            each === 'submit' ? submit() : each === 'withdraw' ? withdrawSubmission() : extendReview(each.days);
          const { refused, next } = scenario.after(passes).when(command, freelancer);
          if (next.milestone().state === 'paid' || refused === 'review_period_over') return;
          if (refused === null && typeof each === 'object') days += each.days;
          scenario = refused === null ? next : scenario.after(passes);
          if (scenario.milestone().state !== 'submitted') continue;
          const ends = endsAt(scenario);
          expect(ends ?? 0).toBeGreaterThanOrEqual(promised ?? 0);
          promised = ends;
        }
        expect(days).toBeLessThanOrEqual(14);
      }),
    );
  });
});

describe('rule 21: a submission may be withdrawn while it is in review', () => {
  test('which stops the deadline', () => {
    const withdrawn = givenSubmitted().run([[withdrawSubmission(), freelancer]]);
    expect(withdrawn.milestone().submission?.withdrawnAt).toBe(withdrawn.now);
    expect(
      withdrawn
        .after(60 * DAY_MS)
        .deadlinesApplied()
        .milestone().state,
    ).toBe('funded');
  });

  test('edge: back to the state before the first unanswered submission', () => {
    const twice = givenSubmitted().run([[submit(), freelancer]]);
    expect(twice.run([[withdrawSubmission(), freelancer]]).milestone().state).toBe('funded');
    const afterChanges = givenSubmitted().run([
      [requestChanges(), client],
      [submit(), freelancer],
      [submit(), freelancer],
      [withdrawSubmission(), freelancer],
    ]);
    expect(afterChanges.milestone().state).toBe('changes_requested');
  });

  test('only the newest submission', () => {
    const first = givenSubmitted();
    const older = withdrawSubmission()(first.contract);
    expect(first.run([[submit(), freelancer]]).when(older, freelancer).refused).toBe('submission_not_open');
  });

  test('not an answered submission', () => {
    const answered = givenSubmitted().run([[requestChanges(), client]]);
    expect(answered.when(withdrawSubmission(), freelancer).refused).toBe('not_in_review');
  });
});

describe('rule 17: an answer after the review period is refused with that reason', () => {
  const late = givenSubmitted().after(14 * DAY_MS + 1_000);

  test.each([
    ['release', release(50_000), client],
    ['request_changes', requestChanges(), client],
    ['extend_review', extendReview(1), freelancer],
    ['withdraw_submission', withdrawSubmission(), freelancer],
    ['submit', submit(), freelancer],
  ])('%s', (_, command, actor) => {
    expect(late.when(command, actor).refused).toBe('review_period_over');
    expect(late.deadlinesApplied().when(command, actor).refused).toBe('review_period_over');
    expect(
      givenSubmitted()
        .after(14 * DAY_MS - 1_000)
        .when(command, actor).refused,
    ).toBe(null);
  });

  test('also when the contract has ended', () => {
    const ending = givenSubmitted()
      .run([
        [
          {
            type: 'request_refund',
            milestoneId: givenSubmitted().milestone().id,
            amount: 20_000,
            reason: 'Less',
            thenEnd: true,
          },
          client,
        ],
      ])
      .after(30 * DAY_MS);
    expect(ending.deadlinesApplied().contract.status).toBe('ended');
    expect(ending.when(requestChanges(), client).refused).toBe('review_period_over');
  });

  test('the next milestone can be funded', () => {
    expect(late.when(fund(1), client).events).toEqual(['milestone.auto_released', 'milestone.funding']);
  });
});
