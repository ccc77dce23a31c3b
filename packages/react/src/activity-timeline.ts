'use client';

// Written from the element’s own description: pnpm --filter @workroom/react wrappers
import { createComponent, type EventName } from '@lit/react';
import { defineElements, ActivityTimeline as Element, type WorkroomEventMap } from '@workroom/elements';
import * as React from 'react';

defineElements([Element]);

/** The activity of a contract, made for a sidebar next to the marketplace's messages: messages and events, newest first, *Review and pay* on a submission that waits for the client, and the person's notifications. */
export const ActivityTimeline = createComponent({
  react: React,
  tagName: 'activity-timeline',
  elementClass: Element,
  events: {
    onApprovalRequested: 'workroom-approval-requested' as EventName<WorkroomEventMap['workroom-approval-requested']>,
    onLoadError: 'workroom-load-error' as EventName<WorkroomEventMap['workroom-load-error']>,
    onMessagePosted: 'workroom-message-posted' as EventName<WorkroomEventMap['workroom-message-posted']>,
    onMessageRequest: 'workroom-message-request' as EventName<WorkroomEventMap['workroom-message-request']>,
    onNavigate: 'workroom-navigate' as EventName<WorkroomEventMap['workroom-navigate']>,
    onPaymentAction: 'workroom-payment-action' as EventName<WorkroomEventMap['workroom-payment-action']>,
    onReady: 'workroom-ready' as EventName<WorkroomEventMap['workroom-ready']>,
    onSessionExpired: 'workroom-session-expired' as EventName<WorkroomEventMap['workroom-session-expired']>,
  },
});
