import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import type { Contract } from './contract.ts';
import type { FeeRow } from './fee-row.ts';
import { DAY_MS } from './instant.ts';
import { amount } from './money.ts';
import {
  checkBooks,
  client,
  decideDispute,
  disputeRefund,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  givenSubmitted,
  idAt,
  operator,
  release,
  requestRefund,
  type Scenario,
} from './testing/index.ts';

// The payment provider moves only multiples of `policy.amountStep`: Stripe moves Kuwaiti dinars in tens of fils.

const fees = (['deposit', 'release'] as const).map(
  (on): FeeRow => ({
    on,
    payer: on === 'deposit' ? 'client' : 'freelancer',
    label: 'Service fee',
    bps: 333,
    taxBps: 500,
    returned: 'proportional',
  }),
);
const inDinars = { currency: 'KWD', policy: { amountStep: 10, fees } } as const;
const first = (contract: Contract) => idAt(contract, 0);

function fits(scenario: Scenario): Scenario {
  checkBooks(scenario.contract, scenario.movements);
  return scenario;
}

/** Amounts and fees of the payments of one kind, in their order. */
const payments = ({ contract }: Scenario, kind: string) =>
  contract.payments.filter((each) => each.kind === kind).map(({ amount: moved, fee }) => [moved, fee]);

describe('rule 57: what the contract computes is rounded to what the provider moves', () => {
  test('fees and their tax', () => {
    const { contract } = fits(givenFunded({ ...inDinars, amounts: [50_000] }));
    // 3.33 % of 50.000 is 1.665, rounded half to even 1.660, with 0.083 of tax, rounded 0.080.
    expect(contract.payments).toMatchObject([{ amount: 50_000, fee: 1_740, fees: [{ amount: 1_660, tax: 80 }] }]);
  });

  test('flat fees, minimums and maximums of the marketplace', () => {
    const row = { on: 'deposit', payer: 'client', label: 'Fee', returned: 'proportional' } as const;
    const feeWith = (of: Partial<FeeRow>) =>
      givenFunded({ ...inDinars, policy: { amountStep: 10, fees: [{ ...row, ...of }] } }).contract.payments[0]?.fee;
    expect(feeWith({ flat: 37 })).toBe(40);
    // Never below the minimum, and never above the maximum.
    expect(feeWith({ bps: 0, minimum: 31 })).toBe(40);
    expect(feeWith({ bps: 1_000, maximum: 49 })).toBe(40);
    expect(feeWith({ bps: 1_000, minimum: 31, maximum: 49 })).toBe(40);
  });

  test('the parts of a fee in partial releases and refunds, which still sum to it', () => {
    const paid = givenFunded({ ...inDinars, amounts: [50_000] }).run([
      [(contract) => ({ type: 'volunteer_refund', milestoneId: first(contract), amount: 16_670 }), freelancer],
      [(contract) => ({ type: 'volunteer_refund', milestoneId: first(contract), amount: 33_330 }), freelancer],
    ]);
    const refunds = payments(fits(paid.paid()), 'refund');
    expect(refunds).toEqual([
      [16_670, 580],
      [33_330, 1_160],
    ]);
  });

  test('the default split of a dispute, and the middle of two sealed offers', () => {
    const disputed = givenFunded({ ...inDinars, amounts: [50_010] }).run([
      [requestRefund(), client],
      [disputeRefund, freelancer],
    ]);
    const late = disputed.after(22 * DAY_MS).deadlinesApplied();
    expect(fits(late).milestone().funds).toMatchObject({ released: 25_010, refunded: 25_000 });
    const offer =
      (toFreelancer: number) =>
      (contract: Contract): Command => ({
        type: 'make_offer',
        disputeId: contract.dispute?.id ?? 'dsp_none',
        toFreelancer,
        sealed: true,
      });
    const settled = disputed.run([
      [offer(20_010), client],
      [offer(20_000), freelancer],
    ]);
    expect(fits(settled).milestone().funds).toMatchObject({ released: 20_010, refunded: 30_000 });
  });
});

describe('what people enter is refused unless it is a multiple of the step', () => {
  const refusal = (scenario: Scenario, command: Parameters<Scenario['when']>[0], actor = client) => {
    const { refusal: found } = scenario.when(command, actor);
    return found === null ? null : [found.refused, found.pointer];
  };
  const funded = givenFunded(inDinars);
  const disputed = funded.run([
    [requestRefund(), client],
    [disputeRefund, freelancer],
  ]);
  const odd = 20_001;
  const reason = 'We have looked into it.';
  const disputeId = disputed.contract.dispute?.id ?? 'dsp_none';
  const terms = { title: 'Labels', amount: odd };

  test.each<[string, Scenario, Parameters<Scenario['when']>[0], string, typeof client?]>([
    ['add_milestones', funded, { type: 'add_milestones', milestones: [terms] }, '/milestones/0/amount'],
    ['propose', funded, { type: 'propose', changes: [{ add: terms }] }, '/changes/0/add/amount'],
    ['release', funded, release(odd, { leftover: { to: 'next_milestone' } }), '/amount'],
    ['release with a bonus', funded, release(50_000, { bonus: odd }), '/bonus'],
    ['give_bonus', funded, { type: 'give_bonus', amount: odd }, '/amount'],
    ['request_refund', funded, requestRefund({ amount: odd }), '/amount'],
    ['end', funded, { type: 'end', pay: odd }, '/pay'],
    ['make_offer', disputed, { type: 'make_offer', disputeId, toFreelancer: odd }, '/toFreelancer'],
    ['decide_dispute', disputed, decideDispute(odd), '/toFreelancer', operator],
    ['operator_end', funded, { type: 'operator_end', toFreelancer: odd, reason }, '/toFreelancer', operator],
    [
      'operator_refund',
      funded,
      (contract) => ({ type: 'operator_refund', milestoneId: first(contract), amount: odd, reason }),
      '/amount',
      operator,
    ],
    [
      'return_funds',
      funded.run([[release(50_000), client]]).paid(),
      (contract) => ({ type: 'return_funds', from: { milestoneId: first(contract) }, amount: odd, reason }),
      '/amount',
      freelancer,
    ],
  ])('%s', (_, scenario, command, pointer, actor) => {
    expect(refusal(scenario, command, actor)).toEqual(['amount_not_supported', pointer]);
  });

  test('with a sentence that names the step', () => {
    const { refusal: found } = funded.when({ type: 'give_bonus', amount: odd }, client);
    expect(found?.detail.replaceAll('\u00a0', ' ')).toBe(
      'The payment provider only moves multiples of KWD 0.010. Round the amount.',
    );
  });

  test('a contract that was created without a step takes any amount', () => {
    const older = givenFunded({ currency: 'KWD' });
    expect(older.when({ type: 'give_bonus', amount: odd }, client).refused).toBeNull();
    expect('amountStep' in older.contract.policy).toBe(false);
  });
});

describe('rule 52: a bank that takes or gives back another amount', () => {
  const report =
    (state: 'open' | 'won' | 'lost', withdrawn: number, reinstated = 0) =>
    ({ sources, updatedAt }: Contract): Command => ({
      type: 'report_chargeback',
      paymentId: sources[0]?.payment ?? 'pay_none',
      dispute: {
        reference: 'dp_1',
        amount: amount(withdrawn),
        withdrawn: amount(withdrawn),
        reinstated: amount(reinstated),
        state,
        openedAt: updatedAt,
        evidenceDueBy: null,
      },
    });
  const submitted = givenSubmitted({ ...inDinars, amounts: [50_000] });

  test('the marketplace bears what is below the step, and gets it back', () => {
    const taken = fits(submitted.run([[report('open', 20_003), 'system']]));
    expect(taken.contract.chargebacks[0]?.steps).toMatchObject([
      { from: 'milestone', amount: 19_330 },
      { from: 'fee', amount: 670 },
      { from: 'loss', amount: 3 },
    ]);
    const won = fits(taken.run([[report('won', 20_003, 20_003), 'system']]));
    expect(won.contract.chargebacks[0]?.steps).toEqual([]);
    expect(won.milestone()).toEqual(submitted.milestone());
  });

  test('a part that comes back is rounded up for the parties, and the marketplace adds the difference', () => {
    const taken = submitted.run([[report('open', 20_000), 'system']]);
    const partly = fits(taken.run([[report('lost', 20_000, 5_007), 'system']]));
    // 670 of the fee first, then 4.337 of the milestone.
    expect(partly.contract.chargebacks[0]?.steps).toMatchObject([
      { from: 'milestone', amount: 19_330 - 4_340 },
      { from: 'loss', amount: 3 },
    ]);
    expect(partly.milestone().funds.held).toBe(50_000 - 19_330 + 4_340);
    const back = fits(partly.run([[report('won', 20_000, 20_000), 'system']]));
    expect(back.milestone().funds.held).toBe(50_000);
    expect(back.contract.chargebacks[0]?.steps).toEqual([]);
  });

  test('money that the freelancer returns covers the loss only in multiples of the step', () => {
    const paid = givenContract({ ...inDinars, amounts: [50_000] })
      .run([[fund(), client]])
      .paid()
      .run([[release(50_000), client]])
      .paid();
    const lost = fits(
      paid.run([
        [report('open', 20_003), 'system'],
        [report('lost', 20_003), 'system'],
      ]),
    );
    const back = lost
      .run([
        [
          (contract) => ({
            type: 'return_funds',
            from: { milestoneId: first(contract) },
            amount: 19_330,
            reason: 'The bank took it.',
          }),
          operator,
        ],
      ])
      .paid();
    fits(back);
    expect(back.contract.chargebacks[0]?.steps).toMatchObject([
      { from: 'fee', amount: 670 },
      { from: 'payout', amount: 19_330 },
      { from: 'loss', amount: 3 },
    ]);
  });
});
