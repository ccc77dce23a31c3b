import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import { decide } from './decide.ts';
import type { Actor } from './draft.ts';
import { assertInvariants } from './invariants.ts';
import type { Account, Movement } from './ledger.ts';
import { isRefusal } from './refusal.ts';
import {
  client,
  fund,
  givenContract,
  givenFunded,
  people,
  release,
  type Scenario,
  seededIds,
  start,
  testEnvironment,
} from './testing/index.ts';

/** A release: its decision and the contract before it. */
function released() {
  const given = givenFunded();
  return decided(given, release(50_000)(given.contract), client);
}

function decided({ contract }: Scenario, command: Command, actor: Actor) {
  const decision = decide(contract, command, actor, testEnvironment(start, seededIds(7)));
  if (isRefusal(decision)) throw new Error(decision.refused);
  return { contract, decision };
}

const moved = (movement: Movement, change: Partial<Pick<Movement, 'debit' | 'credit'>>): Movement => ({
  ...movement,
  ...change,
});

test('a decision made by the rules passes', () => {
  const { contract, decision } = released();
  expect(() => assertInvariants(contract, decision)).not.toThrow();
});

test('a missing movement and one from another milestone are found', () => {
  const { contract, decision } = released();
  const own: Account = `escrow:${contract.milestones[0]?.id ?? 'mst_none'}`;
  const from = decision.movements.findIndex(({ debit }) => debit === own);
  expect(from).toBeGreaterThanOrEqual(0);
  const without = decision.movements.filter((_, place) => place !== from);
  expect(() => assertInvariants(contract, { ...decision, movements: without })).toThrow(`${own} moves with`);

  for (const { id } of [contract.milestones[1] ?? { id: 'mst_none' as const }, { id: 'mst_elsewhere' as const }]) {
    const more = decision.movements.map((movement) => moved(movement, { debit: own, credit: `escrow:${id}` }));
    const movements = [...decision.movements, ...more];
    expect(() => assertInvariants(contract, { ...decision, movements })).toThrow('moves with what is held there');
  }
});

test('money left on a finished milestone is found', () => {
  const { contract, decision } = released();
  const kept = decision.contract.milestones.map((milestone, place) =>
    place === 0 ? { ...milestone, funds: contract.milestones[0]?.funds ?? milestone.funds } : milestone,
  );
  const broken = { ...decision, contract: { ...decision.contract, milestones: kept } };
  expect(() => assertInvariants(contract, broken)).toThrow();
});

describe('the ledger’s balance of payments, by account', () => {
  const fees = { clientBps: 1_000, freelancerBps: 2_000 };
  const paid = givenFunded({ policy: { fees } }).run([[release(50_000), client]]);
  const outcome = { status: 'succeeded', reference: null } as const;
  const whenPaid = (given: Scenario) => {
    const paymentId = given.contract.payments.at(-1)?.id ?? 'pay_none';
    return decided(given, { type: 'settle_payment', paymentId, outcome }, 'system');
  };
  const charging = givenContract({ policy: { fees } }).run([[fund(), client]]);
  const refunding = givenFunded({ policy: { fees } });
  const back = (given: Scenario) =>
    decided(given, { type: 'volunteer_refund', milestoneId: given.milestone().id }, { person: people.freelancer });

  test.each([
    ['a released payout that was not requested', released(), 'payable:freelancer', 'is to be paid out'],
    ['an owed refund that was not requested', back(refunding), 'payable:client', 'is to be refunded'],
    ['a completed payout that is still owed', whenPaid(paid), 'payable:freelancer', 'is to be paid out'],
    ['a charge without its fee', whenPaid(charging), 'fees:client', 'the client’s fee'],
  ] as const)('%s is found', (_, { contract, decision }, account, what) => {
    expect(() => assertInvariants(contract, decision)).not.toThrow();
    const movements = decision.movements.map((movement) =>
      movement.debit === account
        ? moved(movement, { debit: 'fees:freelancer' })
        : movement.credit === account
          ? moved(movement, { credit: 'fees:freelancer' })
          : movement,
    );
    expect(movements).not.toEqual(decision.movements);
    expect(() => assertInvariants(contract, { ...decision, movements })).toThrow(what);
  });

  test('money without a source is found', () => {
    const { contract, decision } = whenPaid(charging);
    const movements = decision.movements.map((movement) => moved(movement, { debit: 'fees:freelancer' }));
    expect(() => assertInvariants(contract, { ...decision, movements })).toThrow('the provider’s account');
  });

  test('a payment that moves nothing is found', () => {
    const { contract, decision } = released();
    const payments = decision.payments.map((payment) => ({ ...payment, fee: payment.amount }));
    expect(() => assertInvariants(contract, { ...decision, payments })).toThrow();
  });
});
