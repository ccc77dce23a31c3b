import type { Contract, Person } from '../contract.ts';
import { createContract } from '../decide.ts';
import type { ContractEvent, EventData, EventType } from '../events/event.ts';
import { type Amount, amount } from '../money.ts';
import { defaultPolicy } from '../policy.ts';
import { isRefusal } from '../refusal.ts';
import { seededIds, start, testEnvironment } from './environment.ts';

/** Harmful input: for HTML, headers and attributes. */
export const hostileText = '<script>alert(1)</script> "& \r\nBcc: all@market.example';
const person = (id: string): Person => ({ id, name: `${id} ${hostileText}` });
const client = person('client');
const freelancer = person('freelancer');
const mediator = person('mediator');

const newId = seededIds(1);
const made = createContract(
  {
    id: newId('contract'),
    title: `Brand ${hostileText}`,
    currency: 'USD',
    client,
    freelancer,
    status: 'active',
    metadata: {},
    milestones: [{ title: `Logo ${hostileText}`, amount: amount(50_000) }],
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

const returned = { returnId: 'ret_1', milestoneId, bonusId: null, amount: half } as const;
const chargeback = {
  chargebackId: 'cbk_1',
  paymentId: 'pay_1',
  amount: half,
  withdrawn: half,
  reinstated: amount(0),
} as const;

/** One event of every type; a missing type does not compile. */
// biome-ignore format: one row per entry
const data: EventData = {
  'contract.created': { title: hostileText, status: 'active', milestones: 1, currency: 'USD', client, freelancer, policy: defaultPolicy },
  'contract.accepted': {},
  'contract.declined': { reason: hostileText },
  'contract.withdrawn': { reason: hostileText },
  'contract.edited': { title: hostileText },
  'contract.mediator_appointed': { mediator, previous: null },
  'contract.members_changed': { client: [client], freelancer: [freelancer], added: [client], removed: [] },
  'contract.ending': { reason: hostileText },
  'contract.ended': { reason: hostileText },
  'contract.frozen': { freezeId: 'frz_1', reason: hostileText },
  'contract.unfrozen': { freezeIds: ['frz_1'], stillFrozen: false, reason: hostileText },
  'operator.released': { milestoneId, amount: half, reason: hostileText },
  'operator.refunded': { milestoneId: null, amount: half, reason: hostileText },
  'operator.extended': { deadline: 'review', milestoneId, days: 3, endsAt: at, reason: hostileText },
  'operator.ended': { toFreelancer: half, toClient: half, reason: hostileText },
  'milestone.added': { milestoneId, title: hostileText, amount: half, dueOn: null },
  'milestone.edited': { milestoneId, before: { title: 'Logo' }, after: { title: hostileText } },
  'milestone.removed': { milestoneId, title: hostileText },
  'milestones.reordered': { milestoneIds: [milestoneId] },
  'milestone.funding': { milestoneId, paymentId, charged: half, fee: amount(0), carried: amount(0), increase: false },
  'milestone.funded': { milestoneId, amount: half, charged: half, carried: amount(0), paymentId, increase: false },
  'milestone.increase_agreed': { milestoneId, increase: half, amount: half },
  'milestone.submitted': { milestoneId, submissionId, message: hostileText, links: [], files: [], reviewEndsAt: at },
  'milestone.submission_withdrawn': { milestoneId, submissionId },
  'milestone.changes_requested': { milestoneId, message: hostileText },
  'milestone.review_extended': { milestoneId, days: 7, reviewEndsAt: at },
  'review.reminder': { milestoneId, daysLeft: 3, reviewEndsAt: at },
  'milestone.released': { milestoneId, amount: half, fee: amount(0), leftover: half, leftoverTo: 'next_milestone', note: hostileText },
  'milestone.auto_released': { milestoneId, amount: half, fee: amount(0) },
  'milestone.refunded': { milestoneId, amount: half },
  'milestone.cancelled': { milestoneId },
  'bonus.given': { milestoneId, paymentId, amount: half, fee: amount(0), note: hostileText },
  'funds.carried': { milestoneId, amount: half, toMilestoneId: milestoneId },
  'funds.hold_ending': { paymentId, amount: half, holdUntil: at },
  'funds.released': { amount: half, fee: amount(0) },
  'funds.refunded': { amount: half },
  'proposal.made': { proposalId, changes: [{ remove: { milestoneId } }], note: hostileText },
  'proposal.accepted': { proposalId },
  'proposal.rejected': { proposalId, reason: hostileText },
  'proposal.withdrawn': { proposalId },
  'proposal.outdated': { proposalId },
  'refund.requested': { ...refund, reason: hostileText, thenEnd: true, answerBy: at },
  'refund.withdrawn': refund,
  'refund.voided': refund,
  'refund.agreed': refund,
  'refund.expired': refund,
  'refund.volunteered': { milestoneId, amount: half, reason: hostileText },
  'dispute.opened': { ...dispute, reason: hostileText, decideBy: at },
  'dispute.statement': { disputeId: dispute.disputeId, message: hostileText, files: [] },
  'dispute.offer': { disputeId: dispute.disputeId, sealed: false, toFreelancer: half, round: null },
  'dispute.no_overlap': { disputeId: dispute.disputeId, round: 1, roundsLeft: 2 },
  'dispute.voided': dispute,
  'dispute.settled': { ...split, sealed: true },
  'dispute.decided': { ...split, note: hostileText },
  'dispute.defaulted': split,
  'payment.pending': payment,
  'payment.requires_action': { ...payment, actionBy: at },
  'payment.succeeded': payment,
  'payment.failed': payment,
  'payment.parked': payment,
  'payment.reversed': { ...payment, kind: 'refund', purpose: 'refund' },
  'payment.retried': payment,
  'payment.cancelled': { ...payment, reason: 'action_expired' },
  'payout.scheduled': { payoutId: 'pot_1', milestoneId, amount: half, fee: amount(0), dueAt: at },
  'payout.held': { payoutId: 'pot_1', milestoneId, amount: half, fee: amount(0) },
  'payout.sent': { payoutId: 'pot_1', milestoneId, amount: half, fee: amount(0) },
  'return.made': { ...returned, atOnce: half, reason: hostileText },
  'return.completed': returned,
  'return.parked': returned,
  'return.cancelled': { ...returned, reason: hostileText },
  'return.borne': { ...returned, reason: hostileText },
  'chargeback.inquiry': chargeback,
  'chargeback.opened': { ...chargeback, reason: hostileText },
  'chargeback.updated': chargeback,
  'chargeback.won': chargeback,
  'chargeback.lost': chargeback,
  'chargeback.evidence_sent': { chargebackId: 'cbk_1', paymentId: 'pay_1' },
  'payment.flagged': { paymentId: 'pay_1', amount: half, reference: 'issfr_1', differenceId: 'dif_1' },
  'payment.external': { paymentId: 'pay_1', movement: 'refund', amount: half, currency: 'USD', booked: half, reference: 're_1', differenceId: null },
  'difference.acknowledged': { differenceId: 'dif_1', reason: hostileText },
  'approval.requested': { ...approval, request: JSON.stringify({ note: hostileText }) },
  'approval.approved': approval,
  'approval.rejected': { ...approval, reason: hostileText },
  'approval.withdrawn': approval,
  'approval.expired': approval,
  'approval.voided': approval,
  'text.erased': { texts: 3 },
  'message.posted': { text: hostileText, files: [] },
};

/** A disputed contract with people in every role. */
export const sampleContract: Contract = {
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

/** An event of each type, by an actor who gets no mail of it. */
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
      // Schema edge: an entry of the table has its own type.
    }) as ContractEvent,
);
