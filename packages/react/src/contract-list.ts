'use client';

// Written from the element’s own description: pnpm --filter @workroom/react wrappers
import { createComponent, type EventName } from '@lit/react';
import { defineElements, ContractList as Element, type WorkroomEventMap } from '@workroom/elements';
import * as React from 'react';

defineElements([Element]);

/** *All contracts* of a person, to search, filter, sort and open. */
export const ContractList = createComponent({
  react: React,
  tagName: 'contract-list',
  elementClass: Element,
  events: {
    onLoadError: 'workroom-load-error' as EventName<WorkroomEventMap['workroom-load-error']>,
    onNavigate: 'workroom-navigate' as EventName<WorkroomEventMap['workroom-navigate']>,
    onSessionExpired: 'workroom-session-expired' as EventName<WorkroomEventMap['workroom-session-expired']>,
  },
});
