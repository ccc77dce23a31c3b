export { default as english } from '../locales/en/timeline.ts';
export { decisionsAskedIn } from './decisions.ts';
export { eventStyles } from './event-styles.ts';
export { eventWords, titlesOf } from './event-words.ts';
export { timelineView } from './timeline-view.ts';
