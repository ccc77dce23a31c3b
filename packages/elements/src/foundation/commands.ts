import type { AnnouncedCommand } from './announced-command.ts';

// Commands of dialogs and decisions, which load with them. Each is a separate constant, so that a bundle contains only
// the commands of its elements.
// biome-ignore-start format: one row per command
export const acceptOffer = {
  operation: 'acceptOffer',
  request: 'workroom-accept-offer-request',
  fact: 'workroom-offer-accepted',
  effects: ['contract.accepted'],
} as const satisfies AnnouncedCommand;
export const declineOffer = {
  operation: 'declineOffer',
  request: 'workroom-decline-offer-request',
  fact: 'workroom-offer-declined',
  effects: ['contract.declined'],
} as const satisfies AnnouncedCommand;
export const withdrawOffer = {
  operation: 'withdrawOffer',
  request: 'workroom-withdraw-offer-request',
  fact: 'workroom-offer-withdrawn',
  effects: ['contract.withdrawn'],
} as const satisfies AnnouncedCommand;
export const addMilestones = {
  operation: 'addMilestones',
  request: 'workroom-add-milestones-request',
  fact: 'workroom-milestones-added',
  effects: ['milestone.added'],
} as const satisfies AnnouncedCommand;
export const editMilestone = {
  operation: 'editMilestone',
  request: 'workroom-edit-milestone-request',
  fact: 'workroom-milestone-edited',
  effects: ['milestone.edited'],
} as const satisfies AnnouncedCommand;
export const removeMilestone = {
  operation: 'removeMilestone',
  request: 'workroom-remove-milestone-request',
  fact: 'workroom-milestone-removed',
  effects: ['milestone.removed'],
} as const satisfies AnnouncedCommand;
export const fund = {
  operation: 'fund',
  request: 'workroom-fund-request',
  fact: 'workroom-funding-requested',
  effects: ['milestone.funding', 'milestone.funded'],
  charges: true,
} as const satisfies AnnouncedCommand;
export const submit = {
  operation: 'submit',
  request: 'workroom-submit-request',
  fact: 'workroom-work-submitted',
  effects: ['milestone.submitted'],
} as const satisfies AnnouncedCommand;
export const withdrawSubmission = {
  operation: 'withdrawSubmission',
  request: 'workroom-withdraw-submission-request',
  fact: 'workroom-submission-withdrawn',
  effects: ['milestone.submission_withdrawn'],
} as const satisfies AnnouncedCommand;
export const requestChanges = {
  operation: 'requestChanges',
  request: 'workroom-changes-request',
  fact: 'workroom-changes-requested',
  effects: ['milestone.changes_requested'],
} as const satisfies AnnouncedCommand;
export const extendReview = {
  operation: 'extendReview',
  request: 'workroom-extend-review-request',
  fact: 'workroom-review-extended',
  effects: ['milestone.review_extended'],
} as const satisfies AnnouncedCommand;
export const release = {
  operation: 'release',
  request: 'workroom-release-request',
  fact: 'workroom-milestone-released',
  effects: ['milestone.released'],
  charges: true,
} as const satisfies AnnouncedCommand;
export const giveBonus = {
  operation: 'giveBonus',
  request: 'workroom-bonus-request',
  fact: 'workroom-bonus-given',
  effects: ['payment.pending'],
  charges: true,
} as const satisfies AnnouncedCommand;
export const requestRefund = {
  operation: 'requestRefund',
  request: 'workroom-refund-request',
  fact: 'workroom-refund-requested',
  effects: ['refund.requested'],
} as const satisfies AnnouncedCommand;
export const agreeToRefund = {
  operation: 'agreeToRefund',
  request: 'workroom-agree-to-refund-request',
  fact: 'workroom-refund-agreed',
  effects: ['refund.agreed'],
} as const satisfies AnnouncedCommand;
export const disputeRefund = {
  operation: 'disputeRefund',
  request: 'workroom-dispute-request',
  fact: 'workroom-dispute-started',
  effects: ['dispute.opened'],
} as const satisfies AnnouncedCommand;
export const withdrawRefundRequest = {
  operation: 'withdrawRefundRequest',
  request: 'workroom-withdraw-refund-request',
  fact: 'workroom-refund-withdrawn',
  effects: ['refund.withdrawn'],
} as const satisfies AnnouncedCommand;
export const decideDispute = {
  operation: 'decideDispute',
  request: 'workroom-decide-dispute-request',
  fact: 'workroom-dispute-decided',
  effects: ['dispute.decided'],
} as const satisfies AnnouncedCommand;
export const endContract = {
  operation: 'endContract',
  request: 'workroom-end-contract-request',
  fact: 'workroom-contract-ended',
  effects: ['contract.ending', 'contract.ended'],
} as const satisfies AnnouncedCommand;
export const retryPayment = {
  operation: 'retryPayment',
  request: 'workroom-retry-payment-request',
  fact: 'workroom-payment-retried',
  effects: ['payment.retried', 'milestone.funding', 'milestone.funded'],
  charges: true,
} as const satisfies AnnouncedCommand;
export const cancelPayment = {
  operation: 'cancelPayment',
  request: 'workroom-cancel-payment-request',
  fact: 'workroom-payment-cancelled',
  effects: ['payment.cancelled'],
} as const satisfies AnnouncedCommand;
export const propose = {
  operation: 'propose',
  request: 'workroom-propose-request',
  fact: 'workroom-proposal-made',
  effects: ['proposal.made'],
} as const satisfies AnnouncedCommand;
export const acceptProposal = {
  operation: 'acceptProposal',
  request: 'workroom-accept-proposal-request',
  fact: 'workroom-proposal-accepted',
  effects: ['proposal.accepted'],
} as const satisfies AnnouncedCommand;
export const rejectProposal = {
  operation: 'rejectProposal',
  request: 'workroom-reject-proposal-request',
  fact: 'workroom-proposal-rejected',
  effects: ['proposal.rejected'],
} as const satisfies AnnouncedCommand;
export const withdrawProposal = {
  operation: 'withdrawProposal',
  request: 'workroom-withdraw-proposal-request',
  fact: 'workroom-proposal-withdrawn',
  effects: ['proposal.withdrawn'],
} as const satisfies AnnouncedCommand;
export const volunteerRefund = {
  operation: 'volunteerRefund',
  request: 'workroom-volunteer-refund-request',
  fact: 'workroom-refund-volunteered',
  effects: ['refund.volunteered'],
} as const satisfies AnnouncedCommand;
export const returnFunds = {
  operation: 'returnFunds',
  request: 'workroom-return-request',
  fact: 'workroom-return-made',
  effects: ['return.made'],
} as const satisfies AnnouncedCommand;
export const makeOffer = {
  operation: 'makeOffer',
  request: 'workroom-offer-request',
  fact: 'workroom-offer-made',
  effects: ['dispute.offer'],
} as const satisfies AnnouncedCommand;
export const approve = {
  operation: 'approve',
  request: 'workroom-approve-request',
  fact: 'workroom-approved',
  effects: ['approval.approved'],
} as const satisfies AnnouncedCommand;
export const rejectApproval = {
  operation: 'rejectApproval',
  request: 'workroom-reject-approval-request',
  fact: 'workroom-approval-rejected',
  effects: ['approval.rejected'],
} as const satisfies AnnouncedCommand;
export const withdrawApproval = {
  operation: 'withdrawApproval',
  request: 'workroom-withdraw-approval-request',
  fact: 'workroom-approval-withdrawn',
  effects: ['approval.withdrawn'],
} as const satisfies AnnouncedCommand;
export const addStatement = {
  operation: 'addStatement',
  request: 'workroom-statement-request',
  fact: 'workroom-statement-added',
  effects: ['dispute.statement'],
  bindsNobody: true,
} as const satisfies AnnouncedCommand;
// biome-ignore-end format: one row per command
