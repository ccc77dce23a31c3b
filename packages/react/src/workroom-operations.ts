'use client';

// Written from the element’s own description: pnpm --filter @workroom/react wrappers
import { createComponent, type EventName } from '@lit/react';
import { defineElements, WorkroomOperations as Element, type WorkroomEventMap } from '@workroom/elements';
import * as React from 'react';

defineElements([Element]);

/** For the marketplace's staff: the contracts that need attention, and each contract with the operator's actions. */
export const WorkroomOperations = createComponent({
  react: React,
  tagName: 'workroom-operations',
  elementClass: Element,
  events: {
    onAcknowledgeDifferenceRequest: 'workroom-acknowledge-difference-request' as EventName<
      WorkroomEventMap['workroom-acknowledge-difference-request']
    >,
    onApprovalRejected: 'workroom-approval-rejected' as EventName<WorkroomEventMap['workroom-approval-rejected']>,
    onApprovalRequested: 'workroom-approval-requested' as EventName<WorkroomEventMap['workroom-approval-requested']>,
    onApprovalWithdrawn: 'workroom-approval-withdrawn' as EventName<WorkroomEventMap['workroom-approval-withdrawn']>,
    onApproveRequest: 'workroom-approve-request' as EventName<WorkroomEventMap['workroom-approve-request']>,
    onApproved: 'workroom-approved' as EventName<WorkroomEventMap['workroom-approved']>,
    onBearReturnRequest: 'workroom-bear-return-request' as EventName<WorkroomEventMap['workroom-bear-return-request']>,
    onCancelReturnRequest: 'workroom-cancel-return-request' as EventName<
      WorkroomEventMap['workroom-cancel-return-request']
    >,
    onChargebackOpened: 'workroom-chargeback-opened' as EventName<WorkroomEventMap['workroom-chargeback-opened']>,
    onChargebackResolved: 'workroom-chargeback-resolved' as EventName<WorkroomEventMap['workroom-chargeback-resolved']>,
    onClose: 'workroom-close' as EventName<WorkroomEventMap['workroom-close']>,
    onContractFrozen: 'workroom-contract-frozen' as EventName<WorkroomEventMap['workroom-contract-frozen']>,
    onContractUnfrozen: 'workroom-contract-unfrozen' as EventName<WorkroomEventMap['workroom-contract-unfrozen']>,
    onDecideDisputeRequest: 'workroom-decide-dispute-request' as EventName<
      WorkroomEventMap['workroom-decide-dispute-request']
    >,
    onDifferenceAcknowledged: 'workroom-difference-acknowledged' as EventName<
      WorkroomEventMap['workroom-difference-acknowledged']
    >,
    onDisputeDecided: 'workroom-dispute-decided' as EventName<WorkroomEventMap['workroom-dispute-decided']>,
    onDisputeRequest: 'workroom-dispute-request' as EventName<WorkroomEventMap['workroom-dispute-request']>,
    onDisputeStarted: 'workroom-dispute-started' as EventName<WorkroomEventMap['workroom-dispute-started']>,
    onEvidenceSent: 'workroom-evidence-sent' as EventName<WorkroomEventMap['workroom-evidence-sent']>,
    onFreezeRequest: 'workroom-freeze-request' as EventName<WorkroomEventMap['workroom-freeze-request']>,
    onLoadError: 'workroom-load-error' as EventName<WorkroomEventMap['workroom-load-error']>,
    onMessagePosted: 'workroom-message-posted' as EventName<WorkroomEventMap['workroom-message-posted']>,
    onMessageRequest: 'workroom-message-request' as EventName<WorkroomEventMap['workroom-message-request']>,
    onNavigate: 'workroom-navigate' as EventName<WorkroomEventMap['workroom-navigate']>,
    onOpen: 'workroom-open' as EventName<WorkroomEventMap['workroom-open']>,
    onOpenChargebackRequest: 'workroom-open-chargeback-request' as EventName<
      WorkroomEventMap['workroom-open-chargeback-request']
    >,
    onOperatorEndRequest: 'workroom-operator-end-request' as EventName<
      WorkroomEventMap['workroom-operator-end-request']
    >,
    onOperatorEnded: 'workroom-operator-ended' as EventName<WorkroomEventMap['workroom-operator-ended']>,
    onOperatorExtendRequest: 'workroom-operator-extend-request' as EventName<
      WorkroomEventMap['workroom-operator-extend-request']
    >,
    onOperatorExtended: 'workroom-operator-extended' as EventName<WorkroomEventMap['workroom-operator-extended']>,
    onOperatorRefundRequest: 'workroom-operator-refund-request' as EventName<
      WorkroomEventMap['workroom-operator-refund-request']
    >,
    onOperatorRefunded: 'workroom-operator-refunded' as EventName<WorkroomEventMap['workroom-operator-refunded']>,
    onOperatorReleaseRequest: 'workroom-operator-release-request' as EventName<
      WorkroomEventMap['workroom-operator-release-request']
    >,
    onOperatorReleased: 'workroom-operator-released' as EventName<WorkroomEventMap['workroom-operator-released']>,
    onPaymentAction: 'workroom-payment-action' as EventName<WorkroomEventMap['workroom-payment-action']>,
    onPaymentRetried: 'workroom-payment-retried' as EventName<WorkroomEventMap['workroom-payment-retried']>,
    onPaymentSettledOutside: 'workroom-payment-settled-outside' as EventName<
      WorkroomEventMap['workroom-payment-settled-outside']
    >,
    onReady: 'workroom-ready' as EventName<WorkroomEventMap['workroom-ready']>,
    onRejectApprovalRequest: 'workroom-reject-approval-request' as EventName<
      WorkroomEventMap['workroom-reject-approval-request']
    >,
    onResolveChargebackRequest: 'workroom-resolve-chargeback-request' as EventName<
      WorkroomEventMap['workroom-resolve-chargeback-request']
    >,
    onRetryPaymentRequest: 'workroom-retry-payment-request' as EventName<
      WorkroomEventMap['workroom-retry-payment-request']
    >,
    onRetryReturnRequest: 'workroom-retry-return-request' as EventName<
      WorkroomEventMap['workroom-retry-return-request']
    >,
    onReturnBorne: 'workroom-return-borne' as EventName<WorkroomEventMap['workroom-return-borne']>,
    onReturnCancelled: 'workroom-return-cancelled' as EventName<WorkroomEventMap['workroom-return-cancelled']>,
    onReturnMade: 'workroom-return-made' as EventName<WorkroomEventMap['workroom-return-made']>,
    onReturnRequest: 'workroom-return-request' as EventName<WorkroomEventMap['workroom-return-request']>,
    onReturnRetried: 'workroom-return-retried' as EventName<WorkroomEventMap['workroom-return-retried']>,
    onSendEvidenceRequest: 'workroom-send-evidence-request' as EventName<
      WorkroomEventMap['workroom-send-evidence-request']
    >,
    onSessionExpired: 'workroom-session-expired' as EventName<WorkroomEventMap['workroom-session-expired']>,
    onSettleOutsideRequest: 'workroom-settle-outside-request' as EventName<
      WorkroomEventMap['workroom-settle-outside-request']
    >,
    onStatementAdded: 'workroom-statement-added' as EventName<WorkroomEventMap['workroom-statement-added']>,
    onStatementRequest: 'workroom-statement-request' as EventName<WorkroomEventMap['workroom-statement-request']>,
    onUnfreezeRequest: 'workroom-unfreeze-request' as EventName<WorkroomEventMap['workroom-unfreeze-request']>,
    onWithdrawApprovalRequest: 'workroom-withdraw-approval-request' as EventName<
      WorkroomEventMap['workroom-withdraw-approval-request']
    >,
  },
});
