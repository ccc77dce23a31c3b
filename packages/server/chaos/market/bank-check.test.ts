import { presentContract } from '@workroom/core/api';
import { client, freelancer, fund, givenContract, release, submit } from '@workroom/core/testing';
import { describe, expect, test } from 'vitest';
import { bankFaults, type ReadContract, type ReadMovement } from './bank-check.ts';

// A deal with money everywhere: one milestone paid in part and carried on, the next one held, a bonus given.
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
  test('finds nothing wrong with a deal that is right, nor with a ledger that was read later', () => {
    expect(bankFaults(contract, ledger)).toEqual([]);
    const later = deal.when(release(30_000, {}, 1), client).next;
    expect(bankFaults(contract, later.movements)).toEqual([]);
    expect(later.movements.length).toBeGreaterThan(ledger.length);
  });

  test.each(Object.keys(contract.totals).filter((name) => name !== 'planned'))(
    'finds one unit too much in totals.%s',
    (name) => {
      const totals = { ...contract.totals, [name]: contract.totals[name as 'held'] + 1 };
      expect(bankFaults({ ...contract, totals }, ledger)).not.toEqual([]);
    },
  );

  test.each(Object.keys(contract.milestones[1]?.funds ?? {}))('finds one unit too much in funds.%s', (name) => {
    const milestones = contract.milestones.map((milestone, place) => ({
      ...milestone,
      funds: { ...milestone.funds, ...(place === 1 ? { [name]: milestone.funds[name as 'held'] + 1 } : {}) },
    }));
    expect(bankFaults({ ...contract, milestones }, ledger)).not.toEqual([]);
  });

  // What the client paid in fees and what the provider was sent is no part of a contract's totals.
  const external = ledger.filter(({ credit }) => credit !== 'processor' && credit !== 'fees:client');
  test.each(external)('finds the movement from $debit to $credit missing, there twice, or a unit less', (movement) => {
    const place = ledger.indexOf(movement);
    const less = { ...movement, amount: movement.amount - 1 };
    for (const falsified of [[], [movement, movement], [less]])
      expect(bankFaults(contract, ledger.toSpliced(place, 1, ...falsified))).not.toEqual([]);
  });
});
