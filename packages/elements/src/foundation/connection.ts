import { type Client, createClient, type FetchSession } from '@workroom/client';
import type { ContractStream } from './contract-stream.ts';
import { LazyPart } from './lazy-part.ts';
import type { LiveContract } from './live-contract.ts';
import type { Settings } from './settings.ts';
import { tellOnce } from './warn.ts';

/** After this time, the page may be asking the person to sign in. */
const silentMs = 300;

/** The callbacks of a connection's user. */
export interface ConnectionUser {
  /**
   * Another person has signed in: the shown data and the input belong to the previous person, and the connection has
   * ended.
   */
  readonly personChanged: () => void;
  /** The page may have started or finished asking the person to sign in. */
  readonly signInChanged: (isOpen: boolean) => void;
}

/** One client, and one live copy of each contract, for all elements that reach the same server as the same person. */
export interface Connection {
  readonly client: Client;
  /** The shown contracts, by id. */
  readonly contracts: Map<string, LiveContract>;
  /** The page's single event stream. It is loaded when needed and not awaited. */
  readonly stream: () => Promise<ContractStream>;
  /** Called once by each user of the connection. The last one ends the session. */
  readonly release: () => void;
}

interface Entry extends Omit<Connection, 'release'> {
  readonly users: Set<ConnectionUser>;
}

const streamPart = new LazyPart(() => import('./contract-stream.ts'));

const entries: { readonly settings: Settings; readonly entry: Entry }[] = [];

/** `null` without a base URL. */
export function connect(settings: Settings, user: ConnectionUser): Connection | null {
  if (settings.baseUrl === undefined) return null;
  const found = entries.find((each) => reachesSame(each.settings, settings));
  const entry = found?.entry ?? open(settings.baseUrl, settings);
  entry.users.add(user);
  let released = false;
  return {
    ...entry,
    release: () => {
      if (released) return;
      released = true;
      entry.users.delete(user);
      // Moving an element in the document disconnects and connects it at once; that must not sign anybody out.
      queueMicrotask(() => {
        if (entry.users.size === 0) forget(entry);
      });
    },
  };
}

export function reachesSame(first: Settings, second: Settings): boolean {
  return (
    first.baseUrl === second.baseUrl &&
    first.sessionEndpoint === second.sessionEndpoint &&
    first.authorizationHeader === second.authorizationHeader &&
    first.fetchSession === second.fetchSession &&
    first.fetch === second.fetch
  );
}

function open(baseUrl: string, settings: Settings): Entry {
  const users = new Set<ConnectionUser>();
  const { fetchSession } = settings;
  const session =
    fetchSession === undefined
      ? sessionFrom(settings.sessionEndpoint)
      : watched(fetchSession, (isOpen) => {
          for (const user of [...users]) user.signInChanged(isOpen);
        });
  const personChanged = () => {
    forget(entry);
    for (const user of [...users]) user.personChanged();
  };
  const { fetch, authorizationHeader } = settings;
  const client = createClient({ baseUrl, session, authorizationHeader, fetch, personChanged });
  let made: ContractStream | null = null;
  const stream = async () => {
    const { ContractStream } = await streamPart.load();
    made ??= new ContractStream(client, baseUrl);
    return made;
  };
  const entry: Entry = { client, stream, contracts: new Map(), users };
  entries.push({ settings, entry });
  return entry;
}

function forget(entry: Entry): void {
  const index = entries.findIndex((each) => each.entry === entry);
  if (index >= 0) entries.splice(index, 1);
}

/** The page may ask the person to sign in before the function returns. */
function watched(fetchSession: FetchSession, signInChanged: (isOpen: boolean) => void): FetchSession {
  return async (request) => {
    const timer = setTimeout(signInChanged, silentMs, true);
    try {
      return await fetchSession(request);
    } finally {
      clearTimeout(timer);
      signInChanged(false);
    }
  };
}

/** The marketplace's own route that answers `{ token }` for the signed-in person. */
function sessionFrom(endpoint: string | undefined): FetchSession | undefined {
  if (endpoint === undefined) return undefined;
  const url = new URL(endpoint, document.baseURI);
  return async ({ signal }) => {
    const response = await fetch(url, { method: 'POST', credentials: 'include', signal }).catch((cause: unknown) => {
      if (url.origin !== location.origin && !signal.aborted) tellOnce(deniedBy(url));
      throw cause;
    });
    if (!response.ok) throw new Error(`${endpoint} answered ${response.status}`);
    const answer: unknown = await response.json();
    if (typeof answer !== 'object' || answer === null || !('token' in answer) || typeof answer.token !== 'string') {
      throw new Error(`${endpoint} answered no { "token": "…" }`);
    }
    return answer.token;
  };
}

function deniedBy({ href }: URL): string {
  const { origin } = location;
  return `${href} could not be read. On another origin it must answer “Access-Control-Allow-Origin: ${origin}” and “Access-Control-Allow-Credentials: true”.`;
}
