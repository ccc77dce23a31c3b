import { expect, test } from 'vitest';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import { DAY_MS } from '../instant.ts';
import { amount } from '../money.ts';
import { checkBooks, client, type Scenario } from '../testing/index.ts';
import { freelancer, operator } from '../testing/people.ts';
import { givenContract } from '../testing/scenario.ts';
import { fund, release, requestRefund, submit } from '../testing/steps.ts';

const report =
  (state: 'inquiry' | 'open' | 'won' | 'lost', withdrawn: number, reinstated = 0) =>
  ({ sources, updatedAt }: Contract): Command => ({
    type: 'report_chargeback',
    paymentId: sources[0]?.payment ?? 'pay_none',
    dispute: {
      reference: 'dp_1',
      amount: amount(50_000),
      withdrawn: amount(withdrawn),
      reinstated: amount(reinstated),
      state,
      openedAt: updatedAt,
      evidenceDueBy: null,
    },
  });

function givenSubmitted(): Scenario {
  return givenContract()
    .run([[fund(), client]])
    .paid()
    .run([[submit(), freelancer]]);
}

function fits({ contract, movements }: Scenario): void {
  checkBooks(contract, movements);
}

test('rule 52: an open chargeback freezes the contract and takes held money; winning it restores everything', () => {
  const before = givenSubmitted();
  const open = before.run([[report('open', 50_000), 'system']]);
  expect(open.milestone()).toMatchObject({ state: 'charged_back', funds: { held: 0, chargedBack: 50_000 } });
  expect(open.contract).toMatchObject({ totals: { chargedBack: 50_000 }, freezes: [{ by: { side: 'system' } }] });
  fits(open);
  const won = open.run([[report('won', 50_000, 50_000), 'system']]);
  expect(won.milestone()).toEqual(before.milestone());
  expect(won.contract).toMatchObject({ totals: before.contract.totals, freezes: [] });
  fits(won);
});

test('rule 52: losing it lifts the freeze without the money; a late win is still booked', () => {
  const lost = givenSubmitted().run([
    [report('open', 50_000), 'system'],
    [report('lost', 50_000), 'system'],
  ]);
  expect(lost.milestone().state).toBe('charged_back');
  expect(lost.contract.freezes).toEqual([]);
  fits(lost);
  expect(lost.when(report('lost', 50_000), 'system').events).toEqual([]);
  const won = lost.run([[report('won', 50_000, 50_000), 'system']]);
  expect(won.milestone()).toMatchObject({ state: 'submitted', funds: { held: 50_000 } });
  fits(won);
});

test('rule 52: a chargeback of paid-out money is the marketplace’s loss', () => {
  const open = givenSubmitted()
    .run([[release(50_000), client]])
    .paid()
    .run([[report('open', 50_000), 'system']]);
  expect(open.contract.chargebacks[0]?.steps).toEqual([{ from: 'loss', amount: 50_000 }]);
  expect(open.contract.totals).toMatchObject({ released: 50_000, chargedBack: 0 });
  fits(open);
});

test('rules 45 and 52: the rest of a payout that failed during a chargeback’s freeze waits until the freeze is lifted', () => {
  const sent = givenContract({ policy: { securityDays: 3 } })
    .run([[fund(), client]])
    .paid()
    .run([[release(50_000), client]])
    .after(3 * DAY_MS)
    .deadlinesApplied();
  const failed = sent
    .run([[report('open', 20_000), 'system']])
    .pays('failed', ({ kind }) => kind === 'transfer')
    .after(DAY_MS)
    .deadlinesApplied();
  const ofPayout = ({ contract }: Scenario) =>
    contract.payments.filter(({ kind }) => kind === 'transfer').map((each) => [each.amount, each.status]);
  expect(ofPayout(failed)).toEqual([
    [50_000, 'cancelled'],
    [30_000, 'waiting'],
  ]);
  fits(failed);
  const lost = failed.run([[report('lost', 20_000), 'system']]);
  expect(ofPayout(lost).at(-1)).toEqual([30_000, 'pending']);
});

test('rule 52: a partial win during a refund request leaves the request open, and its deadline resolves it', () => {
  const asked = givenSubmitted().run([[requestRefund(), client]]);
  const back = asked.run([
    [report('open', 20_000), 'system'],
    [report('won', 20_000, 20_000), 'system'],
  ]);
  expect(back.milestone()).toMatchObject({ state: 'refund_requested', funds: { held: 50_000 } });
  expect(back.when(release(50_000), client).refused).toBe('refund_request_open');
  const over = back.after(60 * DAY_MS).deadlinesApplied();
  expect(over.contract.refundRequest).toBeNull();
  fits(over);
});

test('rule 52: an inquiry takes nothing and freezes nothing', () => {
  const asked = givenSubmitted().when(report('inquiry', 0), 'system');
  expect(asked.events).toEqual(['chargeback.inquiry']);
  expect(asked.next.contract).toMatchObject({ freezes: [], totals: { chargedBack: 0 } });
});

test('rule 52: a partial chargeback leaves a shortfall, which the client may deposit', () => {
  const short = givenSubmitted().run([
    [report('open', 20_000), 'system'],
    [report('lost', 20_000), 'system'],
  ]);
  expect(short.milestone().funds).toMatchObject({ held: 30_000, shortfall: 20_000 });
  const full = short.run([[fund(), client]]).paid();
  expect(full.milestone()).toMatchObject({ amount: 50_000, funds: { held: 50_000, shortfall: 0 } });
  fits(full);
});

test('rule 52: if the provider does not report chargebacks, an operator does', () => {
  const { contract } = givenSubmitted();
  const paymentId = contract.sources[0]?.payment ?? 'pay_none';
  const reason = 'The bank wrote to us.';
  const opened = givenSubmitted().when({ type: 'open_chargeback', paymentId, amount: 50_000, reason }, operator);
  expect(opened.next.events.at(-1)?.data).toMatchObject({ reason });
  expect(opened.events).toEqual(['contract.frozen', 'chargeback.opened']);
  expect(opened.next.when({ type: 'open_chargeback', paymentId, amount: 1 }, operator).refused).toBe('chargeback_open');
});

test('rule 54: a refund outside Workroom is recorded once, and reduces held money', () => {
  const refund = ({ sources, updatedAt, currency }: Contract): Command => ({
    type: 'record_external',
    paymentId: sources[0]?.payment ?? 'pay_none',
    movement: { reference: 're_1', kind: 'refund', amount: amount(20_000), currency, at: updatedAt, transferId: null },
  });
  const once = givenSubmitted().when(refund, 'system');
  expect(once.events).toEqual(['payment.external']);
  expect(once.next.contract.totals).toMatchObject({ refunded: 20_000 });
  fits(once.next);
  expect(once.next.when(refund, 'system').events).toEqual([]);
});

test('rule 54: the client cannot release money of a charge with an unmatched movement until staff acknowledge it', () => {
  const movement = {
    reference: 're_2',
    kind: 'refund',
    amount: amount(20_000),
    currency: 'XXX',
    transferId: null,
  } as const;
  const moved = givenSubmitted().run([
    [
      ({ sources, updatedAt }) => ({
        type: 'record_external',
        paymentId: sources[0]?.payment ?? 'pay_none',
        movement: { ...movement, at: updatedAt },
      }),
      'system',
    ],
  ]);
  expect(moved.when(release(50_000), client).refused).toBe('charge_exhausted');
  expect(moved.when({ type: 'end', pay: 50_000 }, client).refused).toBe('charge_exhausted');
  const looked = moved.run([
    [
      ({ differences }) => ({
        type: 'acknowledge_difference',
        differenceId: differences[0]?.id ?? 'dif_none',
        reason: 'Paid back by hand.',
      }),
      operator,
    ],
  ]);
  fits(looked.run([[release(50_000), client]]));
  // The automatic release is executed: a deadline cannot be refused.
  expect(
    moved
      .after(15 * DAY_MS)
      .deadlinesApplied()
      .milestone().state,
  ).toBe('paid');
});
