import type { Command } from './command.ts';
import type { Contract, Party } from './contract.ts';
import { applyDeadlines, decide } from './decide.ts';
import { type Actor, type Decision, type Environment, findMilestone, sideOf } from './draft.ts';
import type { ContractEvent, EventData } from './events/event.ts';
import type { Fee, Label } from './fee-row.ts';
import type { MilestoneId } from './ids.ts';
import { hasRole } from './members.ts';
import { zero } from './money.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

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
  | { readonly command: 'give_bonus'; readonly amount: number };

export interface QuoteLine {
  /** The milestone's title, the row's label, or what the kind is called. */
  readonly label: Label;
  /**
   * - `milestone`: what is to be held. `carried`: what carried funds cover of it, below zero.
   * - `release`: held money that is paid to the freelancer. `bonus`: charged, and paid to the freelancer.
   * - `fee`: added to what the client pays, or taken from what the freelancer receives.
   */
  readonly kind: 'milestone' | 'carried' | 'release' | 'bonus' | 'fee';
  readonly payer: Party;
  readonly amount: number;
  readonly tax: number;
}

export interface Quote {
  /** Of the contract that it holds for: a command that names it with `If-Match` costs just this. */
  readonly version: number;
  readonly lines: readonly QuoteLine[];
  /** What the client is charged now. */
  readonly pay: number;
  /** What the freelancer receives, once every payment has succeeded. */
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
  const payer = side === 'client' ? actor : payerOf(now);
  const command = commandOf(now, asked);
  const noRules = { client: [], freelancer: [] };
  const withoutApprovals = { ...now, approvals: [], approvalRules: noRules };
  const decided = decide(withoutApprovals, command, payer, environment);
  if (isRefusal(decided)) return decided;
  const lines = decided.events.concat(chargesSucceed(decided, environment)).flatMap((event) => linesOf(now, event));
  return { version: given.version, lines, ...sums(lines) };
}

/** Somebody who may pay for the client. */
function payerOf({ members, client }: Contract): Actor {
  return { person: members.client.find((member) => hasRole(member, 'pay')) ?? client };
}

function commandOf(contract: Contract, asked: QuotedCommand): Command {
  switch (asked.command) {
    case 'fund':
      return { type: 'fund', milestoneId: asked.milestoneId };
    case 'give_bonus':
      return { type: 'give_bonus', amount: asked.amount };
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

function titleOf(contract: Contract, id: MilestoneId): string {
  return findMilestone(contract, id)?.title ?? '';
}

function line(kind: QuoteLine['kind'], label: Label, payer: Party, amount: number): QuoteLine {
  return { label, kind, payer, amount, tax: zero };
}

function feeLines(fees: readonly Fee[] = []): readonly QuoteLine[] {
  return fees.map(({ label, payer, amount, tax }) => ({ label, kind: 'fee', payer, amount, tax }));
}

function sums(lines: readonly QuoteLine[]): Pick<Quote, 'pay' | 'receive'> {
  let pay = 0;
  let receive = 0;
  for (const { kind, payer, amount, tax } of lines) {
    if (payer === 'client' && kind !== 'release') pay += amount + tax;
    if (kind === 'release' || kind === 'bonus') receive += amount;
    if (kind === 'fee' && payer === 'freelancer') receive -= amount + tax;
  }
  return { pay, receive };
}
