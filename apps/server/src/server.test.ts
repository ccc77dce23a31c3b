import { connect } from 'node:net';
import { hasPostgres, type Postgres, startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Env, runToItsEnd, type ServerProcess, secretKey, startServer } from './testing/server-process.ts';

const asServer = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
const people = { client: { id: 'u1', name: 'Dana' }, freelancer: { id: 'u2', name: 'Lee' } };

async function create(url: string, key: string): Promise<{ status: number; id: string }> {
  const answer = await fetch(`${url}/workroom/contracts`, {
    method: 'POST',
    headers: { ...asServer, 'idempotency-key': key },
    body: JSON.stringify({
      title: key,
      currency: 'USD',
      status: 'active',
      ...people,
      milestones: [{ title: 'One', amount: 50_000 }],
    }),
  });
  const { id } = (await answer.json()) as { id: string };
  return { status: answer.status, id };
}

describe('a server that cannot start', () => {
  test('prints every reason at once, and exits', async () => {
    const { code, output } = await runToItsEnd({ PORT: 'x' });
    expect(code).toBe(1);
    for (const name of [
      'DATABASE_URL',
      'WORKROOM_SECRET_KEY',
      'WORKROOM_SESSION_SECRET',
      'PORT',
      'STRIPE_SECRET_KEY',
    ]) {
      expect(output).toContain(`- ${name}`);
    }
    expect(output).not.toContain('    at ');
  });

  test('prints why the database cannot be used', async () => {
    await expect(startServer({ DATABASE_URL: 'postgres://127.0.0.1:1/none' })).rejects.toThrow('workroom doctor');
  });
});

describe.skipIf(!hasPostgres(18))('a server', () => {
  let postgres: Postgres;
  let server: ServerProcess;
  const start = async (env: Env = {}) => startServer({ DATABASE_URL: await postgres.freshDatabase(), ...env });
  beforeAll(async () => {
    postgres = await startPostgres({ version: 18 });
    server = await start({ WORKROOM_POLICY: '{"reviewDays":7}', WORKROOM_ORIGINS: 'https://market.example' });
  });
  afterAll(async () => {
    await server.stop();
    await postgres.stop();
  });

  test('answers the liveness and readiness checks, and serves the API with its settings', async () => {
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${server.url}/ready`)).json()).toEqual({ status: 'ok' });
    const { id } = await create(server.url, 'set-up');
    const answer = await fetch(`${server.url}/workroom/contracts/${id}`, {
      headers: { ...asServer, origin: 'https://market.example' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://market.example');
    expect(await answer.json()).toMatchObject({ policy: { reviewDays: 7 } });
  });

  test('rules 60 and 70: uses the configured language, and documents name the configured issuer', async () => {
    const own = await start({
      WORKROOM_PAYMENTS: 'simulated',
      WORKROOM_DEFAULT_LOCALE: 'de',
      WORKROOM_ISSUER: '{"legalName":"Markt GmbH","address":"Hauptstr. 1\\n10115 Berlin"}',
    });
    const { id } = await create(own.url, 'german');
    const contract = `${own.url}/workroom/contracts/${id}`;
    const read = async (path = '') => (await fetch(`${contract}${path}`, { headers: asServer })).json();
    const { version, milestones } = await read();
    const { token } = await (
      await fetch(`${own.url}/workroom/sessions`, {
        method: 'POST',
        headers: asServer,
        body: JSON.stringify({ user: people.client }),
      })
    ).json();
    await fetch(`${contract}/milestones/${milestones[0].id}/fund`, {
      method: 'POST',
      headers: {
        ...asServer,
        authorization: `Bearer ${token}`,
        'idempotency-key': 'fund',
        'if-match': `"${version}"`,
      },
      body: '{}',
    });
    expect((await read('/documents')).data).toMatchObject([
      {
        locale: 'de',
        issuer: { legalName: 'Markt GmbH', address: 'Hauptstr. 1\n10115 Berlin' },
        lines: [{ label: 'Einzahlung für „One“' }],
      },
    ]);
    await own.stop();
  });

  test('keeps idle connections open longer than load balancers do', async () => {
    const { headers } = await fetch(`${server.url}/health`);
    expect(headers.get('keep-alive')).toBe('timeout=75');
    const own = await start({ WORKROOM_KEEP_ALIVE_SECONDS: '620', WORKROOM_HEADERS_SECONDS: '120' });
    expect((await fetch(`${own.url}/health`)).headers.get('keep-alive')).toBe('timeout=620');
    await own.stop();
  });

  test('answers an HTTP/1.0 probe, which has no Host header', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname).setEncoding('utf8');
    socket.write('GET /ready HTTP/1.0\r\n\r\n');
    let text = '';
    for await (const part of socket) text += part;
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  test('exports metrics for Prometheus', async () => {
    await create(server.url, 'counted');
    await fetch(`${server.url}/workroom/contracts/ctr_0`, { headers: asServer });
    const text = await (await fetch(`${server.metricsUrl}/metrics`)).text();
    expect(text).toMatch(/workroom_requests_total\{operation="createContract",status="201"\} [1-9]/);
    expect(text).toMatch(/workroom_requests_total\{operation="getContract",status="404"\} [1-9]/);
    expect(text).toMatch(/workroom_commit_seconds_count\{outcome="done"\} [1-9]/);
    expect(text).toMatch(/workroom_contracts\{status="active"\} [1-9]/);
    expect(text).toMatch(/workroom_attention\{reason="frozen"\} \d/);
    for (const name of ['parked_payments', 'due_deadlines', 'oldest_outbox_seconds', 'since_sweep_seconds']) {
      expect(text).toMatch(new RegExp(`^workroom_${name} \\d`, 'm'));
    }
    // The API's own port has no metrics.
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  });

  test('on SIGTERM ends streams, completes requests in progress and exits with 0', async () => {
    const own = await start({ WORKROOM_SHUTDOWN_SECONDS: '120' });
    const { id } = await create(own.url, 'streamed');
    const stream = await fetch(`${own.url}/workroom/contracts/${id}/stream`, { headers: asServer });
    const reading = stream.text();
    const answers = Promise.all(Array.from({ length: 10 }, (_, place) => create(own.url, `late-${place}`)));
    const answered = await answers;
    const stoppedAtMs = performance.now();
    expect(await own.stop()).toBe(0);
    // It does not wait for connections that clients would keep open.
    expect(performance.now() - stoppedAtMs).toBeLessThan(60_000);
    await reading;
    expect(answered.map(({ status }) => status)).toEqual(answered.map(() => 201));
  });
});
