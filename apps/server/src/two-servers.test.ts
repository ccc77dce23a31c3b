import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Output } from '@workroom/core/api';
import { simulatedFileStorage } from '@workroom/server/node';
import { simulatedProvider } from '@workroom/server/payments';
import { hasPostgres, type Postgres, startPostgres } from '@workroom/toolchain/postgres';
import connect from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBalancer } from './testing/balancer.ts';
import { secretKey, startServer } from './testing/server-process.ts';

type Contract = Output<'Contract'>;

const people = { client: { id: 'u1', name: 'Dana' }, freelancer: { id: 'u2', name: 'Lee' } };
const amount = 50_000;
const [lanes, perLane] = [6, 10];

describe.skipIf(!hasPostgres(18))('two servers with one database, behind a load balancer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workroom-two-servers-'));
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres({ version: 18 });
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('after a kill under load, no answered request is lost or duplicated, and the sweep continues', async () => {
    const DATABASE_URL = await postgres.freshDatabase();
    const env = { DATABASE_URL, WORKROOM_SWEEP_SECONDS: '1', SIMULATED_DIRECTORY: folder };
    const [first, second] = await Promise.all([startServer(env), startServer(env)]);
    const balancer = await startBalancer([first.url, second.url]);
    const api = `${balancer.url}/workroom`;

    /** Repeats a request with its key until a server answers, like a careful client. */
    async function send(method: string, path: string, by: string, key: string, body: unknown, version?: number) {
      for (let tries = 0; tries < 20; tries += 1) {
        const answer = await fetch(`${api}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${by}`,
            'content-type': 'application/json',
            'idempotency-key': key,
            ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
          },
          body: JSON.stringify(body),
        }).catch(() => null);
        if (answer === null || answer.status === 503) continue;
        // The answer itself may be cut off.
        const json = (await answer.json().catch(() => null)) as Contract | null;
        if (json !== null) return { status: answer.status, json };
      }
      throw new Error(`${method} ${path} was never answered`);
    }
    const { json: session } = await send('POST', '/sessions', secretKey, 'session', { user: people.client });
    const { token } = session as unknown as Output<'Session'>;

    /** The answered requests, by title. */
    const answered = new Map<string, Contract>();
    let killed: Promise<unknown> | null = null;
    const lane = async (name: number) => {
      for (let count = 0; count < perLane; count += 1) {
        const title = `deal-${name}-${count}`;
        const milestones = [{ title: 'One', amount }];
        const made = await send('POST', '/contracts', secretKey, title, {
          title,
          currency: 'USD',
          status: 'active',
          ...people,
          milestones,
        });
        expect(made.status).toBe(201);
        answered.set(title, made.json);
        if (answered.size >= 15) killed ??= first.stop('SIGKILL');
        const milestone = `/contracts/${made.json.id}/milestones/${made.json.milestones[0]?.id}`;
        const funded = await send('POST', `${milestone}/fund`, token, `fund-${title}`, {}, made.json.version);
        expect(funded.status).toBe(200);
        answered.set(title, funded.json);
        // The other server takes over a charge of the killed server once its lease has expired.
        if (funded.json.milestones[0]?.state !== 'funded') continue;
        const released = await send(
          'POST',
          `${milestone}/release`,
          token,
          `release-${title}`,
          { amount },
          funded.json.version,
        );
        expect(released.status).toBe(200);
        answered.set(title, released.json);
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, name) => lane(name)));
    await killed;
    expect(killed).not.toBeNull();
    expect(answered.size).toBe(lanes * perLane);
    for (const count of balancer.counts()) expect(count).toBeGreaterThan(0);

    const there = new Map<string, Contract>();
    let cursor = '';
    do {
      const read = await fetch(`${api}/contracts?limit=100${cursor}`, {
        headers: { authorization: `Bearer ${secretKey}` },
      });
      const page = (await read.json()) as Output<'ContractList'>;
      for (const { id, title } of page.data) {
        expect(there.has(title)).toBe(false);
        const one = await fetch(`${api}/contracts/${id}`, { headers: { authorization: `Bearer ${secretKey}` } });
        there.set(title, (await one.json()) as Contract);
      }
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect([...there.keys()].toSorted()).toEqual([...answered.keys()].toSorted());

    const { books } = simulatedProvider({ storage: simulatedFileStorage(folder) });
    let paidOut = 0;
    for (const [title, { id, seq, totals, payments }] of there) {
      const last = answered.get(title);
      expect(id).toBe(last?.id);
      expect(seq).toBeGreaterThanOrEqual(last?.seq ?? 0);
      expect(totals.deposited).toBeGreaterThanOrEqual(last?.totals.deposited ?? 0);
      expect(totals.released).toBe(last?.totals.released);
      const kinds = payments.map(({ kind }) => kind).toSorted();
      expect(kinds).toEqual(totals.released > 0 ? ['charge', 'transfer'] : ['charge']);
      const moved = await books(id);
      // At most once, and at least what the contract shows.
      expect(moved.charged).toBeLessThanOrEqual(amount);
      expect(moved.charged).toBeGreaterThanOrEqual(totals.deposited);
      expect(moved.transferred).toBeLessThanOrEqual(totals.released);
      paidOut += moved.transferred;
    }
    // Nearly all of them: the killed server may have been working on one in each lane.
    expect(paidOut).toBeGreaterThanOrEqual((lanes * perLane - lanes) * amount);

    const sql = connect(DATABASE_URL, { max: 1, onnotice: () => {} });
    await sql.unsafe('delete from workroom.heartbeat');
    await sql.end();
    const hasSwept = async () =>
      /^workroom_since_sweep_seconds \d/m.test(await (await fetch(`${second.metricsUrl}/metrics`)).text());
    await expect.poll(hasSwept, { timeout: 20_000, interval: 200 }).toBe(true);
    await balancer.close();
    expect(await second.stop()).toBe(0);
  });
});
