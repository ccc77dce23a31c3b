import { describe, expect, test } from 'vitest';
import { peopleConcerned } from '../events/notices.ts';
import { DAY_MS, HOUR_MS, later } from '../instant.ts';
import { balances } from '../ledger.ts';
import type { Payment } from '../payment-record.ts';
import { checkBooks } from '../testing/checks.ts';
import {
  agreeToRefund,
  client,
  freelancer,
  fund,
  givenCarried,
  givenContract,
  givenFunded,
  paymentOutcome,
  release,
  requestRefund,
  type Scenario,
} from '../testing/index.ts';
import { operator } from '../testing/people.ts';

const newest = ({ contract }: Scenario) => contract.payments.at(-1)?.id ?? 'pay_none';
const retry = (scenario: Scenario) => ({ type: 'retry_payment', paymentId: newest(scenario) }) as const;
const cancel = (scenario: Scenario) => ({ type: 'cancel_payment', paymentId: newest(scenario) }) as const;
const any = (_: Payment) => true;
const charge = ({ kind }: Payment) => kind === 'charge';
const statuses = ({ contract }: Scenario) => contract.payments.map(({ status }) => status);
const ledger = (scenario: Scenario) =>
  Object.fromEntries([...balances(scenario.movements)].filter(([, sum]) => sum !== 0));

const policy = { fees: { clientBps: 1_000, freelancerBps: 2_000 } };
const funding = givenContract({ policy }).run([[fund(), client]]);
const paying = givenFunded({ policy }).run([[release(50_000), client]]);

describe('edge: a charge that needs the client’s action', () => {
  const waiting = funding.pays('requires_action');

  test('waits 24 hours', () => {
    expect(waiting.contract.payments[0]).toMatchObject({
      status: 'requires_action',
      actionBy: later(waiting.now, DAY_MS),
    });
    const expired = waiting.after(DAY_MS).deadlinesApplied();
    expect(expired.milestone().state).toBe('planned');
    expect(expired.events.at(-1)).toMatchObject({ type: 'payment.cancelled', data: { reason: 'action_expired' } });
  });

  test('not longer after a second request', () => {
    const again = waiting.after(HOUR_MS).pays('requires_action');
    expect(again.contract).toBe(waiting.contract);
    const outcome = { status: 'requires_action', reference: 'pi_2', clientAction: {} } as const;
    const anew = waiting
      .after(HOUR_MS)
      .run([
        [({ payments }) => ({ type: 'settle_payment', paymentId: payments[0]?.id ?? 'pay_none', outcome }), 'system'],
      ]);
    expect(anew.contract.payments[0]).toMatchObject({
      reference: 'pi_2',
      actionBy: waiting.contract.payments[0]?.actionBy,
    });
  });

  test('is confirmed', () => {
    expect(waiting.pays('succeeded').milestone().state).toBe('funded');
    expect(waiting.pays('pending').contract.payments[0]).toMatchObject({
      status: 'pending',
      clientAction: null,
      actionBy: null,
    });
  });
});

describe('rule 55: a payment that succeeded and came back', () => {
  const refunded = givenFunded({ policy })
    .run([
      [requestRefund({ thenEnd: true }), client],
      [agreeToRefund, freelancer],
    ])
    .paid();
  const paidOut = paying.paid();
  const bonus = givenFunded({ policy })
    .run([[{ type: 'give_bonus', amount: 10_000 }, client]])
    .paid();

  test.each([
    ['a refund', refunded, 'payable:client', 55_000, client, 'client'],
    ['a payout', paidOut, 'payable:freelancer', 40_000, freelancer, 'freelancer'],
    ['a payout of a bonus', bonus, 'payable:freelancer', 8_000, freelancer, 'freelancer'],
  ] as const)(
    '%s is owed again, parked, and reported to the person who must act',
    (_, settled, account, owed, who, side) => {
      const back = settled.pays('failed', any);
      expect(back.contract.payments.at(-1)).toMatchObject({
        status: 'parked',
        failure: { code: 'card_declined', certain: true, reversed: true },
      });
      expect(back.events.at(-1)).toMatchObject({ type: 'payment.reversed', data: { paymentId: newest(settled) } });
      expect(ledger(back)[account]).toBe(owed);
      // The decision stands: released money stays released, and refunded money stays refunded.
      expect(back.contract.totals).toEqual(settled.contract.totals);
      expect(back.contract.status).toBe(settled.contract.status);
      expect(back.contract.version).toBe(settled.contract.version);
      checkBooks(back.contract, back.movements);
      const [event] = back.events.slice(-1);
      expect(event && peopleConcerned(back.contract, event)).toEqual(back.contract.members[side]);

      // It is sent again with a new key, and settles like any other.
      const again = back.run([[retry(back), who]]);
      expect(again.contract.payments.at(-2)).toMatchObject({ id: newest(settled), status: 'cancelled' });
      expect(newest(again)).not.toBe(newest(settled));
      expect(ledger(again.paid())).toEqual(ledger(settled));
      checkBooks(again.paid().contract, again.paid().movements);
    },
  );

  test('comes back once, and an older report does not make it succeed again', () => {
    const back = refunded.pays('failed', any);
    for (const status of ['failed', 'succeeded', 'pending', 'unknown'] as const)
      expect(back.pays(status, any).contract).toBe(back.contract);
  });

  test('comes back only by a failure', () => {
    for (const status of ['succeeded', 'pending', 'requires_action', 'unknown'] as const)
      expect(refunded.pays(status, any).contract).toBe(refunded.contract);
  });

  test('a charge does not come back this way: it would be a chargeback', () => {
    const funded = givenFunded({ policy });
    expect(funded.pays('failed', charge).contract).toBe(funded.contract);
  });
});

describe('edge: an owed payment is never cancelled because an action is missing', () => {
  test('a payout that needs an action stays owed', () => {
    const waiting = paying
      .pays('requires_action')
      .after(60 * DAY_MS)
      .deadlinesApplied();
    expect(waiting.contract.payments.at(-1)).toMatchObject({ status: 'requires_action', actionBy: null });
    expect(ledger(waiting.paid())).not.toHaveProperty('payable:freelancer');
  });
});

describe('rule 27: a payout settles independently', () => {
  test('without changing the version that a decision needs', () => {
    const confirmed = paying.pays('succeeded');
    expect(confirmed.contract.seq).toBeGreaterThan(paying.contract.seq);
    expect(confirmed.contract.version).toBe(paying.contract.version);
  });

  test('a charge that settles changes it', () => {
    expect(funding.pays('succeeded').contract.version).toBeGreaterThan(funding.contract.version);
  });
});

describe('edge: Cancel payment', () => {
  test('frees the milestone and the reserved funds', () => {
    const reserved = givenCarried().run([[fund(1), client]]);
    const cancelled = reserved.run([[cancel(reserved), client]]);
    expect(cancelled.milestone(1).state).toBe('planned');
    expect(cancelled.contract.carried.map(({ amount }) => amount)).toEqual([20_000]);
    expect(cancelled.when(fund(1), client).refused).toBe(null);
  });

  test('only of an open charge, by the payer', () => {
    expect(funding.when(cancel(funding), freelancer).refused).toBe('forbidden_for_role');
    expect(funding.paid().when(cancel(funding), client).refused).toBe('payment_not_cancellable');
    expect(paying.when(cancel(paying), client).refused).toBe('payment_not_cancellable');
    expect(paying.when({ type: 'cancel_payment', paymentId: 'pay_other' }, client).refused).toBe('not_found');
  });
});

describe('edge: a charge that succeeds after it was cancelled is refunded automatically', () => {
  test.each([
    ['cancelled', funding.run([[cancel(funding), client]])],
    [
      'expired',
      funding
        .pays('requires_action')
        .after(2 * DAY_MS)
        .deadlinesApplied(),
    ],
    ['declined', funding.pays('failed')],
  ])('%s', (_, givenUp) => {
    const late = givenUp.pays('succeeded', any);
    expect(late.milestone().state).toBe('planned');
    expect(late.contract.payments.at(-1)).toMatchObject({
      kind: 'refund',
      amount: 50_000,
      fee: 5_000,
      status: 'pending',
    });
    expect(late.contract.payments[0]).toMatchObject({ status: 'succeeded', failure: null });
    expect(ledger(late)).toEqual({ processor: -55_000, 'payable:client': 55_000 });
    expect(late.contract.totals.deposited).toBe(0);
    expect(ledger(late.paid())).toEqual({});
  });

  test('also when another charge has funded the milestone meanwhile', () => {
    const again = funding
      .pays('failed')
      .run([[fund(), client]])
      .paid();
    const late = again.pays('succeeded', ({ status }) => status === 'cancelled');
    expect(late.milestone().funds.held).toBe(50_000);
    expect(late.contract.payments.at(-1)).toMatchObject({ kind: 'refund', source: funding.contract.payments[0]?.id });
  });

  test('once', () => {
    const late = funding.run([[cancel(funding), client]]).pays('succeeded', any);
    expect(late.pays('succeeded', charge).contract).toBe(late.contract);
  });
});

describe('edge: a declined, parked or pending payment is visible, and can be retried', () => {
  test('a declined charge is retried as a new one', () => {
    const declined = funding.pays('failed');
    const again = declined.run([[{ ...retry(declined), paymentMethod: 'card_2' }, client]]);
    expect(statuses(again)).toEqual(['cancelled', 'pending']);
    expect(again.contract.payments[1]).toMatchObject({ paymentMethod: 'card_2', amount: 50_000, fee: 5_000 });
    expect(again.milestone().state).toBe('funding');
  });

  test('a declined charge that carried funds now cover charges nothing', () => {
    const declined = givenContract({ amounts: [50_000, 15_000] })
      .run([[fund(1), client]])
      .pays('failed');
    const paymentId = newest(declined);
    const carried = declined
      .run([[fund(0), client]])
      .paid()
      .run([[release(30_000, { leftover: { to: 'next_milestone' } }), client]]);
    const { next } = carried.when({ type: 'retry_payment', paymentId }, client);
    expect(next.milestone(1)).toMatchObject({ state: 'funded', funds: { deposited: 0, carriedIn: 15_000 } });
  });

  test('a payout that has failed for certain is parked, and retried as a new one', () => {
    const parked = paying.pays('failed');
    expect(parked.contract.payments.at(-1)).toMatchObject({
      status: 'parked',
      failure: { code: 'card_declined', certain: true },
    });
    expect(ledger(parked)['payable:freelancer']).toBe(40_000);
    const again = parked.run([[retry(parked), freelancer]]);
    expect(statuses(again).slice(-2)).toEqual(['cancelled', 'pending']);
    expect(ledger(again.paid())['payable:freelancer']).toBeUndefined();
  });

  test('a payout that may have happened is retried under the same key', () => {
    const parked = paying.pays('unknown');
    expect(parked.contract.payments.at(-1)).toMatchObject({ status: 'parked', failure: { certain: false } });
    const again = parked.run([[retry(parked), freelancer]]);
    expect(newest(again)).toBe(newest(parked));
    expect(statuses(again).at(-1)).toBe('pending');
  });

  test('a charge that may have happened keeps the milestone in funding until its outcome is known', () => {
    const parked = funding.pays('unknown');
    expect(parked.milestone().state).toBe('funding');
    expect(parked.pays('succeeded', any).milestone().state).toBe('funded');
    expect(parked.pays('failed', any).milestone().state).toBe('planned');
  });

  test('each by the person it concerns', () => {
    const payout = paying.pays('failed');
    expect(payout.when(retry(payout), client).refused).toBe('forbidden_for_role');
    expect(payout.when(retry(payout), operator).refused).toBe('reason_required');
    const asOperator = payout.when({ ...retry(payout), reason: 'The account is open again.' }, operator);
    expect(asOperator.events).toEqual(['payment.retried']);
    expect(asOperator.next.events.at(-1)?.data).toMatchObject({ reason: 'The account is open again.' });
    expect(payout.when(retry(payout), 'server').refused).toBe(null);
    const asked = givenFunded().run([
      [requestRefund(), client],
      [agreeToRefund, freelancer],
    ]);
    const refund = asked.pays('failed');
    expect(refund.when(retry(refund), freelancer).refused).toBe('forbidden_for_role');
    expect(refund.when(retry(refund), client).refused).toBe(null);
    expect(asked.when(retry(asked), client).refused).toBe('payment_not_retryable');
  });

  test('not a declined deposit if another milestone is funded', () => {
    const declined = givenContract()
      .run([[fund(1), client]])
      .pays('failed');
    const taken = declined.run([[fund(0), client]]).paid();
    expect(taken.when(retry(declined), client).refused).toBe('another_milestone_is_funded');
  });
});

describe('reporting the same outcome twice changes nothing', () => {
  test.each(['pending', 'requires_action', 'succeeded', 'failed', 'unknown'] as const)('%s', (status) => {
    for (const scenario of [funding, paying]) {
      const once = scenario.pays(status);
      expect(once.pays(status, ({ id }) => id === newest(scenario)).contract).toBe(once.contract);
    }
  });

  test('a report without the provider’s id keeps the known id', () => {
    const known = funding.run([
      [{ type: 'settle_payment', paymentId: newest(funding), outcome: paymentOutcome('pending', 'ch_1') }, 'system'],
    ]);
    expect(known.pays('pending').contract).toBe(known.contract);
    expect(known.pays('requires_action').contract.payments[0]?.reference).toBe('ch_1');
    expect(known.pays('succeeded').contract.payments[0]?.reference).toBe('ch_1');
  });

  test('only the provider reports outcomes', () => {
    const command = {
      type: 'settle_payment',
      paymentId: newest(funding),
      outcome: paymentOutcome('succeeded'),
    } as const;
    expect(funding.when(command, client).refused).toBe('forbidden_for_role');
    expect(funding.when(command, 'server').refused).toBe('forbidden_for_role');
    expect(funding.when({ ...command, paymentId: 'pay_other' }, 'system').refused).toBe('not_found');
  });
});
