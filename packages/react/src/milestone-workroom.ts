'use client';

// Written from the element’s own description: pnpm --filter @workroom/react wrappers
import { createComponent, type EventName } from '@lit/react';
import { defineElements, MilestoneWorkroom as Element, type WorkroomEventMap } from '@workroom/elements';
import * as React from 'react';

defineElements([Element]);

/** The complete view of a contract: where its money is, its milestones and deadlines, the next step, and every action of the client and the freelancer. */
export const MilestoneWorkroom = createComponent({
  react: React,
  tagName: 'milestone-workroom',
  elementClass: Element,
  events: {
    onAcceptOfferRequest: 'workroom-accept-offer-request' as EventName<
      WorkroomEventMap['workroom-accept-offer-request']
    >,
    onAcceptProposalRequest: 'workroom-accept-proposal-request' as EventName<
      WorkroomEventMap['workroom-accept-proposal-request']
    >,
    onAddMilestonesRequest: 'workroom-add-milestones-request' as EventName<
      WorkroomEventMap['workroom-add-milestones-request']
    >,
    onAgreeToRefundRequest: 'workroom-agree-to-refund-request' as EventName<
      WorkroomEventMap['workroom-agree-to-refund-request']
    >,
    onApprovalRejected: 'workroom-approval-rejected' as EventName<WorkroomEventMap['workroom-approval-rejected']>,
    onApprovalRequested: 'workroom-approval-requested' as EventName<WorkroomEventMap['workroom-approval-requested']>,
    onApprovalWithdrawn: 'workroom-approval-withdrawn' as EventName<WorkroomEventMap['workroom-approval-withdrawn']>,
    onApproveRequest: 'workroom-approve-request' as EventName<WorkroomEventMap['workroom-approve-request']>,
    onApproved: 'workroom-approved' as EventName<WorkroomEventMap['workroom-approved']>,
    onBonusGiven: 'workroom-bonus-given' as EventName<WorkroomEventMap['workroom-bonus-given']>,
    onBonusRequest: 'workroom-bonus-request' as EventName<WorkroomEventMap['workroom-bonus-request']>,
    onCancelPaymentRequest: 'workroom-cancel-payment-request' as EventName<
      WorkroomEventMap['workroom-cancel-payment-request']
    >,
    onChangesRequest: 'workroom-changes-request' as EventName<WorkroomEventMap['workroom-changes-request']>,
    onChangesRequested: 'workroom-changes-requested' as EventName<WorkroomEventMap['workroom-changes-requested']>,
    onClose: 'workroom-close' as EventName<WorkroomEventMap['workroom-close']>,
    onContractEnded: 'workroom-contract-ended' as EventName<WorkroomEventMap['workroom-contract-ended']>,
    onDecideDisputeRequest: 'workroom-decide-dispute-request' as EventName<
      WorkroomEventMap['workroom-decide-dispute-request']
    >,
    onDeclineOfferRequest: 'workroom-decline-offer-request' as EventName<
      WorkroomEventMap['workroom-decline-offer-request']
    >,
    onDisputeDecided: 'workroom-dispute-decided' as EventName<WorkroomEventMap['workroom-dispute-decided']>,
    onDisputeRequest: 'workroom-dispute-request' as EventName<WorkroomEventMap['workroom-dispute-request']>,
    onDisputeStarted: 'workroom-dispute-started' as EventName<WorkroomEventMap['workroom-dispute-started']>,
    onEditMilestoneRequest: 'workroom-edit-milestone-request' as EventName<
      WorkroomEventMap['workroom-edit-milestone-request']
    >,
    onEndContractRequest: 'workroom-end-contract-request' as EventName<
      WorkroomEventMap['workroom-end-contract-request']
    >,
    onExtendReviewRequest: 'workroom-extend-review-request' as EventName<
      WorkroomEventMap['workroom-extend-review-request']
    >,
    onFundRequest: 'workroom-fund-request' as EventName<WorkroomEventMap['workroom-fund-request']>,
    onFundingRequested: 'workroom-funding-requested' as EventName<WorkroomEventMap['workroom-funding-requested']>,
    onLoadError: 'workroom-load-error' as EventName<WorkroomEventMap['workroom-load-error']>,
    onMessagePosted: 'workroom-message-posted' as EventName<WorkroomEventMap['workroom-message-posted']>,
    onMessageRequest: 'workroom-message-request' as EventName<WorkroomEventMap['workroom-message-request']>,
    onMilestoneEdited: 'workroom-milestone-edited' as EventName<WorkroomEventMap['workroom-milestone-edited']>,
    onMilestoneReleased: 'workroom-milestone-released' as EventName<WorkroomEventMap['workroom-milestone-released']>,
    onMilestoneRemoved: 'workroom-milestone-removed' as EventName<WorkroomEventMap['workroom-milestone-removed']>,
    onMilestonesAdded: 'workroom-milestones-added' as EventName<WorkroomEventMap['workroom-milestones-added']>,
    onMilestonesReordered: 'workroom-milestones-reordered' as EventName<
      WorkroomEventMap['workroom-milestones-reordered']
    >,
    onNavigate: 'workroom-navigate' as EventName<WorkroomEventMap['workroom-navigate']>,
    onOfferAccepted: 'workroom-offer-accepted' as EventName<WorkroomEventMap['workroom-offer-accepted']>,
    onOfferDeclined: 'workroom-offer-declined' as EventName<WorkroomEventMap['workroom-offer-declined']>,
    onOfferMade: 'workroom-offer-made' as EventName<WorkroomEventMap['workroom-offer-made']>,
    onOfferRequest: 'workroom-offer-request' as EventName<WorkroomEventMap['workroom-offer-request']>,
    onOfferWithdrawn: 'workroom-offer-withdrawn' as EventName<WorkroomEventMap['workroom-offer-withdrawn']>,
    onOpen: 'workroom-open' as EventName<WorkroomEventMap['workroom-open']>,
    onPaymentAction: 'workroom-payment-action' as EventName<WorkroomEventMap['workroom-payment-action']>,
    onPaymentCancelled: 'workroom-payment-cancelled' as EventName<WorkroomEventMap['workroom-payment-cancelled']>,
    onPaymentRetried: 'workroom-payment-retried' as EventName<WorkroomEventMap['workroom-payment-retried']>,
    onProposalAccepted: 'workroom-proposal-accepted' as EventName<WorkroomEventMap['workroom-proposal-accepted']>,
    onProposalMade: 'workroom-proposal-made' as EventName<WorkroomEventMap['workroom-proposal-made']>,
    onProposalRejected: 'workroom-proposal-rejected' as EventName<WorkroomEventMap['workroom-proposal-rejected']>,
    onProposalWithdrawn: 'workroom-proposal-withdrawn' as EventName<WorkroomEventMap['workroom-proposal-withdrawn']>,
    onProposeRequest: 'workroom-propose-request' as EventName<WorkroomEventMap['workroom-propose-request']>,
    onReady: 'workroom-ready' as EventName<WorkroomEventMap['workroom-ready']>,
    onRefundAgreed: 'workroom-refund-agreed' as EventName<WorkroomEventMap['workroom-refund-agreed']>,
    onRefundRequest: 'workroom-refund-request' as EventName<WorkroomEventMap['workroom-refund-request']>,
    onRefundRequested: 'workroom-refund-requested' as EventName<WorkroomEventMap['workroom-refund-requested']>,
    onRefundVolunteered: 'workroom-refund-volunteered' as EventName<WorkroomEventMap['workroom-refund-volunteered']>,
    onRefundWithdrawn: 'workroom-refund-withdrawn' as EventName<WorkroomEventMap['workroom-refund-withdrawn']>,
    onRejectApprovalRequest: 'workroom-reject-approval-request' as EventName<
      WorkroomEventMap['workroom-reject-approval-request']
    >,
    onRejectProposalRequest: 'workroom-reject-proposal-request' as EventName<
      WorkroomEventMap['workroom-reject-proposal-request']
    >,
    onReleaseRequest: 'workroom-release-request' as EventName<WorkroomEventMap['workroom-release-request']>,
    onRemoveMilestoneRequest: 'workroom-remove-milestone-request' as EventName<
      WorkroomEventMap['workroom-remove-milestone-request']
    >,
    onReorderMilestonesRequest: 'workroom-reorder-milestones-request' as EventName<
      WorkroomEventMap['workroom-reorder-milestones-request']
    >,
    onRetryPaymentRequest: 'workroom-retry-payment-request' as EventName<
      WorkroomEventMap['workroom-retry-payment-request']
    >,
    onReturnMade: 'workroom-return-made' as EventName<WorkroomEventMap['workroom-return-made']>,
    onReturnRequest: 'workroom-return-request' as EventName<WorkroomEventMap['workroom-return-request']>,
    onReviewExtended: 'workroom-review-extended' as EventName<WorkroomEventMap['workroom-review-extended']>,
    onSessionExpired: 'workroom-session-expired' as EventName<WorkroomEventMap['workroom-session-expired']>,
    onStatementAdded: 'workroom-statement-added' as EventName<WorkroomEventMap['workroom-statement-added']>,
    onStatementRequest: 'workroom-statement-request' as EventName<WorkroomEventMap['workroom-statement-request']>,
    onSubmissionWithdrawn: 'workroom-submission-withdrawn' as EventName<
      WorkroomEventMap['workroom-submission-withdrawn']
    >,
    onSubmitRequest: 'workroom-submit-request' as EventName<WorkroomEventMap['workroom-submit-request']>,
    onVolunteerRefundRequest: 'workroom-volunteer-refund-request' as EventName<
      WorkroomEventMap['workroom-volunteer-refund-request']
    >,
    onWithdrawApprovalRequest: 'workroom-withdraw-approval-request' as EventName<
      WorkroomEventMap['workroom-withdraw-approval-request']
    >,
    onWithdrawOfferRequest: 'workroom-withdraw-offer-request' as EventName<
      WorkroomEventMap['workroom-withdraw-offer-request']
    >,
    onWithdrawProposalRequest: 'workroom-withdraw-proposal-request' as EventName<
      WorkroomEventMap['workroom-withdraw-proposal-request']
    >,
    onWithdrawRefundRequest: 'workroom-withdraw-refund-request' as EventName<
      WorkroomEventMap['workroom-withdraw-refund-request']
    >,
    onWithdrawSubmissionRequest: 'workroom-withdraw-submission-request' as EventName<
      WorkroomEventMap['workroom-withdraw-submission-request']
    >,
    onWorkSubmitted: 'workroom-work-submitted' as EventName<WorkroomEventMap['workroom-work-submitted']>,
  },
});
