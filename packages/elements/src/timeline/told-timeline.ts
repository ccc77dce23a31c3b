export { decisionsAskedIn } from './decisions.ts';
export { eventStrings } from './event-strings.ts';
export { timelineView } from './timeline-view.ts';
