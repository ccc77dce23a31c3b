import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { ContractEvent } from '../events/event.ts';
import { check } from './checks.ts';

// A second, much simpler account of where a contract's money must be. It shares no code with the rules:
// plain numbers, moved by what people asked for and by the kinds of things that happened, never by the
// amounts that the rules say.

interface Pocket {
  amount: number;
  /** What both agreed to add, not deposited yet. */
  increase: number;
  deposited: number;
  carriedIn: number;
  released: number;
  refunded: number;
  carriedOut: number;
}

/** What is given back, by where it had been paid from. */
interface Returned {
  readonly milestoneId: string | null;
  readonly isBonus: boolean;
}

interface Claim {
  readonly milestoneId: string | null;
  readonly fromMilestone: number;
  readonly fromCarried: number;
}

export class BalanceModel {
  readonly #pockets = new Map<string, Pocket>();
  readonly #funding = new Map<string, { readonly fromCarried: number; readonly charged: number }>();
  readonly #givenUp = new Set<string>();
  #carried = 0;
  #bonuses = 0;
  #fromCarriedReleased = 0;
  #fromCarriedRefunded = 0;
  #returned = 0;
  /** What returns are of, by the payments that reverse them. */
  readonly #reversals = new Map<string, Returned>();
  /** What waits for a transfer to arrive, by the transfer. */
  readonly #awaited = new Map<string, Returned & { readonly amount: number }>();
  /** Transfers that no reversal is asked for once they have arrived. */
  #unreversed: ReadonlySet<string> = new Set();
  #request: Claim | null = null;
  #dispute: Claim | null = null;
  /** Sealed offers of the round. */
  #most: number | null = null;
  #least: number | null = null;
  /** What of the decision under way still goes to the freelancer, and where a split says so, to the client. */
  #toFreelancer = 0;
  #toClient: number | null = null;

  /** Takes in what one decision did. */
  apply(
    command: Command | null,
    events: readonly ContractEvent[],
    { policy, returns }: Contract,
    after: Pick<Contract, 'returns'>,
  ): void {
    const parts = after.returns.flatMap((each) => each.parts);
    this.#unreversed = new Set(parts.filter((each) => each.reversal === null).map(({ transfer }) => transfer));
    this.#toFreelancer = 0;
    this.#toClient = null;
    if (command?.type === 'release') this.#toFreelancer = command.amount;
    if (command?.type === 'operator_release')
      this.#toFreelancer = command.amount ?? this.#heldOf(command.milestoneId ?? null);
    if (command?.type === 'operator_refund')
      this.#toClient = command.amount ?? this.#heldOf(command.milestoneId ?? null);
    if (command?.type === 'end') this.#toFreelancer = command.pay ?? 0;
    if (command?.type === 'volunteer_refund')
      this.#toClient = command.amount ?? this.#heldOf(command.milestoneId ?? null);
    for (const { from, parts } of returns) {
      const isOf = { milestoneId: 'milestoneId' in from ? from.milestoneId : null, isBonus: 'paymentId' in from };
      for (const { reversal, transfer, amount, state } of parts) {
        if (reversal !== null) this.#reversals.set(reversal, isOf);
        else if (state === 'pending') this.#awaited.set(transfer, { ...isOf, amount });
      }
    }
    for (const event of events) this.#happened(event, command, policy.disputeDefault);
    // The money has gone back in this very decision: what comes later has nothing to do with that request.
    if (events.some(({ type }) => type === 'refund.agreed' || type === 'refund.expired')) this.#request = null;
  }

  /** Throws an error that names what the contract and the model do not agree on. */
  compare({ milestones, carried, totals }: Contract): void {
    const same = (what: string, theirs: number, ours: number) =>
      check(theirs === ours, `${what} is ${theirs}, and the model says ${ours}`);
    for (const { id, funds, amount } of milestones) {
      const pocket = this.#pocket(id);
      same(`amount of ${id}`, amount, pocket.amount);
      for (const part of ['deposited', 'carriedIn', 'released', 'refunded', 'carriedOut'] as const)
        same(`${part} of ${id}`, funds[part], pocket[part]);
      same(`held on ${id}`, funds.held, this.#held(pocket));
    }
    const sum = (part: 'deposited' | 'released' | 'refunded') =>
      [...this.#pockets.values()].reduce((whole, pocket) => whole + pocket[part], 0);
    same(
      'carried',
      carried.reduce((whole, lot) => whole + lot.amount, 0),
      this.#carried,
    );
    same('deposited', totals.deposited, sum('deposited'));
    same('released', totals.released, sum('released') + this.#fromCarriedReleased);
    same('refunded', totals.refunded, sum('refunded') + this.#fromCarriedRefunded);
    same('bonuses', totals.bonuses, this.#bonuses);
    same('returned', totals.returned, this.#returned);
  }

  #happened(event: ContractEvent, command: Command | null, byDefault: Contract['policy']['disputeDefault']): void {
    switch (event.type) {
      case 'milestone.added': {
        const { milestoneId, amount } = event.data;
        const none = { increase: 0, deposited: 0, carriedIn: 0, released: 0, refunded: 0, carriedOut: 0 };
        this.#pockets.set(milestoneId, { amount, ...none });
        return;
      }
      case 'milestone.edited':
        this.#pocket(event.data.milestoneId).amount =
          event.data.after.amount ?? this.#pocket(event.data.milestoneId).amount;
        return;
      case 'milestone.increase_agreed': {
        const pocket = this.#pocket(event.data.milestoneId);
        pocket.increase = event.data.amount - pocket.amount;
        return;
      }
      case 'milestone.funding':
        this.#funding.set(event.data.paymentId, this.#wanted(event.data.milestoneId));
        return;
      case 'milestone.funded': {
        const { milestoneId, paymentId } = event.data;
        const { fromCarried, charged } =
          paymentId === null
            ? this.#wanted(milestoneId)
            : (this.#funding.get(paymentId) ?? { fromCarried: 0, charged: 0 });
        const pocket = this.#pocket(milestoneId);
        pocket.deposited += charged;
        pocket.carriedIn += fromCarried;
        this.#carried -= fromCarried;
        pocket.amount += pocket.increase;
        pocket.increase = 0;
        return;
      }
      case 'milestone.released': {
        const held = this.#heldOf(event.data.milestoneId);
        // An end that pays everything, and a split, give what is there first.
        const paid = Math.min(this.#toFreelancer, held);
        this.#toFreelancer -= paid;
        this.#pocket(event.data.milestoneId).released += paid;
        return;
      }
      case 'milestone.auto_released': {
        const held = this.#heldOf(event.data.milestoneId);
        this.#pocket(event.data.milestoneId).released += held;
        return;
      }
      case 'milestone.refunded': {
        const { milestoneId } = event.data;
        const asked = this.#request?.milestoneId === milestoneId ? this.#request.fromMilestone : null;
        const back = this.#toClient ?? asked ?? this.#heldOf(milestoneId);
        const fromHere = Math.min(back, this.#heldOf(milestoneId));
        if (this.#toClient !== null) this.#toClient -= fromHere;
        this.#pocket(milestoneId).refunded += fromHere;
        return;
      }
      case 'funds.carried': {
        const held = this.#heldOf(event.data.milestoneId);
        this.#pocket(event.data.milestoneId).carriedOut += held;
        this.#carried += held;
        return;
      }
      case 'funds.released':
        this.#carried -= this.#toFreelancer;
        this.#fromCarriedReleased += this.#toFreelancer;
        this.#toFreelancer = 0;
        return;
      case 'funds.refunded': {
        const back = this.#toClient ?? this.#request?.fromCarried ?? this.#carried;
        this.#carried -= back;
        this.#fromCarriedRefunded += back;
        return;
      }
      case 'refund.requested':
        this.#request = this.#claimed(event.data.milestoneId, event.data.thenEnd, command);
        return;
      case 'refund.agreed':
      case 'refund.expired':
        this.#toClient = null;
        return;
      case 'refund.withdrawn':
        this.#request = null;
        return;
      case 'dispute.opened': {
        const { milestoneId = null, fromCarried = 0 } = this.#request ?? {};
        const fromMilestone = milestoneId === null ? 0 : this.#heldOf(milestoneId);
        // All that is held where the refund was asked for.
        this.#dispute = { milestoneId, fromMilestone, fromCarried: fromCarried === 0 ? 0 : this.#carried };
        this.#request = null;
        return;
      }
      case 'dispute.offer':
        if (command?.type === 'make_offer' && event.data.sealed) {
          if (event.actor.side === 'client') this.#most = command.toFreelancer;
          else this.#least = command.toFreelancer;
        }
        return;
      case 'dispute.no_overlap':
        check((this.#most ?? 0) < (this.#least ?? 0), 'sealed offers that meet end the dispute');
        this.#most = this.#least = null;
        return;
      case 'dispute.settled':
        if (event.data.sealed) this.#split(Math.ceil(((this.#most ?? 0) + (this.#least ?? 0)) / 2));
        else if (command?.type === 'make_offer') this.#split(command.toFreelancer);
        return;
      case 'dispute.decided':
        if (command?.type === 'decide_dispute') this.#split(command.toFreelancer);
        return;
      case 'operator.ended':
        // All that is held goes, whatever was open.
        if (command?.type === 'operator_end') {
          this.#toFreelancer = command.toFreelancer;
          this.#toClient = this.#everything() - command.toFreelancer;
        }
        return;
      case 'refund.voided':
        this.#request = null;
        return;
      case 'dispute.voided':
        this.#dispute = null;
        this.#most = this.#least = null;
        return;
      case 'dispute.defaulted':
        this.#split({ half: Math.ceil(this.#whole() / 2), freelancer: this.#whole(), client: 0 }[byDefault]);
        return;
      case 'payment.failed':
      case 'payment.cancelled':
        this.#givenUp.add(event.data.paymentId);
        return;
      case 'payment.succeeded': {
        const { kind, purpose, paymentId, amount } = event.data;
        // One that succeeds after it was given up goes straight back.
        if (kind === 'charge' && purpose === 'bonus' && !this.#givenUp.has(paymentId)) this.#bonuses += amount;
        const arrived = this.#awaited.get(paymentId);
        this.#awaited.delete(paymentId);
        // What the fee takes whole comes back without a reversal.
        if (arrived !== undefined && this.#unreversed.has(paymentId)) this.#giveBack(arrived, arrived.amount);
        const returned = kind === 'reversal' ? this.#reversals.get(paymentId) : undefined;
        if (returned !== undefined) this.#giveBack(returned, amount);
        return;
      }
      case 'payment.parked': {
        // It certainly failed, so that what waited for it is there.
        const awaited = this.#awaited.get(event.data.paymentId);
        const isCertain = command?.type === 'settle_payment' && command.outcome.status === 'failed';
        if (awaited === undefined || !isCertain) return;
        this.#awaited.delete(event.data.paymentId);
        this.#giveBack(awaited, awaited.amount);
        return;
      }
      case 'return.made': {
        const { milestoneId, bonusId, amount, atOnce } = event.data;
        check(atOnce <= amount, 'no more comes back at once than was asked for');
        if (command?.type === 'return_funds') check(amount === command.amount, 'a return is of what was asked for');
        this.#giveBack({ milestoneId, isBonus: bonusId !== null }, atOnce);
        return;
      }
      default:
        return;
    }
  }

  /** Bonuses stand apart from what was refunded. */
  #giveBack({ milestoneId, isBonus }: Returned, amount: number): void {
    if (isBonus) {
      this.#bonuses -= amount;
      return;
    }
    this.#returned += amount;
    if (milestoneId === null) {
      this.#fromCarriedReleased -= amount;
      this.#fromCarriedRefunded += amount;
      return;
    }
    const pocket = this.#pocket(milestoneId);
    pocket.released -= amount;
    pocket.refunded += amount;
  }

  /** Carried funds first, and only the difference is charged. */
  #wanted(milestoneId: string): { fromCarried: number; charged: number } {
    const { amount, increase } = this.#pocket(milestoneId);
    const wanted = increase > 0 ? increase : amount;
    const fromCarried = Math.min(this.#carried, wanted);
    return { fromCarried, charged: wanted - fromCarried };
  }

  #claimed(milestoneId: string | null, thenEnd: boolean, command: Command | null): Claim {
    const held = milestoneId === null ? 0 : this.#heldOf(milestoneId);
    const carried = milestoneId === null || thenEnd ? this.#carried : 0;
    const asked = command?.type === 'request_refund' ? (command.amount ?? held + carried) : held + carried;
    const fromMilestone = Math.min(asked, held);
    return { milestoneId, fromMilestone, fromCarried: asked - fromMilestone };
  }

  #split(toFreelancer: number): void {
    this.#toFreelancer = toFreelancer;
    this.#toClient = this.#whole() - toFreelancer;
    this.#dispute = null;
    this.#most = this.#least = null;
  }

  #whole(): number {
    return (this.#dispute?.fromMilestone ?? 0) + (this.#dispute?.fromCarried ?? 0);
  }

  #everything(): number {
    return [...this.#pockets.values()].reduce((sum, pocket) => sum + this.#held(pocket), this.#carried);
  }

  #heldOf(milestoneId: string | null): number {
    return milestoneId === null ? this.#carried : this.#held(this.#pocket(milestoneId));
  }

  #held({ deposited, carriedIn, released, refunded, carriedOut }: Pocket): number {
    return deposited + carriedIn - released - refunded - carriedOut;
  }

  #pocket(milestoneId: string): Pocket {
    const pocket = this.#pockets.get(milestoneId);
    if (pocket === undefined) throw new Error(`the model knows no ${milestoneId}`);
    return pocket;
  }
}
