import { DAY_MS } from '@workroom/core';
import { type Step, type WalkSetup, walk } from '@workroom/core/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareBooks } from './compare-books.ts';

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('offered', 'offered', 'offered_with_any_values', 'provider', 'provider', 'bank'),
  actor: fc.constantFrom(0, 0, 0, 1, 1, 6, 7),
  choice: fc.nat(200),
  dice: fc.record({
    place: fc.nat(60),
    amount: fc.integer({ min: 1, max: 90_000 }),
    secondAmount: fc.option(fc.integer({ min: 1, max: 90_000 }), { nil: undefined }),
    text: fc.constant('Well said.'),
    days: fc.integer({ min: 1, max: 14 }),
    flag: fc.boolean(),
    leftover: fc.constantFrom('next_milestone', 'refund_and_end', 'refund_and_continue', undefined),
    outcome: fc.constantFrom('succeeded', 'succeeded', 'succeeded', 'failed'),
  }),
  wait: fc.constantFrom(0, 0, 0, 0, 3 * DAY_MS),
});

const setup: fc.Arbitrary<WalkSetup> = fc.record({
  beginning: fc.constantFrom('funded', 'carried', 'returning', 'disputed'),
  seed: fc.integer(),
  currency: fc.constant('USD'),
  status: fc.constant('active'),
  amounts: fc.array(fc.integer({ min: 5_000, max: 90_000 }), { minLength: 1, maxLength: 3 }),
  minimumCharge: fc.constant(0),
  fees: fc.constantFrom([], [
    { on: 'deposit', payer: 'client', label: 'Service fee', bps: 500, returned: 'proportional', taxBps: 2_500 },
    { on: 'release', payer: 'freelancer', label: 'Service fee', bps: 1_000, returned: 'proportional', taxBps: 2_000 },
    { on: 'bonus', payer: 'freelancer', label: 'Service fee', bps: 1_000, returned: 'proportional' },
  ] as const),
  disputeDefault: fc.constant('half'),
  securityDays: fc.constantFrom(0, 3),
  planChanges: fc.constant('client'),
  operatorApprovalAbove: fc.constant({}),
  amountStep: fc.constantFrom(1, 10),
});

const runs = Number(process.env.WORKROOM_PROPERTY_RUNS ?? 1);

test('rules 52 and 54: the books of a contract match after any chargebacks and external movements', () => {
  const seen = { chargebacks: 0, external: 0 };
  fc.assert(
    fc.property(setup, fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }), (terms, steps) => {
      const { contract, movements } = walk(terms, steps, () => {});
      seen.chargebacks += contract.chargebacks.length;
      seen.external += movements.filter(({ credit }) => credit === 'external').length;
      expect(compareBooks({ contract, movements })).toEqual([]);
    }),
    { numRuns: 30 * runs },
  );
  expect(Math.min(seen.chargebacks, seen.external)).toBeGreaterThan(0);
}, 120_000);
