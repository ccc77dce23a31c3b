import { type Client, createClient, type FetchSession } from '@workroom/client';
import { ContractStream } from './contract-stream.ts';
import { LiveContract } from './live-contract.ts';
import type { Settings } from './settings.ts';

/** One client, and one live copy of each contract, for all elements that reach the same server as the same person. */
export interface Connection {
  readonly client: Client;
  readonly contract: (id: string) => LiveContract;
  /** To be called once by whoever got it; the last one out forgets the session. */
  readonly release: () => void;
}

interface Entry {
  readonly client: Client;
  readonly stream: ContractStream;
  readonly contracts: Map<string, LiveContract>;
  users: number;
}

const entries: { readonly settings: Settings; readonly entry: Entry }[] = [];

/** `null` without a base URL. */
export function connect(settings: Settings): Connection | null {
  if (settings.baseUrl === undefined) return null;
  const found = entries.find((each) => reachesSame(each.settings, settings));
  const entry = found?.entry ?? open(settings.baseUrl, settings);
  entry.users += 1;
  let released = false;
  return {
    client: entry.client,
    contract: (id) => {
      const known = entry.contracts.get(id);
      if (known !== undefined) return known;
      const live = new LiveContract(entry.client, entry.stream, id);
      entry.contracts.set(id, live);
      return live;
    },
    release: () => {
      if (released) return;
      released = true;
      entry.users -= 1;
      // Moving an element in the document disconnects and connects it at once; that must not sign anybody out.
      queueMicrotask(() => {
        const index = entries.findIndex((each) => each.entry === entry);
        if (entry.users === 0 && index >= 0) entries.splice(index, 1);
      });
    },
  };
}

export function reachesSame(first: Settings, second: Settings): boolean {
  return (
    first.baseUrl === second.baseUrl &&
    first.sessionEndpoint === second.sessionEndpoint &&
    first.fetchSession === second.fetchSession &&
    first.fetch === second.fetch
  );
}

function open(baseUrl: string, settings: Settings): Entry {
  const session = settings.fetchSession ?? sessionFrom(settings.sessionEndpoint);
  const client = createClient({ baseUrl, session, fetch: settings.fetch });
  const stream = new ContractStream(client, baseUrl);
  const entry: Entry = { client, stream, contracts: new Map(), users: 0 };
  entries.push({ settings, entry });
  return entry;
}

/** The marketplace's own route that answers `{ token }` to whoever is signed in there. */
function sessionFrom(endpoint: string | undefined): FetchSession | undefined {
  if (endpoint === undefined) return undefined;
  return async ({ signal }) => {
    const response = await fetch(endpoint, { method: 'POST', credentials: 'same-origin', signal });
    if (!response.ok) throw new Error(`${endpoint} answered ${response.status}`);
    const answer: unknown = await response.json();
    if (typeof answer !== 'object' || answer === null || !('token' in answer) || typeof answer.token !== 'string') {
      throw new Error(`${endpoint} answered no { "token": "…" }`);
    }
    return answer.token;
  };
}
