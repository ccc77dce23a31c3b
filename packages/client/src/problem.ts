import type { WireProblem } from '@workroom/core/api';

/** Every error that a call can reject with, apart from the caller's own abort. */
export abstract class WorkroomError extends Error {}

/** The server refused or failed; RFC 9457. Branch on `code`; `detail` says what to do next. */
export class WorkroomProblem extends WorkroomError {
  override readonly name = 'WorkroomProblem';
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** The request id for support; `null` if a proxy answered instead of the server. */
  readonly requestId: string | null;
  /** The invalid values, by JSON Pointer into the body. */
  readonly errors: WireProblem['errors'];

  constructor(
    problem: Pick<WireProblem, 'code' | 'status' | 'title' | 'detail' | 'errors'> & { requestId: string | null },
  ) {
    super(`${problem.title}: ${problem.detail}`);
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.errors = problem.errors;
  }
}

/** No response arrived. The command may have been executed, so repeat it with the same idempotency key. */
export class WorkroomNetworkError extends WorkroomError {
  override readonly name = 'WorkroomNetworkError';

  constructor(url: URL, cause: unknown) {
    super(
      `No answer from ${url.origin}. Check the connection and try again. If it persists, see that the server runs and lists this page among its \`origins\`.`,
      { cause },
    );
  }
}

/** The server answers, but its CORS headers do not allow this origin to read the response. */
export class WorkroomOriginError extends WorkroomNetworkError {
  constructor(url: URL, cause: unknown) {
    super(url, cause);
    const { origin } = location;
    this.message = `${url.origin} answers, but does not let pages of ${origin} read it. Add '${origin}' to the \`origins\` of createWorkroom.`;
  }
}

/** `fetchSession` returned no token. */
export class WorkroomSessionError extends WorkroomError {
  override readonly name = 'WorkroomSessionError';

  constructor(cause: unknown) {
    super('No session token could be fetched. Sign in again, then try again.', { cause });
  }
}

/** Reads an error response. It may come from a proxy, without a problem in it. */
export async function problemOf(response: Response): Promise<WorkroomProblem> {
  const said: unknown = await response.json().catch(() => null);
  if (isProblem(said)) return new WorkroomProblem({ ...said, errors: said.errors ?? [] });
  return new WorkroomProblem({
    code: 'unexpected_answer',
    status: response.status,
    title: 'Unexpected answer',
    detail: `${new URL(response.url || 'about:blank').origin} answered ${response.status} without saying why. Try again; if it persists, check the base URL.`,
    requestId: null,
    errors: [],
  });
}

/** Whether a command that failed with this error may have been executed, and must be repeated with the same key. */
export function isUnsure(error: unknown): boolean {
  if (error instanceof WorkroomProblem) return error.status >= 500;
  return !(error instanceof WorkroomSessionError);
}

function isProblem(value: unknown): value is WireProblem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'detail' in value &&
    typeof value.detail === 'string'
  );
}
