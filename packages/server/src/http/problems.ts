import { InvariantBroken } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { Problem } from '../problem.ts';
import { CommitUnknown, DatabaseUnavailable, TablesNotReady } from '../store/database.ts';

/** Problem details (RFC 9457). */
export function problemResponse(problem: Problem, instance: string, requestId: string): Response {
  const { code, status, title, detail, errors, retryAfterSeconds, allow } = problem;
  const body: Output<'Problem'> = {
    type: `urn:workroom:problem:${code}`,
    title,
    status,
    detail,
    instance,
    code,
    requestId,
    errors: [...errors],
  };
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (retryAfterSeconds !== null) headers.set('retry-after', String(retryAfterSeconds));
  if (allow !== null) headers.set('allow', allow.join(', '));
  if (status === 401) headers.set('www-authenticate', challenge(code));
  return new Response(JSON.stringify(body), { status, headers });
}

/** The problem for an error. `isUnexpected` marks bugs and outages, which the caller cannot fix. */
export function problemOf(error: unknown): { readonly problem: Problem; readonly isUnexpected: boolean } {
  if (error instanceof Problem) return { problem: error, isUnexpected: error.status >= 500 };
  if (error instanceof DatabaseUnavailable || error instanceof CommitUnknown) {
    return { problem: new Problem('unavailable', { retryAfterSeconds: 2 }), isUnexpected: true };
  }
  if (error instanceof TablesNotReady) {
    return {
      problem: new Problem('unavailable', { detail: error.message, retryAfterSeconds: 30 }),
      isUnexpected: true,
    };
  }
  if (error instanceof InvariantBroken) return { problem: new Problem('internal_error'), isUnexpected: true };
  return { problem: new Problem('internal_error', { detail: unknownOutcome }), isUnexpected: true };
}

/** Only for a broken invariant is it certain that nothing was stored. */
const unknownOutcome =
  'Something went wrong on our side. Read the contract before you try again, with the same idempotency key; if it persists, quote the request id.';

/** RFC 6750, section 3. */
function challenge(code: Problem['code']): string {
  return code === 'session_expired' ? 'Bearer error="invalid_token", error_description="expired"' : 'Bearer';
}
