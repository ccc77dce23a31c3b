import { expect, test } from 'vitest';
import { decide } from './decide.ts';
import { assertInvariants } from './invariants.ts';
import type { Account, Movement } from './ledger.ts';
import { isRefusal } from './refusal.ts';
import { client, givenFunded, release, seededIds, start, testEnvironment } from './testing/index.ts';

/** A release, its decision, and what it was decided on. */
function released() {
  const { contract } = givenFunded();
  const decision = decide(contract, release(50_000)(contract), client, testEnvironment(start, seededIds(7)));
  if (isRefusal(decision)) throw new Error(decision.refused);
  return { contract, decision };
}

const moved = (movement: Movement, change: Partial<Pick<Movement, 'debit' | 'credit'>>): Movement => ({
  ...movement,
  ...change,
});

test('a decision of the rules holds', () => {
  const { contract, decision } = released();
  expect(() => assertInvariants(contract, decision)).not.toThrow();
});

test('a movement that is missing, and one that takes from another milestone, are found', () => {
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

test('money that stays on a finished milestone is found', () => {
  const { contract, decision } = released();
  const kept = decision.contract.milestones.map((milestone, place) =>
    place === 0 ? { ...milestone, funds: contract.milestones[0]?.funds ?? milestone.funds } : milestone,
  );
  const broken = { ...decision, contract: { ...decision.contract, milestones: kept } };
  expect(() => assertInvariants(contract, broken)).toThrow();
});
