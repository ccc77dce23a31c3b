import { describe, expect, test } from 'vitest';
import type { Command } from '../command.ts';
import type { Milestone } from '../contract.ts';
import {
  client,
  freelancer,
  fund,
  givenCarried,
  givenContract,
  givenFunded,
  release,
  requestRefund,
} from '../testing/index.ts';

const lotsOf = (milestone: Milestone) => milestone.lots.map(({ amount }) => amount);

describe('rule 8: one milestone is funded at a time', () => {
  test('not while another one is funded', () => {
    expect(givenFunded().when(fund(1), client).refused).toBe('another_milestone_is_funded');
    expect(givenFunded().when(fund(0), client).refused).toBe('another_milestone_is_funded');
  });

  test('the next one once the funds are released', () => {
    expect(
      givenFunded()
        .run([[release(50_000), client]])
        .when(fund(1), client).refused,
    ).toBe(null);
  });

  test('a refund request for its leftover blocks the next one until it is answered', () => {
    const waiting = givenFunded().run([[release(30_000, { leftover: { to: 'refund_and_continue' } }), client]]);
    expect(waiting.when(fund(1), client).refused).toBe('refund_request_open');
  });

  test('a finished milestone is not funded again', () => {
    expect(
      givenFunded()
        .run([[release(50_000), client]])
        .when(fund(0), client).refused,
    ).toBe('milestone_not_editable');
  });

  test('the freelancer cannot fund', () => {
    expect(givenContract().when(fund(), freelancer).refused).toBe('forbidden_for_role');
  });
});

describe('rule 9: carried funds first, only the difference is charged', () => {
  test('the difference', () => {
    const funding = givenCarried().run([[fund(1), client]]);
    expect(funding.contract.payments.at(-1)).toMatchObject({ kind: 'charge', purpose: 'deposit', amount: 10_000 });
    expect(funding.milestone(1)).toMatchObject({ state: 'funding', reserved: 20_000 });
    expect(funding.contract.carried, 'reserved funds stay in the pot until the charge settles').toHaveLength(1);
    const { contract } = funding.paid();
    expect(contract.milestones[1]?.funds).toMatchObject({ deposited: 10_000, carriedIn: 20_000, held: 30_000 });
    expect(contract.carried).toEqual([]);
    expect(contract.totals).toMatchObject({ deposited: 60_000, released: 30_000 });
  });

  test('nothing is charged if they cover it; the rest stays carried', () => {
    const { next, events } = givenCarried({ amounts: [50_000, 15_000] }).when(fund(1), client);
    expect(events).toEqual(['milestone.funded']);
    expect(next.milestone(1)).toMatchObject({ state: 'funded', funds: { deposited: 0, carriedIn: 15_000 } });
    expect(next.contract.carried.map(({ amount }) => amount)).toEqual([5_000]);
  });

  test('edge: a difference too small for the provider is refused before charging', () => {
    const carried = givenCarried({ amounts: [50_000, 20_049], minimumCharge: 50 });
    expect(carried.when(fund(1), client).refused).toBe('below_minimum_amount');
    expect(givenCarried({ amounts: [50_000, 20_050], minimumCharge: 50 }).when(fund(1), client).refused).toBe(null);
  });

  test('edge: held money keeps the charge it came from, oldest first', () => {
    const mixed = givenCarried()
      .run([[fund(1), client]])
      .paid();
    expect(lotsOf(mixed.milestone(1))).toEqual([20_000, 10_000]);
  });
});

describe('rule 10: a milestone is funding until the charge settles', () => {
  const funding = givenContract().run([[fund(0, { paymentMethod: 'card_1' }), client]]);

  test('it succeeds', () => {
    expect(funding.contract.payments[0]).toMatchObject({ status: 'pending', paymentMethod: 'card_1' });
    expect(funding.milestone().state).toBe('funding');
    expect(funding.paid().milestone()).toMatchObject({ state: 'funded', funds: { held: 50_000 } });
  });

  test('it stays pending', () => {
    expect(funding.pays('pending').milestone().state).toBe('funding');
  });

  test('after a decline it is planned again, with the reason, and nothing is lost', () => {
    const declined = funding.pays('failed');
    expect(declined.milestone().state).toBe('planned');
    expect(declined.contract.payments[0]).toMatchObject({ status: 'failed', failure: { code: 'card_declined' } });
    expect(declined.movements).toEqual([]);
    const carried = givenCarried()
      .run([[fund(1), client]])
      .pays('failed');
    expect(carried.contract.carried.map(({ amount }) => amount)).toEqual([20_000]);
  });

  test('edge: other commands on the milestone are refused during the charge', () => {
    const start = (type: 'edit_milestone' | 'remove_milestone'): Command => ({
      type,
      milestoneId: funding.milestone().id,
    });
    for (const command of [
      start('edit_milestone'),
      start('remove_milestone'),
      fund(0),
      fund(1),
      release(50_000),
      requestRefund(),
      { type: 'end' } as const,
    ])
      expect(funding.when(command, client).refused).toBe('payment_in_progress');
    expect(
      funding.when({ type: 'submit', milestoneId: funding.milestone().id, message: 'x' }, freelancer).refused,
    ).toBe('payment_in_progress');
  });

  test('a new charge replaces the declined one', () => {
    const again = funding.pays('failed').run([[fund(), client]]);
    expect(again.contract.payments.map(({ status }) => status)).toEqual(['cancelled', 'pending']);
  });
});

test('fees: the client’s fee is added to the charge', () => {
  const charged = givenContract({ policy: { fees: { clientBps: 333, freelancerBps: 0 } } }).run([[fund(), client]]);
  expect(charged.contract.payments[0]).toMatchObject({ amount: 50_000, fee: 1_665 });
  expect(charged.paid().milestone().funds.held).toBe(50_000);
});
