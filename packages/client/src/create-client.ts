import type { AnswerOf, BodyOf, OperationName, ParametersOf, QueryOf, WireEvent } from '@workroom/core/api';
import { anySignal } from './any-signal.ts';
import type { Positions, SeveralStreamOptions, StreamOptions } from './event-stream.ts';
import { problemOf, WorkroomNetworkError, WorkroomOriginError } from './problem.ts';
import { routes } from './routes.ts';
import { type FetchSession, keepSession, type SessionKeeper } from './session.ts';
import type { UploadedFile } from './upload-file.ts';

export interface ClientOptions {
  /** Where the handler is mounted, e.g. `https://api.example.com/workroom`; relative to the page in a browser. */
  readonly baseUrl: string;
  /** Returns a session token. Leave it out if a cookie of the marketplace signs the person in. */
  readonly session?: FetchSession | undefined;
  /**
   * The header with the session token. Use `X-Workroom-Authorization` if a proxy in front of the handler uses
   * `Authorization` itself, like HTTP Basic on a staging site.
   * @default 'Authorization'
   */
  readonly authorizationHeader?: 'Authorization' | 'X-Workroom-Authorization' | undefined;
  /**
   * Called when `session` returns the token of another person, and when the server refuses a call because another person
   * is signed in (`signed_in_as_another`). A client acts for the first person only.
   */
  readonly personChanged?: (() => void) | undefined;
  /** @default the global `fetch` */
  readonly fetch?: typeof fetch | undefined;
  /** @default 'include' without a session, so that a cookie is sent; otherwise 'omit' */
  readonly credentials?: 'include' | 'omit' | 'same-origin' | undefined;
  /** @default 30 000 */
  readonly timeoutMs?: number | undefined;
  /** Pauses in ms before a read is retried. Commands are never retried automatically. @default [300, 1 000] */
  readonly retryDelaysMs?: readonly number[] | undefined;
  /** @default Date.now */
  readonly now?: (() => number) | undefined;
}

export interface CallOptions {
  /** The same value for every attempt of the same request. Generated when left out. */
  readonly idempotencyKey?: string | undefined;
  /** The `version` of the contract that the caller saw. */
  readonly ifMatch?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Path parameters, query and body in one object. */
export type InputOf<Name extends OperationName> = { readonly [Parameter in ParametersOf<Name>]: string } & Sent<
  BodyOf<Name>
> &
  Sent<QueryOf<Name>>;
type Sent<Value> = Value extends undefined ? unknown : Value;

type Call<Name extends OperationName> =
  object extends InputOf<Name>
    ? (input?: InputOf<Name>, options?: CallOptions) => Promise<AnswerOf<Name>>
    : (input: InputOf<Name>, options?: CallOptions) => Promise<AnswerOf<Name>>;

/** One method for each operation. Rejects with a `WorkroomError`, or the caller's own abort. */
export type Client = { readonly [Name in Exclude<OperationName, 'streamEvents' | 'streamContracts'>]: Call<Name> } & {
  /**
   * Streams the events of a contract, from now on or after a `seq`. Reconnects when the connection breaks, without
   * losing an event. Ends when the signal aborts, or with a problem.
   */
  readonly streamEvents: (input: StreamInput, options: StreamOptions) => AsyncGenerator<WireEvent, void>;
  /**
   * The same for up to 50 contracts over one connection, for pages that show several. Each event has its `contractId`;
   * events of one contract come in order.
   */
  readonly streamContracts: (
    input: { readonly contracts: readonly StreamInput[] },
    options: SeveralStreamOptions,
  ) => AsyncGenerator<WireEvent, void>;
  /** Uploads a file to the marketplace's storage, for use in a submission, a statement or a message. */
  readonly uploadFile: (
    input: { readonly contractId: string; readonly file: File },
    options?: Pick<CallOptions, 'signal'> & {
      /** Called with the share that was sent, from 0 to 1; never if `fetch` is not the browser's own. */
      readonly progress?: ((share: number) => void) | undefined;
    },
  ) => Promise<UploadedFile>;
  /** Returns an address that serves a file for some minutes. */
  readonly fileUrl: (input: InputOf<'getFile'>, options?: Pick<CallOptions, 'signal'>) => Promise<string>;
  /** Returns the evidence of a contract as a file, to save or to print. */
  readonly exportFile: (
    input: { readonly contractId: string; readonly format: 'json' | 'html' },
    options?: Pick<CallOptions, 'signal'>,
  ) => Promise<Blob>;
  /** Returns a document as a page to print, in an included language. */
  readonly documentFile: (
    input: Omit<InputOf<'getDocument'>, 'format'>,
    options?: Pick<CallOptions, 'signal'>,
  ) => Promise<Blob>;
  /** Checks who is signed in before the next request. Call it when the person returns to the page. */
  readonly refreshSession: () => void;
};

/**
 * A typed client of a Workroom server.
 *
 * @example
 * const client = createClient({ baseUrl: '/workroom', session: () => fetchMyToken() });
 * const contract = await client.getContract({ contractId });
 * await client.release({ contractId, milestoneId, amount: 50000 }, { ifMatch: contract.version });
 */
export function createClient(options: ClientOptions): Client {
  const session =
    options.session &&
    keepSession(options.session, {
      now: options.now ?? Date.now,
      url: () => absolute(options.baseUrl),
      personChanged: () => options.personChanged?.(),
    });
  const connection: Connection = { options, session, person: null };
  const calls = Object.entries(routes).map(([name, route]) => [
    name,
    (input: Input = {}, callOptions: CallOptions = {}) => call(connection, route, input, callOptions),
  ]);
  async function* follow(
    route: string,
    inputAt: (positions: Positions) => Input,
    contracts: readonly StreamInput[],
    streamOptions: SeveralStreamOptions,
  ) {
    // Not awaited; it is loaded when needed.
    const { followEvents } = await import('./event-stream.ts');
    const open = (positions: Positions, signal: AbortSignal) =>
      send(connection, route, inputAt(positions), { signal }, true);
    const positions = new Map(contracts.map(({ contractId, after }) => [contractId, after]));
    yield* followEvents(open, positions, streamOptions);
  }
  const streamEvents: Client['streamEvents'] = (input, streamOptions) => {
    const { contractId } = input;
    const inputAt = (positions: Positions) => ({ contractId, after: positions.get(contractId) });
    return follow(routes.streamEvents, inputAt, [input], streamOptions);
  };
  const streamContracts: Client['streamContracts'] = ({ contracts }, streamOptions) =>
    follow(routes.streamContracts, (positions) => ({ contracts: named(positions) }), contracts, streamOptions);
  const base = () => absolute(options.baseUrl);
  const upload: Client['uploadFile'] = async ({ contractId, file }, { signal, progress } = {}) => {
    const { uploadFile } = await import('./upload-file.ts');
    return uploadFile(
      (announced) =>
        // The types of the methods are derived from the operations table.
        call(connection, routes.createUpload, { contractId, ...announced }, { signal }) as Promise<
          AnswerOf<'createUpload'>
        >,
      { file, base: base(), send: options.fetch ?? fetch, signal, progress },
    );
  };
  const fileUrl: Client['fileUrl'] = async (input, { signal } = {}) => {
    const { url } = (await call(connection, routes.getFile, input, { signal })) as AnswerOf<'getFile'>;
    return new URL(url, base()).href;
  };
  const exportFile: Client['exportFile'] = async (input, { signal } = {}) =>
    (await send(connection, routes.exportContract, { ...input }, { signal })).blob();
  const documentFile: Client['documentFile'] = async (input, { signal } = {}) =>
    (await send(connection, routes.getDocument, { ...input, format: 'html' }, { signal })).blob();
  // A test compares the routes with the operations table.
  return {
    ...Object.fromEntries(calls),
    streamEvents,
    streamContracts,
    uploadFile: upload,
    fileUrl,
    exportFile,
    documentFile,
    refreshSession: () => session?.returned(),
  } as Client;
}

/** Makes an idempotency key. Keep it, and send it with every attempt of the same request. */
export function newIdempotencyKey(): string {
  // Not randomUUID: it is missing on pages without https.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface StreamInput {
  readonly contractId: string;
  /** The `seq` of the last event that the caller has. @default only new events */
  readonly after?: number | undefined;
}

/** Like `ctr_1:12,ctr_2`. */
function named(positions: Positions): string {
  return Array.from(positions, ([id, seq]) => (seq === undefined ? id : `${id}:${seq}`)).join(',');
}

type Input = Readonly<Record<string, unknown>>;

/** The state that the calls of one client share. */
interface Connection {
  readonly options: ClientOptions;
  readonly session: SessionKeeper | undefined;
  /** The person of the first response, from its header. Later calls act only for this person. */
  person: string | null;
}

const personHeader = 'x-workroom-person';

async function call(connection: Connection, route: string, input: Input, callOptions: CallOptions): Promise<unknown> {
  const response = await send(connection, route, input, callOptions);
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch (cause) {
    callOptions.signal?.throwIfAborted();
    throw new WorkroomNetworkError(new URL(response.url || 'about:blank'), cause);
  }
}

async function send(
  connection: Connection,
  route: string,
  input: Input,
  { idempotencyKey, ifMatch, signal }: CallOptions,
  isStream = false,
): Promise<Response> {
  const { options, session } = connection;
  const [method = '', path = '', carriesBody] = route.split(' ');
  const isRead = method === 'GET';
  const { url, rest } = address(options.baseUrl, path, isRead, input);
  const headers = new Headers({ accept: isStream ? 'text/event-stream' : 'application/json' });
  if (!isRead) headers.set('idempotency-key', idempotencyKey ?? newIdempotencyKey());
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`);
  let body: string | undefined;
  if (carriesBody !== undefined) {
    headers.set('content-type', 'application/json');
    body = JSON.stringify(rest);
  }
  const sendWith = async (token: string | undefined): Promise<Response> => {
    if (token !== undefined) headers.set(options.authorizationHeader ?? 'authorization', `Bearer ${token}`);
    if (connection.person !== null) headers.set(personHeader, connection.person);
    // A stream stays open; its reader enforces the timeout.
    const timeout = isStream ? [] : [AbortSignal.timeout(options.timeoutMs ?? 30_000)];
    try {
      const response = await (options.fetch ?? fetch)(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        credentials: options.credentials ?? (session === undefined ? 'include' : 'omit'),
        signal: anySignal(signal === undefined ? timeout : [signal, ...timeout]),
      });
      readable.add(url.origin);
      return response;
    } catch (cause) {
      signal?.throwIfAborted();
      const isWithheld = cause instanceof TypeError && (await withholds(url, options.fetch ?? fetch));
      throw isWithheld ? new WorkroomOriginError(url, cause) : new WorkroomNetworkError(url, cause);
    }
  };
  const attempt = async (): Promise<Response> => {
    const token = await session?.token();
    const response = await sendWith(token);
    if (response.status !== 401 || session === undefined || token === undefined) return response;
    return sendWith(await session.replace(token));
  };
  const response =
    isRead && !isStream ? await retried(attempt, options.retryDelaysMs ?? [300, 1_000], signal) : await attempt();
  if (response.ok) {
    connection.person ??= response.headers.get(personHeader);
    return response;
  }
  const problem = await problemOf(response);
  if (problem.code === 'signed_in_as_another') options.personChanged?.();
  throw problem;
}

/** Origins whose responses this page could read. */
const readable = new Set<string>();

/** Distinguishes a CORS failure from a missing response: browsers report both as the same error. */
async function withholds(url: URL, send: typeof fetch): Promise<boolean> {
  if (typeof location === 'undefined' || url.origin === location.origin || readable.has(url.origin)) return false;
  try {
    // A `no-cors` request shows whether the server answers.
    await send(new URL('/', url), { mode: 'no-cors', credentials: 'omit', signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}

async function retried(
  attempt: () => Promise<Response>,
  delaysMs: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Response> {
  for (const delayMs of delaysMs) {
    try {
      const response = await attempt();
      if (![502, 503, 504].includes(response.status)) return response;
    } catch (error) {
      if (!(error instanceof WorkroomNetworkError)) throw error;
    }
    await pause(delayMs, signal);
  }
  return attempt();
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

/** A relative address is relative to the page. */
function absolute(url: string): URL {
  return new URL(url, typeof document === 'undefined' ? undefined : document.baseURI);
}

/** Fills in the path's parameters. The rest of the input is the query of a read, or the body of a command. */
function address(baseUrl: string, template: string, isRead: boolean, input: Input): { url: URL; rest: Input } {
  const rest: Record<string, unknown> = { ...input };
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    if (typeof value !== 'string' || value === '') throw new TypeError(`${template} needs a ${name}`);
    // A path segment of dots changes the path, even when encoded, so the request would reach another operation.
    if (/^\.{1,2}$/.test(value)) throw new TypeError(`"${value}" cannot be the ${name} of ${template}`);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const url = absolute(baseUrl.replace(/\/+$/, '') + path);
  if (isRead) {
    for (const [name, value] of Object.entries(rest)) {
      // A record has one parameter per entry: `metadata.order=42`.
      if (typeof value === 'object' && value !== null)
        for (const [key, each] of Object.entries(value)) url.searchParams.set(`${name}.${key}`, String(each));
      else if (value !== undefined) url.searchParams.set(name, String(value));
    }
  }
  return { url, rest };
}
