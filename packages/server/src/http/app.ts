import { type Operation, type OperationName, operations } from '@workroom/core/api';
import { type Context, Hono } from 'hono';
import type { OperationAnswer } from '../operations/answer.ts';
import { actorKey, type Caller } from '../operations/caller.ts';
import type { ProviderWebhook } from '../operations/provider-webhook.ts';
import type { OperationRequest } from '../operations/request.ts';
import type { openStream } from '../operations/stream.ts';
import { Problem } from '../problem.ts';
import { lineResponse } from '../stream/line-response.ts';
import { type Authentication, assertIsWhomThePageMeans, authenticate } from './authenticate.ts';
import { createPathStripper } from './base-path.ts';
import { etagOf, parseIfMatch } from './etag.ts';
import type { RateLimits } from './rate-limit.ts';
import { type BodyLimits, readBody, readBytes } from './read-body.ts';
import { addReference, type ReferenceOption } from './reference.ts';
import { type BodyWatch, textStream } from './text-stream.ts';

export interface AppOptions {
  readonly authentication: Authentication;
  readonly perform: (request: OperationRequest) => Promise<OperationAnswer>;
  readonly receiveWebhook: (webhook: ProviderWebhook) => Promise<OperationAnswer>;
  readonly openStream: (request: Parameters<typeof openStream>[1]) => ReturnType<typeof openStream>;
  readonly basePath: string;
  readonly reference: ReferenceOption | null;
  /** Serves signed addresses below `files/`; `null` if files are stored elsewhere. */
  readonly serveFile: ((request: Request) => Promise<Response>) | null;
  readonly body: BodyLimits;
  /** For streamed responses. */
  readonly bodyWatch: BodyWatch;
  readonly rateLimits: RateLimits;
}

/** Registers the routes of the operations table. Failures are thrown as a `Problem`. */
export function createApp(options: AppOptions): Hono {
  const strip = createPathStripper(options.basePath);
  const app = new Hono({ getPath: ({ url }) => strip(new URL(url).pathname) });
  const entries = Object.entries(operations) as [OperationName, Operation][];

  for (const [name, operation] of entries) {
    app.on(operation.method, honoPath(operation.path), (context) => answer(options, name, operation, context));
  }
  for (const path of new Set(entries.map(([, operation]) => operation.path))) {
    const methods = entries.filter(([, operation]) => operation.path === path).map(([, { method }]) => method);
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
    app.options(honoPath(path), () => new Response(null, { status: 204, headers: { allow: allow.join(', ') } }));
    app.all(honoPath(path), () => {
      throw new Problem('method_not_allowed', { allow });
    });
  }
  const { serveFile } = options;
  if (serveFile !== null) app.on(['GET', 'PUT'], '/files/:address', ({ req }) => serveFile(req.raw));
  if (options.reference !== null) addReference(app, options.reference);
  app.notFound(() => {
    throw new Problem('not_found', { detail: 'There is no such route. Check the path and the base path.' });
  });
  app.onError((error) => {
    throw error;
  });
  return app;
}

/** `{contractId}` is `:contractId` to Hono. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

async function answer(
  options: AppOptions,
  name: OperationName,
  { who, method, stream, rawBody, command }: Operation,
  { req }: Context,
): Promise<Response> {
  const { authentication, perform, receiveWebhook, openStream, rateLimits, body } = options;
  const request = req.raw;
  if (rawBody === true) {
    // Provider webhooks are authenticated only by their signature.
    const { provider = '' } = req.param() as Readonly<Record<string, string>>;
    const received = { provider, headers: request.headers, body: await readBytes(request, body) };
    return respond(await receiveWebhook(received), false, options);
  }
  const caller: Caller = who.includes('anyone') ? { kind: 'anyone' } : await authenticate(request, authentication);
  assertIsWhomThePageMeans(caller, request.headers.get(personHeader));
  const waitSeconds = caller.kind === 'person' ? rateLimits.request(actorKey(caller)) : null;
  if (waitSeconds !== null) throw new Problem('too_many_requests', { retryAfterSeconds: waitSeconds });
  const asked: OperationRequest = {
    name,
    caller,
    parameters: req.param(),
    query: queryOf(request.url),
    body: method === 'GET' ? undefined : await readBody(request, body),
    idempotencyKey: request.headers.get('idempotency-key'),
    ifMatch: parseIfMatch(request.headers.get('if-match')),
  };
  if (command !== undefined) assertMayWrite(asked, request, rateLimits);
  if (stream === true) {
    const lastEventId = request.headers.get('last-event-id');
    return forCaller(lineResponse(await openStream({ ...asked, lastEventId }), request), caller);
  }
  const answered = await perform(asked);
  return forCaller(respond(answered, wantsMinimal(request, method), options), caller);
}

const personHeader = 'x-workroom-person';

/** Names the person in a response header. Pages send it back, so that a change of person is noticed. */
function forCaller(response: Response, caller: Caller): Response {
  if (caller.kind === 'person') response.headers.set(personHeader, encodeURIComponent(caller.person.id));
  return response;
}

/** A contract's history is permanent, so additions are limited. @throws Problem 429 */
function assertMayWrite(
  { caller, parameters, body }: OperationRequest,
  { headers }: Request,
  { command }: RateLimits,
): void {
  if (caller.kind !== 'person') return;
  const declared = Number(headers.get('content-length') ?? Number.NaN);
  const bytes = Number.isSafeInteger(declared) && declared >= 0 ? declared : (JSON.stringify(body)?.length ?? 0);
  const retryAfterSeconds = command(actorKey(caller), String(parameters.contractId), bytes);
  if (retryAfterSeconds === null) return;
  throw new Problem('too_many_requests', {
    detail:
      'You have reached the daily limit of text per person on this contract. Wait as long as `Retry-After` says, or write less.',
    retryAfterSeconds,
  });
}

/** Refuses repeated query parameters, because it would be unclear which value counts. */
function queryOf(url: string): Readonly<Record<string, unknown>> {
  if (!url.includes('?')) return {};
  const { searchParams } = new URL(url);
  const names = [...searchParams.keys()];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new Problem('bad_parameter', { detail: 'A query parameter is given twice. Give each one once.' });
  }
  // `metadata.order=42` is an entry of the record `metadata`.
  const entries = [...searchParams].map(([name, value]) => [/^metadata\.(.+)$/s.exec(name)?.[1], name, value] as const);
  const metadata = entries.flatMap(([key, , value]) => (key === undefined ? [] : [[key, value] as const]));
  const others = entries.flatMap(([key, name, value]) => (key === undefined ? [[name, value] as const] : []));
  return {
    ...(metadata.length === 0 ? {} : { metadata: Object.fromEntries(metadata) }),
    ...Object.fromEntries(others),
  };
}

/** RFC 7240: a caller may leave out the contract in the response. */
function wantsMinimal({ headers }: Request, method: Operation['method']): boolean {
  return method !== 'GET' && /(^|[,;\s])return=minimal([,;\s]|$)/i.test(headers.get('prefer') ?? '');
}

function respond(
  answered: OperationAnswer,
  minimal: boolean,
  { basePath, bodyWatch }: Pick<AppOptions, 'basePath' | 'bodyWatch'>,
): Response {
  const { status, version, replayed, location, file, text } = answered;
  const headers = new Headers();
  if (version !== null) headers.set('etag', etagOf(version));
  if (replayed) headers.set('idempotency-replayed', 'true');
  if (location !== null) headers.set('location', basePath + location);
  // Only a contract can be read again later; a session token can't.
  if (minimal && version !== null) {
    headers.set('preference-applied', 'return=minimal');
    return new Response(null, { status: status === 200 ? 204 : status, headers });
  }
  headers.set('content-type', file?.contentType ?? 'application/json');
  if (file !== undefined) {
    headers.set('content-disposition', `attachment; filename="${file.name}"`);
    // If the file is opened on this origin, nothing in it may run or load.
    headers.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  }
  if (text !== undefined) return new Response(textStream(text, bodyWatch), { status, headers });
  return new Response(JSON.stringify(answered.body), { status, headers });
}
