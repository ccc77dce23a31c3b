export {
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  type InputOf,
  newIdempotencyKey,
} from './create-client.ts';
export { isUnsure, WorkroomError, WorkroomNetworkError, WorkroomProblem, WorkroomSessionError } from './problem.ts';
export type { FetchSession, SessionRequest } from './session.ts';
