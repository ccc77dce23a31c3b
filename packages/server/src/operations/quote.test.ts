import type { Output } from '@workroom/core/api';
import { afterAll, describe, expect, test } from 'vitest';
import { client, freelancer, openMarket, stranger } from '../testing/market.test.support.ts';

const fees = [
  { on: 'deposit', payer: 'client', label: 'Protection', bps: 300, flat: { USD: 30, JPY: 5 }, returned: 'never' },
  {
    on: 'release',
    payer: 'freelancer',
    label: { en: 'Service', de: 'Dienst' },
    bps: 1_000,
    minimum: { USD: 100, JPY: 10 },
    taxBps: 2_000,
  },
] as const;
const market = openMarket({ policy: { fees } });
afterAll(() => market.workroom.close());

const terms = (more: object = {}) => ({
  body: {
    title: 'Logo',
    currency: 'USD',
    client,
    freelancer,
    status: 'active',
    milestones: [{ title: 'A', amount: 50_000 }],
    ...more,
  },
});
const made = (more?: object) => market.contract('createContract', 'server', terms(more));
const refused = async (more: object) => {
  const { status, code, errors = [] } = await market.problem('createContract', 'server', terms(more));
  return [status, code, errors[0]?.pointer];
};
const withFees = (...rows: object[]) => ({ policy: { fees: rows } });
const row = { on: 'release', payer: 'freelancer', label: 'Fee', bps: 500 };

describe('rule 57: fees are rows', () => {
  test('are by currency in the marketplace’s policy, and of one currency once pinned', async () => {
    const service = { on: 'release', payer: 'freelancer', label: { en: 'Service', de: 'Dienst' }, bps: 1_000 };
    expect((await made()).policy.fees).toEqual([
      { on: 'deposit', payer: 'client', label: 'Protection', bps: 300, flat: 30, returned: 'never' },
      { ...service, minimum: 100, taxBps: 2_000, returned: 'proportional' },
    ]);
    expect((await made({ currency: 'JPY' })).policy.fees).toMatchObject([{ flat: 5 }, { minimum: 10 }]);
  });

  test('are refused for a currency without amounts in the policy', async () => {
    expect(await refused({ currency: 'EUR' })).toEqual([422, 'invalid_request', '/currency']);
    expect((await made({ currency: 'EUR', ...withFees(row) })).policy.fees).toMatchObject([{ bps: 500 }]);
  });

  test('can be replaced for one contract: all by a list, those of a side by the short form', async () => {
    expect((await made(withFees())).policy.fees).toEqual([]);
    const { policy } = await made({ policy: { fees: { freelancerBps: 200 } } });
    expect(policy.fees.map(({ on, payer, bps }) => [on, payer, bps])).toEqual([
      ['deposit', 'client', 300],
      ['release', 'freelancer', 200],
      ['bonus', 'freelancer', 200],
    ]);
  });

  test('are validated: an unknown side or shape is refused with a pointer', async () => {
    for (const [wrong, pointer] of [
      [{ ...row, on: 'deposit' }, '/policy/fees/1/payer'],
      [{ ...row, payer: 'client' }, '/policy/fees/1/payer'],
      [{ ...row, returned: 'never' }, '/policy/fees/1/returned'],
      [{ ...row, on: 'bonus', returned: 'never' }, '/policy/fees/1/returned'],
      [{ ...row, bps: undefined }, '/policy/fees/1/bps'],
      [{ ...row, bps: 10_001 }, '/policy/fees/1/bps'],
      [{ ...row, flat: -1 }, '/policy/fees/1/flat'],
      [{ ...row, flat: { USD: 30 } }, '/policy/fees/1/flat'],
      [{ ...row, minimum: 9, maximum: 8 }, '/policy/fees/1/maximum'],
      [{ ...row, label: '' }, '/policy/fees/1/label'],
      [{ ...row, tax: 1 }, '/policy/fees/1/tax'],
    ] as const)
      expect(await refused(withFees(row, wrong)), JSON.stringify(wrong)).toEqual([422, 'invalid_request', pointer]);
  });
});

test('rules 57 and 58: the quoted amounts are charged, reported and booked', async () => {
  const { id: contractId, milestones } = await made();
  const milestoneId = milestones[0]?.id ?? '';
  const params = { contractId, milestoneId };
  const quote = async (query: object, by = client) =>
    (await market.send('getQuote', by, { params: { contractId }, query: { ...query } })).body as Output<'Quote'>;

  const funding = await quote({ command: 'fund', milestoneId });
  expect(funding).toMatchObject({ version: 1, pay: 51_530, receive: 0 });
  const { payments } = await market.contract('fund', client, { params, body: { paymentMethod: 'pm_ok' } });
  expect((payments[0]?.amount ?? 0) + (payments[0]?.fee ?? 0)).toBe(51_530);

  const release = await quote({ command: 'release', milestoneId }, freelancer);
  expect(release).toMatchObject({ pay: 0, receive: 44_000 });
  expect(release.lines[1]).toMatchObject({ label: { de: 'Dienst' }, kind: 'fee', amount: 5_000, tax: 1_000 });
  await market.contract('release', client, { params, body: { amount: 50_000 } });
  const { data } = (await market.send('getTimeline', client, { params: { contractId } })).body as Output<'Timeline'>;
  const released = data.find(({ type }) => type === 'milestone.released')?.data;
  expect(released).toMatchObject({
    fee: 6_000,
    fees: [{ on: 'release', payer: 'freelancer', amount: 5_000, tax: 1_000 }],
  });
  const ledger = (await market.send('getLedger', 'server', { params: { contractId } })).body as Output<'Ledger'>;
  expect(ledger.balances).toMatchObject({ 'fees:client': 1_530, 'fees:freelancer': 5_000, 'tax:freelancer': 1_000 });

  const back = { command: 'return', amount: 25_000 };
  expect(await quote({ ...back, milestoneId }, freelancer)).toMatchObject({ pay: -25_000, receive: -22_000 });
  await market.contract('giveBonus', client, { params: { contractId }, body: { amount: 1_000 } });
  const after = await market.contract('getContract', client, { params: { contractId } });
  const paymentId = after.payments.find(({ purpose }) => purpose === 'bonus')?.id;
  expect(await quote({ command: 'return', amount: 400, paymentId })).toMatchObject({ pay: -400, receive: -400 });
});

test('rule 58: a quote is refused like its command, and to strangers', async () => {
  const { id: contractId, milestones } = await made();
  const milestoneId = milestones[0]?.id ?? '';
  const problem = async (query: object, by = client) => {
    const {
      status,
      code,
      errors = [],
    } = await market.problem('getQuote', by, { params: { contractId }, query: { ...query } });
    return [status, code, errors[0]?.pointer];
  };
  expect(await problem({ command: 'release', milestoneId })).toEqual([409, 'milestone_not_funded', undefined]);
  expect(await problem({ command: 'fund', milestoneId: 'mst_none' })).toEqual([404, 'not_found', undefined]);
  expect(await problem({ command: 'fund' })).toEqual([400, 'bad_parameter', '/milestoneId']);
  expect(await problem({ command: 'give_bonus' })).toEqual([400, 'bad_parameter', '/amount']);
  expect(await problem({ command: 'fund', milestoneId, bonus: 5 })).toEqual([400, 'bad_parameter', '/bonus']);
  expect(await problem({ command: 'return', amount: 5 })).toEqual([400, 'bad_parameter', '/milestoneId']);
  expect(await problem({ command: 'return', milestoneId })).toEqual([400, 'bad_parameter', '/amount']);
  const both = { milestoneId, paymentId: 'pay_none' };
  expect(await problem({ command: 'return', ...both, amount: 5 })).toEqual([400, 'bad_parameter', '/milestoneId']);
  expect(await problem({ command: 'fund', ...both })).toEqual([400, 'bad_parameter', '/paymentId']);
  expect(await problem({ command: 'return', milestoneId, amount: 5 })).toEqual([409, 'nothing_to_return', undefined]);
  expect(await problem({ command: 'fund', milestoneId }, stranger)).toEqual([404, 'not_found', undefined]);
});
