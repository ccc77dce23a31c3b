import { describe, expect, test } from 'vitest';
import { actionsFor } from '../actions.ts';
import { attentionOf } from '../attention.ts';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import { DAY_MS } from '../instant.ts';
import type { Payment } from '../payment-record.ts';
import { payoutOf } from '../payouts.ts';
import { returnState } from '../return-record.ts';
import { checkBooks } from '../testing/checks.ts';
import { client, freelancer, givenCarried, givenFunded, operator, release, type Scenario } from '../testing/index.ts';

const fees = { clientBps: 500, freelancerBps: 1_000 };
const reason = 'Less was done.';

const back =
  (amount: number, from?: Extract<Command, { type: 'return_funds' }>['from']) =>
  (contract: Contract): Command => ({
    type: 'return_funds',
    from: from ?? { milestoneId: contract.milestones[0]?.id ?? 'mst_none' },
    amount,
    reason,
  });
const parked =
  (type: 'retry_return' | 'cancel_return' | 'bear_return') =>
  ({ returns }: Contract): Command => ({
    type,
    returnId: returns.at(-1)?.id ?? 'ret_none',
    reason: 'We looked at it.',
  });

const paidOut = (policy = {}) =>
  givenFunded({ policy: { fees, ...policy } })
    .run([[release(50_000), client]])
    .paid();
const isReversal = ({ kind }: Payment) => kind === 'reversal';
const statesOf = ({ contract }: Scenario) => contract.returns.map(returnState);

describe('rule 50: money that was paid out is given back', () => {
  test('by a reversal first, and then a refund, with the fees in proportion', () => {
    const { events, next } = paidOut().when(back(20_000), freelancer);
    expect(events).toEqual(['return.made']);
    expect(next.contract.payments.slice(2)).toMatchObject([
      { kind: 'reversal', purpose: 'return', amount: 20_000, fee: 2_000, status: 'pending' },
    ]);
    expect(next.contract.totals).toMatchObject({ released: 50_000, refunded: 0, returned: 0 });
    const reversed = next.pays('succeeded', isReversal);
    expect(reversed.events.at(-1)?.type).toBe('return.completed');
    expect(reversed.contract.payments.at(-1)).toMatchObject({
      kind: 'refund',
      purpose: 'return',
      amount: 20_000,
      fee: 1_000,
      status: 'pending',
    });
    expect(reversed.contract.totals).toMatchObject({ released: 30_000, refunded: 20_000, returned: 20_000 });
    expect(reversed.milestone()).toMatchObject({ state: 'paid', funds: { released: 30_000, refunded: 20_000 } });
    const done = reversed.paid();
    checkBooks(done.contract, done.movements);
    expect(done.events.map(payoutOf).reduce((sum, payout) => sum + (payout?.paid ?? 0), 0)).toBe(27_000);
  });

  test('in parts that sum to both fees exactly', () => {
    let deal = givenFunded({ amounts: [10_001], policy: { fees: { clientBps: 333, freelancerBps: 1_250 } } })
      .run([[release(10_001), client]])
      .paid();
    for (const part of [3_333, 1, 6_667]) deal = deal.run([[back(part), freelancer]]).paid();
    const sum = (kind: Payment['kind']) =>
      deal.contract.payments.filter((each) => each.kind === kind).reduce((whole, { fee }) => whole + fee, 0);
    expect(sum('reversal')).toBe(sum('transfer'));
    expect(sum('refund')).toBe(sum('charge'));
    expect([deal.milestone().state, deal.contract.totals.released]).toEqual(['refunded', 0]);
    checkBooks(deal.contract, deal.movements);
  });

  test('once its transfer has arrived, if the fee takes the whole part', () => {
    const sent = givenFunded({ policy: { fees: { freelancerBps: 6_000 } } }).run([[release(50_000), client]]);
    const next = sent.run([[back(1), freelancer]]);
    expect(next.contract.totals).toMatchObject({ released: 50_000, refunded: 0 });
    checkBooks(next.contract, next.movements);
    for (const outcome of ['succeeded', 'failed'] as const) {
      const settled = next.pays(outcome, ({ kind }) => kind === 'transfer');
      expect(statesOf(settled)).toEqual(['completed']);
      expect(settled.contract.payments.some(isReversal)).toBe(false);
      expect(settled.contract.totals).toMatchObject({ released: 49_999, refunded: 1, returned: 1 });
      checkBooks(settled.contract, settled.movements);
    }
  });

  test('of carried funds that were released, and on an ended contract', () => {
    const carried = givenCarried();
    const ended = carried.run([[{ type: 'end', pay: 20_000 }, client]]).paid();
    expect(ended.contract.status).toBe('ended');
    const next = ended.run([[back(5_000, { carried: true }), freelancer]]).paid();
    expect(next.contract).toMatchObject({
      status: 'ended',
      totals: { released: 45_000, refunded: 5_000, returned: 5_000 },
    });
    checkBooks(next.contract, next.movements);
  });

  test('of a bonus, which does not count as refunded', () => {
    const given = paidOut()
      .run([[{ type: 'give_bonus', amount: 2_000 }, client]])
      .paid();
    const paymentId = given.contract.payments.find(({ purpose, kind }) => purpose === 'bonus' && kind === 'charge')?.id;
    const next = given.run([[back(500, { paymentId: paymentId ?? 'pay_none' }), freelancer]]).paid();
    expect(next.contract.totals).toMatchObject({ bonuses: 1_500, refunded: 0, returned: 0 });
    checkBooks(next.contract, next.movements);
  });

  test('newest release first, with one reversal for each transfer', () => {
    const part =
      (amount: number) =>
      (contract: Contract): Command => ({
        type: 'operator_release',
        milestoneId: contract.milestones[0]?.id ?? 'mst_none',
        amount,
        reason,
      });
    const deal = givenFunded()
      .run([
        [part(10_000), operator],
        [part(15_000), operator],
      ])
      .paid();
    const asked = deal.run([[back(20_000), freelancer]]);
    expect(asked.contract.payments.filter(isReversal).map(({ amount }) => amount)).toEqual([15_000, 5_000]);
    // One may be parked while the other has been completed.
    const half = asked
      .pays('failed', isReversal)
      .pays('succeeded', (each) => isReversal(each) && each.status === 'pending');
    expect(statesOf(half)).toEqual(['parked']);
    expect(half.contract.totals).toMatchObject({ released: 10_000, refunded: 15_000 });
    checkBooks(half.contract, half.movements);
  });

  test('after the payout has arrived, if it is in progress', () => {
    const asked = givenFunded().run([
      [release(50_000), client],
      [back(20_000), freelancer],
    ]);
    expect(asked.contract.payments.some(isReversal)).toBe(false);
    const arrived = asked.pays('succeeded');
    expect(arrived.contract.payments.at(-1)).toMatchObject({ kind: 'reversal', amount: 20_000 });
    const failed = asked.pays('failed');
    expect([statesOf(failed), failed.contract.totals.released]).toEqual([['completed'], 30_000]);
    checkBooks(failed.contract, failed.movements);
  });

  test('is refused if nothing was released, everything was returned, or it is too late', () => {
    expect(givenFunded().when(back(1), freelancer).refused).toBe('nothing_to_return');
    const all = paidOut()
      .run([[back(50_000), freelancer]])
      .paid();
    expect(all.when(back(1), freelancer).refused).toBe('nothing_to_return');
    expect(
      paidOut()
        .after(181 * DAY_MS)
        .when(back(1), freelancer).refused,
    ).toBe('return_period_over');
    // Like a contract older than returns, which has no period pinned.
    expect(paidOut({ refundAfterReleaseDays: 0 }).after(1).when(back(1), freelancer).refused).toBe(
      'return_period_over',
    );
  });

  test('is refused for more than was released, while another is open, and without a reason', () => {
    const { refusal } = paidOut().when(back(50_001), freelancer);
    expect(refusal).toMatchObject({ refused: 'amount_exceeds_released', pointer: '/amount' });
    const open = paidOut().run([[back(20_000), freelancer]]);
    expect(open.when(back(1), freelancer).refused).toBe('return_open');
    const without = (contract: Contract): Command => ({ ...back(1)(contract), reason: ' ' }) as Command;
    expect(paidOut().when(without, freelancer).refused).toBe('reason_required');
    expect(paidOut().when(back(1), client).refused).toBe('forbidden_for_role');
  });

  test('in a freeze by an operator only, and is sent', () => {
    const frozen = paidOut().run([[{ type: 'freeze', reason }, operator]]);
    expect(frozen.when(back(20_000), freelancer).refused).toBe('contract_frozen');
    const next = frozen.run([[back(20_000), operator]]).pays('succeeded', isReversal);
    expect(next.contract.payments.at(-1)).toMatchObject({ kind: 'refund', status: 'pending' });
  });
});

describe('rule 51: a part that the provider cannot take back', () => {
  const stuck = () =>
    paidOut()
      .run([[back(20_000), freelancer]])
      .pays('failed', isReversal);

  test('is parked with its reason, and nothing is refunded to the client', () => {
    const { contract, events } = stuck();
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['payment.parked', 'return.parked']);
    expect(contract.returns[0]?.parts).toMatchObject([{ state: 'parked', failure: { code: 'card_declined' } }]);
    expect(contract.payments.some(({ kind }) => kind === 'refund')).toBe(false);
    expect(contract.totals).toMatchObject({ released: 50_000, refunded: 0 });
  });

  test('an operator retries under a new id, and a freelancer may not', () => {
    const open = actionsFor(stuck().contract, operator, stuck().now).filter(({ returnId }) => returnId !== null);
    expect(open.map(({ name, closed }) => [name, closed])).toEqual([
      ['retry_return', null],
      ['cancel_return', null],
      ['bear_return', null],
    ]);
    expect(stuck().when(parked('retry_return'), freelancer).refused).toBe('forbidden_for_role');
    const again = stuck().run([[parked('retry_return'), operator]]);
    const reversals = again.contract.payments.filter(isReversal);
    expect(reversals.map(({ status }) => status)).toEqual(['cancelled', 'pending']);
    const done = again.paid();
    expect(statesOf(done)).toEqual(['completed']);
    checkBooks(done.contract, done.movements);
  });

  test('an operator cancels it: the freelancer keeps the money', () => {
    const { events, next } = stuck().when(parked('cancel_return'), operator);
    expect([events, statesOf(next)]).toEqual([['return.cancelled'], ['cancelled']]);
    expect(next.when(back(20_000), freelancer).refused).toBe(null);
    checkBooks(next.contract, next.movements);
  });

  test('the marketplace bears it: the client is refunded, and the totals stay', () => {
    const next = stuck()
      .run([[parked('bear_return'), operator]])
      .paid();
    expect(statesOf(next)).toEqual(['borne']);
    expect(next.contract.payments.at(-1)).toMatchObject({
      kind: 'refund',
      purpose: 'return',
      amount: 20_000,
      fee: 1_000,
    });
    expect(next.contract.totals).toMatchObject({ released: 50_000, refunded: 0, returned: 0 });
    expect(next.when(back(30_001), freelancer).refused).toBe('amount_exceeds_released');
    checkBooks(next.contract, next.movements);
  });

  test('a part with an unknown outcome is only looked up again', () => {
    const unsure = paidOut()
      .run([[back(20_000), freelancer]])
      .pays('unknown', isReversal);
    for (const type of ['cancel_return', 'bear_return'] as const)
      expect(unsure.when(parked(type), operator).refused).toBe('payment_not_cancellable');
    const again = unsure.run([[parked('retry_return'), operator]]);
    expect(again.contract.payments.filter(isReversal)).toMatchObject([{ status: 'pending' }]);
    // Late, and reported twice.
    const late = unsure.pays('succeeded', isReversal).pays('succeeded', isReversal);
    expect(late.contract.totals.returned).toBe(20_000);
    checkBooks(late.contract, late.movements);
  });

  test('rule 55: if the payout itself came back, the refund uses that money', () => {
    const transfers = ({ kind }: Payment) => kind === 'transfer';
    const sent = stuck().pays('failed', transfers);
    expect(sent.events.slice(-2).map(({ type }) => type)).toEqual(['payment.reversed', 'return.completed']);
    expect(statesOf(sent)).toEqual(['completed']);
    expect(sent.contract.totals).toMatchObject({ released: 30_000, refunded: 20_000, returned: 20_000 });
    expect(sent.contract.payments.findLast(transfers)).toMatchObject({ status: 'parked', amount: 30_000 });
    checkBooks(sent.contract, sent.movements);
    // The freelancer is still owed the part of the cancelled return.
    const owed = stuck()
      .run([[parked('cancel_return'), operator]])
      .pays('failed', transfers);
    expect(owed.contract.payments.find(transfers)).toMatchObject({ status: 'parked', amount: 50_000 });
    expect(owed.contract.totals.released).toBe(50_000);
    checkBooks(owed.contract, owed.movements);
    // A loss stays with the marketplace: staff decide who owns the money, and acknowledge the movement.
    const borne = stuck().run([[parked('bear_return'), operator]]);
    const noticed = borne.pays('failed', transfers);
    expect(noticed.contract.totals).toEqual(borne.contract.totals);
    expect(noticed.movements).toEqual(borne.movements);
    expect(attentionOf(noticed.contract).map((each) => each.reason)).toContain('provider_difference');
    expect(noticed.contract.differences).toMatchObject([{ kind: 'reversal', amount: 45_000, acknowledgedAt: null }]);
    expect(noticed.pays('failed', transfers).contract).toEqual(noticed.contract);
    const seen = noticed.run([
      [
        ({ differences }) => ({
          type: 'acknowledge_difference',
          differenceId: differences[0]?.id ?? 'dif_none',
          reason,
        }),
        operator,
      ],
    ]);
    expect(attentionOf(seen.contract).map((each) => each.reason)).not.toContain('provider_difference');
    expect(seen.pays('failed', transfers).contract).toEqual(seen.contract);
    // A return in progress may already have taken it.
    const asked = paidOut().run([[back(20_000), freelancer]]);
    expect(asked.pays('failed', transfers).contract).toEqual(asked.contract);
  });

  test('a parked refund or payout can be recorded as settled outside', () => {
    const outside =
      (kind: Payment['kind']) =>
      ({ payments }: Contract): Command => ({
        type: 'settle_outside',
        paymentId: payments.findLast((each) => each.kind === kind)?.id ?? 'pay_none',
        reason: 'Paid by wire.',
        reference: 'wire 1',
      });
    const failed = givenFunded()
      .run([[release(50_000), client]])
      .pays('failed');
    expect(failed.when(outside('transfer'), freelancer).refused).toBe('forbidden_for_role');
    const { events, next } = failed.when(outside('transfer'), operator);
    expect(events).toEqual(['payment.succeeded']);
    expect(next.events.at(-1)?.data).toMatchObject({ outside: true, reason: 'Paid by wire.' });
    expect(next.contract.payments.at(-1)).toMatchObject({ status: 'succeeded', outside: true, reference: 'wire 1' });
    // The provider's own report of the failure has no further effect.
    expect(next.pays('failed', ({ kind }) => kind === 'transfer').contract).toEqual(next.contract);
    checkBooks(next.contract, next.movements);
    const settled = stuck().run([[outside('reversal'), operator]]);
    expect(statesOf(settled)).toEqual(['completed']);
    checkBooks(settled.contract, settled.movements);
  });
});
