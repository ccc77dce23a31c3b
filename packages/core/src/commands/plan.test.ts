import { describe, expect, test } from 'vitest';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import {
  client,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  idAt,
  release,
  type Scenario,
} from '../testing/index.ts';

const add =
  (amount: number, before?: number) =>
  (contract: Contract): Command => ({
    type: 'add_milestones',
    milestones: [{ title: 'More', amount }],
    ...(before === undefined ? {} : { before: idAt(contract, before) }),
  });
const edit =
  (changes: { amount?: number; title?: string; dueOn?: string | null }, place = 0) =>
  (contract: Contract): Command => ({
    type: 'edit_milestone',
    milestoneId: idAt(contract, place),
    ...changes,
  });
const remove =
  (place = 0) =>
  (contract: Contract): Command => ({ type: 'remove_milestone', milestoneId: idAt(contract, place) });
const reorder =
  (...places: readonly number[]) =>
  (contract: Contract): Command => ({
    type: 'reorder_milestones',
    milestoneIds: places.map((place) => idAt(contract, place)),
  });
const amounts = ({ contract }: Scenario) => contract.milestones.map((milestone) => milestone.amount);

describe('rule 1: milestones are planned up front or added later', () => {
  test('at the end of the plan, also while one is funded', () => {
    expect(amounts(givenFunded().run([[add(7_000), client]]))).toEqual([50_000, 30_000, 7_000]);
  });

  test('before one that is not funded', () => {
    expect(amounts(givenContract().run([[add(7_000, 1), client]]))).toEqual([50_000, 7_000, 30_000]);
    expect(givenFunded().when(add(7_000, 0), client).refused).toBe('milestone_not_editable');
  });

  test('several at once, all or nothing', () => {
    const two = givenContract().when(
      {
        type: 'add_milestones',
        milestones: [
          { title: 'A', amount: 500 },
          { title: 'B', amount: 499 },
        ],
      },
      client,
    );
    expect(two.refusal).toMatchObject({ refused: 'below_minimum_amount', pointer: '/milestones/1/amount' });
    expect(amounts(two.next)).toEqual([50_000, 30_000]);
  });

  test('up to as many as the policy has', () => {
    const full = givenContract({ policy: { maxMilestones: 2 } });
    expect(full.when(add(7_000), client).refused).toBe('too_many_milestones');
  });

  test('a contract may have none yet', () => {
    expect(amounts(givenContract({ amounts: [] }).run([[add(500), client]]))).toEqual([500]);
  });
});

describe('rule 3: a milestone is worth at least the minimum', () => {
  test.each([
    ['USD', 499, 500],
    ['JPY', 4, 5],
    ['KWD', 4_999, 5_000],
  ])('%s', (currency, tooLow, enough) => {
    const contract = givenContract({ currency, amounts: [] });
    expect(contract.when(add(tooLow), client).refused).toBe('below_minimum_amount');
    expect(contract.when(add(enough), client).refused).toBe(null);
  });

  test('set by the policy', () => {
    const contract = givenContract({ amounts: [], policy: { minimumAmount: { USD: 10_000 } } });
    expect(contract.when(add(9_999), client).refused).toBe('below_minimum_amount');
  });

  test.each([0, -1, 0.5, Number.NaN, 1e20])('refuses %d as an amount', (amount) => {
    expect(givenContract().when(add(amount), client).refused).toBe('amount_not_positive');
    expect(givenContract().when(edit({ amount }), client).refused).toBe('amount_not_positive');
  });

  test('at most the largest exact amount', () => {
    const most = Math.floor(Number.MAX_SAFE_INTEGER / 4) - 80_000;
    expect(givenContract().when(add(most + 1), client).refused).toBe('amount_too_large');
    const full = givenContract({ policy: { fees: { clientBps: 10_000, freelancerBps: 0 } } }).run([
      [add(most), client],
    ]);
    expect(full.when(fund(2), client).refused, 'what could be planned can be funded').toBe(null);
  });
});

describe('rule 4: the client edits, reorders and deletes milestones that are not funded', () => {
  test('an edit records what changed', () => {
    const { next, events } = givenContract().when(edit({ amount: 60_000, dueOn: '2026-04-01' }), client);
    expect(events).toEqual(['milestone.edited']);
    expect(next.events.at(-1)?.data).toMatchObject({
      before: { amount: 50_000, dueOn: null },
      after: { amount: 60_000, dueOn: '2026-04-01' },
    });
  });

  test('an edit without changes records nothing', () => {
    const { next, events } = givenContract().when(edit({ amount: 50_000 }), client);
    expect([events, next.contract.version]).toEqual([[], 1]);
  });

  test('a funded one is not edited or deleted', () => {
    expect(givenFunded().when(edit({ title: 'Other' }), client).refused).toBe('milestone_not_editable');
    expect(givenFunded().when(remove(), client).refused).toBe('milestone_not_editable');
  });

  test('deleting leaves the others as they are', () => {
    expect(amounts(givenContract().run([[remove(), client]]))).toEqual([30_000]);
  });

  test('unfunded milestones are reordered, the others keep their position', () => {
    const three = givenFunded({ amounts: [50_000, 30_000, 20_000] });
    expect(amounts(three.run([[reorder(2, 1), client]]))).toEqual([50_000, 20_000, 30_000]);
    expect(three.when(reorder(2, 1, 0), client).refused).toBe('milestone_not_editable');
    expect(three.when(reorder(2), client).refused).toBe('order_incomplete');
    expect(three.when(reorder(2, 2), client).refused).toBe('order_incomplete');
    expect(three.when(reorder(2, 2, 0), client).refused).toBe('milestone_not_editable');
  });

  test('the freelancer can do none of this', () => {
    for (const command of [add(7_000), edit({ title: 'x' }), remove(), reorder(1, 0)])
      expect(givenContract().when(command, freelancer).refused).toBe('forbidden_for_role');
  });

  test('a deleted milestone leaves no declined charge to try again', () => {
    const declined = givenContract()
      .run([[fund(), client]])
      .pays('failed');
    const { contract } = declined.run([[remove(), client]]);
    expect(contract.payments.map(({ status }) => status)).toEqual(['cancelled']);
  });
});

describe('rule 6: under `agreement` the plan changes by proposal', () => {
  test('once the contract is active', () => {
    const policy = { planChanges: 'agreement' } as const;
    for (const command of [add(7_000), edit({ title: 'x' }), remove(), reorder(1, 0)]) {
      expect(givenContract({ policy }).when(command, client).refused).toBe('plan_needs_agreement');
      expect(givenContract({ policy, status: 'offered' }).when(command, client).refused).toBe(null);
    }
  });

  test('also for one that is added with a leftover', () => {
    const last = givenFunded({ amounts: [50_000], policy: { planChanges: 'agreement' } });
    const leftover = { to: 'next_milestone', milestone: { title: 'More', amount: 20_000 } } as const;
    expect(last.when(release(30_000, { leftover }), client).refused).toBe('plan_needs_agreement');
  });
});
