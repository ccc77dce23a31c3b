import { Agent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { setup } from '../fixtures/setup.ts';

/** A running host. */
export interface Host {
  /** Scheme, host and port. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Allowed differences between hosts. */
export interface HostTraits {
  /**
   * When a host notices that a stream's reader has disconnected. @default 'at once'
   */
  readonly noticesLeaving?: 'at once' | 'when it writes';
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, text and bytes unchanged; an array in chunks, without a length. */
  readonly body?: object | string | Uint8Array | readonly Uint8Array[];
  readonly agent?: Agent;
}

export const asServer = { authorization: `Bearer ${setup.secretKey}` };
export const asClient = { cookie: setup.cookie };
export const json = { 'content-type': 'application/json' };

/**
 * Sends a raw request, because browsers and `fetch` would add to it. Without an agent, each request has its own
 * connection.
 */
export function ask(url: string, { method, headers = {}, body, agent }: Ask = {}): Promise<Reply> {
  const pieces = piecesOf(body);
  const options: RequestOptions = {
    method: method ?? (pieces.length > 0 ? 'POST' : 'GET'),
    agent: agent ?? false,
    headers: {
      ...(body === undefined ? {} : json),
      ...(pieces.length === 1 ? { 'content-length': String(pieces[0]?.length) } : {}),
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, options, (response) => void replyOf(response).then(resolve, reject));
    request.on('error', reject);
    for (const piece of pieces) request.write(piece);
    request.end();
  });
}

async function replyOf(response: IncomingMessage): Promise<Reply> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const headers = new Headers();
  for (let at = 0; at < response.rawHeaders.length; at += 2) {
    headers.append(response.rawHeaders[at] ?? '', response.rawHeaders[at + 1] ?? '');
  }
  return {
    status: response.statusCode ?? 0,
    headers,
    text,
    get json() {
      return JSON.parse(text);
    },
  };
}

function piecesOf(body: Ask['body']): readonly Uint8Array[] {
  if (body === undefined) return [];
  if (typeof body === 'string') return [Buffer.from(body)];
  if (body instanceof Uint8Array) return [body];
  if (Array.isArray(body)) return body;
  return [Buffer.from(JSON.stringify(body))];
}

/** One connection for all requests. */
export function oneConnection(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 });
}

export function contractBody(title = 'Brand identity'): object {
  const { client, freelancer } = setup;
  const milestones = [{ title: 'Logo – “größer”', amount: 50_000 }];
  return { title, currency: 'USD', status: 'active', client, freelancer, milestones };
}

export interface Made {
  readonly id: string;
  readonly milestones: readonly { readonly id: string; readonly title: string; readonly state: string }[];
}

export async function makeContract(base: string): Promise<Made> {
  const { json: made } = await ask(`${base}/contracts`, { headers: asServer, body: contractBody() });
  return made as unknown as Made;
}
