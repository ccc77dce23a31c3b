'use client';

// Written from the element’s own description: pnpm --filter @workroom/react wrappers
import { createComponent, type EventName } from '@lit/react';
import { defineElements, ReviewAndPay as Element, type WorkroomEventMap } from '@workroom/elements';
import * as React from 'react';

defineElements([Element]);

/** The client's decision about one milestone: review the submission, then approve and pay or request changes. Without a submission it shows *Release payment*. Other viewers see the milestone's state. */
export const ReviewAndPay = createComponent({
  react: React,
  tagName: 'review-and-pay',
  elementClass: Element,
  events: {
    onApprovalRequested: 'workroom-approval-requested' as EventName<WorkroomEventMap['workroom-approval-requested']>,
    onChangesRequest: 'workroom-changes-request' as EventName<WorkroomEventMap['workroom-changes-request']>,
    onChangesRequested: 'workroom-changes-requested' as EventName<WorkroomEventMap['workroom-changes-requested']>,
    onClose: 'workroom-close' as EventName<WorkroomEventMap['workroom-close']>,
    onFundRequest: 'workroom-fund-request' as EventName<WorkroomEventMap['workroom-fund-request']>,
    onFundingRequested: 'workroom-funding-requested' as EventName<WorkroomEventMap['workroom-funding-requested']>,
    onLoadError: 'workroom-load-error' as EventName<WorkroomEventMap['workroom-load-error']>,
    onMilestoneReleased: 'workroom-milestone-released' as EventName<WorkroomEventMap['workroom-milestone-released']>,
    onOpen: 'workroom-open' as EventName<WorkroomEventMap['workroom-open']>,
    onPaymentAction: 'workroom-payment-action' as EventName<WorkroomEventMap['workroom-payment-action']>,
    onPaymentRetried: 'workroom-payment-retried' as EventName<WorkroomEventMap['workroom-payment-retried']>,
    onReady: 'workroom-ready' as EventName<WorkroomEventMap['workroom-ready']>,
    onReleaseRequest: 'workroom-release-request' as EventName<WorkroomEventMap['workroom-release-request']>,
    onRetryPaymentRequest: 'workroom-retry-payment-request' as EventName<
      WorkroomEventMap['workroom-retry-payment-request']
    >,
    onSessionExpired: 'workroom-session-expired' as EventName<WorkroomEventMap['workroom-session-expired']>,
  },
});
