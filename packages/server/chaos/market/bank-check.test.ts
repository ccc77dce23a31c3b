import { DAY_MS, instant } from '@workroom/core';
import { presentContract } from '@workroom/core/api';
import {
  client,
  freelancer,
  fund,
  givenContract,
  release,
  type Step,
  seededRandom,
  submit,
  type WalkSetup,
  walk,
} from '@workroom/core/testing';
import { describe, expect, test } from 'vitest';
import { bankFaults, type ReadContract, type ReadMovement } from './bank-check.ts';

// A contract with every kind of money: a milestone partly paid and carried on, the next one held, and a bonus.
const deal = givenContract({ amounts: [50_000, 30_000], policy: { fees: { clientBps: 300, freelancerBps: 1_000 } } })
  .run([[fund(), client]])
  .paid()
  .run([
    [release(35_000, { leftover: { to: 'next_milestone' } }), client],
    [fund(1), client],
  ])
  .paid()
  .run([
    [{ type: 'give_bonus', amount: 2_000 }, client],
    [submit(1), freelancer],
  ])
  .paid();
const contract: ReadContract = presentContract(deal.contract, client, deal.now);
const ledger: readonly ReadMovement[] = deal.movements;

describe('the bank check', () => {
  test('finds nothing in a correct contract, also with a ledger that was read later', () => {
    expect(bankFaults(contract, ledger)).toEqual([]);
    const later = deal.when(release(30_000, {}, 1), client).next;
    expect(bankFaults(contract, later.movements)).toEqual([]);
    expect(later.movements.length).toBeGreaterThan(ledger.length);
  });

  test.each(Object.keys(contract.totals).filter((name) => name !== 'planned'))(
    'finds an amount that is one unit too high in totals.%s',
    (name) => {
      const totals = { ...contract.totals, [name]: contract.totals[name as 'held'] + 1 };
      expect(bankFaults({ ...contract, totals }, ledger)).not.toEqual([]);
    },
  );

  test.each(Object.keys(contract.milestones[1]?.funds ?? {}))(
    'finds an amount that is one unit too high in funds.%s',
    (name) => {
      const milestones = contract.milestones.map((milestone, place) => ({
        ...milestone,
        funds: { ...milestone.funds, ...(place === 1 ? { [name]: milestone.funds[name as 'held'] + 1 } : {}) },
      }));
      expect(bankFaults({ ...contract, milestones }, ledger)).not.toEqual([]);
    },
  );

  // The client's fees and the amounts sent to the provider are not in a contract's totals.
  const external = ledger.filter(({ credit }) => credit !== 'processor' && credit !== 'fees:client');
  test.each(external)(
    'finds the movement from $debit to $credit missing, duplicated, or one unit too low',
    (movement) => {
      const place = ledger.indexOf(movement);
      const less = { ...movement, amount: movement.amount - 1 };
      for (const falsified of [[], [movement, movement], [less]])
        expect(bankFaults(contract, ledger.toSpliced(place, 1, ...falsified))).not.toEqual([]);
    },
  );

  test('rule 52: finds nothing in a correct contract whose charges banks have taken and returned many times', () => {
    const random = seededRandom(52);
    let chargebacks = 0;
    for (let seed = 0; seed < 10; seed += 1) {
      const steps = Array.from({ length: 45 }, () => randomStep(random));
      const walked = walk({ ...setup, seed, securityDays: seed % 2 === 0 ? 0 : 3 }, steps, () => {});
      chargebacks += walked.contract.chargebacks.length;
      const read: ReadContract = presentContract(walked.contract, client, instant(Date.UTC(2026, 3, 1)));
      expect(bankFaults(read, walked.movements)).toEqual([]);
    }
    expect(chargebacks).toBeGreaterThan(5);
  });
});

const setup = {
  beginning: 'returning',
  currency: 'USD',
  status: 'active',
  amounts: [50_000, 30_000, 20_000],
  minimumCharge: 0,
  fees: [
    { on: 'deposit', payer: 'client', label: 'Service fee', bps: 500, returned: 'proportional' },
    { on: 'release', payer: 'freelancer', label: 'Service fee', bps: 1_000, returned: 'proportional' },
    { on: 'bonus', payer: 'freelancer', label: 'Service fee', bps: 1_000, returned: 'proportional' },
  ],
  disputeDefault: 'half',
  planChanges: 'client',
  operatorApprovalAbove: {},
} as const satisfies Omit<WalkSetup, 'seed' | 'securityDays'>;

function randomStep(random: () => number): Step {
  const below = (most: number) => Math.floor(random() * most);
  const leftovers = ['next_milestone', 'refund_and_end', 'refund_and_continue', undefined] as const;
  return {
    kind: (['offered', 'offered', 'provider', 'provider', 'bank', 'bank'] as const)[below(6)] ?? 'offered',
    actor: [0, 0, 0, 1, 1, 6, 7][below(7)] ?? 0,
    choice: below(200),
    dice: {
      place: below(60),
      amount: 1 + below(90_000),
      secondAmount: random() < 0.5 ? undefined : 1 + below(90_000),
      text: 'Well said.',
      days: 1 + below(14),
      flag: random() < 0.5,
      leftover: leftovers[below(4)],
      outcome: random() < 0.75 ? 'succeeded' : 'failed',
    },
    wait: random() < 0.8 ? 0 : 3 * DAY_MS,
  };
}
