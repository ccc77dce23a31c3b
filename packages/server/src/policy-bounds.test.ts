import { feeRows } from '@workroom/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkroom } from './create-workroom.ts';
import { simulatedProvider } from './payments/simulated/index.ts';
import { type PolicyBounds, policyBoundsFrom } from './policy-bounds.ts';
import { policyFrom } from './policy-option.ts';
import { client, freelancer, type Market, openMarket } from './testing/market.test.support.ts';

const policyBounds: PolicyBounds = {
  reviewDays: { min: 7, max: 30 },
  reminders: { max: 10 },
  disputeDefault: ['half', 'client'],
  minimumAmount: { USD: { min: 500 } },
  fees: { freelancerBps: { max: 2_000 } },
};

let market: Market;
beforeAll(() => {
  market = openMarket({ policy: { reviewDays: 10, fees: { freelancerBps: 1_000 } }, policyBounds });
});
afterAll(() => market.workroom.close());

const asked = (policy?: object) => ({
  body: { title: 'Logo', currency: 'USD', client, freelancer, ...(policy === undefined ? {} : { policy }) },
});
const created = async (policy?: object) => (await market.contract('createContract', 'server', asked(policy))).policy;
const refused = (policy: object) => market.problem('createContract', 'server', asked(policy));

describe('rule 56: a contract may have a policy of its own', () => {
  test('given in part; the rest is the marketplace’s', async () => {
    const usual = await created();
    expect(usual).toMatchObject({ reviewDays: 10, fees: feeRows({ freelancerBps: 1_000 }) });
    const own = { reviewDays: 21, reminders: [5], fees: { clientBps: 300 }, minimumAmount: { USD: 2_000 } };
    expect(await created(own)).toEqual({
      ...usual,
      reviewDays: 21,
      reminders: [5],
      fees: [...feeRows({ freelancerBps: 1_000 }), ...feeRows({ clientBps: 300 })],
      minimumAmount: { ...usual.minimumAmount, USD: 2_000 },
    });
    expect(await created({})).toEqual(usual);
  });

  test('that applies: the review lasts as long as this contract says', async () => {
    const body = { ...asked({ reviewDays: 30 }).body, status: 'active', milestones: [{ title: 'A', amount: 10_000 }] };
    const { id: contractId, milestones } = await market.contract('createContract', 'server', { body });
    const params = { contractId, milestoneId: milestones[0]?.id ?? '' };
    await market.contract('fund', client, { params, body: { paymentMethod: 'pm_ok' } });
    const { milestones: after } = await market.contract('submit', freelancer, { params, body: { message: 'Here.' } });
    const { startedAt, endsAt } = after[0]?.review ?? { startedAt: '', endsAt: '' };
    expect(Date.parse(endsAt ?? '') - Date.parse(startedAt)).toBe(30 * 86_400_000);
  });

  test('within the bounds, inclusive', async () => {
    for (const reviewDays of [7, 30]) expect(await created({ reviewDays })).toMatchObject({ reviewDays });
    for (const [policy, pointer, allowed] of [
      [{ reviewDays: 6 }, '/policy/reviewDays', '7 to 30'],
      [{ reviewDays: 31 }, '/policy/reviewDays', '7 to 30'],
      [{ reminders: [3, 11] }, '/policy/reminders/1', 'at most 10'],
      [{ disputeDefault: 'freelancer' }, '/policy/disputeDefault', 'half or client'],
      [{ minimumAmount: { EUR: 1, USD: 499 } }, '/policy/minimumAmount/USD', 'at least 500'],
      [{ fees: { freelancerBps: 2_001 } }, '/policy/fees/freelancerBps', 'at most 2000'],
      [{ approvalDays: 8 }, '/policy/approvalDays', 'at most 7'],
      [{ approvalDays: null }, '/policy/approvalDays', 'at most 7'],
    ] as const) {
      const problem = await refused(policy);
      expect(problem).toMatchObject({ status: 422, code: 'policy_out_of_bounds', errors: [{ pointer }] });
      expect(problem.errors?.[0]?.message).toContain(allowed);
    }
  });

  test('within the API’s limits, without unknown fields', async () => {
    for (const policy of [{ reviewDays: 0 }, { reviewDays: 7.5 }, { fees: { clientBps: 10_001 } }, { reviewDay: 9 }])
      expect(await refused(policy)).toMatchObject({ status: 422, code: 'invalid_request' });
  });

  test('that is part of the idempotency check', async () => {
    const key = 'a-contract-with-terms';
    const first = await market.contract('createContract', 'server', { ...asked({ reviewDays: 20 }), key });
    const again = await market.contract('createContract', 'server', { ...asked({ reviewDays: 20 }), key });
    expect([again.id, again.policy.reviewDays]).toEqual([first.id, 20]);
    const other = await market.problem('createContract', 'server', { ...asked({ reviewDays: 21 }), key });
    expect(other).toMatchObject({ code: 'idempotency_key_reused' });
  });
});

describe('the bounds are checked when the kit starts', () => {
  test('for their values', () => {
    const wrong: readonly [object, string][] = [
      [{ reviewDays: { min: 9, max: 7 } }, 'min must not be above max'],
      [{ reviewDays: 7 }, 'reviewDays'],
      [{ reviewDay: { min: 7 } }, 'reviewDay'],
      [{ disputeDefault: [] }, 'disputeDefault'],
    ];
    for (const [bounds, named] of wrong)
      expect(() => policyBoundsFrom(bounds as PolicyBounds, policyFrom())).toThrow(named);
  });

  test('and the marketplace’s own policy must be within them', () => {
    const payments = simulatedProvider();
    expect(() => createWorkroom({ payments, policyBounds: { reviewDays: { max: 7 } } })).toThrow(
      /reviewDays.*at most 7/,
    );
  });
});

test('rule 57: a contract keeps the smallest amount that the provider moves in its currency', async () => {
  const inTens = { ...simulatedProvider(), amountStep: (currency: string) => (currency === 'KWD' ? 10 : 1) };
  const tens = openMarket({ payments: inTens });
  const body = (currency: string, policy?: object) => ({
    body: { ...asked(policy).body, currency, milestones: [{ title: 'A', amount: 10_000 }] },
  });
  const policyIn = async (currency: string) => (await tens.contract('createContract', 'server', body(currency))).policy;
  expect(await policyIn('KWD')).toMatchObject({ amountStep: 10 });
  expect(await policyIn('USD')).not.toHaveProperty('amountStep');
  expect(await tens.problem('createContract', 'server', body('KWD', { amountStep: 1 }))).toMatchObject({ status: 422 });
  await tens.workroom.close();
});
