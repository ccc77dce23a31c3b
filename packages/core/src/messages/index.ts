export * from './event-text.ts';
export * from './formats.ts';
export * from './language.ts';
export * from './message.ts';
export * from './notice.ts';
export * from './words.ts';
