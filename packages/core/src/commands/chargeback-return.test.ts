import { expect, test } from 'vitest';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import { amount } from '../money.ts';
import { returnState } from '../return-record.ts';
import { checkBooks, client, freelancer, givenFunded, operator, release, type Scenario } from '../testing/index.ts';

const reason = 'Less was done.';

const report =
  (state: 'open' | 'won' | 'lost', withdrawn: number, reinstated = 0, reference = 'dp_1') =>
  ({ sources, updatedAt }: Contract): Command => ({
    type: 'report_chargeback',
    paymentId: sources[0]?.payment ?? 'pay_none',
    dispute: {
      reference,
      amount: amount(withdrawn),
      withdrawn: amount(withdrawn),
      reinstated: amount(reinstated),
      state,
      openedAt: updatedAt,
      evidenceDueBy: null,
    },
  });

const back =
  (part: number) =>
  ({ milestones }: Contract): Command => ({
    type: 'return_funds',
    from: { milestoneId: milestones[0]?.id ?? 'mst_none' },
    amount: part,
    reason,
  });

const parked =
  (type: 'retry_return' | 'bear_return') =>
  ({ returns }: Contract): Command => ({ type, returnId: returns[0]?.id ?? 'ret_none', reason });

const retryRefund = ({ payments }: Contract): Command => ({
  type: 'retry_payment',
  paymentId: payments.findLast(({ kind }) => kind === 'refund')?.id ?? 'pay_none',
});

const paidOut = (fees = {}) =>
  givenFunded({ amounts: [50_000], policy: { fees } })
    .run([[release(50_000), client]])
    .paid();

/** What the client got back of the first charge, by successful refunds and by the bank. */
function backAtClient({ contract }: Scenario): number {
  const refunds = contract.payments.filter(({ kind, status }) => kind === 'refund' && status !== 'cancelled');
  const byBank = contract.chargebacks.reduce((sum, each) => sum + each.withdrawn - each.reinstated, 0);
  return refunds.reduce((sum, each) => sum + each.amount + each.fee, byBank);
}

function fits(scenario: Scenario): void {
  checkBooks(scenario.contract, scenario.movements);
}

test('rule 52: a return under way when the bank takes its charge makes up for the loss, and no refund is made', () => {
  const before = paidOut({ freelancerBps: 1_000 }).run([[back(20_000), freelancer]]);
  const open = before.run([[report('open', 50_000), 'system']]);
  const returned = open.pays('succeeded', ({ kind }) => kind === 'reversal');
  fits(returned);
  expect(backAtClient(returned)).toBe(50_000);
  expect(returned.contract.returns.map(returnState)).toEqual(['completed']);
  expect(returned.contract.totals).toMatchObject({ released: 30_000, refunded: 0, returned: 0, chargedBack: 20_000 });
  expect(returned.contract.chargebacks[0]?.steps).toMatchObject([
    { from: 'payout', amount: 20_000, fee: 2_000 },
    { from: 'loss', amount: 30_000 },
  ]);

  const won = returned.run([[report('won', 50_000, 50_000), 'system']]);
  fits(won);
  expect(won.contract.payments.at(-1)).toMatchObject({ kind: 'transfer', amount: 20_000, fee: 2_000 });
  expect(won.contract.totals).toMatchObject({ released: 50_000, chargedBack: 0 });
});

test('rules 50 and 52: money that was paid out is given back to the marketplace, which bears a lost chargeback', () => {
  const lost = paidOut().run([
    [report('open', 50_000), 'system'],
    [report('lost', 50_000), 'system'],
  ]);
  const all = lost.run([[back(50_000), freelancer]]).paid();
  fits(all);
  expect(backAtClient(all)).toBe(50_000);
  expect(all.milestone()).toMatchObject({ state: 'charged_back', funds: { released: 0, chargedBack: 50_000 } });
  expect(all.when(back(1), operator).refused).toBe('nothing_to_return');
});

test('rules 50 and 52: after a partial chargeback, no more is returned than the marketplace bears', () => {
  const lost = paidOut().run([
    [report('open', 20_000), 'system'],
    [report('lost', 20_000), 'system'],
  ]);
  expect(lost.when(back(20_001), freelancer).refused).toBe('chargeback_open');
  fits(lost.run([[back(20_000), freelancer]]).paid());
});

test('rules 51 and 52: the marketplace bears the part of a return that the bank has not given back', () => {
  const open = paidOut()
    .run([[back(30_000), freelancer]])
    .run([[report('open', 40_000), 'system']])
    .pays('failed', ({ kind }) => kind === 'reversal');
  const borne = open.run([[parked('bear_return'), operator]]);
  fits(borne);
  expect(backAtClient(borne)).toBe(50_000);
  expect(borne.contract.returns.map(returnState)).toEqual(['borne']);
});

test('rules 51 and 52: the bank takes a refund that the marketplace bears and that is not sent', () => {
  const borne = paidOut({ clientBps: 500 })
    .run([[back(30_000), freelancer]])
    .pays('failed', ({ kind }) => kind === 'reversal')
    .run([[parked('bear_return'), operator]])
    .pays('failed', ({ kind }) => kind === 'refund');
  const open = borne.run([[report('open', 52_500), 'system']]);
  fits(open);
  expect(backAtClient(open)).toBe(52_500);
  expect(open.contract.chargebacks[0]?.steps[0]).toMatchObject({ from: 'refund', borne: true, amount: 30_000 });

  const won = open.run([[report('won', 52_500, 52_500), 'system']]);
  fits(won);
  expect(won.contract.payments.at(-1)).toMatchObject({ kind: 'refund', borne: true, amount: 30_000, fee: 1_500 });
});

test('rule 52: a refund that was on its way and fails once the bank has its charge is not made again', () => {
  const sent = paidOut()
    .run([[back(20_000), freelancer]])
    .pays('succeeded', ({ kind }) => kind === 'reversal');
  const open = sent.run([[report('open', 50_000), 'system']]);
  const failed = open.pays('failed', ({ kind }) => kind === 'refund');
  fits(failed);
  expect(backAtClient(failed)).toBe(50_000);
  expect(failed.when(retryRefund, 'server').refused).not.toBeNull();
  expect(failed.contract.totals).toMatchObject({ refunded: 0, returned: 0, chargedBack: 20_000 });
});

test('rules 52 and 55: a refund that comes back once the bank has its charge is not made again', () => {
  const open = paidOut()
    .run([[back(20_000), freelancer]])
    .paid()
    .run([[report('open', 50_000), 'system']]);
  expect(backAtClient(open)).toBe(70_000);
  const failed = open.pays('failed', ({ kind }) => kind === 'refund');
  fits(failed);
  expect(backAtClient(failed)).toBe(50_000);
});

test('rule 52: with two chargebacks of a charge, winning one does not pay the client money that the other took', () => {
  const sent = paidOut()
    .run([[back(20_000), freelancer]])
    .run([[{ type: 'freeze', reason }, operator]])
    .pays('succeeded', ({ kind }) => kind === 'reversal');
  const both = sent.run([
    [report('open', 5_000, 0, 'dp_1'), 'system'],
    [report('open', 50_000, 0, 'dp_2'), 'system'],
  ]);
  fits(both);
  const won = both.run([[report('won', 5_000, 5_000, 'dp_1'), 'system']]);
  fits(won);
  expect(backAtClient(won)).toBe(50_000);
});

test('rule 52: with two chargebacks of a charge, money that one gives back covers the loss from the other', () => {
  const both = givenFunded({ amounts: [50_000] }).run([
    [report('open', 50_000, 0, 'dp_1'), 'system'],
    [report('open', 20_000, 0, 'dp_2'), 'system'],
  ]);
  expect(both.contract.chargebacks[1]?.steps).toEqual([{ from: 'loss', amount: 20_000 }]);
  const less = both.run([[report('lost', 30_000, 0, 'dp_1'), 'system']]);
  fits(less);
  expect(less.milestone()).toMatchObject({ funds: { held: 0, chargedBack: 50_000 } });
  expect(less.contract.chargebacks[1]?.steps).toMatchObject([{ from: 'milestone', amount: 20_000 }]);
});
