export { eventText, titlesOf } from '@workroom/core/messages';
export { default as english } from '../locales/en/timeline.ts';
export { decisionsAskedIn } from './decisions.ts';
export { eventStyles } from './event-styles.ts';
export { timelineView } from './timeline-view.ts';
