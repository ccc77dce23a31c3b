export { decisionsAskedIn } from './decisions.ts';
export { eventStrings } from './event-strings.ts';
export { eventWords, titlesOf } from './event-words.ts';
export { timelineView } from './timeline-view.ts';
