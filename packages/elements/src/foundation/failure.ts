import { WorkroomNetworkError, WorkroomOriginError, WorkroomProblem, WorkroomSessionError } from '@workroom/client';
import type { Localize } from './localize.ts';
import { tellOnce } from './warn.ts';

/** An error in words for a person. */
export interface Failure {
  readonly title: string;
  readonly detail: string;
  readonly code: string | null;
  /** The request id to give to the operator of the server. */
  readonly requestId: string | null;
  /** Messages by the JSON Pointer of the affected value. */
  readonly fields: ReadonlyMap<string, string>;
}

type Words = Localize<Record<never, never>>;

export function failureOf(error: unknown, { text, known }: Words): Failure {
  if (error instanceof WorkroomProblem) {
    const { title, detail, code, requestId, errors } = error;
    const fields = new Map(errors.map(({ pointer, message }) => [pointer, message]));
    return { title, detail: known(`closed.${code}`) ?? detail, code, requestId, fields };
  }
  if (error instanceof WorkroomOriginError) {
    tellOnce(error.message);
    return plain(text('load.originTitle'), text('load.origin'));
  }
  if (error instanceof WorkroomNetworkError) return plain(text('load.offlineTitle'), text('load.offline'));
  if (error instanceof WorkroomSessionError) return plain(text('load.sessionTitle'), text('load.session'));
  return plain(text('load.unexpectedTitle'), text('load.unexpected'));
}

/** A command without an answer may have been executed; a repetition has no second effect. */
export function commandFailureOf(error: unknown, words: Words): Failure {
  const failure = failureOf(error, words);
  const isLost = error instanceof WorkroomNetworkError && !(error instanceof WorkroomOriginError);
  return isLost ? { ...failure, detail: words.text('command.offline') } : failure;
}

export function paymentStepFailure(error: unknown, { text }: Words): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return plain(text('load.unexpectedTitle'), text('command.paymentStep', { message }));
}

export function isSessionOver(error: unknown): boolean {
  return error instanceof WorkroomSessionError || (error instanceof WorkroomProblem && error.status === 401);
}

function plain(title: string, detail: string): Failure {
  return { title, detail, code: null, requestId: null, fields: new Map() };
}
