import { describe, expect, test } from 'vitest';
import { presentContract } from './api/present.ts';
import { peopleConcerned } from './events/notices.ts';
import { DAY_MS } from './instant.ts';
import { noticeOf } from './messages/notice.ts';
import {
  client,
  english,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  people,
  release,
  type Scenario,
} from './testing/index.ts';

const warnings = ({ events }: Scenario) =>
  events.flatMap((event) => (event.type === 'funds.hold_ending' ? [event] : []));
const ninety = { policy: { maxHoldDays: 90 } };

describe('rule 11: how long the provider may hold money', () => {
  test('both sides are warned once, exactly fourteen days before the limit', () => {
    const funded = givenFunded(ninety);
    expect(warnings(funded.after(76 * DAY_MS - 1).deadlinesApplied())).toEqual([]);
    const warned = funded.after(76 * DAY_MS).deadlinesApplied();
    expect(warnings(warned)).toMatchObject([
      { occurredAt: funded.now + 76 * DAY_MS, data: { amount: 50_000, holdUntil: '2026-05-31T09:00:00.000Z' } },
    ]);
    expect(warnings(warned.after(30 * DAY_MS).deadlinesApplied())).toHaveLength(1);
  });

  test('with a short limit the warning comes at half the period', () => {
    const funded = givenFunded({ policy: { maxHoldDays: 10 } });
    expect(warnings(funded.after(5 * DAY_MS).deadlinesApplied())).toHaveLength(1);
  });

  test('money that has been paid out is no longer watched', () => {
    const paid = givenFunded(ninety)
      .run([[release(50_000), client]])
      .paid();
    expect(warnings(paid.after(200 * DAY_MS).deadlinesApplied())).toEqual([]);
  });

  test('carried funds are watched from the day of their charge', () => {
    const carried = givenFunded(ninety)
      .run([[release(30_000, { leftover: { to: 'next_milestone' } }), client]])
      .paid()
      .after(40 * DAY_MS)
      .run([[fund(1), client]])
      .paid();
    const warned = carried.after(36 * DAY_MS).deadlinesApplied();
    expect(warnings(warned).map(({ data }) => data.amount)).toEqual([20_000]);
    expect(warnings(warned.after(40 * DAY_MS).deadlinesApplied()).map(({ data }) => data.amount)).toEqual([
      20_000, 10_000,
    ]);
  });

  test('the warning goes to both sides, says what to do, and does not invalidate an open Pay now', () => {
    const funded = givenFunded(ninety);
    const { contract, ...warned } = funded.after(76 * DAY_MS).deadlinesApplied();
    const [event] = warned.events.filter(({ type }) => type === 'funds.hold_ending');
    if (event === undefined) throw new Error('no warning');
    expect(peopleConcerned(contract, event)).toEqual([people.client, people.freelancer]);
    const { title, text } = noticeOf(contract, event, null, english);
    expect(title).toContain('until May 31, 2026, 9:00 AM UTC');
    expect(text).toContain('Release it, give it back, or resolve');
    expect(contract.version).toBe(funded.contract.version);
  });

  test.each([
    ['2026-05-01', null],
    ['2026-05-16', null],
    ['9999-12-31', { heldUntil: '2026-05-31T09:00:00.000Z', planEndsAt: '9999-12-31T23:59:59.999Z' }],
    ['2026-05-17', { heldUntil: '2026-05-31T09:00:00.000Z', planEndsAt: '2026-06-01T00:00:00.000Z' }],
  ])('before funding the client is told when the plan outlasts it: due on %s', (dueOn, warning) => {
    const planned = givenContract(ninety);
    const { next } = planned.when(
      ({ milestones }) => ({ type: 'edit_milestone', milestoneId: milestones[0]?.id ?? 'mst_none', dueOn }),
      client,
    );
    expect(presentContract(next.contract, client, next.now).milestones[0]?.holdWarning).toEqual(warning);
    expect(presentContract(next.contract, freelancer, next.now).milestones[1]?.holdWarning).toBeNull();
  });

  test('a provider without a known limit causes no warning', () => {
    const funded = givenFunded();
    expect(warnings(funded.after(1_000 * DAY_MS).deadlinesApplied())).toEqual([]);
  });
});
