import type { Command } from './command.ts';
import type { Contract, Party, Side } from './contract.ts';
import { applyDeadlines, decide } from './decide.ts';
import { type Actor, type Decision, type Environment, findMilestone, sideOf } from './draft.ts';
import type { ContractEvent, EventData } from './events/event.ts';
import type { Label } from './fee-row.ts';
import type { MilestoneId } from './ids.ts';
import { hasRole } from './members.ts';
import { zero } from './money.ts';
import { type FeeBack, feesReturned } from './quote-return.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { ReturnFrom } from './return-record.ts';

// Rule 58: the amounts that a command would charge and pay right now. The command is decided, and the result is
// discarded.

/** The commands that can be quoted, with the fields that affect the price. Amounts in minor units. */
export type QuotedCommand =
  | { readonly command: 'fund'; readonly milestoneId: MilestoneId }
  | {
      readonly command: 'release';
      readonly milestoneId: MilestoneId;
      /** Absent means everything held. */
      readonly amount?: number;
      readonly bonus?: number;
    }
  | { readonly command: 'give_bonus'; readonly amount: number }
  | { readonly command: 'return'; readonly from: ReturnFrom; readonly amount: number };

export interface QuoteLine {
  /** The milestone's title, the row's label, or the name of the kind. */
  readonly label: Label;
  /**
   * - `milestone`: the amount to hold. `carried`: the part that carried funds cover, negative.
   * - `release`: held money that is paid to the freelancer. `bonus`: charged, and paid to the freelancer.
   * - `return`: paid money that the freelancer gives back.
   * - `fee`: added to the client's charge, or taken from the freelancer's payout. Negative: given back to the payer.
   */
  readonly kind: 'milestone' | 'carried' | 'release' | 'bonus' | 'return' | 'fee';
  readonly payer: Party;
  readonly amount: number;
  readonly tax: number;
}

export interface Quote {
  /** The version of the contract for which it is valid: a command that sends it as `If-Match` costs exactly this. */
  readonly version: number;
  readonly lines: readonly QuoteLine[];
  /** The amount that the client is charged now. Negative: the amount that comes back, including the client's fee. */
  readonly pay: number;
  /**
   * The amount that the freelancer receives once every payment has succeeded. Negative: the amount taken back, after
   * the fee.
   */
  readonly receive: number;
}

const carriedFunds: Label = {
  en: 'Carried funds',
  de: 'Übertragene Mittel',
  es: 'Fondos trasladados',
  fr: 'Fonds reportés',
  'pt-BR': 'Fundos transferidos',
  ja: '繰り越し資金',
  ar: 'الأموال المرحَّلة',
};
const bonusLabel: Label = {
  en: 'Bonus',
  de: 'Bonus',
  es: 'Bonificación',
  fr: 'Bonus',
  'pt-BR': 'Bônus',
  ja: 'ボーナス',
  ar: 'المكافأة',
};

/**
 * The amounts that a command would charge and pay right now, for parties and operators. It assumes that every charge
 * succeeds. An approval does not change the price.
 *
 * @returns the command's own refusal if it would be refused; `forbidden_for_role` for mediators and the server
 */
export function quote(given: Contract, asked: QuotedCommand, actor: Actor, environment: Environment): Quote | Refusal {
  const side = sideOf(given, actor);
  if (side === null) return refuse('not_found');
  if (side !== 'client' && side !== 'freelancer' && side !== 'operator') return refuse('forbidden_for_role');
  const now = applyDeadlines(given, environment)?.contract ?? given;
  const command = commandOf(now, asked);
  const decided = decide(withoutApprovals(now), command, asker(now, asked, side, actor), environment);
  if (isRefusal(decided)) return decided;
  const lines =
    asked.command === 'return'
      ? [returnLine(now, asked), ...feeLines(feesReturned(now, decided, environment))]
      : decided.events.concat(chargesSucceed(decided, environment)).flatMap((event) => linesOf(now, event));
  return { version: given.version, lines, ...sums(lines) };
}

function withoutApprovals(contract: Contract): Contract {
  const { operatorApprovalAbove: _, ...policy } = contract.policy;
  return { ...contract, policy, approvals: [], approvalRules: { client: [], freelancer: [] } };
}

/** The actor of the command: the one who asks, or else a member of the side that gives it. */
function asker(contract: Contract, { command }: QuotedCommand, side: Side, actor: Actor): Actor {
  const party = command === 'return' ? 'freelancer' : 'client';
  if (side === party || (command === 'return' && side === 'operator')) return actor;
  return { person: contract.members[party].find((member) => hasRole(member, 'pay')) ?? contract[party] };
}

function commandOf(contract: Contract, asked: QuotedCommand): Command {
  switch (asked.command) {
    case 'fund':
      return { type: 'fund', milestoneId: asked.milestoneId };
    case 'give_bonus':
      return { type: 'give_bonus', amount: asked.amount };
    case 'return':
      return { type: 'return_funds', from: asked.from, amount: asked.amount, reason: 'quoted' };
    case 'release': {
      const { milestoneId, amount, bonus } = asked;
      const held = findMilestone(contract, milestoneId)?.funds.held ?? zero;
      return {
        type: 'release',
        milestoneId,
        amount: amount ?? held,
        ...(bonus === undefined ? {} : { bonus }),
        // The destination of the leftover does not change the price.
        leftover: { to: 'refund_and_continue' },
      };
    }
  }
}

/** The events of the requested charges, assuming that they succeed. */
function chargesSucceed({ contract, payments }: Decision, environment: Environment): readonly ContractEvent[] {
  let after = contract;
  const events: ContractEvent[] = [];
  for (const { id, kind, status } of payments) {
    if (kind !== 'charge' || status !== 'pending') continue;
    const outcome = { status: 'succeeded', reference: null } as const;
    const settled = decide(after, { type: 'settle_payment', paymentId: id, outcome }, 'system', environment);
    if (isRefusal(settled)) continue;
    after = settled.contract;
    events.push(...settled.events);
  }
  return events;
}

function linesOf(contract: Contract, event: ContractEvent): readonly QuoteLine[] {
  switch (event.type) {
    case 'milestone.funding':
      return [...fundingLines(contract, event.data), ...feeLines(event.data.fees)];
    case 'milestone.funded':
      // `milestone.funding` already has the charge.
      return event.data.paymentId === null ? fundingLines(contract, event.data) : [];
    case 'milestone.released': {
      const label = titleOf(contract, event.data.milestoneId);
      return [line('release', label, 'client', event.data.amount), ...feeLines(event.data.fees)];
    }
    case 'payment.pending': {
      const { kind, purpose, amount, fees } = event.data;
      if (kind !== 'charge' || purpose !== 'bonus') return [];
      return [line('bonus', bonusLabel, 'client', amount), ...feeLines(fees)];
    }
    case 'bonus.given':
      return feeLines(event.data.fees);
    default:
      return [];
  }
}

function fundingLines(
  contract: Contract,
  { milestoneId, charged, carried }: Pick<EventData['milestone.funded'], 'milestoneId' | 'charged' | 'carried'>,
): readonly QuoteLine[] {
  const whole = line('milestone', titleOf(contract, milestoneId), 'client', charged + carried);
  return carried === zero ? [whole] : [whole, line('carried', carriedFunds, 'client', -carried)];
}

function returnLine(contract: Contract, { from, amount }: Extract<QuotedCommand, { command: 'return' }>): QuoteLine {
  if ('paymentId' in from) return line('return', bonusLabel, 'freelancer', amount);
  const label = 'carried' in from ? carriedFunds : titleOf(contract, from.milestoneId);
  return line('return', label, 'freelancer', amount);
}

function titleOf(contract: Contract, id: MilestoneId): string {
  return findMilestone(contract, id)?.title ?? '';
}

function line(kind: QuoteLine['kind'], label: Label, payer: Party, amount: number): QuoteLine {
  return { label, kind, payer, amount, tax: zero };
}

function feeLines(fees: readonly FeeBack[] = []): readonly QuoteLine[] {
  return fees.map(({ label, payer, amount, tax }) => ({ label, kind: 'fee', payer, amount, tax }));
}

function sums(lines: readonly QuoteLine[]): Pick<Quote, 'pay' | 'receive'> {
  let pay = 0;
  let receive = 0;
  for (const { kind, payer, amount, tax } of lines) {
    if (payer === 'client' && kind !== 'release') pay += amount + tax;
    if (kind === 'return') pay -= amount;
    if (kind === 'release' || kind === 'bonus') receive += amount;
    if ((kind === 'fee' || kind === 'return') && payer === 'freelancer') receive -= amount + tax;
  }
  return { pay, receive };
}
