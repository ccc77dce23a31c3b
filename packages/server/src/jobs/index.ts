export * from './scheduler.ts';
export * from './sweep.ts';
