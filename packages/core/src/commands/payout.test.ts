import { describe, expect, test } from 'vitest';
import { presentContract } from '../api/present.ts';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import { decide } from '../decide.ts';
import { DAY_MS, formatInstant, later } from '../instant.ts';
import { payoutStatus } from '../payout-record.ts';
import { checkBooks } from '../testing/checks.ts';
import {
  client,
  freelancer,
  givenFunded,
  givenSubmitted,
  operator,
  release,
  type Scenario,
  seededIds,
  testEnvironment,
} from '../testing/index.ts';

const policy = { securityDays: 5, fees: { clientBps: 0, freelancerBps: 1_000 } };
const freeze: Command = { type: 'freeze', reason: 'Something is odd.' };
const unfreeze: Command = { type: 'unfreeze', reason: 'All is well.' };

const statusOf = ({ contract }: Scenario) => contract.payouts.map((payout) => payoutStatus(contract, payout));
const transfers = ({ contract }: Scenario) =>
  contract.payments.filter(({ kind }) => kind === 'transfer').map(({ status }) => status);

describe('rule 49: the security period', () => {
  const released = () => givenFunded({ policy }).run([[release(50_000), client]]);

  test('delays a payout until a date that both sides see', () => {
    const { events, next } = givenFunded({ policy }).when(release(50_000), client);
    expect(events).toEqual(['milestone.released', 'payout.scheduled']);
    const dueAt = formatInstant(later(next.now, 5 * DAY_MS));
    for (const reader of [client, freelancer]) {
      expect(presentContract(next.contract, reader, next.now).payouts).toMatchObject([
        { amount: 50_000, fee: 5_000, status: 'waiting', dueAt },
      ]);
    }
    expect(transfers(next)).toEqual(['waiting']);
  });

  test('ends at its instant, however late it is recorded', () => {
    const sent = released()
      .after(9 * DAY_MS)
      .deadlinesApplied();
    expect(transfers(sent)).toEqual(['pending']);
    const event = sent.events.at(-1);
    expect([event?.type, event?.occurredAt]).toEqual(['payout.sent', later(released().now, 5 * DAY_MS)]);
    expect(statusOf(sent.paid())).toEqual(['paid']);
  });

  test('counts from the end of the review after an automatic release', () => {
    const before = givenSubmitted({ policy });
    const late = before.after(20 * DAY_MS).deadlinesApplied();
    expect(late.events.slice(-3).map(({ type }) => type)).toEqual([
      'milestone.auto_released',
      'payout.scheduled',
      'payout.sent',
    ]);
    expect(late.contract.payouts[0]?.dueAt).toBe(later(before.now, 19 * DAY_MS));
  });

  test('counts from the charge for a bonus', () => {
    const given = givenFunded({ policy }).run([[{ type: 'give_bonus', amount: 2_000 }, client]]);
    const charged = given.after(2 * DAY_MS).pays('succeeded', ({ purpose }) => purpose === 'bonus');
    expect(charged.contract.payouts).toMatchObject([
      { purpose: 'bonus', dueAt: later(given.now, 7 * DAY_MS), parts: [{ amount: 2_000, fee: 200 }] },
    ]);
  });

  test('is none by default: a payout is sent at once', () => {
    const { events, next } = givenFunded().when(release(50_000), client);
    expect(events).toEqual(['milestone.released']);
    expect([statusOf(next), transfers(next)]).toEqual([['sent'], ['pending']]);
  });

  test('stops during a freeze, and continues with its remaining time (rule 45)', () => {
    const { events, next } = released()
      .after(2 * DAY_MS)
      .when(freeze, operator);
    expect(events).toEqual(['contract.frozen', 'payout.held']);
    expect([statusOf(next), next.contract.payouts[0]?.dueAt]).toEqual([['held'], null]);
    const lifted = next.after(30 * DAY_MS).run([[unfreeze, operator]]);
    expect([statusOf(lifted), transfers(lifted)]).toEqual([['waiting'], ['waiting']]);
    expect(lifted.contract.payouts[0]?.dueAt).toBe(later(lifted.now, 3 * DAY_MS));
  });

  test('a freeze holds due payments that are not sent, and lifting it sends them', () => {
    const { events, next } = released()
      .after(6 * DAY_MS)
      .when(freeze, operator);
    expect(events).toEqual(['payout.sent', 'contract.frozen', 'payout.held']);
    expect(transfers(next)).toEqual(['waiting']);
    const lifted = next.when(unfreeze, operator);
    expect(lifted.events).toEqual(['contract.unfrozen', 'payout.sent']);
    expect(transfers(lifted.next)).toEqual(['pending']);
  });

  test('rule 11: a charge whose payout waits is still at the provider', () => {
    const waiting = givenFunded({ policy: { securityDays: 60, maxHoldDays: 40 } }).run([[release(50_000), client]]);
    const later = waiting.after(30 * DAY_MS).deadlinesApplied();
    expect(later.events.at(-1)).toMatchObject({ type: 'funds.hold_ending', data: { amount: 50_000 } });
  });
});

describe('rule 50: a return cancels a payout that has not been sent', () => {
  const back =
    (amount: number) =>
    (contract: Contract): Command => ({
      type: 'return_funds',
      from: { milestoneId: contract.milestones[0]?.id ?? 'mst_none' },
      amount,
      reason: 'Less was done.',
    });

  test('a part is taken under a new id, with its fee in proportion', () => {
    const released = givenFunded({ policy }).run([[release(50_000), client]]);
    const { events, next } = released.when(back(20_000), freelancer);
    expect(events).toEqual(['return.made', 'return.completed']);
    expect(next.contract.payments.slice(1)).toMatchObject([
      { kind: 'transfer', amount: 50_000, fee: 5_000, status: 'cancelled' },
      { kind: 'transfer', amount: 30_000, fee: 3_000, status: 'waiting' },
      { kind: 'refund', purpose: 'return', amount: 20_000, status: 'pending' },
    ]);
    expect(next.milestone()).toMatchObject({ state: 'paid', funds: { released: 30_000, refunded: 20_000 } });
    expect(next.contract.totals).toMatchObject({ released: 30_000, refunded: 20_000, returned: 20_000 });
    checkBooks(next.contract, next.movements);
  });

  test('a full return makes the milestone refunded, and leaves no payout', () => {
    const released = givenFunded({ policy }).run([[release(50_000), client]]);
    const next = released.run([[back(50_000), freelancer]]).paid();
    expect([next.milestone().state, statusOf(next), transfers(next)]).toEqual([
      'refunded',
      ['cancelled'],
      ['cancelled'],
    ]);
    checkBooks(next.contract, next.movements);
  });

  test('with manual payments, an unreported payment has not been sent', () => {
    const released = givenFunded().run([[release(50_000), client]]);
    const environment = { ...testEnvironment(released.now, seededIds(5)), paymentsAreReported: true };
    const decided = decide(released.contract, back(20_000)(released.contract), freelancer, environment);
    expect('contract' in decided && decided.contract.payments.map(({ kind, status }) => [kind, status])).toEqual([
      ['charge', 'succeeded'],
      ['transfer', 'cancelled'],
      ['transfer', 'pending'],
      ['refund', 'pending'],
    ]);
  });
});
