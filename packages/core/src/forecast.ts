import type { Contract, ContractStatus } from './contract.ts';
import { applyDueDeadlines, contractNow, nextDeadline } from './deadlines.ts';
import { sumOf } from './funds.ts';
import { idPrefixes, type NewId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type Amount, plus, zero } from './money.ts';
import { assertHolds } from './refusal.ts';

/** A contract's money and status from an instant on, if nobody acts. */
export interface Forecast {
  readonly at: Instant;
  readonly status: ContractStatus;
  readonly held: Amount;
  readonly carried: Amount;
  readonly released: Amount;
  readonly refunded: Amount;
  /** The next deadline after that; `null` if no clock runs. */
  readonly nextDeadline: Instant | null;
}

/**
 * The future states of a contract, deadline by deadline, if nobody acts. With it, a reader that cannot run the rules,
 * like a view in the database, knows the state at any moment (rule 17), even before it is recorded. Empty if no clock
 * runs.
 */
export function forecast(contract: Contract): readonly Forecast[] {
  const found: Forecast[] = [];
  let made = 0;
  // Ids of things that are never stored.
  const newId: NewId = (kind) => {
    made += 1;
    return `${idPrefixes[kind]}_${made}`;
  };
  const environment = { newId, commandId: newId('command'), salt: '', minimumCharge: zero };
  for (let current = contract, at = nextDeadline(current); at !== null; at = nextDeadline(current)) {
    const now = contractNow(current, at);
    const applied = applyDueDeadlines(current, { ...environment, now });
    assertHolds(applied !== null, 'a deadline that is due is applied');
    current = applied.contract;
    found.push({ at: now, ...standingOf(current) });
  }
  return found;
}

/** The same for the current contract. */
export function standingOf(contract: Contract): Omit<Forecast, 'at'> {
  const { status, milestones, carried, totals } = contract;
  return {
    status,
    held: plus(...milestones.map(({ funds }) => funds.held)),
    carried: sumOf(carried),
    released: totals.released,
    refunded: totals.refunded,
    nextDeadline: nextDeadline(contract),
  };
}
