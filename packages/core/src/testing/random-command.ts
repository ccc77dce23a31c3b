import { type ApprovalRule, approvableCommands, commandsWithAmount } from '../approval-request.ts';
import { isOpenRequest } from '../approvals.ts';
import { chargesOf, grossOf, type ReportedDispute, type ReportedMovement } from '../chargeback.ts';
import type { Command, PaymentOutcome, PlanChangeInput } from '../command.ts';
import type { Contract, Milestone } from '../contract.ts';
import { findPayment } from '../draft.ts';
import type { ExtendableDeadline } from '../events/event.ts';
import { sumOf } from '../funds.ts';
import type { PaymentId } from '../ids.ts';
import { type Member, roles } from '../members.ts';
import { plus, amount as toAmount } from '../money.ts';
import type { PayoutRecord } from '../payout-record.ts';
import { type CommandName, stepOf } from '../process.ts';
import { isOpenReturn, type ReturnFrom } from '../return-record.ts';
import { people } from './people.ts';
import { paymentOutcome } from './scenario.ts';

/** The random choices of one command; numbers are reduced to the contract's number of choices. */
export interface Dice {
  readonly place: number;
  readonly amount: number;
  readonly secondAmount: number | undefined;
  readonly text: string;
  readonly days: number;
  readonly flag: boolean;
  readonly leftover: 'next_milestone' | 'refund_and_end' | 'refund_and_continue' | undefined;
  readonly outcome: PaymentOutcome['status'];
}

/** A random command of this name, which may or may not fit the contract. */
export function randomCommand(name: CommandName, contract: Contract, dice: Dice): Command {
  const { place, amount, secondAmount, text, days, flag, leftover, outcome } = dice;
  const milestone = pick(contract.milestones, place);
  const milestoneId = milestone?.id ?? 'mst_none';
  const held = milestone?.funds.held ?? 0;
  const open = contract.payments.filter(({ status }) => status !== 'succeeded' && status !== 'cancelled');
  const paymentId = pick(place % 5 === 0 || open.length === 0 ? contract.payments : open, place)?.id ?? 'pay_none';
  const refundRequestId = contract.refundRequest?.id ?? 'rfd_none';
  const disputeId = contract.dispute?.id ?? 'dsp_none';
  const input = { title: 'More work', amount };
  switch (name) {
    case 'accept_offer':
      return { type: name };
    case 'decline_offer':
    case 'withdraw_offer':
      return { type: name, reason: text };
    case 'edit_contract':
      return { type: name, title: text };
    case 'appoint_mediator':
      return { type: name, mediator: place % 8 > 0 ? people.mediator : null };
    case 'set_members':
      return {
        type: name,
        client: flag ? [{ ...people.colleague, ...someRoles(place) }] : [],
        freelancer: [],
        ...(place % 2 > 0 ? {} : { approvals: { client: flag ? someRules(dice) : [] } }),
      };
    case 'post_message':
      return { type: name, text, ...(flag ? { files: [] } : {}) };
    case 'add_milestones':
      return { type: name, milestones: [input], ...(flag ? { before: milestoneId } : {}) };
    case 'edit_milestone':
      return { type: name, milestoneId, amount, title: text };
    case 'remove_milestone':
      return { type: name, milestoneId };
    case 'reorder_milestones': {
      const planned = contract.milestones.filter(({ state }) => state === 'planned').map(({ id }) => id);
      return { type: name, milestoneIds: flag ? planned.reverse() : planned.slice(1) };
    }
    case 'propose':
      return { type: name, changes: [randomChange(contract, dice)], note: text };
    case 'accept_proposal':
    case 'reject_proposal':
    case 'withdraw_proposal':
      return { type: name, proposalId: pick(contract.proposals, place)?.id ?? 'prp_none' };
    case 'fund':
      return { type: name, milestoneId };
    case 'submit':
    case 'request_changes':
      return { type: name, milestoneId, message: text };
    case 'withdraw_submission':
      return { type: name, milestoneId, submissionId: submissionOf(contract, milestoneId) };
    case 'extend_review':
      return { type: name, milestoneId, days };
    case 'release':
      return {
        type: name,
        milestoneId,
        amount: flag ? held : within(amount, held),
        ...(secondAmount === undefined || (!flag && place % 5 > 0) ? {} : { bonus: secondAmount }),
        ...(leftover === undefined ? {} : { leftover: { to: leftover, reason: text, milestone: { ...input } } }),
      };
    case 'give_bonus':
      return { type: name, amount };
    case 'request_refund':
      return {
        type: name,
        reason: text,
        thenEnd: flag,
        ...(place % 3 === 0 ? {} : { milestoneId }),
        ...(secondAmount === undefined ? {} : { amount: within(secondAmount, held) }),
      };
    case 'agree_to_refund':
    case 'withdraw_refund_request':
      return { type: name, refundRequestId };
    case 'dispute_refund':
      return { type: name, refundRequestId, reason: text };
    case 'volunteer_refund':
      return {
        type: name,
        ...(place % 3 === 0 ? {} : { milestoneId }),
        ...(secondAmount === undefined ? {} : { amount: within(secondAmount, held) }),
      };
    case 'add_statement':
      return { type: name, disputeId, message: text };
    case 'make_offer':
      return { type: name, disputeId, toFreelancer: within(amount, heldOn(contract)), sealed: flag };
    case 'decide_dispute':
      return { type: name, disputeId, toFreelancer: within(amount, heldOn(contract)), note: text };
    case 'end':
      return {
        type: name,
        ...(secondAmount === undefined
          ? {}
          : { pay: flag ? heldOn(contract) : within(secondAmount, heldOn(contract)) }),
      };
    case 'approve':
    case 'reject_approval':
    case 'withdraw_approval':
      return { type: name, approvalId: pick(contract.approvals.filter(isOpenRequest), place)?.id ?? 'apr_none' };
    case 'freeze':
      return { type: name, reason: text };
    case 'unfreeze': {
      const freezeId = pick(contract.freezes, place)?.id ?? 'frz_none';
      return { type: name, reason: text, ...(flag ? { freezeId } : {}) };
    }
    case 'operator_release':
    case 'operator_refund':
      return {
        type: name,
        reason: text,
        ...(place % 3 === 0 ? {} : { milestoneId }),
        ...(secondAmount === undefined ? {} : { amount: within(secondAmount, held) }),
      };
    case 'operator_extend':
      return { type: name, reason: text, days, deadline: runningDeadline(contract, place) };
    case 'operator_end':
      return { type: name, reason: text, toFreelancer: heldOn(contract) === 0 ? 0 : within(amount, heldOn(contract)) };
    case 'return_funds':
      return {
        type: name,
        from: someReturn(contract, place),
        amount: within(amount, releasedOn(contract, place)),
        reason: text,
      };
    case 'retry_return':
    case 'cancel_return':
    case 'bear_return': {
      const returned = pick(contract.returns.filter(isOpenReturn), place) ?? pick(contract.returns, place);
      return { type: name, returnId: returned?.id ?? 'ret_none', reason: text };
    }
    case 'settle_outside':
      return { type: name, paymentId, reason: text, reference: 'wire 1' };
    case 'retry_payment':
      return { type: name, paymentId, reason: text };
    case 'cancel_payment':
      return { type: name, paymentId };
    case 'settle_payment':
      return { type: name, paymentId, outcome: paymentOutcome(outcome, flag ? 'ref_1' : null) };
    case 'report_chargeback':
      return { type: name, paymentId: chargeOf(contract, place), dispute: randomDispute(contract, dice) };
    case 'open_chargeback': {
      const charge = chargeOf(contract, place);
      return { type: name, paymentId: charge, amount: flag ? grossOf(contract, charge) : amount };
    }
    case 'resolve_chargeback': {
      const chargeback = pick(contract.chargebacks, place);
      const back = secondAmount === undefined ? {} : { amount: within(secondAmount, chargeback?.withdrawn ?? 0) };
      return { type: name, chargebackId: chargeback?.id ?? 'cbk_none', outcome: flag ? 'won' : 'lost', ...back };
    }
    case 'record_evidence':
      return { type: name, chargebackId: pick(contract.chargebacks, place)?.id ?? 'cbk_none' };
    case 'record_external':
      return { type: name, paymentId: chargeOf(contract, place), movement: randomMovement(contract, dice) };
    case 'acknowledge_difference':
      return { type: name, differenceId: pick(contract.differences, place)?.id ?? 'dif_none', reason: text };
  }
}

/** A payout, or something that never was one. */
function someReturn({ payouts, milestones, payments }: Contract, place: number): ReturnFrom {
  const payout = pick(payouts, place);
  if (payout !== undefined && place % 7 > 0) return returnOf(payout);
  if (place % 3 === 0) return { carried: true };
  if (place % 3 === 1) return { milestoneId: pick(milestones, place)?.id ?? 'mst_none' };
  return { paymentId: pick(payments, place)?.id ?? 'pay_none' };
}

export function returnOf({ purpose, milestoneId, parts: [part] }: PayoutRecord): ReturnFrom {
  if (purpose === 'bonus') return { paymentId: part?.source ?? 'pay_none' };
  return milestoneId === null ? { carried: true } : { milestoneId };
}

function releasedOn({ payouts }: Contract, place: number): number {
  return (pick(payouts, place)?.parts ?? []).reduce((sum, { amount }) => sum + amount, 0);
}

/** The client's own person and one colleague must agree. */
function someRules({ place, secondAmount }: Dice): readonly ApprovalRule[] {
  const above = secondAmount === undefined || !(secondAmount >= 0) ? {} : { above: secondAmount };
  return approvableCommands
    .filter((command, bit) => (place >> bit) % 2 > 0 && stepOf(command).who.includes('client'))
    .map((command) => ({ command, of: 2, ...(commandsWithAmount.some((each) => each === command) ? above : {}) }));
}

/** Prefers a running clock. */
function runningDeadline({ milestones, refundRequest, dispute }: Contract, place: number): ExtendableDeadline {
  if (refundRequest !== null) return 'refund_response';
  if (dispute !== null) return 'dispute';
  if (milestones.some(({ state }) => state === 'submitted')) return 'review';
  return (['review', 'refund_response', 'dispute'] as const)[place % 3] ?? 'review';
}

/** Mostly all of them. */
function someRoles(place: number): Pick<Member, 'roles'> {
  return place % 3 > 0 ? {} : { roles: roles.filter((_, bit) => (place >> bit) % 2 === 0) };
}

function chargeOf(contract: Contract, place: number): PaymentId {
  return pick(chargesOf(contract), place) ?? 'pay_none';
}

/** Two disputes per charge, whose outcome may change any number of times. */
function randomDispute(
  contract: Contract,
  { place, amount: asked, secondAmount = 0, flag, days }: Dice,
): ReportedDispute {
  const whole = Math.max(1, grossOf(contract, chargeOf(contract, place)));
  const amount = flag ? whole : 1 + (someWhole(asked) % (whole * 2));
  const withdrawn = place % 5 === 0 ? 0 : amount;
  const reinstated = place % 3 === 0 ? withdrawn : someWhole(secondAmount) % (withdrawn + 1);
  return {
    reference: place % 7 === 0 ? 'dp_2' : 'dp_1',
    amount: toAmount(amount),
    withdrawn: toAmount(withdrawn),
    reinstated: toAmount(reinstated),
    state: (['open', 'won', 'lost', 'open', 'inquiry'] as const)[someWhole(days) % 5] ?? 'open',
    openedAt: contract.updatedAt,
    evidenceDueBy: null,
  };
}

function randomMovement(contract: Contract, { place, amount, days, flag }: Dice): ReportedMovement {
  const sent = contract.payments.filter(({ kind, status }) => kind === 'transfer' && status === 'succeeded');
  const transfer = pick(sent, place);
  const kind = (['refund', 'transfer', 'reversal', 'fraud_warning'] as const)[someWhole(days) % 4] ?? 'refund';
  const whole = transfer === undefined ? 1 : transfer.amount - transfer.fee;
  return {
    reference: `ext_${place}_${days}`,
    kind,
    amount: toAmount(kind === 'reversal' && flag ? whole : 1 + (someWhole(amount) % 100_000)),
    currency: place % 11 === 0 ? 'XXX' : contract.currency,
    at: contract.updatedAt,
    transferId: transfer?.id ?? null,
  };
}

/** Turns a hostile number into one that a provider could report. */
function someWhole(given: number): number {
  return Number.isSafeInteger(given) && given > 0 ? given : 0;
}

function randomChange(contract: Contract, { place, amount, text, flag }: Dice): PlanChangeInput {
  const milestoneId = pick(contract.milestones, place)?.id ?? 'mst_none';
  switch (place % 5) {
    case 0:
      return { add: { title: text, amount, ...(flag ? { before: milestoneId } : {}) } };
    case 1:
      return { remove: { milestoneId } };
    case 2: {
      const planned = contract.milestones.filter(({ state }) => state === 'planned').map(({ id }) => id);
      return { reorder: { milestoneIds: planned.reverse() } };
    }
    default:
      return { edit: { milestoneId, ...(flag ? { title: `${text} ${amount}` } : { amount }) } };
  }
}

/**
 * Whether the provider could report this of the payment: it knows the payment, and a payment that failed for certain
 * does not succeed later, except for charges.
 */
export function isPlausible(command: Command, contract: Contract): boolean {
  if (command.type !== 'settle_payment') return true;
  const payment = findPayment(contract, command.paymentId);
  if (payment?.status === 'waiting') return false;
  return payment?.kind === 'charge' || payment?.failure?.certain !== true;
}

export function submissionOf(contract: Contract, milestoneId: Milestone['id'] | null) {
  return contract.milestones.find(({ id }) => id === milestoneId)?.submission?.id ?? 'sub_none';
}

/** Reduces an ordinary amount to the available amount; a hostile one does not change. */
function within(amount: number, most: number): number {
  return Number.isInteger(amount) && amount > 0 && amount < 1_000_000 && most > 0 ? 1 + (amount % most) : amount;
}

function heldOn({ milestones, carried }: Contract): number {
  return plus(sumOf(carried), ...milestones.map(({ funds }) => funds.held));
}

function pick<Each>(from: readonly Each[], place: number): Each | undefined {
  return from.length === 0 ? undefined : from[place % from.length];
}
