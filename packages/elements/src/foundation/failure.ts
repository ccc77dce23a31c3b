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

/**
 * An error in the reader's language, as far as its cause is known.
 *
 * @param failed what could not be loaded; the title if the cause says nothing to the reader
 */
export function failureOf(error: unknown, { text, known }: Words, failed?: string): Failure {
  const unexpected = failed ?? text('load.unexpectedTitle');
  if (error instanceof WorkroomProblem) {
    const { title, detail, code, requestId, errors, status } = error;
    const fields = new Map(errors.map(({ pointer, message }) => [pointer, message]));
    // The server's own title, such as “Internal error”, is for developers. Its detail is about a command.
    const isFault = status >= 500;
    const what = isFault && failed !== undefined ? text('load.unexpected') : (known(`closed.${code}`) ?? detail);
    return { title: isFault ? unexpected : title, detail: what, code, requestId, fields };
  }
  if (error instanceof WorkroomOriginError) {
    tellOnce(error.message);
    return plain(text('load.originTitle'), text('load.origin'));
  }
  if (error instanceof WorkroomNetworkError) return plain(text('load.offlineTitle'), text('load.offline'));
  if (error instanceof WorkroomSessionError) return plain(text('load.sessionTitle'), text('load.session'));
  return plain(unexpected, text('load.unexpected'));
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
