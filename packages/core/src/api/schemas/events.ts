import { z } from 'zod';
import { documentTypes } from '../../documents.ts';
import type { EventType } from '../../events/event.ts';
import { roles } from '../../members.ts';
import { Fee, FeeRow } from './fee.ts';
import { calendarDate, File, id, minorUnits, timestamp } from './fields.ts';

// The data of each event type, following `EventData`. Erased words are replaced by `erasedText`.

const text = z.string();
const reason = z.strictObject({ reason: text.nullable() });
const empty = z.strictObject({});
const milestoneId = id('milestone');
const withFees = {
  fees: z
    .array(Fee)
    .exactOptional()
    .describe('The rows of fees that the decision takes or returns, on its first event; absent if there are none'),
};
const ofApproval = {
  approvalId: id('approval').exactOptional().describe('The approval request whose effect this is'),
};
const ofDocuments = {
  documents: z
    .array(
      z.strictObject({
        documentId: id('document'),
        number: text,
        type: z.enum(documentTypes),
        to: z.enum(['client', 'freelancer']).describe('The side that receives the document'),
      }),
    )
    .exactOptional()
    .describe('The documents that the event creates; absent if there are none'),
};
const approval = { approvalId: id('approval'), side: z.enum(['client', 'freelancer', 'operator']) };
const ofMilestone = z.strictObject({ milestoneId });
const ofProposal = z.strictObject({ proposalId: id('proposal') });
const onContractOrMilestone = { milestoneId: milestoneId.nullable(), amount: minorUnits };
const refund = { refundRequestId: id('refundRequest'), ...onContractOrMilestone };
const dispute = { disputeId: id('dispute'), ...onContractOrMilestone };
const split = { toFreelancer: minorUnits, toClient: minorUnits };
const payment = {
  paymentId: id('payment'),
  kind: z.enum(['charge', 'transfer', 'refund', 'reversal']),
  purpose: z.enum(['deposit', 'bonus', 'release', 'refund', 'return']),
  ...onContractOrMilestone,
  fee: minorUnits,
};
const payout = { payoutId: id('payout'), ...onContractOrMilestone, fee: minorUnits };
const returned = {
  returnId: id('return'),
  ...onContractOrMilestone,
  bonusId: id('payment').nullable().describe('The returned bonus; `null` for other money'),
};
const chargeback = z.strictObject({
  chargebackId: id('chargeback'),
  paymentId: id('payment').describe('The disputed charge'),
  amount: minorUnits.describe('The disputed amount, including the client’s fee'),
  withdrawn: minorUnits,
  reinstated: minorUnits,
});
const reportedChargeback = z.strictObject({
  ...chargeback.shape,
  reason: text
    .optional()
    .describe('The reason given by the marketplace’s staff, if the payment provider reports nothing'),
});
const paymentFailed = z.strictObject({
  ...payment,
  failure: z
    .strictObject({ code: text, message: text, certain: z.boolean(), reversed: z.literal(true).exactOptional() })
    .exactOptional()
    .describe('In old events only. Now the reason is on the payment, for its owner only'),
});
const terms = z.strictObject({
  title: text.exactOptional(),
  description: text.exactOptional(),
  amount: minorUnits.exactOptional(),
  dueOn: calendarDate.nullable().exactOptional(),
});

const fullTerms = { title: text, description: text, amount: minorUnits, dueOn: calendarDate.nullable() };
const PlanChange = z.union([
  z.strictObject({ add: z.strictObject({ ...fullTerms, before: milestoneId.nullable() }) }),
  z.strictObject({ edit: z.strictObject({ milestoneId, before: terms, after: terms }) }),
  z.strictObject({ remove: ofMilestone }),
  z.strictObject({ reorder: z.strictObject({ milestoneIds: z.array(milestoneId) }) }),
]);
/** The stored policy. Contracts of older versions lack newer fields. */
const Policy = z.looseObject({
  reviewDays: z.int(),
  disputeDefault: z.enum(['half', 'client', 'freelancer']),
  fees: z.union([z.array(FeeRow), z.looseObject({ clientBps: z.number(), freelancerBps: z.number() })]),
});
const Person = z.strictObject({ id: text, name: text });
const Member = Person.extend({
  roles: z.array(z.enum(roles)).exactOptional().describe('Absent: every role'),
});

const eventDataSchemas = {
  'contract.created': z.strictObject({
    title: text,
    status: z.enum(['offered', 'active']),
    milestones: z.int(),
    currency: text,
    client: Person,
    freelancer: Person,
    policy: Policy,
  }),
  'contract.accepted': empty.extend(ofApproval),
  'contract.declined': reason,
  'contract.withdrawn': reason,
  'contract.edited': z.strictObject({
    title: text.exactOptional(),
    metadata: z.record(z.string(), z.string()).exactOptional(),
  }),
  'contract.mediator_appointed': z.strictObject({
    mediator: Person.nullable(),
    previous: Person.nullable().exactOptional(),
  }),
  'contract.members_changed': z.strictObject({
    client: z.array(Member),
    freelancer: z.array(Member),
    added: z.array(Person).exactOptional(),
    removed: z.array(Person).exactOptional(),
    changed: z.array(Person).exactOptional().describe('Members whose roles have changed'),
    approvals: z.boolean().exactOptional().describe('Whether the approval rules of a side changed'),
  }),
  'contract.ending': reason.extend(ofApproval),
  'contract.ended': reason.extend(ofApproval),
  'contract.frozen': z.strictObject({ freezeId: id('freeze'), reason: text }),
  'contract.unfrozen': z.strictObject({
    freezeIds: z.array(id('freeze')),
    stillFrozen: z.boolean().describe('Whether there is another freeze, so that the clocks do not run yet'),
    reason: text,
  }),
  'operator.released': z.strictObject({ ...ofApproval, ...onContractOrMilestone, reason: text }),
  'operator.refunded': z.strictObject({ ...ofApproval, ...onContractOrMilestone, reason: text }),
  'operator.extended': z.strictObject({
    deadline: z.enum(['review', 'refund_response', 'dispute']),
    milestoneId: milestoneId.nullable(),
    days: z.int(),
    endsAt: timestamp.nullable().describe('`null` while the contract is frozen'),
    reason: text,
  }),
  'operator.ended': z.strictObject({ ...ofApproval, ...split, reason: text }),
  'milestone.added': z.strictObject({
    ...ofApproval,
    milestoneId,
    title: text,
    amount: minorUnits,
    dueOn: calendarDate.nullable(),
  }),
  'milestone.edited': z.strictObject({ ...ofApproval, milestoneId, before: terms, after: terms }),
  'milestone.removed': z.strictObject({ ...ofApproval, milestoneId, title: text }),
  'milestones.reordered': z.strictObject({ ...ofApproval, milestoneIds: z.array(milestoneId) }),
  'milestone.funding': z.strictObject({
    ...ofApproval,
    ...withFees,
    milestoneId,
    paymentId: id('payment'),
    charged: minorUnits,
    fee: minorUnits,
    carried: minorUnits,
    increase: z.boolean().describe('Whether it is for an increase of a funded milestone'),
  }),
  'milestone.funded': z.strictObject({
    ...ofApproval,
    ...ofDocuments,
    milestoneId,
    amount: minorUnits,
    charged: minorUnits,
    carried: minorUnits,
    paymentId: id('payment').nullable(),
    increase: z.boolean(),
  }),
  'milestone.increase_agreed': z.strictObject({ ...ofApproval, milestoneId, increase: minorUnits, amount: minorUnits }),
  'milestone.submitted': z.strictObject({
    milestoneId,
    submissionId: id('submission'),
    message: text,
    links: z.array(z.strictObject({ url: text, label: text.nullable() })),
    files: z.array(File),
    reviewEndsAt: timestamp,
  }),
  'milestone.submission_withdrawn': z.strictObject({ milestoneId, submissionId: id('submission') }),
  'milestone.changes_requested': z.strictObject({ milestoneId, message: text }),
  'milestone.review_extended': z.strictObject({ milestoneId, days: z.int(), reviewEndsAt: timestamp }),
  'review.reminder': z.strictObject({ milestoneId, daysLeft: z.int(), reviewEndsAt: timestamp }),
  'milestone.released': z.strictObject({
    ...ofDocuments,
    ...ofApproval,
    ...withFees,
    milestoneId,
    amount: minorUnits,
    fee: minorUnits,
    leftover: minorUnits,
    leftoverTo: z.enum(['next_milestone', 'refund_and_end', 'refund_and_continue']).nullable(),
    note: text.nullable(),
  }),
  'milestone.auto_released': z.strictObject({
    ...ofDocuments,
    ...withFees,
    milestoneId,
    amount: minorUnits,
    fee: minorUnits,
  }),
  'milestone.refunded': z.strictObject({ ...ofDocuments, ...ofApproval, ...withFees, milestoneId, amount: minorUnits }),
  'milestone.cancelled': ofMilestone.extend(ofApproval),
  'bonus.given': z.strictObject({
    ...withFees,
    milestoneId: milestoneId.nullable(),
    paymentId: id('payment'),
    amount: minorUnits,
    fee: minorUnits.exactOptional().describe('The fee that the marketplace keeps from it'),
    note: text.nullable(),
  }),
  'funds.carried': z.strictObject({
    ...ofApproval,
    milestoneId,
    amount: minorUnits,
    toMilestoneId: milestoneId.nullable(),
  }),
  'funds.hold_ending': z.strictObject({
    paymentId: id('payment'),
    amount: minorUnits,
    holdUntil: timestamp.describe('The end of the period in which the provider may hold it'),
  }),
  'funds.released': z.strictObject({ ...ofDocuments, ...ofApproval, ...withFees, amount: minorUnits, fee: minorUnits }),
  'funds.refunded': z.strictObject({ ...ofDocuments, ...ofApproval, ...withFees, amount: minorUnits }),
  'proposal.made': z.strictObject({
    ...ofApproval,
    proposalId: id('proposal'),
    changes: z.array(PlanChange),
    note: text,
  }),
  'proposal.accepted': ofProposal.extend(ofApproval),
  'proposal.rejected': z.strictObject({ proposalId: id('proposal'), reason: text.nullable() }),
  'proposal.withdrawn': ofProposal,
  'proposal.outdated': ofProposal.extend(ofApproval),
  'refund.requested': z.strictObject({
    ...ofApproval,
    ...refund,
    reason: text,
    thenEnd: z.boolean(),
    answerBy: timestamp,
  }),
  'refund.withdrawn': z.strictObject(refund),
  'refund.voided': z.strictObject({ ...ofApproval, ...refund }),
  'refund.agreed': z.strictObject({ ...ofApproval, ...refund }),
  'refund.expired': z.strictObject(refund),
  'refund.volunteered': z.strictObject({ ...ofApproval, ...onContractOrMilestone, reason: text.nullable() }),
  'dispute.opened': z.strictObject({ ...dispute, reason: text, decideBy: timestamp }),
  'dispute.statement': z.strictObject({ disputeId: id('dispute'), message: text, files: z.array(File) }),
  'dispute.offer': z.strictObject({
    disputeId: id('dispute'),
    sealed: z.boolean(),
    toFreelancer: minorUnits.nullable().describe('`null` for a sealed offer, which never contains the amount'),
    round: z.int().nullable(),
  }),
  'dispute.no_overlap': z.strictObject({ disputeId: id('dispute'), round: z.int(), roundsLeft: z.int() }),
  'dispute.voided': z.strictObject({ ...ofApproval, ...dispute }),
  'dispute.settled': z.strictObject({ ...dispute, ...split, sealed: z.boolean() }),
  'dispute.decided': z.strictObject({ ...ofApproval, ...dispute, ...split, note: text }),
  'dispute.defaulted': z.strictObject({ ...dispute, ...split }),
  'payment.pending': z.strictObject({ ...ofApproval, ...withFees, ...payment }),
  'payment.requires_action': z.strictObject({ ...payment, actionBy: timestamp.nullable() }),
  'payment.succeeded': z.strictObject({
    ...ofDocuments,
    ...payment,
    outside: z
      .boolean()
      .exactOptional()
      .describe('Whether the marketplace settled it by other means than the provider'),
    reason: text.exactOptional(),
  }),
  'payment.failed': paymentFailed,
  'payment.parked': z.strictObject({ ...ofDocuments, ...paymentFailed.shape }),
  'payment.reversed': z.strictObject({ ...ofDocuments, ...payment }),
  'payment.retried': z.strictObject({ ...withFees, ...payment, reason: text.exactOptional() }),
  'payment.cancelled': z.strictObject({
    ...ofApproval,
    ...payment,
    reason: z.enum(['cancelled', 'action_expired', 'milestone_settled', 'charged_back']),
  }),
  'payout.scheduled': z.strictObject({
    ...ofApproval,
    ...payout,
    dueAt: timestamp.nullable().describe('`null` during a freeze'),
  }),
  'payout.held': z.strictObject({ ...ofApproval, ...payout }),
  'payout.sent': z.strictObject(payout),
  'return.made': z.strictObject({
    ...ofDocuments,
    ...ofApproval,
    ...returned,
    atOnce: minorUnits.describe('The part that had not been sent, and has been returned already'),
    reason: text,
  }),
  'return.completed': z.strictObject({ ...ofApproval, ...returned }),
  'return.parked': z.strictObject(returned),
  'return.cancelled': z.strictObject({ ...returned, reason: text }),
  'return.borne': z.strictObject({ ...ofDocuments, ...ofApproval, ...returned, reason: text }),
  'chargeback.inquiry': chargeback,
  'chargeback.opened': reportedChargeback,
  'chargeback.updated': reportedChargeback,
  'chargeback.won': reportedChargeback,
  'chargeback.lost': reportedChargeback,
  'chargeback.evidence_sent': z.strictObject({ chargebackId: id('chargeback'), paymentId: id('payment') }),
  'payment.external': z.strictObject({
    paymentId: id('payment').describe('The charge that the money belongs to'),
    movement: z.enum(['refund', 'transfer', 'reversal', 'chargeback']),
    amount: minorUnits,
    currency: text,
    booked: minorUnits.describe('The part that was matched with money of the contract, or borne by the marketplace'),
    reference: text.nullable(),
    differenceId: id('difference').nullable().describe('The unmatched part, for the marketplace’s staff'),
  }),
  'payment.flagged': z.strictObject({
    paymentId: id('payment').describe('The charge'),
    amount: minorUnits,
    reference: text.nullable(),
    differenceId: id('difference'),
  }),
  'difference.acknowledged': z.strictObject({ differenceId: id('difference'), reason: text }),
  'approval.requested': z.strictObject({
    ...approval,
    request: text.nullable().describe('The command as JSON, in the evidence of the requesting side; `null` elsewhere'),
  }),
  'approval.approved': z.strictObject(approval),
  'approval.rejected': z.strictObject({
    ...approval,
    reason: text.nullable().describe('In the evidence of the requesting side; `null` elsewhere'),
  }),
  'approval.withdrawn': z.strictObject(approval),
  'approval.expired': z.strictObject(approval),
  'approval.voided': z.strictObject(approval),
  'message.posted': z.strictObject({ text, files: z.array(File).optional() }),
  'text.erased': z.strictObject({ texts: z.int() }),
} as const satisfies { readonly [Type in EventType]: z.ZodType };

const common = {
  id: id('event'),
  contractId: id('contract'),
  seq: z.int(),
  actor: z.union([
    z.strictObject({ side: z.enum(['system', 'server']) }),
    z.strictObject({ side: z.enum(['client', 'freelancer', 'mediator', 'operator']), id: text, name: text }),
  ]),
  occurredAt: timestamp,
  recordedAt: timestamp,
  hash: text,
};

type DataSchemas = typeof eventDataSchemas;
export type EventSchema<Type extends EventType> = z.ZodObject<
  typeof common & { type: z.ZodLiteral<Type>; data: DataSchemas[Type] },
  z.core.$strict
>;

/** The schema of each type of event, by type. */
export const eventSchemas = Object.fromEntries(
  Object.entries(eventDataSchemas).map(([type, data]) => [
    type,
    z.strictObject({ ...common, type: z.literal(type), data }),
  ]),
) as unknown as { readonly [Type in EventType]: EventSchema<Type> };

type AnyEvent = { [Type in EventType]: EventSchema<Type> }[EventType];

/** An event of the timeline, the stream, webhooks and `onEvent`: `type` determines the type of `data`. */
export const Event = z.discriminatedUnion(
  'type',
  Object.values(eventSchemas) as unknown as readonly [AnyEvent, ...AnyEvent[]],
);
