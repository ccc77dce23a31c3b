export {
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  type InputOf,
  newIdempotencyKey,
  type StreamInput,
} from './create-client.ts';
export type { SeveralStreamOptions, StreamOptions } from './event-stream.ts';
export {
  isUnsure,
  WorkroomError,
  WorkroomNetworkError,
  WorkroomOriginError,
  WorkroomProblem,
  WorkroomSessionError,
} from './problem.ts';
export type { FetchSession, SessionRequest } from './session.ts';
export { type UploadedFile, WorkroomUploadError } from './upload-file.ts';
