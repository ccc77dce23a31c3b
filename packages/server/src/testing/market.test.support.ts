import { type ContractId, DAY_MS, type Person } from '@workroom/core';
import {
  type Operation,
  type OperationName,
  type Output,
  operation,
  schemas,
  type WireContract,
  type WireProblem,
} from '@workroom/core/api';
import { z } from 'zod';
import { createWorkroom } from '../create-workroom.ts';
import type { LogLine } from '../logger.ts';
import { temporaryUploads } from '../node/temporary-uploads.test.support.ts';
import type { WorkroomOptions } from '../options.ts';
import { type SimulatedProvider, simulatedProvider } from '../payments/simulated/index.ts';
import { fingerprint } from '../sessions/fingerprint.ts';
import type { Workroom } from '../workroom.ts';
import { ownStore } from './own-database.test.support.ts';

export const client: Person = { id: 'u_client', name: 'Dana' };
export const freelancer: Person = { id: 'u_freelancer', name: 'Lee' };
export const stranger: Person = { id: 'u_stranger', name: 'Sam' };
/** A member of the marketplace's staff. */
export const operator = { operator: { id: 'u_operator', name: 'Rae' } } as const;
export const secretKey = 'wk_test_0123456789abcdefghij';
export const sessionSecret = 'a secret for tests of at least 32 bytes';

export type As = Person | { readonly operator: Person } | 'server' | 'nobody';

export interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly key?: string;
  readonly ifMatch?: number | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Checked against the operation's own schema, or against that of problems. */
  readonly body: unknown;
}

/** A marketplace that embeds the kit, with a manual clock. */
export interface Market {
  readonly workroom: Workroom;
  readonly provider: SimulatedProvider;
  readonly lines: LogLine[];
  readonly clock: { now: () => Date; advance: (ms: number) => void; to: (rfc3339: string) => void };
  /** System time, for tokens and limits. */
  readonly system: { ms: number };
  fetch(method: string, path: string, init?: { headers?: Record<string, string>; body?: BodyInit }): Promise<Response>;
  send(name: OperationName, as: As, sent?: Sent): Promise<Answer>;
  /** Sends a request, and expects a contract as the answer. */
  contract(name: OperationName, as: As, sent?: Sent): Promise<WireContract>;
  /** Sends a request, and expects a refusal. */
  problem(name: OperationName, as: As, sent?: Sent): Promise<WireProblem>;
  /** A contract with one milestone per amount, active at once. */
  create(...amounts: readonly number[]): Promise<Deal>;
}

/** Ids of a contract under test. */
export interface Deal {
  readonly contractId: ContractId;
  readonly milestones: readonly string[];
  /** Parameters that name a milestone. */
  readonly at: (place: number) => { contractId: string; milestoneId: string };
}

export function openMarket(options: Partial<WorkroomOptions> = {}): Market {
  let nowMs = Date.parse('2026-03-02T09:00:00.000Z');
  const system = { ms: Date.parse('2026-03-02T09:00:00.000Z') };
  const clock = {
    now: () => new Date(nowMs),
    advance(ms: number) {
      nowMs += ms;
    },
    to(at: string) {
      nowMs = Date.parse(at);
    },
  };
  const lines: LogLine[] = [];
  const provider = simulatedProvider({ clock });
  const own = options.database === undefined ? ownStore() : undefined;
  const workroom = createWorkroom({
    ...(own && { database: own }),
    payments: provider,
    clock,
    systemNow: () => system.ms,
    secretKeys: [secretKey],
    sessionSecrets: [sessionSecret],
    rateLimit: false,
    sweep: false,
    logger: (line) => void lines.push(line),
    uploads: { storage: temporaryUploads(() => system.ms) },
    ...options,
  });
  if (own !== undefined) {
    const { close } = workroom;
    // The Workroom does not close a store that it was given.
    Object.assign(workroom, { close: () => close().then(() => own.close()) });
  }
  let keys = 0;

  async function authorization(as: As): Promise<Record<string, string>> {
    if (as === 'nobody') return {};
    if (as === 'server') return { authorization: `Bearer ${secretKey}` };
    const session = 'operator' in as ? { user: as.operator, operator: true } : { user: as };
    return { authorization: `Bearer ${(await workroom.sessions.create(session)).token}` };
  }

  const market: Market = {
    workroom,
    provider,
    lines,
    clock,
    system,
    fetch: (method, path, init = {}) => workroom.fetch(new Request(`https://api.test${path}`, { method, ...init })),

    async send(name, as, { params = {}, body, query = {}, key, ifMatch, headers = {} } = {}) {
      const asked = operation(name);
      const search = new URLSearchParams(Object.entries(query).map(([field, value]) => [field, String(value)]));
      const path = asked.path.replace(/\{(\w+)\}/g, (_, parameter: string) =>
        encodeURIComponent(params[parameter] ?? ''),
      );
      const response = await market.fetch(asked.method, `/workroom${path}${search.size > 0 ? `?${search}` : ''}`, {
        headers: {
          ...(await authorization(as)),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key !== undefined ? { 'idempotency-key': key } : {}),
          ...(ifMatch === undefined ? {} : { 'if-match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return checked(asked, response);
    },

    async contract(name, as, sent = {}) {
      const answer = await market.send(name, as, await complete(name, as, sent));
      if (answer.status >= 300) throw new Error(`${name}: ${JSON.stringify(answer.body)}`);
      return answer.body as WireContract;
    },

    async problem(name, as, sent = {}) {
      const answer = await market.send(name, as, await complete(name, as, sent));
      if (answer.status < 400) throw new Error(`${name} was done: ${JSON.stringify(answer.body)}`);
      return answer.body as WireProblem;
    },

    async create(...amounts) {
      const made = await market.contract('createContract', 'server', { body: contractBody(...amounts) });
      const milestones = made.milestones.map(({ id }) => id);
      return {
        contractId: made.id,
        milestones,
        at: (place) => ({ contractId: made.id, milestoneId: milestones[place] ?? 'mst_none' }),
      };
    },
  };

  /** Headers that a well-behaved client adds by itself: a new key, and the current version. */
  async function complete(name: OperationName, as: As, sent: Sent): Promise<Sent> {
    const asked = operation(name);
    const contractId = sent.params?.contractId;
    keys += 1;
    const seen =
      asked.ifMatch === 'required' && sent.ifMatch === undefined && contractId !== undefined && as !== 'nobody'
        ? await market.send('getContract', as, { params: { contractId } })
        : undefined;
    return {
      ...(asked.idempotency === 'required' ? { key: `key-${keys}` } : {}),
      ...(seen?.status === 200 ? { ifMatch: (seen.body as WireContract).version } : {}),
      ...sent,
    };
  }

  return market;
}

export function contractBody(...amounts: readonly number[]): Record<string, unknown> {
  return {
    title: 'Brand identity',
    currency: 'USD',
    client,
    freelancer,
    status: 'active',
    milestones: amounts.map((amount, place) => ({ title: `Milestone ${place + 1}`, amount })),
  };
}

/** The contract after the freelancer has submitted the first milestone. */
export async function submitted(market: Market, ...amounts: readonly number[]): Promise<Deal> {
  const deal = await market.create(...amounts);
  await market.contract('fund', client, { params: deal.at(0), body: {} });
  await market.contract('submit', freelancer, { params: deal.at(0), body: { message: 'Here it is.' } });
  return deal;
}

export const days = (count: number): number => count * DAY_MS;

/** Checks every answer against its schema. */
async function checked({ answer }: Operation, response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (status >= 400) {
    if (headers.get('content-type') !== 'application/problem+json') throw new Error(`no problem: ${text}`);
    schemas.Problem.parse(body);
  } else if (body !== undefined) {
    const schema = Object.entries(schemas).find(([name]) => name === answer)?.[1];
    if (!(schema instanceof z.ZodType)) throw new Error(`no schema ${answer}`);
    schema.parse(body);
  }
  return { status, headers, body };
}

const fileText = 'The first three sketches.';
/** The announcement of a file. */
export const announcedFile = {
  name: 'sketches.txt',
  size: fileText.length,
  contentType: 'text/plain',
  sha256: fingerprint(fileText),
};

/** Announces a file, and sends it to the returned address. */
export async function uploadFile(market: Market, contractId: string, as: Person = freelancer): Promise<string> {
  const { body } = await market.send('createUpload', as, { params: { contractId }, body: announcedFile });
  const upload = body as Output<'Upload'>;
  await sendFile(market, upload);
  return upload.uploadId;
}

/** Sends the announced file. */
export async function sendFile(market: Market, { method, url, headers }: Output<'Upload'>): Promise<void> {
  const sent = await market.fetch(method, url, { headers, body: fileText });
  if (!sent.ok) throw new Error(`the file was not taken: ${sent.status}`);
}
