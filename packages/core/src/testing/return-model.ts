import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { ContractEvent } from '../events/event.ts';
import type { MilestoneId, PaymentId } from '../ids.ts';
import { type ChargeModel, isUnsent } from './charge-model.ts';
import { check } from './checks.ts';
import type { Pockets } from './pockets.ts';

// The part of the model for money that comes back from the freelancer.

/** The returned money, by its original source. */
interface Returned {
  readonly milestoneId: MilestoneId | null;
  readonly isBonus: boolean;
  /** The charge. */
  readonly source: PaymentId;
}

export class ReturnModel {
  readonly #pockets: Pockets;
  readonly #charges: ChargeModel;
  /** Returns, by the payments that reverse them. */
  readonly #reversals = new Map<string, Returned>();
  /** Returns that wait for a transfer to arrive, by the transfer. */
  readonly #awaited = new Map<string, Returned & { readonly amount: number }>();
  /** Transfers that need no reversal once they have arrived. */
  #unreversed: ReadonlySet<string> = new Set();

  constructor(pockets: Pockets, charges: ChargeModel) {
    this.#pockets = pockets;
    this.#charges = charges;
  }

  /** Reads the open returns before the events of a decision are applied. */
  begin({ returns }: Contract, after: Contract): void {
    const parts = after.returns.flatMap((each) => each.parts);
    this.#unreversed = new Set(parts.filter((each) => each.reversal === null).map(({ transfer }) => transfer));
    for (const { from, parts } of returns) {
      const of = { milestoneId: 'milestoneId' in from ? from.milestoneId : null, isBonus: 'paymentId' in from };
      for (const { reversal, transfer, amount, state, source } of parts) {
        const isOf = { ...of, source };
        if (reversal !== null) this.#reversals.set(reversal, isOf);
        else if (state === 'pending') this.#awaited.set(transfer, { ...isOf, amount });
      }
    }
  }

  happened(event: ContractEvent, command: Command | null, before: Contract): void {
    switch (event.type) {
      case 'payment.reversed': {
        const open = before.returns.flatMap(({ from, parts }) => parts.map((part) => ({ from, part })));
        const sentBack = open.find(
          ({ part }) => part.transfer === event.data.paymentId && (part.state === 'pending' || part.state === 'parked'),
        );
        if (sentBack === undefined) return;
        const { from, part } = sentBack;
        const milestoneId = 'milestoneId' in from ? from.milestoneId : null;
        this.#giveBack({ milestoneId, isBonus: 'paymentId' in from, source: part.source }, part.amount);
        return;
      }
      case 'payment.succeeded': {
        const { kind, paymentId, amount } = event.data;
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
        if (command?.type === 'return_funds') this.#giveBackAtOnce(command, atOnce, before);
        return;
      }
      default:
        return;
    }
  }

  /** Newest release first. From a charged back charge comes the part that the marketplace bears. */
  #giveBackAtOnce(
    { from, amount }: Extract<Command, { type: 'return_funds' }>,
    atOnce: number,
    before: Contract,
  ): void {
    if (atOnce === 0) return;
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
      this.#pockets.bonuses -= amount;
      return;
    }
    this.#pockets.returned += amount - covered;
    this.#pockets.move(milestoneId, 'released', -amount);
    this.#pockets.move(milestoneId, 'refunded', amount - covered);
    this.#pockets.move(milestoneId, 'chargedBack', covered);
  }
}
