import { Problem } from '../problem.ts';

export interface CorsOptions {
  readonly origins: ReadonlySet<string>;
  /** Whether cookies authenticate callers, so pages of other origins must be allowed to send them. */
  readonly credentials: boolean;
  /** Additional request headers that pages may send. */
  readonly allowedHeaders: readonly string[];
}

/** Headers of browser tracing: W3C Trace Context and Baggage, and Sentry's. */
export const defaultAllowedHeaders: readonly string[] = ['traceparent', 'tracestate', 'baggage', 'sentry-trace'];

const ownHeaders = [
  'Authorization',
  'X-Workroom-Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'Prefer',
  'Last-Event-ID',
  'X-Request-Id',
  'X-Workroom-Person',
];
const exposedHeaders =
  'ETag, Idempotency-Replayed, Retry-After, X-Request-Id, Location, Preference-Applied, X-Workroom-Person';
const allowedMethods = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const maxAgeSeconds = 600;

/** Allows pages of the listed origins to read the response (Fetch, section 3.3). Exact matches only. */
export function addCorsHeaders(headers: Headers, origin: string | null, { origins, credentials }: CorsOptions): void {
  headers.append('vary', 'Origin');
  if (origin === null || !origins.has(origin)) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', exposedHeaders);
  if (credentials) headers.set('access-control-allow-credentials', 'true');
}

export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
}

/** @throws Problem `origin_not_allowed`, visible in the browser's network panel */
export function answerPreflight({ headers }: Request, { origins, allowedHeaders }: CorsOptions): Response {
  if (!origins.has(headers.get('origin') ?? '')) throw new Problem('origin_not_allowed');
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': allowedMethods,
      'access-control-allow-headers': [...ownHeaders, ...allowedHeaders].join(', '),
      'access-control-max-age': String(maxAgeSeconds),
    },
  });
}
