'use client';

// Written from the element’s own description: pnpm --filter @workroom/react wrappers
import { createComponent } from '@lit/react';
import { defineElements, WorkroomProvider as Element } from '@workroom/elements';
import * as React from 'react';

defineElements([Element]);

/** Provides the server, session, language and texts to all elements inside it. Renders nothing itself. */
export const WorkroomProvider = createComponent({
  react: React,
  tagName: 'workroom-provider',
  elementClass: Element,
});
