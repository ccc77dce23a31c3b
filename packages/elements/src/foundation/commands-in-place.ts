import type { AnnouncedCommand } from './announced-command.ts';

// Commands without a dialog, which load with the element.
// biome-ignore-start format: one row per command
export const reorderMilestones = {
  operation: 'reorderMilestones',
  request: 'workroom-reorder-milestones-request',
  fact: 'workroom-milestones-reordered',
  effects: ['milestones.reordered'],
} as const satisfies AnnouncedCommand;
export const postMessage = {
  operation: 'postMessage',
  request: 'workroom-message-request',
  fact: 'workroom-message-posted',
  effects: ['message.posted'],
  bindsNobody: true,
} as const satisfies AnnouncedCommand;
// biome-ignore-end format: one row per command
