export { Conversation } from './conversation.ts';
export { decisionsAskedIn } from './decisions.ts';
export { eventStyles } from './event-styles.ts';
export { english } from './event-words.ts';
