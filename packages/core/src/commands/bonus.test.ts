import { describe, expect, test } from 'vitest';
import { peopleConcerned } from '../events/notices.ts';
import { balances } from '../ledger.ts';
import { noticeOf } from '../messages/notice.ts';
import {
  client,
  english,
  freelancer,
  givenContract,
  givenSubmitted,
  people,
  release,
  type Scenario,
} from '../testing/index.ts';

const bonus = (amount = 5_000) => ({ type: 'give_bonus', amount, note: 'Thank you' }) as const;
const pending = ({ contract }: Scenario) =>
  ({
    type: 'settle_payment',
    paymentId: contract.payments.at(-1)?.id ?? 'pay_none',
    outcome: { status: 'pending', reference: 'ch_1' },
  }) as const;
const retry = ({ contract }: Scenario) =>
  ({ type: 'retry_payment', paymentId: contract.payments.at(-1)?.id ?? 'pay_none' }) as const;

describe('rule 28: a bonus can be paid later', () => {
  test('on an active contract, and is paid out once it is charged', () => {
    const given = givenContract({ policy: { fees: { clientBps: 1_000, freelancerBps: 2_000 } } }).run([
      [bonus(), client],
    ]);
    expect(given.contract.totals.bonuses).toBe(0);
    const charged = given.pays('succeeded');
    expect(charged.contract.totals).toMatchObject({ bonuses: 5_000, deposited: 0, released: 0 });
    expect(charged.contract.payments.at(-1)).toMatchObject({
      kind: 'transfer',
      purpose: 'bonus',
      amount: 5_000,
      fee: 1_000,
    });
    expect(Object.fromEntries(balances(charged.paid().movements))).toMatchObject({
      'fees:client': 500,
      'fees:freelancer': 1_000,
      'payable:freelancer': 0,
      processor: -1_500,
    });
  });

  test('on an ended one', () => {
    const ended = givenContract().run([[{ type: 'end' }, client]]);
    expect(ended.run([[bonus(), client]]).paid().contract).toMatchObject({
      status: 'ended',
      totals: { bonuses: 5_000 },
    });
  });

  test('not on an offer, not by the freelancer', () => {
    expect(givenContract({ status: 'offered' }).when(bonus(), client).refused).toBe('contract_not_active');
    expect(givenContract().when(bonus(), freelancer).refused).toBe('forbidden_for_role');
  });

  test('not less than the provider charges', () => {
    expect(givenContract({ minimumCharge: 50 }).when(bonus(49), client).refused).toBe('below_minimum_amount');
    expect(givenContract({ minimumCharge: 50 }).when(bonus(50), client).refused).toBe(null);
  });

  test('not more in total than the ledger can hold', () => {
    const most = Math.floor(Number.MAX_SAFE_INTEGER / 4) - 80_000;
    const given = givenContract().run([[bonus(most), client]]);
    expect(given.when(bonus(1), client).refused).toBe('amount_too_large');
    expect(given.paid().when(bonus(1), client).refused).toBe('amount_too_large');
  });
});

describe('rule 28: a bonus is recorded once, when its charge has succeeded', () => {
  const notifications = ({ contract, events }: Scenario) =>
    events.flatMap((event) =>
      peopleConcerned(contract, event).map((person) => [person.name, noticeOf(contract, event, person, english).title]),
    );
  const about = (scenario: Scenario) => notifications(scenario).filter(([name]) => name === people.freelancer.name);
  const given = givenContract().run([[bonus(), client]]);
  const before = about(givenContract()).length;

  test('a declined bonus, or one with an unknown outcome, does not notify the freelancer', () => {
    for (const status of ['pending', 'requires_action', 'failed', 'unknown'] as const) {
      const scenario = given.pays(status);
      expect(about(scenario)).toHaveLength(before);
      expect(scenario.events.some(({ type }) => type === 'bonus.given')).toBe(false);
    }
  });

  test('after a retry it is recorded once, with its note, in the client’s name', () => {
    const again = given.pays('failed');
    const paid = again.run([[retry(again), 'server']]).paid();
    expect(about(paid).slice(before)).toEqual([['Femi', 'Dana gave a bonus of $50.00']]);
    const events = paid.events.filter(({ type }) => type === 'bonus.given');
    expect(events).toMatchObject([{ actor: { side: 'client', id: people.client.id }, data: { note: 'Thank you' } }]);
  });

  test('a bonus changes the version, a pending charge does not', () => {
    expect(given.contract.version).toBe(givenContract().contract.version + 1);
    expect(given.run([[pending(given), 'system']]).contract.version).toBe(given.contract.version);
  });
});

describe('rule 27: a bonus that is declined never undoes the release', () => {
  const declined = givenSubmitted()
    .run([[release(50_000, { bonus: 5_000 }), client]])
    .pays('failed');

  test('the milestone stays paid', () => {
    expect(declined.milestone().state).toBe('paid');
    expect(declined.contract.payments.at(-1)).toMatchObject({ purpose: 'bonus', status: 'failed' });
  });

  test('edge: it can be retried', () => {
    const again = declined.run([[retry(declined), client]]);
    expect(again.contract.payments.slice(-2).map(({ status }) => status)).toEqual(['cancelled', 'pending']);
    expect(again.paid().contract.totals.bonuses).toBe(5_000);
  });

  test('edge: it can be cancelled, also when the contract has ended', () => {
    const cancel = { type: 'cancel_payment', paymentId: retry(declined).paymentId } as const;
    const ended = declined.run([[{ type: 'end' }, client]]);
    expect(ended.run([[cancel, client]]).contract.payments.at(-1)?.status).toBe('cancelled');
  });
});
