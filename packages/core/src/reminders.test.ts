import { describe, expect, test } from 'vitest';
import { peopleConcerned } from './events/notices.ts';
import { DAY_MS, HOUR_MS, parseInstant } from './instant.ts';
import { noticeOf } from './messages/notice.ts';
import {
  client,
  english,
  extendReview,
  freelancer,
  givenFunded,
  givenSubmitted,
  people,
  release,
  requestChanges,
  requestRefund,
  type Scenario,
  submit,
  withdrawRefundRequest,
  withdrawSubmission,
} from './testing/index.ts';

const reminders = ({ events }: Scenario) =>
  events.flatMap((event) => (event.type === 'review.reminder' ? [event] : []));
const reminderDays = (scenario: Scenario) => reminders(scenario).map(({ data }) => data.daysLeft);

describe('rule 19: the client is reminded before the review ends', () => {
  test('7 days, 3 days and 1 day before, once each, dated at those instants', () => {
    let scenario = givenSubmitted();
    const submitted = scenario.now;
    for (let hour = 0; hour < 14 * 24; hour += 1) scenario = scenario.after(HOUR_MS).deadlinesApplied();
    expect(
      reminders(scenario).map(({ data, occurredAt }) => [data.daysLeft, (occurredAt - submitted) / DAY_MS]),
    ).toEqual([
      [7, 7],
      [3, 11],
      [1, 13],
    ]);
    expect(scenario.milestone().state).toBe('paid');
  });

  test('not before that instant', () => {
    const submitted = givenSubmitted();
    expect(reminderDays(submitted.after(7 * DAY_MS - 1).deadlinesApplied())).toEqual([]);
    expect(reminderDays(submitted.after(7 * DAY_MS).deadlinesApplied())).toEqual([7]);
  });

  test('a late worker sends one reminder with the remaining time, not all missed ones', () => {
    const late = givenSubmitted()
      .after(12 * DAY_MS)
      .deadlinesApplied();
    expect(reminderDays(late)).toEqual([3]);
    expect(reminderDays(late.after(2 * DAY_MS - 1).deadlinesApplied())).toEqual([3, 1]);
  });

  test('a stopped clock sends no reminder', () => {
    const submitted = givenSubmitted();
    expect(reminderDays(submitted.after(14 * DAY_MS).deadlinesApplied())).toEqual([]);
    expect(
      reminderDays(
        submitted
          .run([[release(50_000), client]])
          .after(10 * DAY_MS)
          .deadlinesApplied(),
      ),
    ).toEqual([]);
    expect(
      reminderDays(
        submitted
          .run([[requestChanges(), client]])
          .after(10 * DAY_MS)
          .deadlinesApplied(),
      ),
    ).toEqual([]);
    expect(
      reminderDays(
        submitted
          .run([[withdrawSubmission(), freelancer]])
          .after(10 * DAY_MS)
          .deadlinesApplied(),
      ),
    ).toEqual([]);
  });

  test('a refund request stops them, and its withdrawal resumes them', () => {
    const asked = givenSubmitted()
      .after(6 * DAY_MS)
      .run([[requestRefund(), client]]);
    const back = asked.after(3 * DAY_MS).run([[withdrawRefundRequest, client]]);
    expect(reminderDays(back.after(DAY_MS - 1).deadlinesApplied())).toEqual([]);
    expect(reminderDays(back.after(DAY_MS).deadlinesApplied())).toEqual([7]);
  });

  test('an extension moves the deadline, which has reminders of its own', () => {
    const extended = givenSubmitted()
      .after(12 * DAY_MS)
      .run([[extendReview(7), freelancer]]);
    expect(reminderDays(extended)).toEqual([3]);
    expect(reminderDays(extended.after(2 * DAY_MS).deadlinesApplied())).toEqual([3, 7]);
  });

  test('a new submission starts a new set', () => {
    const again = givenSubmitted()
      .after(8 * DAY_MS)
      .run([[submit(), freelancer]]);
    expect(reminderDays(again.after(7 * DAY_MS).deadlinesApplied())).toEqual([7, 7]);
  });

  test('a policy may choose other days, in any order, or none', () => {
    const daysAfter = (days: readonly number[]) => {
      let scenario = givenSubmitted({ policy: { reminders: days } });
      for (let day = 0; day < 13; day += 1) scenario = scenario.after(DAY_MS).deadlinesApplied();
      return reminderDays(scenario);
    };
    expect(daysAfter([2, 5, 2])).toEqual([5, 2]);
    expect(daysAfter([20])).toEqual([]);
    expect(daysAfter([])).toEqual([]);
  });

  test('a reminder goes to the client’s members only and says what to do', () => {
    const scenario = givenSubmitted()
      .after(13 * DAY_MS)
      .deadlinesApplied();
    const event = reminders(scenario)[0];
    if (event === undefined) throw new Error('no reminder');
    expect(peopleConcerned(scenario.contract, event)).toEqual([people.client]);
    expect(noticeOf(scenario.contract, event, null, english)).toEqual({
      title: '1 day left to review “Milestone 1”',
      text: expect.stringContaining('Review and pay, or request changes, by Mar 16, 2026, 9:00 AM UTC'),
    });
  });

  test('a reminder does not invalidate an open Pay now', () => {
    const submitted = givenSubmitted();
    expect(submitted.after(7 * DAY_MS).deadlinesApplied().contract.version).toBe(submitted.contract.version);
  });
});

describe('rule 17: a day is 24 hours, also when daylight saving time changes', () => {
  // Europe: 29 March and 25 October 2026; New York: 8 March and 1 November 2026.
  test.each(['2026-03-25T23:30:00Z', '2026-03-05T06:59:59.999Z', '2026-10-20T00:30:00Z', '2026-10-30T05:30:00Z'])(
    'a review that starts at %s ends 14 times 24 hours later',
    (text) => {
      const start = parseInstant(text);
      const submitted = givenFunded()
        .at(start)
        .run([[submit(), freelancer]]);
      const end = 14 * DAY_MS;
      expect(
        submitted
          .after(end - 1)
          .deadlinesApplied()
          .milestone().state,
      ).toBe('submitted');
      expect(submitted.after(end).deadlinesApplied().milestone().state).toBe('paid');
      expect(
        submitted
          .after(end + 1)
          .deadlinesApplied()
          .milestone(),
      ).toMatchObject({ paidAt: start + end });
    },
  );
});
