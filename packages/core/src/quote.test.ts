import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import type { Contract } from './contract.ts';
import type { Actor } from './draft.ts';
import { feeTables } from './fee-tables.test.support.ts';
import { balances } from './ledger.ts';
import { type Quote, type QuotedCommand, quote } from './quote.ts';
import { isRefusal } from './refusal.ts';
import { seededIds, start, testEnvironment } from './testing/environment.ts';
import { client, freelancer, fund, givenContract, people, release, type Scenario, stranger } from './testing/index.ts';
import { mediator, operator } from './testing/people.ts';

const fees = [
  { on: 'deposit', payer: 'client', label: 'Protection', bps: 300, flat: 30, returned: 'never' },
  { on: 'release', payer: 'freelancer', label: 'Service', bps: 1_000, taxBps: 2_000, returned: 'proportional' },
  { on: 'bonus', payer: 'client', label: 'Bonus handling', flat: 25, returned: 'proportional' },
  { on: 'bonus', payer: 'freelancer', label: 'Service', bps: 500, returned: 'proportional' },
] as const;
const given = givenContract({ policy: { fees } });

function answered({ contract }: Scenario, asked: QuotedCommand, by: Actor = client) {
  return quote(contract, asked, by, testEnvironment(start, seededIds(9)));
}
function quoted(scenario: Scenario, asked: QuotedCommand, by: Actor = client): Quote {
  const answer = answered(scenario, asked, by);
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
}
const idAt = ({ milestones }: Contract, place = 0) => milestones[place]?.id ?? 'mst_none';
const first = idAt(given.contract);
const rows = ({ lines }: Quote) => lines.map(({ kind, payer, amount, tax }) => [kind, payer, amount, tax]);
const funded = given.run([[fund(), client]]).paid();

describe('rule 58: a quote', () => {
  test('lists the charge of a deposit, row by row', () => {
    const answer = quoted(given, { command: 'fund', milestoneId: first });
    expect(answer).toMatchObject({ version: given.contract.version, pay: 51_530, receive: 0 });
    expect(answer.lines.map(({ label }) => label)).toEqual(['Milestone 1', 'Protection']);
    expect(rows(answer)).toEqual([
      ['milestone', 'client', 50_000, 0],
      ['fee', 'client', 1_530, 0],
    ]);
  });

  test('deducts carried funds', () => {
    const carried = funded.run([[release(40_000, { leftover: { to: 'next_milestone' } }), client]]).paid();
    const answer = quoted(carried, { command: 'fund', milestoneId: idAt(given.contract, 1) });
    expect(rows(answer)).toEqual([
      ['milestone', 'client', 30_000, 0],
      ['carried', 'client', -10_000, 0],
      ['fee', 'client', 630, 0],
    ]);
    expect(answer.pay).toBe(20_630);
  });

  test('lists the payout and the charge of a release with a bonus', () => {
    const answer = quoted(funded, { command: 'release', milestoneId: first, bonus: 1_000 });
    expect(rows(answer)).toEqual([
      ['release', 'client', 50_000, 0],
      ['fee', 'freelancer', 5_000, 1_000],
      ['bonus', 'client', 1_000, 0],
      ['fee', 'client', 25, 0],
      ['fee', 'freelancer', 50, 0],
    ]);
    expect(answer).toMatchObject({ pay: 1_025, receive: 50_000 - 6_000 + 1_000 - 50 });
    expect(quoted(funded, { command: 'release', milestoneId: first, amount: 100 })).toMatchObject({ receive: 88 });
  });

  test('is for the parties and for operators', () => {
    const asked = { command: 'release', milestoneId: first } as const;
    for (const by of [freelancer, operator]) expect(quoted(funded, asked, by).receive).toBe(44_000);
    expect(answered(funded, asked, stranger)).toMatchObject({ refused: 'not_found' });
    expect(answered(funded, asked, mediator)).toMatchObject({ refused: 'not_found' });
    expect(answered(funded, asked, 'server')).toMatchObject({ refused: 'forbidden_for_role' });
  });

  test('is refused if the command would be refused', () => {
    const refused = (scenario: Scenario, asked: QuotedCommand) => {
      const answer = answered(scenario, asked);
      return isRefusal(answer) ? [answer.refused, answer.pointer] : null;
    };
    expect(refused(given, { command: 'release', milestoneId: first })).toEqual(['milestone_not_funded', undefined]);
    expect(refused(funded, { command: 'release', milestoneId: first, amount: 50_001 })).toEqual([
      'amount_exceeds_deposit',
      '/amount',
    ]);
    expect(refused(funded, { command: 'release', milestoneId: first, amount: 5, bonus: 5 })).toEqual([
      'bonus_needs_full_release',
      '/bonus',
    ]);
    expect(refused(funded, { command: 'fund', milestoneId: first })).toEqual([
      'another_milestone_is_funded',
      undefined,
    ]);
  });

  test('lists the refund of a return, with both fees in proportion', () => {
    const paid = funded.run([[release(50_000, { bonus: 1_000 }), client]]).paid();
    const from = { milestoneId: first };
    const answer = quoted(paid, { command: 'return', from, amount: 20_000 });
    expect(answer.lines[0]?.label).toBe('Milestone 1');
    // The client’s fee on the deposit is not refunded.
    expect(rows(answer)).toEqual([
      ['return', 'freelancer', 20_000, 0],
      ['fee', 'freelancer', -2_000, -400],
    ]);
    expect(answer).toMatchObject({ pay: -20_000, receive: -17_600 });
    const bonus = paid.contract.payments.find(({ kind, purpose }) => kind === 'charge' && purpose === 'bonus');
    const ofBonus = quoted(paid, { command: 'return', from: { paymentId: bonus?.id ?? 'pay_none' }, amount: 1_000 });
    expect(rows(ofBonus)).toEqual([
      ['return', 'freelancer', 1_000, 0],
      ['fee', 'freelancer', -50, 0],
      ['fee', 'client', -25, 0],
    ]);
    expect(ofBonus).toMatchObject({ pay: -1_025, receive: -950 });
    for (const by of [freelancer, operator])
      expect(quoted(paid, { command: 'return', from, amount: 1 }, by).pay).toBe(-1);
    expect(answered(paid, { command: 'return', from, amount: 50_001 })).toMatchObject({
      refused: 'amount_exceeds_released',
      pointer: '/amount',
    });
    expect(answered(funded, { command: 'return', from, amount: 1 })).toMatchObject({ refused: 'nothing_to_return' });
  });

  test('does not ask for an approval', () => {
    const approvals = { client: [{ command: 'fund', of: 2 }] } as const;
    const team = { type: 'set_members', client: [people.colleague], freelancer: [], approvals } as const;
    const answer = quoted(given.run([[team, 'server']]), { command: 'fund', milestoneId: first });
    expect(answer.pay).toBe(51_530);
  });
});

const deals = fc.record({
  fees: feeTables,
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  amount: fc.integer({ min: 5_000, max: 90_000 }),
  percent: fc.integer({ min: 1, max: 100 }),
  bonus: fc.integer({ min: 1, max: 20_000 }),
});

test('rule 58: with any fees, the quoted amounts are charged and paid', () => {
  const property = fc.property(deals, ({ fees: table, currency, amount, percent, bonus }) => {
    let deal = givenContract({ currency, amounts: [amount, amount], policy: { fees: table } });
    const milestoneId = idAt(deal.contract);
    const step = (asked: QuotedCommand, ...commands: Parameters<Scenario['run']>[0]) => {
      const { pay, receive } = quoted(deal, asked);
      const before = moved(deal);
      deal = deal.run(commands).paid();
      const after = moved(deal);
      expect([after.charged - before.charged, after.paid - before.paid]).toEqual([pay, receive]);
    };
    step({ command: 'fund', milestoneId }, [fund(), client]);
    const part = Math.max(1, Math.floor((amount * percent) / 100));
    const leftover = { to: 'next_milestone' } as const;
    if (part < amount) step({ command: 'release', milestoneId, amount: part }, [release(part, { leftover }), client]);
    else step({ command: 'release', milestoneId, bonus }, [release(part, { bonus }), client]);
    step({ command: 'give_bonus', amount: bonus }, [{ type: 'give_bonus', amount: bonus }, client]);
    step({ command: 'fund', milestoneId: idAt(deal.contract, 1) }, [fund(1), client]);
    const from = { milestoneId };
    // Sent or in progress.
    const back = Math.max(1, Math.floor((deal.contract.milestones[0]?.funds.released ?? 0) * (percent / 100)));
    step({ command: 'return', from, amount: back }, [
      { type: 'return_funds', from, amount: back, reason: 'Less was done.' },
      freelancer,
    ]);
  });
  fc.assert(property, { seed: inject('seed'), numRuns: 50 * inject('runs') });
});

/** The total charged to the client and the total paid to the freelancer. */
function moved({ contract, movements }: Scenario) {
  const succeeded = contract.payments.filter(({ status }) => status === 'succeeded');
  const sum = (kind: string, sign: number) =>
    succeeded.filter((each) => each.kind === kind).reduce((total, { amount, fee }) => total + amount + sign * fee, 0);
  const back = succeeded.filter(({ kind, purpose }) => kind === 'refund' && purpose === 'return');
  const refunded = back.reduce((total, { amount, fee }) => total + amount + fee, 0);
  expect([...balances(movements).values()].reduce((total, each) => total + each, 0)).toBe(0);
  return { charged: sum('charge', 1) - refunded, paid: sum('transfer', -1) - sum('reversal', -1) };
}
