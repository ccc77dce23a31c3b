import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { amountAtProvider } from './amount-at-provider.ts';
import { type FeeRow, feeRows, labelIn, serviceFee } from './fee-row.ts';
import { feeTables } from './fee-tables.test.support.ts';
import {
  clientFee,
  costOfFunding,
  feesBetween,
  feesOf,
  freelancerFee,
  releaseFees,
  splitFees,
  totalOf,
} from './fees.ts';
import { amount, minus, share } from './money.ts';

const policy = { fees: feeRows({ clientBps: 250, freelancerBps: 1_000 }) };

const ofRelease = (row: Partial<FeeRow>): FeeRow => ({
  on: 'release',
  payer: 'freelancer',
  label: 'Fee',
  returned: 'proportional',
  ...row,
});
const feeOn = (whole: number, ...rows: readonly Partial<FeeRow>[]) =>
  feesOf({ fees: rows.map(ofRelease) }, 'release', 'freelancer', amount(whole)).map(({ amount, tax }) => [amount, tax]);

test('fees are rounded half to even', () => {
  expect(clientFee(policy, amount(100))).toBe(2);
  expect(clientFee(policy, amount(140))).toBe(4);
  expect(freelancerFee(policy, amount(15))).toBe(2);
});

test('rule 9: carried funds are used first, and the difference is charged with the client’s fee', () => {
  const cost = (wanted: number, carried: number) => costOfFunding(policy, amount(wanted), amount(carried));
  expect(cost(50_000, 0)).toMatchObject({ carried: 0, charged: 50_000, fee: 1_250 });
  expect(cost(50_000, 20_000)).toMatchObject({ carried: 20_000, charged: 30_000, fee: 750 });
  expect(cost(50_000, 50_000)).toMatchObject({ carried: 50_000, charged: 0, fee: 0, fees: [] });
  expect(cost(50_000, 70_000)).toMatchObject({ carried: 50_000, charged: 0, fee: 0 });
});

test('the client’s fee is charged and refunded, and the freelancer’s fee is deducted', () => {
  expect(amountAtProvider({ kind: 'charge', amount: 1_000, fee: 25 })).toBe(1_025);
  expect(amountAtProvider({ kind: 'refund', amount: 1_000, fee: 25 })).toBe(1_025);
  expect(amountAtProvider({ kind: 'transfer', amount: 1_000, fee: 100 })).toBe(900);
});

describe('rule 57: a fee row', () => {
  test('is its share plus its flat amount, rounded once, half to even', () => {
    expect(feeOn(1_000, { bps: 1_000, flat: 30 })).toEqual([[130, 0]]);
    // 2.5 + 1 is 3.5, which rounds to the even 4; 2.5 alone would round to 2.
    expect(feeOn(100, { bps: 250, flat: 1 })).toEqual([[4, 0]]);
  });

  test('is at least its minimum and at most its maximum', () => {
    expect(feeOn(1_000, { bps: 1_000, minimum: 250 })).toEqual([[250, 0]]);
    expect(feeOn(1_000, { bps: 1_000, maximum: 40 })).toEqual([[40, 0]]);
    expect(feeOn(1_000, { bps: 1_000, minimum: 20, maximum: 400 })).toEqual([[100, 0]]);
  });

  test('includes tax on the rounded fee', () => {
    expect(feeOn(1_005, { bps: 1_000, taxBps: 2_000 })).toEqual([[100, 20]]);
    expect(feeOn(25, { bps: 1_000, taxBps: 2_500 })).toEqual([[2, 0]]);
  });

  test('is limited, with its tax, to the amount that the previous rows left', () => {
    expect(feeOn(100, { flat: 60 }, { flat: 60, taxBps: 2_500 }, { flat: 1 })).toEqual([
      [60, 0],
      [32, 8],
    ]);
    expect(feeOn(10, { minimum: Number.MAX_SAFE_INTEGER, taxBps: 10_000 })).toEqual([[5, 5]]);
  });

  test('is zero for a zero amount', () => {
    expect(feeOn(0, { flat: 30, minimum: 50 })).toEqual([]);
  });

  test('applies to its own occasion and payer only', () => {
    const fees = [
      ofRelease({ flat: 1 }),
      ofRelease({ on: 'bonus', flat: 2 }),
      ofRelease({ on: 'bonus', payer: 'client', flat: 3 }),
    ];
    const fee = (on: FeeRow['on'], payer: FeeRow['payer']) => totalOf(feesOf({ fees }, on, payer, amount(100)));
    expect([
      fee('release', 'freelancer'),
      fee('bonus', 'freelancer'),
      fee('bonus', 'client'),
      fee('deposit', 'client'),
    ]).toEqual([1, 2, 3, 0]);
  });
});

test('rule 57: the short form takes the same fees as the rows that it stands for', () => {
  expect(feeRows({ clientBps: 250, freelancerBps: 0 })).toEqual([
    { on: 'deposit', payer: 'client', label: serviceFee, bps: 250, returned: 'proportional' },
    { on: 'bonus', payer: 'client', label: serviceFee, bps: 250, returned: 'proportional' },
  ]);
  expect(feeRows({})).toEqual([]);
  expect(feeRows(policy.fees)).toBe(policy.fees);
});

test('rule 57: a label is read in the reader’s language', () => {
  const label = { en: 'Fee', de: 'Gebühr', 'pt-BR': 'Taxa' };
  expect(['de', 'de-AT', 'pt-BR', 'pt', 'fr'].map((locale) => labelIn(label, locale))).toEqual([
    'Gebühr',
    'Gebühr',
    'Taxa',
    'Taxa',
    'Fee',
  ]);
  expect(labelIn({ ja: '手数料' }, 'fr')).toBe('手数料');
  expect(labelIn('Fee', 'de')).toBe('Fee');
});

test('rule 57: a milestone and carried funds released together have one fee', () => {
  const fees = [ofRelease({ flat: 100 })];
  const { milestone, carried } = releaseFees({ fees }, amount(300), amount(100));
  expect([totalOf(milestone.taken), totalOf(carried.taken)]).toEqual([75, 25]);
  expect([totalOf(milestone.listed), totalOf(carried.listed)]).toEqual([100, 0]);
  const alone = releaseFees({ fees }, amount(0), amount(400)).carried;
  expect([totalOf(alone.taken), totalOf(alone.listed)]).toEqual([100, 100]);
});

const wholes = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
const parameters = { seed: inject('seed'), numRuns: 300 * inject('runs') };

test('rule 57: with any rows, fees and taxes never exceed the amount', () => {
  const property = fc.property(feeTables, wholes, (fees, whole) => {
    for (const [on, payer] of [
      ['deposit', 'client'],
      ['release', 'freelancer'],
      ['bonus', 'client'],
    ] as const)
      expect(totalOf(feesOf({ fees }, on, payer, amount(whole)))).toBeLessThanOrEqual(whole);
  });
  fc.assert(property, parameters);
});

test('rule 57: with any rows, the parts of a fee add up to it, and none exceeds the amount it is taken from', () => {
  const property = fc.property(feeTables, wholes, fc.nat(10_000), fc.nat(10_000), (fees, whole, first, second) => {
    const fromMilestone = share(amount(whole), first, 10_000, 1);
    const { milestone, carried } = releaseFees({ fees }, fromMilestone, minus(amount(whole), fromMilestone));
    const all = feesOf({ fees }, 'release', 'freelancer', amount(whole));
    expect(totalOf(milestone.taken) + totalOf(carried.taken)).toBe(totalOf(all));
    expect(totalOf(milestone.taken)).toBeLessThanOrEqual(fromMilestone);
    expect(totalOf(carried.taken)).toBeLessThanOrEqual(whole - fromMilestone);
    const wanted = share(totalOf(all), second, 10_000, 1);
    const { taken, left } = splitFees(all, wanted, 1);
    expect([totalOf(taken), totalOf(left)]).toEqual([wanted, totalOf(all) - wanted]);
  });
  fc.assert(property, parameters);
});

test('rule 57: with any rows and partial refunds, each row is refunded in full at the end', () => {
  const property = fc.property(feeTables, wholes, fc.array(fc.nat(10_000)), (fees, whole, cuts) => {
    const taken = feesOf({ fees }, 'deposit', 'client', amount(whole));
    const steps = [...cuts.map((cut) => share(amount(whole), cut, 10_000, 1)), amount(whole)].sort((a, b) => a - b);
    let before = amount(0);
    let back = 0;
    for (const after of steps) {
      if (whole > 0) back += totalOf(feesBetween(taken, amount(whole), before, after, 1));
      before = after;
    }
    expect(back).toBe(totalOf(taken.filter(({ returned }) => returned !== 'never')));
  });
  fc.assert(property, parameters);
});
