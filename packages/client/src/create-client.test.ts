import { Hono } from 'hono';
import { afterEach, describe, expect, test } from 'vitest';
import { type ClientOptions, createClient } from './create-client.ts';
import { WorkroomNetworkError, WorkroomOriginError, WorkroomProblem, WorkroomSessionError } from './problem.ts';

const baseUrl = 'https://api.test/workroom';
const releaseOf = { contractId: 'ctr_1', milestoneId: 'mst_1', amount: 30_000 };

/** A server that records every request. */
function server(answer: (request: Request, count: number) => Response | Promise<Response>) {
  const seen: Request[] = [];
  const app = new Hono();
  app.all('*', (context) => {
    seen.push(context.req.raw.clone() as Request);
    return answer(context.req.raw, seen.length);
  });
  const client = (options: Partial<ClientOptions> = {}) =>
    createClient({
      baseUrl,
      fetch: async (input, init) => app.fetch(new Request(input, init)),
      retryDelaysMs: [0, 0],
      ...options,
    });
  return { seen, client };
}

const problem = (status: number, code: string) =>
  Response.json(
    {
      type: 'about:blank',
      title: 'Title',
      status,
      detail: 'Do this next.',
      instance: '/',
      code,
      requestId: 'req_1',
      errors: [{ pointer: '/amount', code, message: 'Too much.' }],
    },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );

describe('a call', () => {
  test('puts parameters into the path, the other fields into the body, and key and version into headers', async () => {
    const { client, seen } = server(() => Response.json({ id: 'ctr_1' }));
    await client().release(releaseOf, { idempotencyKey: 'key', ifMatch: 7 });
    const [request] = seen;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe(`${baseUrl}/contracts/ctr_1/milestones/mst_1/release`);
    expect(await request?.json()).toEqual({ amount: 30_000 });
    expect(request?.headers.get('idempotency-key')).toBe('key');
    expect(request?.headers.get('if-match')).toBe('"7"');
  });

  test('puts the other fields of a read into the query, without undefined values', async () => {
    const { client, seen } = server(() => Response.json({ data: [], nextCursor: null }));
    await client().listContracts({ status: 'active', q: undefined, limit: 5 });
    expect(seen[0]?.url).toBe(`${baseUrl}/contracts?status=active&limit=5`);
  });

  test('puts each entry of an object into the query', async () => {
    const { client, seen } = server(() => Response.json({ data: [], nextCursor: null }));
    await client().listContracts({ metadata: { order: '4 2', region: 'eu' } });
    expect(seen[0]?.url).toBe(`${baseUrl}/contracts?metadata.order=4+2&metadata.region=eu`);
  });

  test.each(['.', '..'])('rejects the id %s, which would change the path', async (contractId) => {
    const { client, seen } = server(() => Response.json({}));
    await expect(client().getContract({ contractId })).rejects.toThrow('cannot be the contractId');
    expect(seen).toEqual([]);
  });

  test('rejects a missing path parameter', async () => {
    const { client, seen } = server(() => Response.json({}));
    await expect(client().getContract({ contractId: '' })).rejects.toThrow(TypeError);
    expect(seen).toHaveLength(0);
  });

  test('rejects with the problem from the server', async () => {
    const { client } = server(() => problem(422, 'amount_exceeds_deposit'));
    const error = await client()
      .release(releaseOf)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WorkroomProblem);
    expect(error).toMatchObject({
      code: 'amount_exceeds_deposit',
      status: 422,
      requestId: 'req_1',
      detail: 'Do this next.',
      errors: [{ pointer: '/amount' }],
    });
  });

  test('makes a problem from an answer that is not one', async () => {
    const { client } = server(() => new Response('<h1>Bad gateway</h1>', { status: 500 }));
    await expect(client().release(releaseOf)).rejects.toMatchObject({
      code: 'unexpected_answer',
      status: 500,
      requestId: null,
    });
  });

  test('rejects with the caller’s abort reason', async () => {
    const { client } = server(() => Response.json({}));
    const abort = AbortSignal.abort(new Error('gone'));
    await expect(
      client({ fetch: async (_, init) => Promise.reject(init?.signal?.reason) }).getContract(
        { contractId: 'ctr_1' },
        { signal: abort },
      ),
    ).rejects.toThrow('gone');
  });
});

describe('retries', () => {
  const broken = () => Promise.reject(new TypeError('fetch failed'));

  test('a read is tried three times', async () => {
    const { client, seen } = server((_, count) =>
      count < 3 ? problem(503, 'unavailable') : Response.json({ id: 'ctr_1' }),
    );
    expect(await client().getContract({ contractId: 'ctr_1' })).toEqual({ id: 'ctr_1' });
    expect(seen).toHaveLength(3);
  });

  test('a command is sent once, and its error says what to do', async () => {
    let sent = 0;
    const { client } = server(() => Response.json({}));
    const release = client({
      fetch: () => {
        sent += 1;
        return broken();
      },
    }).release(releaseOf);
    await expect(release).rejects.toBeInstanceOf(WorkroomNetworkError);
    await expect(release).rejects.toThrow(/No answer from https:\/\/api\.test\. Check the connection/);
    expect(sent).toBe(1);
  });

  test('a refused read is not retried', async () => {
    const { client, seen } = server(() => problem(404, 'not_found'));
    await expect(client().getContract({ contractId: 'ctr_1' })).rejects.toMatchObject({ code: 'not_found' });
    expect(seen).toHaveLength(1);
  });
});

describe('the session', () => {
  const jwt = (name: string, seconds: number) =>
    `${name}.${btoa(JSON.stringify({ iat: 1_000, exp: 1_000 + seconds }))}.x`;

  test('is fetched once for concurrent calls', async () => {
    const { client, seen } = server(() => Response.json({}));
    const reasons: string[] = [];
    const { getContract } = client({
      session: async ({ reason }) => {
        reasons.push(reason);
        return 'token';
      },
    });
    await Promise.all([1, 2, 3].map(() => getContract({ contractId: 'ctr_1' })));
    expect(reasons).toEqual(['start']);
    expect(seen.map((request) => request.headers.get('authorization'))).toEqual([
      'Bearer token',
      'Bearer token',
      'Bearer token',
    ]);
  });

  test('is renewed after 80 % of its lifetime, while the old token is still used', async () => {
    let now = 0;
    let made = 0;
    const { client, seen } = server(() => Response.json({}));
    const { getContract } = client({
      now: () => now,
      session: async () => {
        made += 1;
        return jwt(`t${made}`, 100);
      },
    });
    await getContract({ contractId: 'ctr_1' });
    now = 79_999;
    await getContract({ contractId: 'ctr_1' });
    expect(made).toBe(1);
    now = 80_000;
    await getContract({ contractId: 'ctr_1' });
    expect(made).toBe(2);
    await getContract({ contractId: 'ctr_1' });
    expect(seen.map((request) => request.headers.get('authorization')?.slice(7, 9))).toEqual(['t1', 't1', 't1', 't2']);
  });

  test('is awaited if the old token has expired', async () => {
    let now = 0;
    let made = 0;
    const { client, seen } = server(() => Response.json({}));
    const { getContract } = client({
      now: () => now,
      session: async () => {
        made += 1;
        return jwt(`t${made}`, 100);
      },
    });
    await getContract({ contractId: 'ctr_1' });
    now = 100_000;
    await getContract({ contractId: 'ctr_1' });
    expect(seen.at(-1)?.headers.get('authorization')).toContain('t2');
  });

  test('is replaced once after a 401, and the call is repeated with the same key', async () => {
    const { client, seen } = server((_, count) =>
      count === 1 ? problem(401, 'session_expired') : Response.json({ id: 'ctr_1' }),
    );
    const reasons: string[] = [];
    await client({
      session: async ({ reason }) => {
        reasons.push(reason);
        return `t${reasons.length}`;
      },
    }).release(releaseOf);
    expect(reasons).toEqual(['start', 'rejected']);
    expect(new Set(seen.map((request) => request.headers.get('idempotency-key'))).size).toBe(1);
    expect(seen.map((request) => request.headers.get('authorization'))).toEqual(['Bearer t1', 'Bearer t2']);
  });

  test('rejects the call if a second token is refused too', async () => {
    const { client, seen } = server(() => problem(401, 'unauthenticated'));
    await expect(client({ session: async () => 'token' }).getContract({ contractId: 'ctr_1' })).rejects.toMatchObject({
      status: 401,
    });
    expect(seen).toHaveLength(2);
  });

  test('throws its own error if it cannot be fetched, and the next call tries again', async () => {
    let tries = 0;
    const { client } = server(() => Response.json({ id: 'ctr_1' }));
    const { getContract } = client({
      session: async () => {
        tries += 1;
        if (tries === 1) throw new Error('signed out');
        return 'token';
      },
    });
    await expect(getContract({ contractId: 'ctr_1' })).rejects.toBeInstanceOf(WorkroomSessionError);
    expect(await getContract({ contractId: 'ctr_1' })).toEqual({ id: 'ctr_1' });
  });
});

test('is sent in a configured header if a proxy uses Authorization', async () => {
  const { client, seen } = server(() => Response.json({}));
  const { getContract } = client({ session: async () => 'token', authorizationHeader: 'X-Workroom-Authorization' });
  await getContract({ contractId: 'ctr_1' });
  const [request] = seen;
  expect(request?.headers.get('x-workroom-authorization')).toBe('Bearer token');
  expect(request?.headers.get('authorization')).toBeNull();
});

describe('the person of a session', () => {
  const tokenOf = (sub: string) => `head.${btoa(JSON.stringify({ sub, iat: 1_000, exp: 2_000 }))}.x`;

  test('is checked when the reader returns to the page, before any other request', async () => {
    const { client, seen } = server(() => Response.json({}));
    const reasons: string[] = [];
    const calls = client({
      session: async ({ reason }) => {
        reasons.push(reason);
        return `${tokenOf('u1')}${reasons.length}`;
      },
    });
    await calls.getContract({ contractId: 'ctr_1' });
    calls.refreshSession();
    await calls.getContract({ contractId: 'ctr_1' });
    expect(reasons).toEqual(['start', 'returned']);
    expect(seen.map((request) => request.headers.get('authorization')?.at(-1))).toEqual(['1', '2']);
  });

  test('ends the client if it has changed, and no more requests are sent', async () => {
    const { client, seen } = server(() => Response.json({}));
    let signedIn = 'u1';
    let changes = 0;
    const calls = client({
      session: async () => tokenOf(signedIn),
      personChanged: () => {
        changes += 1;
      },
    });
    await calls.getContract({ contractId: 'ctr_1' });
    signedIn = 'u2';
    calls.refreshSession();
    await expect(calls.release(releaseOf)).rejects.toBeInstanceOf(WorkroomSessionError);
    await expect(calls.release(releaseOf)).rejects.toBeInstanceOf(WorkroomSessionError);
    expect(seen).toHaveLength(1);
    expect(changes).toBeGreaterThan(0);
  });

  test('stays signed in if the session endpoint cannot be reached', async () => {
    const { client } = server(() => Response.json({ id: 'ctr_1' }));
    let isOnline = true;
    const calls = client({
      session: async () => (isOnline ? tokenOf('u1') : Promise.reject(new TypeError('Failed to fetch'))),
    });
    await calls.getContract({ contractId: 'ctr_1' });
    isOnline = false;
    calls.refreshSession();
    await expect(calls.release(releaseOf)).rejects.toBeInstanceOf(WorkroomNetworkError);
    isOnline = true;
    expect(await calls.getContract({ contractId: 'ctr_1' })).toEqual({ id: 'ctr_1' });
  });
});

describe('the person whose session the page uses', () => {
  const answered = (id: string) => Response.json({ id: 'ctr_1' }, { headers: { 'x-workroom-person': id } });

  test('is the one in the first answer, and every later call names them', async () => {
    const { client, seen } = server((_, count) => answered(count === 1 ? 'u_dana' : 'u_lee'));
    const { getContract, release } = client();
    await getContract({ contractId: 'ctr_1' });
    await getContract({ contractId: 'ctr_1' });
    await release(releaseOf);
    expect(seen.map(({ headers }) => headers.get('x-workroom-person'))).toEqual([null, 'u_dana', 'u_dana']);
  });

  test('is signed out: the page is notified and the call is refused', async () => {
    const { client } = server((_, count) => (count === 1 ? answered('u_dana') : problem(409, 'signed_in_as_another')));
    let changes = 0;
    const calls = client({
      personChanged: () => {
        changes += 1;
      },
    });
    await calls.getContract({ contractId: 'ctr_1' });
    await expect(calls.release(releaseOf)).rejects.toMatchObject({ code: 'signed_in_as_another' });
    expect(changes).toBe(1);
  });
});

describe('a page on an origin that the server does not list', () => {
  const at = (location: unknown) => Object.assign(globalThis, { location });
  afterEach(() => at(undefined));
  const released = (origin: string, answers: (init: RequestInit | undefined) => Promise<Response>) =>
    createClient({ baseUrl: `https://${origin}/workroom`, fetch: async (_, init) => answers(init) })
      .release(releaseOf)
      .catch((error: unknown) => error);
  // Like a browser.
  const withheld = async (init: RequestInit | undefined) => {
    if (init?.mode !== 'no-cors') throw new TypeError('Failed to fetch');
    return new Response();
  };

  test('gets an error that says how to fix it', async () => {
    at(new URL('https://shop.test/order'));
    const error = await released('one.test', withheld);
    expect(error).toBeInstanceOf(WorkroomOriginError);
    expect(String(error)).toContain("Add 'https://shop.test' to the `origins` of createWorkroom.");
  });

  test('is not suspected if no server answers, on the same origin, or after an earlier answer', async () => {
    at(new URL('https://shop.test/order'));
    const failing = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await released('two.test', failing)).not.toBeInstanceOf(WorkroomOriginError);
    expect(await released('shop.test', withheld)).not.toBeInstanceOf(WorkroomOriginError);
    await released('three.test', async () => Response.json({}));
    expect(await released('three.test', withheld)).not.toBeInstanceOf(WorkroomOriginError);
  });
});

test('a document is fetched as a printable page', async () => {
  const page = '<!doctype html><title>Receipt</title>';
  const { seen, client } = server(
    () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  );
  const file = await client().documentFile({ contractId: 'ctr_1', documentId: 'doc_1', locale: 'de' });
  expect(new URL(seen[0]?.url ?? '').pathname).toBe('/workroom/contracts/ctr_1/documents/doc_1');
  expect(Object.fromEntries(new URL(seen[0]?.url ?? '').searchParams)).toEqual({ format: 'html', locale: 'de' });
  expect(file.type).toContain('text/html');
  expect(await file.text()).toBe(page);
});
