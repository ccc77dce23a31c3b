import { describe, expect, test } from 'vitest';
import { balances } from '../ledger.ts';
import {
  agreeToRefund,
  client,
  freelancer,
  fund,
  givenCarried,
  givenContract,
  givenFunded,
  givenSubmitted,
  release,
  requestChanges,
  withdrawRefundRequest,
} from '../testing/index.ts';

const toNext = { leftover: { to: 'next_milestone' } } as const;
const backAndEnd = { leftover: { to: 'refund_and_end', reason: 'Half is done.' } } as const;
const backAndContinue = { leftover: { to: 'refund_and_continue' } } as const;

describe('rule 16: submitting is optional', () => {
  test('a funded milestone without a submission is released', () => {
    expect(
      givenFunded()
        .run([[release(50_000), client]])
        .milestone().state,
    ).toBe('paid');
  });

  test('a milestone with requested changes is released too', () => {
    const awaited = givenSubmitted().run([[requestChanges(), client]]);
    expect(awaited.run([[release(50_000), client]]).milestone().state).toBe('paid');
  });

  test('an unfunded milestone is not', () => {
    expect(givenContract().when(release(50_000), client).refused).toBe('milestone_not_funded');
    expect(
      givenFunded()
        .run([[release(50_000), client]])
        .when(release(50_000), client).refused,
    ).toBe('milestone_not_funded');
  });
});

describe('rule 22: the client chooses the amount, from the smallest unit up to the whole deposit', () => {
  test.each([1, 49_999])('%d', (amount) => {
    expect(givenSubmitted().when(release(amount, toNext), client).refused).toBe(null);
  });

  test.each([0, -1, 0.5, Number.NaN, 1e20])('not %d', (amount) => {
    expect(givenSubmitted().when(release(amount), client).refused).toBe('amount_not_positive');
  });

  test('not more', () => {
    expect(givenSubmitted().when(release(50_001), client).refusal).toMatchObject({
      refused: 'amount_exceeds_deposit',
      pointer: '/amount',
    });
  });

  test('not by the freelancer', () => {
    expect(givenSubmitted().when(release(50_000), freelancer).refused).toBe('forbidden_for_role');
  });
});

describe('rule 23: a bonus needs a full release', () => {
  test('with a full release', () => {
    const { events, next } = givenSubmitted().when(release(50_000, { bonus: 5_000 }), client);
    expect(events).toEqual(['milestone.released', 'payment.pending']);
    expect(next.contract.payments.map(({ kind, purpose, amount }) => [kind, purpose, amount])).toEqual([
      ['charge', 'deposit', 50_000],
      ['transfer', 'release', 50_000],
      ['charge', 'bonus', 5_000],
    ]);
  });

  test('without a full release', () => {
    expect(givenSubmitted().when(release(40_000, { bonus: 5_000, ...toNext }), client).refusal).toMatchObject({
      refused: 'bonus_needs_full_release',
      pointer: '/bonus',
    });
  });

  test.each([0, -1, 0.5, 1e20])('refuses a bonus of %d', (bonus) => {
    expect(givenSubmitted().when(release(50_000, { bonus }), client).refusal).toMatchObject({
      refused: 'amount_not_positive',
      pointer: '/bonus',
    });
  });
});

describe('rule 24: releasing less asks where the leftover goes', () => {
  test('without an answer it is refused', () => {
    expect(givenSubmitted().when(release(30_000), client).refused).toBe('leftover_choice_required');
  });

  test('toward the next milestone', () => {
    const { next, events } = givenSubmitted().when(release(30_000, toNext), client);
    expect(events).toEqual(['milestone.released', 'funds.carried']);
    expect(next.milestone()).toMatchObject({
      state: 'paid',
      automatically: false,
      funds: { released: 30_000, carriedOut: 20_000, held: 0 },
    });
    expect(next.events.at(-1)?.data).toMatchObject({ amount: 20_000, toMilestoneId: next.milestone(1).id });
  });

  test('or a refund request that ends the contract', () => {
    const { next, events } = givenSubmitted().when(release(30_000, backAndEnd), client);
    expect(events).toEqual(['milestone.released', 'refund.requested', 'contract.ending']);
    expect(next.contract).toMatchObject({
      status: 'ending',
      refundRequest: { fromMilestone: 20_000, thenEnd: true, reason: 'Half is done.' },
    });
    const ended = next.run([[agreeToRefund, freelancer]]);
    expect(ended.contract.status).toBe('ended');
    expect(ended.contract.milestones.map(({ state }) => state)).toEqual(['paid', 'cancelled']);
  });
});

describe('rule 25: ask for the leftover back and keep the contract', () => {
  const waiting = givenSubmitted().run([[release(30_000, backAndContinue), client]]);

  test('rule 27: the milestone is refund_requested until that is answered, and then paid', () => {
    expect(waiting.milestone().state).toBe('refund_requested');
    const agreed = waiting.run([[agreeToRefund, freelancer]]);
    expect(agreed.milestone()).toMatchObject({ state: 'paid', funds: { released: 30_000, refunded: 20_000 } });
    expect(agreed.contract.status).toBe('active');
  });

  test('withdrawn, the rest is in review as before', () => {
    const withdrawn = waiting.run([[withdrawRefundRequest, client]]);
    expect(withdrawn.milestone()).toMatchObject({ state: 'submitted', funds: { released: 30_000, held: 20_000 } });
    expect(withdrawn.run([[release(20_000), client]]).milestone()).toMatchObject({
      state: 'paid',
      funds: { released: 50_000 },
    });
  });
});

describe('rule 26: with no milestone left one is added in the same step', () => {
  const last = givenFunded({ amounts: [50_000] });

  test('without one it is refused', () => {
    expect(last.when(release(30_000, toNext), client).refused).toBe('no_next_milestone');
  });

  test('with one the leftover goes there', () => {
    const { next, events } = last.when(
      release(30_000, { leftover: { ...toNext.leftover, milestone: { title: 'More', amount: 25_000 } } }),
      client,
    );
    expect(events).toEqual(['milestone.released', 'milestone.added', 'funds.carried']);
    expect(next.run([[fund(1), client]]).contract.payments.at(-1)).toMatchObject({ amount: 5_000 });
  });

  test('all or nothing: an invalid one refuses the release', () => {
    const { refusal, next } = last.when(
      release(30_000, { leftover: { ...toNext.leftover, milestone: { title: 'More', amount: 499 } } }),
      client,
    );
    expect(refusal).toMatchObject({ refused: 'below_minimum_amount', pointer: '/leftover/milestone/amount' });
    expect(next.milestone().funds.held).toBe(50_000);
  });
});

describe('edge: which charge the money comes from', () => {
  const mixed = givenCarried()
    .run([[fund(1), client]])
    .paid();
  const charges = mixed.contract.payments.filter(({ kind }) => kind === 'charge').map(({ id }) => id);
  const drawn = (scenario: typeof mixed, kind: 'transfer' | 'refund') =>
    scenario.contract.payments
      .slice(mixed.contract.payments.length)
      .filter((payment) => payment.kind === kind)
      .map(({ source, amount }) => [source === null ? -1 : charges.indexOf(source), amount]);

  test('a release draws the oldest charge first, as one decision and two payments', () => {
    const released = mixed.run([[release(25_000, backAndContinue, 1), client]]);
    expect(drawn(released, 'transfer')).toEqual([
      [0, 20_000],
      [1, 5_000],
    ]);
  });

  test('a refund returns the newest first', () => {
    const refunded = mixed.run([
      [release(5_000, backAndContinue, 1), client],
      [agreeToRefund, freelancer],
    ]);
    expect(drawn(refunded, 'refund')).toEqual([
      [1, 10_000],
      [0, 15_000],
    ]);
  });
});

describe('fees: the freelancer’s fee is taken from each release, half to even, and the parts sum to the whole', () => {
  test.each([
    ['USD', 1_000, 50_000, 5_000],
    ['USD', 333, 50, 2],
    ['JPY', 5_000, 5, 2],
    ['JPY', 5_000, 15, 8],
    ['KWD', 1_250, 30_004, 3_750],
    ['KWD', 1_250, 30_012, 3_752],
    ['USD', 10_000, 50_000, 50_000],
  ])('%s at %d basis points of %d is %d', (currency, freelancerBps, paid, fee) => {
    const released = givenFunded({ currency, policy: { fees: { clientBps: 0, freelancerBps } } })
      .run([[release(paid, paid === 50_000 ? {} : toNext), client]])
      .paid();
    const ledger = balances(released.movements);
    expect(ledger.get('fees:freelancer') ?? 0).toBe(fee);
    expect(ledger.get('payable:freelancer') ?? 0).toBe(0);
    const transfers = released.contract.payments.filter(({ kind }) => kind === 'transfer');
    expect(transfers.reduce((sum, { amount, fee: part }) => sum + amount - part, 0)).toBe(paid - fee);
  });

  test('also over two equal charges, where each half of an odd fee would round up', () => {
    const released = givenFunded({ policy: { fees: { clientBps: 0, freelancerBps: 333 } } })
      .run([
        [release(35_000, toNext), client],
        [fund(1), client],
      ])
      .paid()
      .run([[release(30_000, {}, 1), client]]);
    const parts = released.contract.payments.filter(({ kind }) => kind === 'transfer').slice(-2);
    expect(parts.map(({ amount, fee }) => [amount, fee])).toEqual([
      [15_000, 500],
      [15_000, 499],
    ]);
  });
});
