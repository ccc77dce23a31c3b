import { describe, expect, test } from 'vitest';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import {
  client,
  freelancer,
  givenCarried,
  givenContract,
  givenFunded,
  givenSubmitted,
  idAt,
  release,
  requestRefund,
} from '../testing/index.ts';

const giveBack =
  (amount?: number, place: number | null = 0) =>
  (contract: Contract): Command => ({
    type: 'volunteer_refund',
    ...(place === null ? {} : { milestoneId: idAt(contract, place) }),
    ...(amount === undefined ? {} : { amount }),
    reason: 'I can do only half of it.',
  });

describe('rule 31: the freelancer gives money back', () => {
  test('everything held: the milestone is refunded', () => {
    const { events, next } = givenFunded().when(giveBack(), freelancer);
    expect(events).toEqual(['refund.volunteered', 'milestone.refunded']);
    expect(next.milestone()).toMatchObject({ state: 'refunded', funds: { refunded: 50_000, held: 0 } });
  });

  test('a part: the rest keeps its state and deadline', () => {
    const submitted = givenSubmitted();
    const { next } = submitted.when(giveBack(20_000), freelancer);
    expect(next.milestone()).toMatchObject({ state: 'submitted', funds: { refunded: 20_000, held: 30_000 } });
    expect(next.milestone()).toHaveProperty('review', (submitted.milestone() as { review?: unknown }).review);
  });

  test('of the carried funds', () => {
    const { events, next } = givenCarried().when(giveBack(5_000, null), freelancer);
    expect(events).toEqual(['refund.volunteered', 'funds.refunded']);
    expect(next.contract.carried).toMatchObject([{ amount: 15_000 }]);
  });

  test('the client must request a refund instead', () => {
    expect(givenFunded().when(giveBack(), client).refused).toBe('forbidden_for_role');
  });

  test.each([
    [50_001, 'amount_exceeds_deposit'],
    [0, 'amount_not_positive'],
    [-1, 'amount_not_positive'],
  ])('not %i of $500.00', (amount, code) => {
    expect(givenFunded().when(giveBack(amount), freelancer).refusal).toMatchObject({
      refused: code,
      pointer: '/amount',
    });
  });

  test('a requested refund must be answered instead', () => {
    expect(
      givenFunded()
        .run([[requestRefund(), client]])
        .when(giveBack(), freelancer).refused,
    ).toBe('refund_request_open');
  });

  test('a milestone that holds nothing gives nothing back', () => {
    expect(givenFunded().when(giveBack(1, 1), freelancer).refused).toBe('milestone_not_funded');
  });

  test('after a release the refusal says what to do instead', () => {
    const released = givenSubmitted().run([[release(50_000), client]]);
    const { refusal } = released.when({ type: 'volunteer_refund', amount: 1_000 }, freelancer);
    expect(refusal?.refused).toBe('milestone_not_funded');
    expect(refusal?.detail).toMatch(/was released .* ask the marketplace/);
    const other = givenCarried().when(giveBack(), freelancer);
    expect(other.refusal?.detail).toMatch(/was released .* ask the marketplace/);
    expect(givenContract().when({ type: 'volunteer_refund' }, freelancer).refusal?.detail).toContain(
      'Fund a milestone',
    );
  });
});
