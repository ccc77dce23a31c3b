import fc from 'fast-check';
import type { FeeRow } from './fee-row.ts';

const size = { bps: fc.constantFrom(0, 1, 250, 333, 1_250, 10_000), flat: fc.constantFrom(0, 1, 30, 999, 60_000) };
const limits = fc.constantFrom<Pick<FeeRow, 'minimum' | 'maximum'>>(
  {},
  {},
  { minimum: 50 },
  { maximum: 700 },
  { minimum: 3, maximum: 40 },
  { minimum: 200_000 },
);
const amounts = fc.record({ ...size, taxBps: fc.constantFrom(0, 700, 1_900, 10_000) }, { requiredKeys: [] });
const returned = fc.constantFrom<FeeRow['returned']>('proportional', 'proportional', 'never');
const row: fc.Arbitrary<FeeRow> = fc
  .record({
    place: fc.constantFrom<Pick<FeeRow, 'on' | 'payer'>>(
      { on: 'deposit', payer: 'client' },
      { on: 'release', payer: 'freelancer' },
      { on: 'bonus', payer: 'client' },
      { on: 'bonus', payer: 'freelancer' },
    ),
    amounts,
    limits,
    returned,
  })
  .map(({ place, ...of }) => ({
    ...place,
    label: `${place.payer} ${place.on}`,
    ...of.amounts,
    ...of.limits,
    returned: place.payer === 'client' ? of.returned : 'proportional',
  }));

/** Any rows that the schema accepts, including useless and excessive ones. */
export const feeTables: fc.Arbitrary<readonly FeeRow[]> = fc.array(row, { maxLength: 7 });
