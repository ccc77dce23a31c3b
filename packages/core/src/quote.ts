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

// Rule 58: what a command would cost or pay right now. It is decided like the command itself, and thrown away.

/** The commands that are quoted, with what of them changes the price. Amounts in minor units. */
export type QuotedCommand =
  | { readonly command: 'fund'; readonly milestoneId: MilestoneId }
  | {
      readonly command: 'release';
      readonly milestoneId: MilestoneId;
      /** All that is held when absent. */
      readonly amount?: number;
      readonly bonus?: number;
    }
  | { readonly command: 'give_bonus'; readonly amount: number }
  | { readonly command: 'return'; readonly from: ReturnFrom; readonly amount: number };

export interface QuoteLine {
  /** The milestone's title, the row's label, or what the kind is called. */
  readonly label: Label;
  /**
   * - `milestone`: what is to be held. `carried`: what carried funds cover of it, below zero.
   * - `release`: held money that is paid to the freelancer. `bonus`: charged, and paid to the freelancer.
   * - `return`: paid money that the freelancer gives back.
   * - `fee`: added to what the client pays, or taken from what the freelancer receives. Below zero: returned to the payer.
   */
  readonly kind: 'milestone' | 'carried' | 'release' | 'bonus' | 'return' | 'fee';
  readonly payer: Party;
  readonly amount: number;
  readonly tax: number;
}

export interface Quote {
  /** Of the contract that it holds for: a command that names it with `If-Match` costs just this. */
  readonly version: number;
  readonly lines: readonly QuoteLine[];
  /** What the client is charged now. Below zero: what comes back, with the client's fee on it. */
  readonly pay: number;
  /** What the freelancer receives, once every payment has succeeded. Below zero: what is taken back, after the fee on it. */
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
 * What a command would cost and pay right now, for the parties and for operators. Every charge is taken to succeed. An
 * approval that the command may need changes nothing about its price.
 *
 * @returns the command's own refusal where it would be refused; `forbidden_for_role` for mediators and the server
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

/** Who the command is decided for: the one who asks, or else somebody of the side that gives it. */
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
        // Wherever the leftover goes, the release costs the same.
        leftover: { to: 'refund_and_continue' },
      };
    }
  }
}

/** The events of the charges that were asked for, as they will succeed. */
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
      // The charge was told by `milestone.funding`.
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
