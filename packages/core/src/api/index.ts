export * from './openapi.ts';
export * from './operations.ts';
export * from './present.ts';
export * from './problems.ts';
export { readCommand } from './read-command.ts';
export * as schemas from './schemas.ts';
export type * from './wire.ts';
