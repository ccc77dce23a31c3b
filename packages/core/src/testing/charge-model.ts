import type { Chargeback } from '../chargeback.ts';
import type { Contract, Milestone, Source } from '../contract.ts';
import type { ChargebackId, MilestoneId, PaymentId } from '../ids.ts';
import type { Payment } from '../payment-record.ts';
import type { Pockets } from './pockets.ts';

// The part of the model for single charges: chargebacks, and movements at the provider without Workroom. It implements
// the order of rule 52 independently, and reads only the money's earlier place from the contract.

/** The amount that one pocket gave for a chargeback. */
interface Taken {
  readonly from: 'refund' | 'carried' | 'milestone' | 'payout' | 'fee' | 'loss';
  readonly milestoneId: MilestoneId | null;
  readonly amount: number;
  /** The kind of money that a refund was of. `apart` is in none of the totals. */
  readonly was?: 'refunded' | 'returned' | 'apart';
  readonly isBonus: boolean;
}

const occupied = new Set(['funding', 'funded', 'submitted', 'changes_requested', 'refund_requested', 'disputed']);

export class ChargeModel {
  readonly #pockets: Pockets;
  readonly #taken = new Map<ChargebackId, Taken[]>();
  readonly #chargeOf = new Map<ChargebackId, PaymentId>();
  /** The part of each charge's fee that refunds outside Workroom took. */
  readonly #feeOutside = new Map<PaymentId, number>();

  constructor(pockets: Pockets) {
    this.#pockets = pockets;
  }

  /** Applies the provider's current state of disputes. */
  report(before: Contract, after: Contract): void {
    for (const chargeback of after.chargebacks) {
      const { id, paymentId } = chargeback;
      this.#chargeOf.set(id, paymentId);
      const taken = this.#taken.get(id) ?? [];
      this.#taken.set(id, taken);
      const missing = wantedOf(chargeback) - total(taken);
      if (missing > 0) taken.push(...this.#take(before, after, paymentId, missing, 'chargedBack'));
      if (missing < 0) this.#giveBack(before, id, -missing);
    }
  }

  /** A movement at the provider that matches money of the charge. */
  outside(before: Contract, after: Contract, charge: PaymentId, kind: string, amount: number): void {
    if (kind === 'refund') {
      const fee = this.#take(before, after, charge, amount, 'refunded').find(({ from }) => from === 'fee')?.amount ?? 0;
      this.#feeOutside.set(charge, (this.#feeOutside.get(charge) ?? 0) + fee);
    }
    if (kind !== 'transfer') return;
    let left = amount;
    for (const { id, lots } of before.milestones) {
      const part = Math.min(left, lotOf(lots, charge));
      left -= part;
      this.#pockets.move(id, 'released', part);
    }
    this.#pockets.carried -= left;
    this.#pockets.move(null, 'released', left);
  }

  /**
   * Money that turns up reduces the marketplace's loss.
   *
   * @returns the amount of the reduction
   */
  cover(charge: PaymentId, found: Omit<Taken, 'amount'>, amount: number): number {
    return this.#cover(charge, null, { ...found, amount });
  }

  lossOn(charge: PaymentId): number {
    return [...this.#taken]
      .filter(([id]) => this.#chargeOf.get(id) === charge)
      .reduce((sum, [, taken]) => sum + lossIn(taken), 0);
  }

  #cover(charge: PaymentId, own: ChargebackId | null, found: Taken): number {
    let left = found.amount;
    for (const [id, taken] of this.#taken) {
      const part = Math.min(left, lossIn(taken));
      if (id === own || this.#chargeOf.get(id) !== charge || part === 0) continue;
      left -= part;
      const loss = lossIn(taken) - part;
      const others = taken.filter(({ from }) => from !== 'loss');
      const rest: Taken[] = loss === 0 ? [] : [{ from: 'loss', milestoneId: null, isBonus: false, amount: loss }];
      this.#taken.set(id, [...others, { ...found, amount: part }, ...rest]);
    }
    return found.amount - left;
  }

  #take(
    before: Contract,
    after: Contract,
    charge: PaymentId,
    gross: number,
    as: 'chargedBack' | 'refunded',
  ): readonly Taken[] {
    const source = before.sources.find(({ payment }) => payment === charge);
    const { amountStep = 1 } = before.policy;
    const feeWanted = source === undefined ? 0 : share(gross, source.fee, source.amount + source.fee, amountStep);
    const isBonus = source?.purpose === 'bonus';
    const taken: Taken[] = [];
    let left = gross - feeWanted;
    const take = (from: Taken['from'], milestoneId: MilestoneId | null, most: number, was?: Taken['was']) => {
      const amount = Math.min(left, most);
      if (amount === 0) return 0;
      left -= amount;
      taken.push({ from, milestoneId, amount, isBonus, ...(was === undefined ? {} : { was }) });
      return amount;
    };
    if (as === 'chargedBack') {
      for (const refund of before.payments.filter((each) => isUnsentRefund(each, charge)).toReversed()) {
        const was = kindOf(refund, source);
        const amount = take('refund', refund.milestoneId, weightOf(refund, source), was);
        this.#backFromRefund(refund.milestoneId, was, amount);
      }
    }
    if (source !== undefined) {
      const carried = take('carried', null, lotOf(before.carried, charge));
      this.#pockets.carried -= carried;
      this.#pockets.move(null, as, carried);
      for (const { id, lots } of before.milestones)
        this.#pockets.move(id, as, take('milestone', id, lotOf(lots, charge)));
      for (const { milestoneId, parts } of before.payouts.toReversed()) {
        const part = parts.find((each) => each.source === charge);
        if (part === undefined || !isUnsent(before, part.payment)) continue;
        const amount = take('payout', milestoneId, part.amount);
        if (isBonus) this.#pockets.bonuses -= amount;
        else {
          this.#pockets.move(milestoneId, 'released', -amount);
          this.#pockets.move(milestoneId, as, amount);
        }
      }
    }
    const fee = source === undefined ? 0 : Math.min(feeWanted, this.#feeKept(after, source));
    if (fee > 0) taken.push({ from: 'fee', milestoneId: null, amount: fee, isBonus });
    const loss = gross - total(taken);
    if (loss > 0) taken.push({ from: 'loss', milestoneId: null, amount: loss, isBonus });
    return taken;
  }

  #backFromRefund(milestoneId: MilestoneId | null, was: Taken['was'], amount: number): void {
    if (was === 'apart') return;
    this.#pockets.move(milestoneId, 'refunded', -amount);
    this.#pockets.move(milestoneId, 'chargedBack', amount);
    if (was === 'returned') this.#pockets.returned -= amount;
  }

  #feeKept({ payments }: Contract, { payment, fee }: Source): number {
    const refunded = payments
      .filter(({ kind, source, status }) => kind === 'refund' && source === payment && status !== 'cancelled')
      .reduce((sum, each) => sum + each.fee, 0);
    const taken = [...this.#taken]
      .filter(([id]) => this.#chargeOf.get(id) === payment)
      .flatMap(([, each]) => each.filter(({ from }) => from === 'fee'));
    return fee - refunded - total(taken) - (this.#feeOutside.get(payment) ?? 0);
  }

  /** The last step comes back first. */
  #giveBack(before: Contract, id: ChargebackId, wanted: number): void {
    const reopened = new Map<MilestoneId, number>();
    const charge = this.#chargeOf.get(id);
    let left = wanted;
    while (left > 0 && charge !== undefined) {
      const taken = this.#taken.get(id) ?? [];
      const last = taken.at(-1);
      if (last === undefined) throw new Error('more comes back than was taken');
      const amount = Math.min(left, last.amount);
      left -= amount;
      const rest = last.amount - amount;
      this.#taken.set(id, [...taken.slice(0, -1), ...(rest === 0 ? [] : [{ ...last, amount: rest }])]);
      if (last.from === 'fee' || last.from === 'loss') continue;
      const covered = this.#cover(charge, id, { ...last, amount });
      this.#undo(before, { ...last, amount: amount - covered }, reopened);
    }
  }

  #undo(
    before: Contract,
    { from, milestoneId, amount, was, isBonus }: Taken,
    reopened: Map<MilestoneId, number>,
  ): void {
    if (amount === 0) return;
    switch (from) {
      case 'refund':
        this.#backFromRefund(milestoneId, was, -amount);
        return;
      case 'carried':
        this.#pockets.move(null, 'chargedBack', -amount);
        this.#pockets.carried += amount;
        return;
      case 'payout':
        if (isBonus) this.#pockets.bonuses += amount;
        else {
          this.#pockets.move(milestoneId, 'chargedBack', -amount);
          this.#pockets.move(milestoneId, 'released', amount);
        }
        return;
      default: {
        const milestone = before.milestones.find(({ id }) => id === milestoneId);
        if (milestone === undefined) throw new Error('money comes back to a milestone');
        const here = Math.min(amount, this.#room(before, milestone, reopened));
        if (here > 0) {
          const shortfall = reopened.get(milestone.id) ?? milestone.funds.shortfall;
          reopened.set(milestone.id, Math.max(0, shortfall - here));
        }
        this.#pockets.move(milestone.id, 'chargedBack', -amount);
        this.#pockets.move(milestone.id, 'carriedOut', amount - here);
        this.#pockets.carried += amount - here;
      }
    }
  }

  /** A milestone takes back the amount it lacks, and a charged back one takes everything, if no other is funded. */
  #room({ status, milestones }: Contract, milestone: Milestone, reopened: ReadonlyMap<MilestoneId, number>): number {
    if (status !== 'active' && status !== 'ending') return 0;
    const { id, state, funds, pendingIncrease } = milestone;
    const again = reopened.get(id);
    if (state === 'charged_back' && again === undefined) {
      const isFree = !milestones.some((each) => occupied.has(each.state)) && reopened.size === 0;
      const isOver = milestone.resume.state === 'paid' || milestone.resume.state === 'refunded';
      return isFree && !isOver ? this.#pockets.of(id).chargedBack : 0;
    }
    if (again === undefined && (!occupied.has(state) || state === 'funding')) return 0;
    const underWay = pendingIncrease?.restores === true ? pendingIncrease.amount : 0;
    return Math.max(0, (again ?? funds.shortfall) - underWay);
  }
}

/** The kind of money that a refund of the charge is of, and the totals it is in. */
export function kindOf({ purpose, borne }: Payment, source: Source | undefined): Taken['was'] {
  if (source?.purpose !== 'deposit' || borne === true) return 'apart';
  return purpose === 'return' ? 'returned' : 'refunded';
}

/** A refund of a late charge is one amount, since its fee was never kept. */
export function weightOf({ amount, fee }: Payment, source: Source | undefined): number {
  return source === undefined ? amount + fee : amount;
}

/** Whether no part of a transfer was sent. */
export function isUnsent({ payments }: Contract, transfer: PaymentId | null): boolean {
  const payment = payments.find(({ id }) => id === transfer);
  if (transfer === null) return true;
  return payment?.status === 'waiting' || (payment?.status === 'parked' && payment.failure?.certain === true);
}

function isUnsentRefund({ kind, source, status, failure }: Payment, charge: PaymentId): boolean {
  if (kind !== 'refund' || source !== charge) return false;
  return status === 'waiting' || (status === 'parked' && failure?.certain === true);
}

function wantedOf({ state, amount, withdrawn, reinstated }: Chargeback): number {
  return state === 'open' && withdrawn === 0 ? amount : Math.max(0, withdrawn - reinstated);
}

function lotOf(lots: Contract['carried'], charge: PaymentId): number {
  return lots.find(({ source }) => source === charge)?.amount ?? 0;
}

function lossIn(taken: readonly Taken[]): number {
  return total(taken.filter(({ from }) => from === 'loss'));
}

function total(taken: readonly Taken[]): number {
  return taken.reduce((sum, { amount }) => sum + amount, 0);
}

/** Rounded half to even, in steps. */
function share(amount: number, part: number, whole: number, step: number): number {
  if (whole === 0) return 0;
  const inSteps = whole * step;
  const below = Math.floor((amount * part) / inSteps);
  const twice = 2 * (amount * part - below * inSteps);
  return step * (twice > inSteps || (twice === inSteps && below % 2 === 1) ? below + 1 : below);
}
