'use client';

// Written from the element’s own description: pnpm --filter @workroom/react wrappers
import { createComponent } from '@lit/react';
import { defineElements, WorkroomProvider as Element } from '@workroom/elements';
import * as React from 'react';

defineElements([Element]);

/** Gives server, session, language and texts to every element below it. Draws nothing. */
export const WorkroomProvider = createComponent({
  react: React,
  tagName: 'workroom-provider',
  elementClass: Element,
});
