export type { Api, ApiActor, ApiInput } from './api.ts';
export { createWorkroom, type Workroom } from './create-workroom.ts';
export type { Evidence } from './evidence/collect.ts';
export { type Verdict, verifyEvidence } from './evidence/verify.ts';
export { consoleLogger, type Logger, type LogLine } from './logger.ts';
export { type FieldError, Problem } from './operations/problem.ts';
export type { ErrorConcern, Identify, PolicyOption, WorkroomOptions } from './options.ts';
export type { Session, SessionRequest } from './sessions/sessions.ts';
