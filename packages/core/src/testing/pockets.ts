import type { Contract } from '../contract.ts';
import type { MilestoneId } from '../ids.ts';
import { check } from './checks.ts';

/** The money of one milestone. */
export interface Pocket {
  amount: number;
  /** The agreed increase that is not deposited yet. */
  increase: number;
  deposited: number;
  carriedIn: number;
  released: number;
  refunded: number;
  carriedOut: number;
  chargedBack: number;
}

/** The model's money: a pocket for each milestone, and what is outside of them. */
export class Pockets {
  readonly #pockets = new Map<string, Pocket>();
  /** Carried funds that left without a milestone. */
  readonly #fromCarried = { released: 0, refunded: 0, chargedBack: 0 };
  carried = 0;
  bonuses = 0;
  returned = 0;

  add(milestoneId: string, amount: number): void {
    const none = { increase: 0, deposited: 0, carriedIn: 0, released: 0, refunded: 0, carriedOut: 0, chargedBack: 0 };
    this.#pockets.set(milestoneId, { amount, ...none });
  }

  of(milestoneId: string): Pocket {
    const pocket = this.#pockets.get(milestoneId);
    if (pocket === undefined) throw new Error(`the model knows no ${milestoneId}`);
    return pocket;
  }

  /** Money without a milestone came from carried funds. */
  move(
    milestoneId: MilestoneId | null,
    part: 'released' | 'refunded' | 'carriedOut' | 'chargedBack',
    amount: number,
  ): void {
    if (milestoneId !== null) this.of(milestoneId)[part] += amount;
    else if (part !== 'carriedOut') this.#fromCarried[part] += amount;
  }

  /** The carried funds for `null`. */
  heldOf(milestoneId: string | null): number {
    return milestoneId === null ? this.carried : held(this.of(milestoneId));
  }

  heldInAll(): number {
    return [...this.#pockets.values()].reduce((sum, pocket) => sum + held(pocket), this.carried);
  }

  /** Throws an error with the difference between the contract and the model. */
  compare({ milestones, carried, totals }: Contract): void {
    const same = (what: string, theirs: number, ours: number) =>
      check(theirs === ours, `${what} is ${theirs}, and the model says ${ours}`);
    for (const { id, funds, amount } of milestones) {
      const pocket = this.of(id);
      same(`amount of ${id}`, amount, pocket.amount);
      for (const part of ['deposited', 'carriedIn', 'released', 'refunded', 'carriedOut', 'chargedBack'] as const)
        same(`${part} of ${id}`, funds[part], pocket[part]);
      same(`held on ${id}`, funds.held, held(pocket));
    }
    const sum = (part: 'deposited' | 'released' | 'refunded' | 'chargedBack') =>
      [...this.#pockets.values()].reduce((whole, pocket) => whole + pocket[part], 0);
    same(
      'carried',
      carried.reduce((whole, lot) => whole + lot.amount, 0),
      this.carried,
    );
    same('deposited', totals.deposited, sum('deposited'));
    same('released', totals.released, sum('released') + this.#fromCarried.released);
    same('refunded', totals.refunded, sum('refunded') + this.#fromCarried.refunded);
    same('chargedBack', totals.chargedBack, sum('chargedBack') + this.#fromCarried.chargedBack);
    same('bonuses', totals.bonuses, this.bonuses);
    same('returned', totals.returned, this.returned);
  }
}

function held({ deposited, carriedIn, released, refunded, carriedOut, chargedBack }: Pocket): number {
  return deposited + carriedIn - released - refunded - carriedOut - chargedBack;
}
