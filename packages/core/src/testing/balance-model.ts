import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { ContractEvent } from '../events/event.ts';
import type { MilestoneId, PaymentId } from '../ids.ts';
import { ChargeModel, kindOf, weightOf } from './charge-model.ts';
import { check } from './checks.ts';
import { Pockets } from './pockets.ts';
import { ReturnModel } from './return-model.ts';

// An independent, much simpler model of where a contract's money must be. It shares no code with the rules. It moves
// plain numbers according to commands and event types, and never uses the amounts computed by the rules.

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
  readonly #pockets = new Pockets();
  readonly #charges = new ChargeModel(this.#pockets);
  readonly #returns = new ReturnModel(this.#pockets, this.#charges);
  readonly #funding = new Map<string, Funding>();
  readonly #givenUp = new Set<string>();
  #request: Claim | null = null;
  #dispute: Claim | null = null;
  /** The sealed offers of the round. */
  #most: number | null = null;
  #least: number | null = null;
  /** The amounts of the current decision that still go to the freelancer and, in a split, to the client. */
  #toFreelancer = 0;
  #toClient: number | null = null;
  #before: Contract | null = null;

  /** Applies one decision. */
  apply(command: Command | null, events: readonly ContractEvent[], before: Contract, after: Contract): void {
    const { policy } = before;
    this.#before = before;
    this.#toFreelancer = 0;
    this.#toClient = null;
    if (command?.type === 'release') this.#toFreelancer = command.amount;
    if (command?.type === 'operator_release')
      this.#toFreelancer = command.amount ?? this.#pockets.heldOf(command.milestoneId ?? null);
    if (command?.type === 'operator_refund')
      this.#toClient = command.amount ?? this.#pockets.heldOf(command.milestoneId ?? null);
    if (command?.type === 'end') this.#toFreelancer = command.pay ?? 0;
    if (command?.type === 'volunteer_refund')
      this.#toClient = command.amount ?? this.#pockets.heldOf(command.milestoneId ?? null);
    this.#returns.begin(before, after);
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
      this.#returns.happened(event, command, before);
    }
    // The money went back in this decision, so later events are not about that request.
    if (events.some(({ type }) => type === 'refund.agreed' || type === 'refund.expired')) this.#request = null;
  }

  /** Throws an error with the difference between the contract and the model. */
  compare(contract: Contract): void {
    this.#pockets.compare(contract);
  }

  #happened(event: ContractEvent, command: Command | null, byDefault: Contract['policy']['disputeDefault']): void {
    switch (event.type) {
      case 'milestone.added':
        this.#pockets.add(event.data.milestoneId, event.data.amount);
        return;
      case 'milestone.edited':
        this.#pockets.of(event.data.milestoneId).amount =
          event.data.after.amount ?? this.#pockets.of(event.data.milestoneId).amount;
        return;
      case 'milestone.increase_agreed': {
        const pocket = this.#pockets.of(event.data.milestoneId);
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
        const pocket = this.#pockets.of(milestoneId);
        pocket.deposited += charged;
        pocket.carriedIn += fromCarried;
        this.#pockets.carried -= fromCarried;
        if (restores) return;
        pocket.amount += pocket.increase;
        pocket.increase = 0;
        return;
      }
      case 'milestone.released': {
        const held = this.#pockets.heldOf(event.data.milestoneId);
        // An end that pays everything, and a split, use the money that is there first.
        const paid = Math.min(this.#toFreelancer, held);
        this.#toFreelancer -= paid;
        this.#pockets.of(event.data.milestoneId).released += paid;
        return;
      }
      case 'milestone.auto_released': {
        const held = this.#pockets.heldOf(event.data.milestoneId);
        this.#pockets.of(event.data.milestoneId).released += held;
        return;
      }
      case 'milestone.refunded': {
        const { milestoneId } = event.data;
        const asked = this.#request?.milestoneId === milestoneId ? this.#request.fromMilestone : null;
        const back = this.#toClient ?? asked ?? this.#pockets.heldOf(milestoneId);
        const fromHere = Math.min(back, this.#pockets.heldOf(milestoneId));
        if (this.#toClient !== null) this.#toClient -= fromHere;
        this.#pockets.of(milestoneId).refunded += fromHere;
        return;
      }
      case 'funds.carried': {
        const held = this.#pockets.heldOf(event.data.milestoneId);
        this.#pockets.of(event.data.milestoneId).carriedOut += held;
        this.#pockets.carried += held;
        return;
      }
      case 'funds.released':
        this.#pockets.carried -= this.#toFreelancer;
        this.#pockets.move(null, 'released', this.#toFreelancer);
        this.#toFreelancer = 0;
        return;
      case 'funds.refunded': {
        const back = this.#toClient ?? this.#request?.fromCarried ?? this.#pockets.carried;
        this.#pockets.carried -= back;
        this.#pockets.move(null, 'refunded', back);
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
        const fromMilestone = milestoneId === null ? 0 : this.#pockets.heldOf(milestoneId);
        // Everything held that the refund request was about.
        this.#dispute = { milestoneId, fromMilestone, fromCarried: fromCarried === 0 ? 0 : this.#pockets.carried };
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
          this.#toClient = this.#pockets.heldInAll() - command.toFreelancer;
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
      case 'payment.succeeded': {
        const { kind, purpose, paymentId, amount } = event.data;
        // A charge that succeeds after it was cancelled is refunded at once.
        if (kind === 'charge' && purpose === 'bonus' && !this.#givenUp.has(paymentId)) this.#pockets.bonuses += amount;
        return;
      }
      default:
        return;
    }
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
      if (isBonus) this.#pockets.bonuses -= covered;
      else this.#shift(milestoneId, 'released', covered);
      return;
    }
    const was = kindOf(payment, source);
    const found = { from: 'refund', milestoneId, isBonus: source?.purpose === 'bonus', ...(was && { was }) } as const;
    const covered = this.#charges.cover(payment.source, found, weightOf(payment, source));
    if (was === 'apart') return;
    this.#shift(milestoneId, 'refunded', covered);
    if (was === 'returned') this.#pockets.returned -= covered;
  }

  /** Rounded up, in the smallest amount that the provider moves. */
  #half(whole: number): number {
    const { amountStep = 1 } = this.#before?.policy ?? {};
    return Math.ceil(whole / 2 / amountStep) * amountStep;
  }

  #shift(milestoneId: MilestoneId | null, from: 'released' | 'refunded', amount: number): void {
    this.#pockets.move(milestoneId, from, -amount);
    this.#pockets.move(milestoneId, 'chargedBack', amount);
  }

  /** An open request asks for at most the held amount, and a dispute is about all of it. */
  #shrink(): void {
    for (const [id, funding] of this.#funding)
      this.#funding.set(id, { ...funding, fromCarried: Math.min(funding.fromCarried, this.#pockets.carried) });
    const request = this.#request === null ? null : this.#cut(this.#request);
    if (this.#request !== null && request !== null && whole(request) !== whole(this.#request)) this.#request = request;
    if (this.#dispute === null) return;
    const dispute = this.#cut(this.#dispute);
    const all = {
      ...dispute,
      fromMilestone: dispute.milestoneId === null ? 0 : this.#pockets.heldOf(dispute.milestoneId),
    };
    if (all.fromMilestone === this.#dispute.fromMilestone && all.fromCarried === this.#dispute.fromCarried) return;
    this.#dispute = all;
    this.#most = this.#least = null;
  }

  #cut({ milestoneId, fromMilestone, fromCarried }: Claim): Claim {
    const left = milestoneId === null ? 0 : Math.min(fromMilestone, this.#pockets.heldOf(milestoneId));
    return {
      milestoneId: left > 0 ? milestoneId : null,
      fromMilestone: left,
      fromCarried: Math.min(fromCarried, this.#pockets.carried),
    };
  }

  /** Carried funds first, and only the difference is charged. */
  #wanted(milestoneId: string): Funding {
    const { amount, increase } = this.#pockets.of(milestoneId);
    const milestone = this.#before?.milestones.find(({ id }) => id === milestoneId);
    const lacks = this.#pockets.heldOf(milestoneId) > 0 ? (milestone?.funds.shortfall ?? 0) : 0;
    const restores = increase === 0 && lacks > 0;
    const wanted = increase > 0 ? increase : restores ? lacks : amount;
    const fromCarried = Math.min(this.#pockets.carried, wanted);
    return { fromCarried, charged: wanted - fromCarried, restores };
  }

  #claimed(milestoneId: string | null, thenEnd: boolean, command: Command | null): Claim {
    const held = milestoneId === null ? 0 : this.#pockets.heldOf(milestoneId);
    const carried = milestoneId === null || thenEnd ? this.#pockets.carried : 0;
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
}

function whole({ fromMilestone, fromCarried }: Claim): number {
  return fromMilestone + fromCarried;
}
