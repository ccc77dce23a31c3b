import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { ContractEvent } from '../events/event.ts';
import type { MilestoneId, PaymentId } from '../ids.ts';
import { ChargeModel, isUnsent, kindOf, weightOf } from './charge-model.ts';
import { check } from './checks.ts';

// An independent, much simpler model of where a contract's money must be. It shares no code with the rules. It moves
// plain numbers according to commands and event types, and never uses the amounts computed by the rules.

interface Pocket {
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

/** A payment outside the pockets. Money without a milestone came from carried funds. */
export interface Books {
  move(
    milestoneId: MilestoneId | null,
    part: 'released' | 'refunded' | 'carriedOut' | 'chargedBack',
    amount: number,
  ): void;
  addCarried(amount: number): void;
  addBonuses(amount: number): void;
  addReturned(amount: number): void;
  chargedBackOf(milestoneId: MilestoneId): number;
}

/** The returned money, by its original source. */
interface Returned {
  readonly milestoneId: MilestoneId | null;
  readonly isBonus: boolean;
  /** The charge. */
  readonly source: PaymentId;
}

interface Funding {
  readonly fromCarried: number;
  readonly charged: number;
  /** Whether it covers a shortfall and does not change the amount. */
  readonly restores: boolean;
}

interface Claim {
  readonly milestoneId: string | null;
  readonly fromMilestone: number;
  readonly fromCarried: number;
}

export class BalanceModel {
  readonly #pockets = new Map<string, Pocket>();
  readonly #funding = new Map<string, Funding>();
  readonly #charges: ChargeModel;
  readonly #givenUp = new Set<string>();
  #carried = 0;
  #bonuses = 0;
  #fromCarriedReleased = 0;
  #fromCarriedRefunded = 0;
  #fromCarriedChargedBack = 0;
  #returned = 0;
  /** Returns, by the payments that reverse them. */
  readonly #reversals = new Map<string, Returned>();
  /** Returns that wait for a transfer to arrive, by the transfer. */
  readonly #awaited = new Map<string, Returned & { readonly amount: number }>();
  /** Transfers that need no reversal once they have arrived. */
  #unreversed: ReadonlySet<string> = new Set();
  #request: Claim | null = null;
  #dispute: Claim | null = null;
  /** The sealed offers of the round. */
  #most: number | null = null;
  #least: number | null = null;
  /** The amounts of the current decision that still go to the freelancer and, in a split, to the client. */
  #toFreelancer = 0;
  #toClient: number | null = null;
  #before: Contract | null = null;

  constructor() {
    this.#charges = new ChargeModel({
      move: (milestoneId, part, amount) => {
        if (milestoneId !== null) this.#pocket(milestoneId)[part] += amount;
        else if (part === 'released') this.#fromCarriedReleased += amount;
        else if (part === 'refunded') this.#fromCarriedRefunded += amount;
        else if (part === 'chargedBack') this.#fromCarriedChargedBack += amount;
      },
      addCarried: (amount) => {
        this.#carried += amount;
      },
      addBonuses: (amount) => {
        this.#bonuses += amount;
      },
      addReturned: (amount) => {
        this.#returned += amount;
      },
      chargedBackOf: (milestoneId) => this.#pocket(milestoneId).chargedBack,
    });
  }

  /** Applies one decision. */
  apply(command: Command | null, events: readonly ContractEvent[], before: Contract, after: Contract): void {
    const { policy, returns } = before;
    this.#before = before;
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
      const of = { milestoneId: 'milestoneId' in from ? from.milestoneId : null, isBonus: 'paymentId' in from };
      for (const { reversal, transfer, amount, state, source } of parts) {
        const isOf = { ...of, source };
        if (reversal !== null) this.#reversals.set(reversal, isOf);
        else if (state === 'pending') this.#awaited.set(transfer, { ...isOf, amount });
      }
    }
    if (command !== null && /_chargeback$/.test(command.type)) {
      this.#charges.report(before, after);
      this.#shrink();
    }
    for (const event of events) {
      if (event.type === 'payment.external' && command?.type === 'record_external') {
        const { movement, booked } = event.data;
        this.#charges.outside(before, after, command.paymentId, movement, booked);
        if (booked > 0) this.#shrink();
      }
      this.#happened(event, command, policy.disputeDefault);
    }
    // The money went back in this decision, so later events are not about that request.
    if (events.some(({ type }) => type === 'refund.agreed' || type === 'refund.expired')) this.#request = null;
  }

  /** Throws an error with the difference between the contract and the model. */
  compare({ milestones, carried, totals }: Contract): void {
    const same = (what: string, theirs: number, ours: number) =>
      check(theirs === ours, `${what} is ${theirs}, and the model says ${ours}`);
    for (const { id, funds, amount } of milestones) {
      const pocket = this.#pocket(id);
      same(`amount of ${id}`, amount, pocket.amount);
      for (const part of ['deposited', 'carriedIn', 'released', 'refunded', 'carriedOut', 'chargedBack'] as const)
        same(`${part} of ${id}`, funds[part], pocket[part]);
      same(`held on ${id}`, funds.held, this.#held(pocket));
    }
    const sum = (part: 'deposited' | 'released' | 'refunded' | 'chargedBack') =>
      [...this.#pockets.values()].reduce((whole, pocket) => whole + pocket[part], 0);
    same(
      'carried',
      carried.reduce((whole, lot) => whole + lot.amount, 0),
      this.#carried,
    );
    same('deposited', totals.deposited, sum('deposited'));
    same('released', totals.released, sum('released') + this.#fromCarriedReleased);
    same('refunded', totals.refunded, sum('refunded') + this.#fromCarriedRefunded);
    same('chargedBack', totals.chargedBack, sum('chargedBack') + this.#fromCarriedChargedBack);
    same('bonuses', totals.bonuses, this.#bonuses);
    same('returned', totals.returned, this.#returned);
  }

  #happened(event: ContractEvent, command: Command | null, byDefault: Contract['policy']['disputeDefault']): void {
    switch (event.type) {
      case 'milestone.added': {
        const { milestoneId, amount } = event.data;
        const none = {
          increase: 0,
          deposited: 0,
          carriedIn: 0,
          released: 0,
          refunded: 0,
          carriedOut: 0,
          chargedBack: 0,
        };
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
        const { fromCarried, charged, restores } =
          paymentId === null
            ? this.#wanted(milestoneId)
            : (this.#funding.get(paymentId) ?? { fromCarried: 0, charged: 0, restores: false });
        const pocket = this.#pocket(milestoneId);
        pocket.deposited += charged;
        pocket.carriedIn += fromCarried;
        this.#carried -= fromCarried;
        if (restores) return;
        pocket.amount += pocket.increase;
        pocket.increase = 0;
        return;
      }
      case 'milestone.released': {
        const held = this.#heldOf(event.data.milestoneId);
        // An end that pays everything, and a split, use the money that is there first.
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
        // Everything held that the refund request was about.
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
        if (event.data.sealed) this.#split(this.#half((this.#most ?? 0) + (this.#least ?? 0)));
        else if (command?.type === 'make_offer') this.#split(command.toFreelancer);
        return;
      case 'dispute.decided':
        if (command?.type === 'decide_dispute') this.#split(command.toFreelancer);
        return;
      case 'operator.ended':
        // Everything held is paid or refunded, whatever was open.
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
        this.#split({ half: this.#half(this.#whole()), freelancer: this.#whole(), client: 0 }[byDefault]);
        return;
      case 'payment.failed':
      case 'payment.cancelled':
        this.#givenUp.add(event.data.paymentId);
        if (event.type === 'payment.cancelled' && event.data.reason === 'charged_back')
          this.#absorb(event.data.paymentId);
        return;
      case 'payment.reversed': {
        const open = this.#before?.returns.flatMap(({ from, parts }) => parts.map((part) => ({ from, part })));
        const sentBack = open?.find(
          ({ part }) => part.transfer === event.data.paymentId && (part.state === 'pending' || part.state === 'parked'),
        );
        if (sentBack === undefined) return;
        const { from, part } = sentBack;
        const milestoneId = 'milestoneId' in from ? from.milestoneId : null;
        this.#giveBack({ milestoneId, isBonus: 'paymentId' in from, source: part.source }, part.amount);
        return;
      }
      case 'payment.succeeded': {
        const { kind, purpose, paymentId, amount } = event.data;
        // A charge that succeeds after it was cancelled is refunded at once.
        if (kind === 'charge' && purpose === 'bonus' && !this.#givenUp.has(paymentId)) this.#bonuses += amount;
        const arrived = this.#awaited.get(paymentId);
        this.#awaited.delete(paymentId);
        // If the fee takes the whole part, it comes back without a reversal.
        if (arrived !== undefined && this.#unreversed.has(paymentId)) this.#giveBack(arrived, arrived.amount);
        const returned = kind === 'reversal' ? this.#reversals.get(paymentId) : undefined;
        if (returned !== undefined) this.#giveBack(returned, amount);
        return;
      }
      case 'payment.parked': {
        // It failed for certain, so money that waited for it is available.
        const awaited = this.#awaited.get(event.data.paymentId);
        const isCertain = command?.type === 'settle_payment' && command.outcome.status === 'failed';
        if (awaited === undefined || !isCertain) return;
        this.#awaited.delete(event.data.paymentId);
        this.#giveBack(awaited, awaited.amount);
        return;
      }
      case 'return.made': {
        const { amount, atOnce } = event.data;
        check(atOnce <= amount, 'no more comes back at once than was asked for');
        if (command?.type === 'return_funds') check(amount === command.amount, 'a return is of what was asked for');
        if (command?.type === 'return_funds') this.#giveBackAtOnce(command, atOnce);
        return;
      }
      default:
        return;
    }
  }

  /** Newest release first. From a charged back charge comes the part that the marketplace bears. */
  #giveBackAtOnce({ from, amount }: Extract<Command, { type: 'return_funds' }>, atOnce: number): void {
    const before = this.#before;
    if (before === null || atOnce === 0) return;
    const milestoneId = 'milestoneId' in from ? from.milestoneId : null;
    const isBonus = 'paymentId' in from;
    const named = before.payouts.filter((payout) =>
      'paymentId' in from
        ? payout.purpose === 'bonus' &&
          payout.parts.some(({ source, payment }) => source === from.paymentId || payment === from.paymentId)
        : payout.purpose === 'release' && payout.milestoneId === milestoneId,
    );
    const used = new Map<PaymentId, number>();
    let missing = amount;
    let left = atOnce;
    let sent: PaymentId | undefined;
    for (const { source, payment, ...part } of named.toReversed().flatMap(({ parts }) => parts.toReversed())) {
      const isGone = before.chargebacks.some(
        ({ paymentId, state }) => paymentId === source && (state === 'open' || state === 'lost'),
      );
      const most = part.amount - part.returned - part.borne;
      const loss = this.#charges.lossOn(source) - (used.get(source) ?? 0);
      const drawn = Math.min(missing, isGone ? Math.min(most, loss) : most);
      missing -= drawn;
      const back = isUnsent(before, payment) ? drawn : 0;
      if (isGone && back === 0) used.set(source, (used.get(source) ?? 0) + drawn);
      left -= back;
      if (back === 0 && drawn > 0) sent ??= source;
      this.#giveBack({ milestoneId, isBonus, source }, back);
    }
    // A part that its fee takes whole also comes back at once.
    if (left > 0 && sent !== undefined) this.#giveBack({ milestoneId, isBonus, source: sent }, left);
  }

  /** Bonuses do not count as refunded, and money that covers a loss is no refund. */
  #giveBack({ milestoneId, isBonus, source }: Returned, amount: number): void {
    if (amount === 0) return;
    const covered = this.#charges.cover(source, { from: 'payout', milestoneId, isBonus }, amount);
    if (isBonus) {
      this.#bonuses -= amount;
      return;
    }
    this.#returned += amount - covered;
    if (milestoneId === null) {
      this.#fromCarriedReleased -= amount;
      this.#fromCarriedRefunded += amount - covered;
      this.#fromCarriedChargedBack += covered;
      return;
    }
    const pocket = this.#pocket(milestoneId);
    pocket.released -= amount;
    pocket.refunded += amount - covered;
    pocket.chargedBack += covered;
  }

  /** A failed payout or refund whose charge the bank has taken back. */
  #absorb(id: PaymentId): void {
    const payment = this.#before?.payments.find((each) => each.id === id);
    if (payment === undefined || payment.source === null) return;
    const source = this.#before?.sources.find((each) => each.payment === payment.source);
    const { milestoneId } = payment;
    if (payment.kind === 'transfer') {
      const isBonus = payment.purpose === 'bonus';
      const covered = this.#charges.cover(payment.source, { from: 'payout', milestoneId, isBonus }, payment.amount);
      if (isBonus) this.#bonuses -= covered;
      else this.#shift(milestoneId, 'released', covered);
      return;
    }
    const was = kindOf(payment, source);
    const found = { from: 'refund', milestoneId, isBonus: source?.purpose === 'bonus', ...(was && { was }) } as const;
    const covered = this.#charges.cover(payment.source, found, weightOf(payment, source));
    if (was === 'apart') return;
    this.#shift(milestoneId, 'refunded', covered);
    if (was === 'returned') this.#returned -= covered;
  }

  /** Rounded up, in the smallest amount that the provider moves. */
  #half(whole: number): number {
    const { amountStep = 1 } = this.#before?.policy ?? {};
    return Math.ceil(whole / 2 / amountStep) * amountStep;
  }

  #shift(milestoneId: MilestoneId | null, from: 'released' | 'refunded', amount: number): void {
    if (milestoneId === null) {
      if (from === 'released') this.#fromCarriedReleased -= amount;
      else this.#fromCarriedRefunded -= amount;
      this.#fromCarriedChargedBack += amount;
      return;
    }
    const pocket = this.#pocket(milestoneId);
    pocket[from] -= amount;
    pocket.chargedBack += amount;
  }

  /** An open request asks for at most the held amount, and a dispute is about all of it. */
  #shrink(): void {
    for (const [id, funding] of this.#funding)
      this.#funding.set(id, { ...funding, fromCarried: Math.min(funding.fromCarried, this.#carried) });
    const request = this.#request === null ? null : this.#cut(this.#request);
    if (this.#request !== null && request !== null && whole(request) !== whole(this.#request)) this.#request = request;
    if (this.#dispute === null) return;
    const dispute = this.#cut(this.#dispute);
    const all = { ...dispute, fromMilestone: dispute.milestoneId === null ? 0 : this.#heldOf(dispute.milestoneId) };
    if (all.fromMilestone === this.#dispute.fromMilestone && all.fromCarried === this.#dispute.fromCarried) return;
    this.#dispute = all;
    this.#most = this.#least = null;
  }

  #cut({ milestoneId, fromMilestone, fromCarried }: Claim): Claim {
    const left = milestoneId === null ? 0 : Math.min(fromMilestone, this.#heldOf(milestoneId));
    return {
      milestoneId: left > 0 ? milestoneId : null,
      fromMilestone: left,
      fromCarried: Math.min(fromCarried, this.#carried),
    };
  }

  /** Carried funds first, and only the difference is charged. */
  #wanted(milestoneId: string): Funding {
    const { amount, increase } = this.#pocket(milestoneId);
    const milestone = this.#before?.milestones.find(({ id }) => id === milestoneId);
    const lacks = this.#held(this.#pocket(milestoneId)) > 0 ? (milestone?.funds.shortfall ?? 0) : 0;
    const restores = increase === 0 && lacks > 0;
    const wanted = increase > 0 ? increase : restores ? lacks : amount;
    const fromCarried = Math.min(this.#carried, wanted);
    return { fromCarried, charged: wanted - fromCarried, restores };
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

  #held({ deposited, carriedIn, released, refunded, carriedOut, chargedBack }: Pocket): number {
    return deposited + carriedIn - released - refunded - carriedOut - chargedBack;
  }

  #pocket(milestoneId: string): Pocket {
    const pocket = this.#pockets.get(milestoneId);
    if (pocket === undefined) throw new Error(`the model knows no ${milestoneId}`);
    return pocket;
  }
}

function whole({ fromMilestone, fromCarried }: Claim): number {
  return fromMilestone + fromCarried;
}
