import {
  type Amount,
  amount,
  type Contract,
  type ContractEvent,
  createContract,
  defaultPolicy,
  type EventData,
  type EventType,
  isRefusal,
  type Person,
} from '@workroom/core';
import { seededIds, start, testEnvironment } from '@workroom/core/testing';

/** What people could write to do harm: in HTML, in a header, in an attribute. */
export const hostile = '<script>alert(1)</script> "& \r\nBcc: all@market.example';
const person = (id: string): Person => ({ id, name: `${id} ${hostile}` });
export const client = person('client');
const freelancer = person('freelancer');
const mediator = person('mediator');

const newId = seededIds(1);
const made = createContract(
  {
    id: newId('contract'),
    title: `Brand ${hostile}`,
    currency: 'USD',
    client,
    freelancer,
    status: 'active',
    metadata: {},
    milestones: [{ title: `Logo ${hostile}`, amount: amount(50_000) }],
    policy: defaultPolicy,
  },
  testEnvironment(start, newId),
);
if (isRefusal(made)) throw new Error(made.detail);
const [milestone] = made.contract.milestones;
if (milestone === undefined) throw new Error('the contract has a milestone');
const milestoneId = milestone.id;

const half: Amount = amount(25_000);
const at = '2026-03-16T09:00:00.000Z';
const refund = { refundRequestId: newId('refundRequest'), milestoneId, amount: half };
const dispute = { disputeId: newId('dispute'), milestoneId, amount: half };
const split = { ...dispute, toFreelancer: half, toClient: half };
const payment = {
  paymentId: newId('payment'),
  kind: 'charge',
  purpose: 'deposit',
  milestoneId,
  amount: half,
  fee: amount(0),
} as const;
const proposalId = newId('proposal');
const approval = { approvalId: newId('approval'), side: 'client' } as const;
const submissionId = newId('submission');
const { paymentId } = payment;

/** One of every type there is: what is not listed does not compile. */
// biome-ignore format: a table reads by its rows
const data: EventData = {
  'contract.created': { title: hostile, status: 'active', milestones: 1, currency: 'USD', client, freelancer, policy: defaultPolicy },
  'contract.accepted': {},
  'contract.declined': { reason: hostile },
  'contract.withdrawn': { reason: hostile },
  'contract.edited': { title: hostile },
  'contract.mediator_appointed': { mediator, previous: null },
  'contract.members_changed': { client: [client], freelancer: [freelancer], added: [client], removed: [] },
  'contract.ending': { reason: hostile },
  'contract.ended': { reason: hostile },
  'contract.frozen': { freezeId: 'frz_1', reason: hostile },
  'contract.unfrozen': { freezeIds: ['frz_1'], stillFrozen: false, reason: hostile },
  'operator.released': { milestoneId, amount: half, reason: hostile },
  'operator.refunded': { milestoneId: null, amount: half, reason: hostile },
  'operator.extended': { deadline: 'review', milestoneId, days: 3, endsAt: at, reason: hostile },
  'operator.ended': { toFreelancer: half, toClient: half, reason: hostile },
  'milestone.added': { milestoneId, title: hostile, amount: half, dueOn: null },
  'milestone.edited': { milestoneId, before: { title: 'Logo' }, after: { title: hostile } },
  'milestone.removed': { milestoneId, title: hostile },
  'milestones.reordered': { milestoneIds: [milestoneId] },
  'milestone.funding': { milestoneId, paymentId, charged: half, fee: amount(0), carried: amount(0), increase: false },
  'milestone.funded': { milestoneId, amount: half, charged: half, carried: amount(0), paymentId, increase: false },
  'milestone.increase_agreed': { milestoneId, increase: half, amount: half },
  'milestone.submitted': { milestoneId, submissionId, message: hostile, links: [], files: [], reviewEndsAt: at },
  'milestone.submission_withdrawn': { milestoneId, submissionId },
  'milestone.changes_requested': { milestoneId, message: hostile },
  'milestone.review_extended': { milestoneId, days: 7, reviewEndsAt: at },
  'review.reminder': { milestoneId, daysLeft: 3, reviewEndsAt: at },
  'milestone.released': { milestoneId, amount: half, fee: amount(0), leftover: half, leftoverTo: 'next_milestone', note: hostile },
  'milestone.auto_released': { milestoneId, amount: half, fee: amount(0) },
  'milestone.refunded': { milestoneId, amount: half },
  'milestone.cancelled': { milestoneId },
  'bonus.given': { milestoneId, paymentId, amount: half, fee: amount(0), note: hostile },
  'funds.carried': { milestoneId, amount: half, toMilestoneId: milestoneId },
  'funds.hold_ending': { paymentId, amount: half, holdUntil: at },
  'funds.released': { amount: half, fee: amount(0) },
  'funds.refunded': { amount: half },
  'proposal.made': { proposalId, changes: [{ remove: { milestoneId } }], note: hostile },
  'proposal.accepted': { proposalId },
  'proposal.rejected': { proposalId, reason: hostile },
  'proposal.withdrawn': { proposalId },
  'proposal.outdated': { proposalId },
  'refund.requested': { ...refund, reason: hostile, thenEnd: true, answerBy: at },
  'refund.withdrawn': refund,
  'refund.voided': refund,
  'refund.agreed': refund,
  'refund.expired': refund,
  'refund.volunteered': { milestoneId, amount: half, reason: hostile },
  'dispute.opened': { ...dispute, reason: hostile, decideBy: at },
  'dispute.statement': { disputeId: dispute.disputeId, message: hostile, files: [] },
  'dispute.offer': { disputeId: dispute.disputeId, sealed: false, toFreelancer: half, round: null },
  'dispute.no_overlap': { disputeId: dispute.disputeId, round: 1, roundsLeft: 2 },
  'dispute.voided': dispute,
  'dispute.settled': { ...split, sealed: true },
  'dispute.decided': { ...split, note: hostile },
  'dispute.defaulted': split,
  'payment.pending': payment,
  'payment.requires_action': { ...payment, actionBy: at },
  'payment.succeeded': payment,
  'payment.failed': payment,
  'payment.parked': payment,
  'payment.reversed': { ...payment, kind: 'refund', purpose: 'refund' },
  'payment.retried': payment,
  'payment.cancelled': { ...payment, reason: 'action_expired' },
  'approval.requested': { ...approval, request: JSON.stringify({ note: hostile }) },
  'approval.approved': approval,
  'approval.rejected': { ...approval, reason: hostile },
  'approval.withdrawn': approval,
  'approval.expired': approval,
  'approval.voided': approval,
  'text.erased': { texts: 3 },
  'message.posted': { text: hostile },
};

/** A contract on which everybody there can be stands, in dispute. */
export const contract: Contract = {
  ...made.contract,
  mediator,
  dispute: {
    id: dispute.disputeId,
    milestoneId,
    fromMilestone: half,
    fromCarried: amount(0),
    thenEnd: false,
    openedBy: freelancer,
    openedAt: start,
    decideBy: start,
    statements: [],
    offers: { client: null, freelancer: null },
    sealed: { round: 1, most: null, least: null },
  },
};

/** An event of each type, by nobody who could get a mail of it. */
export const sampleEvents = Object.entries(data).map(
  ([type, each], index) =>
    ({
      id: newId('event'),
      seq: index + 1,
      type: type as EventType,
      actor: { side: 'system' },
      commandId: newId('command'),
      occurredAt: start,
      recordedAt: start,
      data: each,
      // The edge: an entry of the table is of its own type.
    }) as ContractEvent,
);
