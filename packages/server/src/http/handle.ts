import type { Hono } from 'hono';
import type { Logger } from '../logger.ts';
import { lineOf } from '../stream/line-response.ts';
import { addCorsHeaders, answerPreflight, type CorsOptions, isPreflight } from './cors.ts';
import { loggedPath } from './logged-path.ts';
import { mountedPathOf } from './mounted-path.ts';
import { problemOf, problemResponse } from './problems.ts';
import { createOriginWarnings } from './unlisted-origins.ts';

export interface HandlerOptions {
  readonly app: Hono;
  /** @throws Problem if no more requests are accepted */
  readonly assertOpen: () => void;
  readonly cors: CorsOptions;
  readonly logger: Logger;
  readonly onError: (error: unknown, about: { readonly doing: string; readonly requestId: string }) => void;
  readonly newRequestId: () => string;
  readonly systemNowMs: () => number;
}

/** Adds to every response: a request id, CORS headers, no caching, a log line. */
export function createHandler(options: HandlerOptions): (request: Request) => Promise<Response> {
  const { app, assertOpen, cors, logger, onError, newRequestId, systemNowMs } = options;
  const warnOfOrigin = createOriginWarnings(cors.origins, logger);
  return async (request) => {
    const startedMs = systemNowMs();
    const requestId = givenRequestId(request) ?? newRequestId();
    const path = loggedPath(mountedPathOf(request));
    let response: Response;
    let code: string | null = null;
    try {
      assertOpen();
      response = withOwnHeaders(isPreflight(request) ? answerPreflight(request, cors) : await app.fetch(request));
    } catch (error) {
      const { problem, isUnexpected } = problemOf(error);
      code = problem.code;
      if (isUnexpected) onError(error, { doing: `answering ${request.method} ${path}`, requestId });
      response = problemResponse(problem, path, requestId);
    }
    const { headers } = response;
    headers.set('x-request-id', requestId);
    // Responses are for one reader at one moment: `actions` and `now` change without the ETag. Proxies and middleware
    // that compress a stream would buffer its events.
    headers.set('cache-control', lineOf(response) === null ? 'no-store' : 'no-store, no-transform');
    headers.set('x-content-type-options', 'nosniff');
    addCorsHeaders(headers, request.headers.get('origin'), cors);
    warnOfOrigin(request, code === 'origin_not_allowed');
    const { status } = response;
    logger({
      level: status >= 500 ? 'error' : 'debug',
      message: 'answered',
      requestId,
      method: request.method,
      path,
      status,
      code,
      ms: systemNowMs() - startedMs,
    });
    // A HEAD gets the headers of a GET; its problems have no body either.
    if (request.method !== 'HEAD' || response.body === null) return response;
    void response.body.cancel();
    return new Response(null, response);
  };
}

/**
 * Copies a response of the host's code, because the headers of a response from `fetch` are immutable (Fetch, section
 * 5.5).
 *
 * @throws TypeError if it is not a response, or its body was already read
 */
function withOwnHeaders(response: Response): Response {
  try {
    response.headers.delete('x-request-id');
    return response;
  } catch {
    const { body, status, statusText } = response;
    const headers = new Headers(response.headers);
    // `fetch` has decoded the body, so the encoding and the length no longer apply.
    if (headers.has('content-encoding')) headers.delete('content-length');
    headers.delete('content-encoding');
    return new Response(body, { status, statusText, headers });
  }
}

/** A proxy's request id is kept if it cannot break a log line. */
function givenRequestId({ headers }: Request): string | undefined {
  return /^[\w.:-]{1,128}$/.exec(headers.get('x-request-id') ?? '')?.[0];
}
