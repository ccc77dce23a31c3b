import type { ContractStatus, MilestoneState, Side } from './contract.ts';
import type { EventType } from './events/event.ts';
import type { Role } from './members.ts';
import type { PaymentKind, PaymentPurpose, PaymentStatus } from './payment-record.ts';
import { contractStatuses } from './states.ts';

/**
 * The whole life of a contract in one table. For each command: who may give it, on what, from and to which states, which
 * guards apply, and which events it records. `guards.ts`, `actionsFor`, `deadlines.ts` and the diagram in the docs read
 * this table, and a decision that leaves its row is refused as a bug. Checks of a command's values are in its file under
 * `commands/`.
 */
export interface Step {
  readonly who: readonly Side[];
  /** The role that a member of a side needs for it (rule 62). */
  readonly role?: Role;
  readonly on: 'contract' | 'milestone' | 'proposal' | 'refund_request' | 'dispute' | 'payment' | 'return' | 'approval';
  readonly contract: readonly ContractStatus[];
  /** Allowed states of the milestone that the command names, or that its request or dispute is about. */
  readonly from?: readonly MilestoneState[];
  /** Additional states that are allowed if the milestone has an agreed increase. */
  readonly orWithIncrease?: readonly MilestoneState[];
  /** Whose proposal it must be; only for commands on an open proposal. */
  readonly by?: 'proposer' | 'other';
  /** Which payments it applies to; only for commands on a payment. */
  readonly payments?: readonly PaymentsOf[];
  /** Whether it may be given while the contract is frozen (rule 45). Default: only by the marketplace. */
  readonly whileFrozen?: boolean;
  /** Whether only the side whose bank the payment is about may give it, besides the marketplace. */
  readonly ownerOnly?: boolean;
  /** The guards that may refuse the command, in the order of checking; see `guards.ts`. */
  readonly closedBy?: readonly GuardName[];
  /** Possible states of the milestone, or else of the contract, afterwards. */
  readonly to?: readonly (MilestoneState | ContractStatus)[];
  readonly emits: readonly EventType[];
}

export interface PaymentsOf {
  readonly kind: PaymentKind;
  readonly purpose?: PaymentPurpose;
  readonly status: readonly PaymentStatus[];
  /** Sides that may not give the command for these. */
  readonly notBy?: readonly Side[];
}

/** Conditions that refuse a command, besides the states. */
export type GuardName =
  | 'plan_full'
  | 'plan_by_agreement'
  | 'proposals_full'
  | 'proposal_blocked'
  | 'refund_request_open'
  | 'dispute_open'
  | 'funding_in_progress'
  | 'funded_place_taken'
  | 'increase_in_progress'
  | 'extension_used_up'
  | 'nothing_held'
  | 'bonuses_full'
  | 'refunds_full'
  | 'withdrawn_before'
  | 'deposit_not_awaited'
  | 'not_frozen'
  | 'freezes_full'
  | 'no_deadline'
  | 'nothing_to_return'
  | 'return_not_parked'
  | 'return_unsure'
  | 'nothing_charged'
  | 'no_chargeback'
  | 'no_evidence_taken'
  | 'charge_exhausted'
  | 'no_difference';

const parties = ['client', 'freelancer'] as const;
const planning = ['offered', 'active'] as const;
const running = ['active', 'ending'] as const;
const started = ['active', 'ending', 'ended'] as const;
const always = contractStatuses;
const funded = ['funded', 'submitted', 'changes_requested'] as const;
const afterAnswer = ['funded', 'submitted', 'changes_requested', 'paid', 'refunded'] as const;
const returning = [
  'refund_request_open',
  'dispute_open',
  'funding_in_progress',
  'nothing_held',
  'refunds_full',
] as const;

const charged = ['active', 'ending', 'ended'] as const;
// biome-ignore format: aligned with the table below
const chargebackEvents = [
  'chargeback.inquiry', 'chargeback.opened', 'chargeback.updated', 'chargeback.won', 'chargeback.lost',
  'contract.frozen', 'contract.unfrozen', 'payout.sent', 'refund.voided', 'dispute.voided', 'payment.cancelled',
  'contract.ending', 'contract.ended', 'milestone.cancelled',
] as const;

// biome-ignore format: one row per entry
export const processTable = {
  // The offer
  accept_offer: { who: ['freelancer'], role: 'plan', on: 'contract', contract: ['offered'], to: ['active'], emits: ['contract.accepted'] },
  decline_offer: { who: ['freelancer'], role: 'plan', on: 'contract', contract: ['offered'], to: ['declined'], emits: ['contract.declined'] },
  withdraw_offer: { who: ['client'], role: 'plan', on: 'contract', contract: ['offered'], to: ['withdrawn'], emits: ['contract.withdrawn'] },

  // The contract itself
  edit_contract: { who: ['client', 'server'], role: 'plan', on: 'contract', contract: ['offered', 'active', 'ending'], emits: ['contract.edited'] },
  appoint_mediator: { who: ['server'], on: 'contract', contract: always, emits: ['contract.mediator_appointed'] },
  set_members: { who: ['server'], on: 'contract', contract: always, emits: ['contract.members_changed'] },
  post_message: { who: ['client', 'freelancer', 'mediator'], role: 'message', whileFrozen: true, on: 'contract', contract: always, emits: ['message.posted'] },

  // The plan
  add_milestones: { who: ['client'], role: 'plan', on: 'contract', contract: planning, closedBy: ['plan_full', 'plan_by_agreement'], emits: ['milestone.added'] },
  edit_milestone: { who: ['client'], role: 'plan', on: 'milestone', contract: planning, from: ['planned'], to: ['planned'], closedBy: ['plan_by_agreement'], emits: ['milestone.edited'] },
  remove_milestone: { who: ['client'], role: 'plan', on: 'milestone', contract: planning, from: ['planned'], to: [], closedBy: ['plan_by_agreement'], emits: ['milestone.removed'] },
  reorder_milestones: { who: ['client'], role: 'plan', on: 'contract', contract: planning, closedBy: ['plan_by_agreement'], emits: ['milestones.reordered'] },

  // The plan by agreement
  propose: { who: parties, role: 'plan', on: 'contract', contract: planning, closedBy: ['proposals_full'], emits: ['proposal.made'] },
  accept_proposal: {
    who: parties,
    role: 'plan',
    on: 'proposal',
    contract: planning,
    by: 'other',
    closedBy: ['proposal_blocked'],
    emits: ['proposal.accepted', 'milestone.added', 'milestone.edited', 'milestone.increase_agreed', 'milestone.removed', 'milestones.reordered'],
  },
  reject_proposal: { who: parties, role: 'plan', whileFrozen: true, on: 'proposal', contract: planning, by: 'other', emits: ['proposal.rejected'] },
  withdraw_proposal: { who: parties, role: 'plan', whileFrozen: true, on: 'proposal', contract: planning, by: 'proposer', emits: ['proposal.withdrawn'] },

  // Money in, work, money out
  fund: {
    who: ['client'],
    role: 'pay',
    on: 'milestone',
    contract: ['active'],
    from: ['planned'],
    orWithIncrease: funded,
    closedBy: ['refund_request_open', 'dispute_open', 'funded_place_taken'],
    to: ['funding', ...funded],
    emits: ['milestone.funding', 'milestone.funded'],
  },
  submit: { who: ['freelancer'], role: 'submit', on: 'milestone', contract: running, from: funded, to: ['submitted'], emits: ['milestone.submitted'] },
  withdraw_submission: { who: ['freelancer'], role: 'submit', on: 'milestone', contract: running, from: ['submitted'], to: ['funded', 'changes_requested'], emits: ['milestone.submission_withdrawn'] },
  request_changes: { who: ['client'], role: 'review', on: 'milestone', contract: running, from: ['submitted'], to: ['changes_requested'], emits: ['milestone.changes_requested'] },
  extend_review: { who: ['freelancer'], role: 'submit', on: 'milestone', contract: running, from: ['submitted'], closedBy: ['extension_used_up'], to: ['submitted'], emits: ['milestone.review_extended'] },
  release: {
    who: ['client'],
    role: 'pay',
    on: 'milestone',
    contract: running,
    from: funded,
    closedBy: ['increase_in_progress', 'charge_exhausted'],
    to: ['paid', 'refund_requested'],
    emits: ['milestone.released', 'milestone.added', 'funds.carried', 'refund.requested', 'contract.ending', 'contract.ended', 'milestone.cancelled', 'payment.pending'],
  },
  give_bonus: { who: ['client'], role: 'pay', on: 'contract', contract: ['active', 'ending', 'ended'], closedBy: ['bonuses_full'], emits: ['payment.pending'] },

  // Money back
  request_refund: {
    who: ['client'],
    role: 'pay',
    on: 'contract',
    contract: running,
    from: funded,
    closedBy: returning,
    to: ['active', 'ending'],
    emits: ['refund.requested', 'contract.ending'],
  },
  agree_to_refund: {
    who: ['freelancer'],
    role: 'pay',
    on: 'refund_request',
    contract: running,
    from: ['refund_requested'],
    to: afterAnswer,
    emits: ['refund.agreed', 'milestone.refunded', 'funds.refunded', 'contract.ended', 'milestone.cancelled'],
  },
  withdraw_refund_request: { who: ['client'], role: 'pay', on: 'refund_request', contract: running, from: ['refund_requested'], closedBy: ['withdrawn_before'], to: funded, emits: ['refund.withdrawn'] },
  dispute_refund: { who: ['freelancer'], role: 'pay', on: 'refund_request', contract: running, from: ['refund_requested'], to: ['disputed'], emits: ['dispute.opened'] },
  volunteer_refund: {
    who: ['freelancer'],
    role: 'pay',
    on: 'contract',
    contract: running,
    from: funded,
    closedBy: returning,
    to: ['active', 'ending', 'ended'],
    emits: ['refund.volunteered', 'milestone.refunded', 'funds.refunded', 'contract.ended', 'milestone.cancelled'],
  },
  add_statement: { who: ['client', 'freelancer', 'mediator'], role: 'message', whileFrozen: true, on: 'dispute', contract: running, from: ['disputed'], to: ['disputed'], emits: ['dispute.statement'] },
  make_offer: {
    who: parties,
    role: 'pay',
    on: 'dispute',
    contract: running,
    from: ['disputed'],
    to: ['disputed', 'paid', 'refunded'],
    emits: [
      'dispute.offer', 'dispute.no_overlap', 'dispute.settled', 'milestone.released', 'milestone.refunded', 'funds.released', 'funds.refunded',
      'contract.ended', 'milestone.cancelled',
    ],
  },
  decide_dispute: {
    who: ['mediator', 'operator'],
    on: 'dispute',
    contract: running,
    from: ['disputed'],
    to: ['paid', 'refunded'],
    emits: ['dispute.decided', 'milestone.released', 'milestone.refunded', 'funds.released', 'funds.refunded', 'contract.ended', 'milestone.cancelled'],
  },
  end: {
    who: parties,
    role: 'end',
    on: 'contract',
    contract: ['active'],
    closedBy: ['refund_request_open', 'dispute_open', 'funding_in_progress'],
    to: ['ending', 'ended'],
    emits: [
      'milestone.released', 'milestone.refunded', 'funds.released', 'funds.refunded', 'refund.requested',
      'contract.ending', 'contract.ended', 'milestone.cancelled',
    ],
  },

  // Approvals
  approve: { who: [...parties, 'operator'], on: 'approval', contract: always, emits: ['approval.approved'] },
  reject_approval: { who: [...parties, 'operator'], on: 'approval', contract: always, whileFrozen: true, emits: ['approval.rejected'] },
  withdraw_approval: { who: [...parties, 'operator'], on: 'approval', contract: always, whileFrozen: true, emits: ['approval.withdrawn'] },
  // The marketplace
  freeze: { who: ['operator', 'server'], on: 'contract', contract: ['offered', 'active', 'ending', 'ended'], closedBy: ['freezes_full'], emits: ['contract.frozen'] },
  unfreeze: { who: ['operator', 'server'], on: 'contract', contract: always, closedBy: ['not_frozen'], emits: ['contract.unfrozen', 'payout.sent'] },
  operator_release: {
    who: ['operator'],
    on: 'contract',
    contract: running,
    from: funded,
    closedBy: ['refund_request_open', 'dispute_open', 'funding_in_progress', 'nothing_held'],
    to: ['active', 'ending', 'ended'],
    emits: ['operator.released', 'milestone.released', 'funds.released', 'contract.ended', 'milestone.cancelled'],
  },
  operator_refund: {
    who: ['operator'],
    on: 'contract',
    contract: running,
    from: funded,
    closedBy: returning,
    to: ['active', 'ending', 'ended'],
    emits: ['operator.refunded', 'milestone.refunded', 'funds.refunded', 'contract.ended', 'milestone.cancelled'],
  },
  operator_extend: { who: ['operator'], on: 'contract', contract: running, closedBy: ['no_deadline'], to: running, emits: ['operator.extended'] },
  operator_end: {
    who: ['operator'],
    on: 'contract',
    contract: running,
    to: ['ending', 'ended'],
    emits: [
      'operator.ended', 'refund.voided', 'dispute.voided', 'payment.cancelled', 'milestone.released', 'milestone.refunded',
      'funds.released', 'funds.refunded', 'contract.ending', 'contract.ended', 'milestone.cancelled',
    ],
  },

  // Money after release
  return_funds: {
    who: ['freelancer', 'operator'],
    role: 'pay',
    on: 'contract',
    contract: started,
    closedBy: ['nothing_to_return'],
    to: started,
    emits: ['return.made', 'return.completed'],
  },
  retry_return: { who: ['operator'], on: 'return', contract: started, closedBy: ['return_not_parked'], emits: ['payment.retried'] },
  cancel_return: { who: ['operator'], on: 'return', contract: started, closedBy: ['return_not_parked', 'return_unsure'], emits: ['return.cancelled'] },
  bear_return: { who: ['operator'], on: 'return', contract: started, closedBy: ['return_not_parked', 'return_unsure'], emits: ['return.borne'] },

  // Payments
  retry_payment: {
    who: ['client', 'freelancer', 'operator', 'server'],
    role: 'pay',
    whileFrozen: false,
    on: 'payment',
    contract: ['active', 'ending', 'ended'],
    payments: [
      // The marketplace's staff never charge a client.
      { kind: 'charge', status: ['failed', 'parked'], notBy: ['operator'] },
      { kind: 'transfer', status: ['parked'] },
      { kind: 'refund', status: ['parked'] },
    ],
    ownerOnly: true,
    closedBy: ['deposit_not_awaited'],
    to: ['funding', ...funded],
    emits: ['payment.retried', 'milestone.funding', 'milestone.funded'],
  },
  cancel_payment: {
    who: ['client', 'server'],
    role: 'pay',
    whileFrozen: true,
    on: 'payment',
    contract: ['active', 'ending', 'ended'],
    payments: [
      { kind: 'charge', status: ['pending', 'requires_action', 'parked'] },
      { kind: 'charge', purpose: 'bonus', status: ['failed'] },
    ],
    to: ['planned'],
    emits: ['payment.cancelled'],
  },
  settle_outside: {
    who: ['operator'],
    on: 'payment',
    contract: started,
    payments: [
      { kind: 'transfer', status: ['parked'] },
      { kind: 'refund', status: ['parked'] },
      { kind: 'reversal', status: ['parked'] },
    ],
    to: ['refunded', 'charged_back'],
    emits: ['payment.succeeded', 'return.completed'],
  },
  settle_payment: {
    who: ['system'],
    on: 'payment',
    contract: always,
    to: ['funded', 'planned', 'refunded', 'charged_back'],
    emits: ['payment.pending', 'payment.requires_action', 'payment.succeeded', 'payment.failed', 'payment.parked', 'payment.reversed', 'payment.external', 'payment.cancelled', 'milestone.funded', 'bonus.given', 'return.parked', 'return.completed'],
  },

  // Chargebacks, and money that moves at the provider without Workroom
  report_chargeback: { who: ['system'], on: 'contract', contract: always, emits: chargebackEvents },
  open_chargeback: { who: ['operator', 'server'], on: 'contract', contract: charged, closedBy: ['nothing_charged'], emits: chargebackEvents },
  resolve_chargeback: { who: ['operator', 'server'], on: 'contract', contract: charged, closedBy: ['no_chargeback'], emits: chargebackEvents },
  record_evidence: { who: ['operator', 'server'], on: 'contract', contract: charged, closedBy: ['no_evidence_taken'], emits: ['chargeback.evidence_sent'] },
  record_external: {
    who: ['system'],
    on: 'contract',
    contract: always,
    emits: [
      'payment.external', 'milestone.released', 'milestone.refunded', 'refund.voided', 'dispute.voided', 'payment.cancelled', 'payment.reversed',
      'contract.ended', 'milestone.cancelled', 'payment.flagged',
    ],
  },
  acknowledge_difference: { who: ['operator'], on: 'contract', contract: always, closedBy: ['no_difference'], emits: ['difference.acknowledged'] },
} as const satisfies Record<string, Step>;

/**
 * Events that any command may cause besides those of its row: closing proposals and requests that became impossible,
 * and events of payouts.
 */
export const consequences = [
  'proposal.outdated',
  'approval.voided',
  'payout.scheduled',
  'payout.held',
] as const satisfies readonly EventType[];

export type CommandName = keyof typeof processTable;

export const commandNames = Object.keys(processTable) as readonly CommandName[];

export function stepOf(name: CommandName): Step {
  return processTable[name];
}

/** Timers, which run without a command. If several are due at the same instant, the upper one runs first. */
// biome-ignore format: one row per entry
export const timers = {
  review: { who: ['system'], on: 'milestone', contract: running, from: ['submitted'], to: ['paid'], emits: ['milestone.auto_released', 'payment.cancelled', 'contract.ended', 'milestone.cancelled'] },
  reminder: { who: ['system'], on: 'milestone', contract: running, from: ['submitted'], to: ['submitted'], emits: ['review.reminder'] },
  refund_response: { who: ['system'], on: 'refund_request', contract: running, from: ['refund_requested'], to: afterAnswer, emits: ['refund.expired', 'milestone.refunded', 'funds.refunded', 'contract.ended', 'milestone.cancelled'] },
  dispute: {
    who: ['system'],
    on: 'dispute',
    contract: running,
    from: ['disputed'],
    to: ['paid', 'refunded'],
    emits: ['dispute.defaulted', 'milestone.released', 'milestone.refunded', 'funds.released', 'funds.refunded', 'contract.ended', 'milestone.cancelled'],
  },
  payout: { who: ['system'], on: 'contract', contract: started, emits: ['payout.sent'] },
  hold_limit: { who: ['system'], on: 'contract', contract: started, emits: ['funds.hold_ending'] },
  payment_action: { who: ['system'], on: 'payment', contract: always, to: ['planned'], emits: ['payment.cancelled'] },
  approval: { who: ['system'], on: 'approval', contract: always, emits: ['approval.expired'] },
} as const satisfies Record<string, Step>;

export type TimerName = keyof typeof timers;

export const timerNames = Object.keys(timers) as readonly TimerName[];

export function timerOf(name: TimerName): Step {
  return timers[name];
}
