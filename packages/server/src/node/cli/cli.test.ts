import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasPostgres, type Postgres, startPostgres } from '@workroom/toolchain/postgres';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, freelancer, openMarket, secretKey, sessionSecret } from '../../testing/market.test.support.ts';
import { toNodeHandler } from '../to-node-handler.ts';
import { runCli } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'workroom-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function workroom(args: readonly string[], env: Record<string, string> = {}) {
  const out: string[] = [];
  const notes: string[] = [];
  const code = await runCli(args, {
    env,
    out: (line) => out.push(line),
    note: (line) => notes.push(line),
    flushed: async () => true,
    nowMs: Date.now,
    fetch,
  });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

describe('the command', () => {
  test('starts as a separate program', async () => {
    const main = join(import.meta.dirname, 'main.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@workroom/source', main, '--help']);
    for (const name of [
      'migrate',
      'status',
      'sweep',
      'reconcile',
      'queue',
      'ledger',
      'freeze',
      'unfreeze',
      'verify',
      'session',
      'doctor',
    ])
      expect(stdout).toContain(name);
  });

  test('reports a mistake in one line with the fix, and shows no secret of the environment', async () => {
    const wrong = [
      await workroom(['migrate']),
      await workroom(['migrate', '--database', 'mysql://db']),
      await workroom(['sweep']),
      await workroom(['reconcile']),
      await workroom(['reconcile', '--contract', 'mine', '--url', 'https://market.example/workroom']),
      await workroom(['sweep', '--url', 'https://market.example/workroom']),
      await workroom(['session', '--user', 'u1', '--session-secret', 'short']),
      await workroom(['session', '--user', 'u1', '--ttl', 'soon']),
      await workroom(['queue']),
      await workroom([
        'queue',
        '--reason',
        'late',
        '--url',
        'https://market.example/workroom',
        '--secret-key',
        secretKey,
      ]),
      await workroom(['freeze', 'ctr_1']),
      await workroom(['freeze', 'ctr_1', '--reason', 'It looks stolen.']),
      await workroom(['verify']),
      await workroom(['verify', join(folder, 'nothing.json')]),
      await workroom(['doctor']),
      await workroom(['dance']),
      await workroom(['status', '--database', 'postgres://u:hunter2@127.0.0.1:1/none']),
    ];
    expect(wrong.map(({ code }) => code)).toEqual(wrong.map(() => 2));
    for (const { notes } of wrong) {
      expect(notes).toMatch(/\S/);
      expect(notes).not.toMatch(/\n {4}at |hunter2/);
    }
    const help = await workroom(['status', '--help'], { DATABASE_URL: 'postgres://u:hunter2@db/market' });
    expect(help).toMatchObject({ code: 0, out: expect.not.stringContaining('hunter2') });
  });
});

describe('over an embedded database', () => {
  const database = join(folder, 'embedded');

  test('migrate creates the tables once; status lists what exists, and before that what is missing', async () => {
    const before = await workroom(['status', '--database', database]);
    expect(before).toMatchObject({ code: 1, out: expect.stringContaining('workroom migrate') });
    expect((await workroom(['migrate', '--database', database])).out).toContain('applied 0001-contracts');
    expect((await workroom(['migrate'], { DATABASE_URL: database })).out).toContain('up to date');
    const { out, code } = await workroom(['status', '--database', database, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: { missing: [], newer: [] },
      figures: { contracts: {}, dueDeadlines: 0, parkedPayments: 0, outboxWaiting: 0, sinceSweepMs: null },
    });
  }, 240_000);
});

describe.skipIf(!hasPostgres(18))('over PostgreSQL and a running service', () => {
  let server: Postgres;
  let database: string;
  let url: string;
  let stop: () => Promise<void>;
  let contractId: string;
  beforeAll(async () => {
    server = await startPostgres({ version: 18 });
    database = await server.freshDatabase();
    const market = openMarket({ database, systemNow: Date.now, origins: ['https://market.example'] });
    const handler = toNodeHandler(market.workroom);
    // A marketplace's server with pages of its own.
    const listening = createServer((request, response) =>
      request.url?.startsWith('/workroom/')
        ? handler(request, response)
        : response.writeHead(404).end('<h1>Not here</h1>'),
    );
    await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/workroom`;
    ({ contractId } = await market.create(50_000));
    stop = async () => {
      await market.workroom.close();
      listening.close();
    };
  }, 240_000);
  afterAll(async () => {
    await stop();
    await server.stop();
  });

  test('session: a token that the service accepts, made with the secret or by a request', async () => {
    const asClient = ['session', '--user', client.id, '--name', client.name];
    const signed = await workroom([...asClient, '--session-secret', sessionSecret]);
    const asked = await workroom([...asClient, '--url', url, '--secret-key', secretKey, '--json']);
    for (const token of [signed.out, JSON.parse(asked.out).token]) {
      const answer = await fetch(`${url}/contracts/${contractId}`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(200);
    }
    const bound = await workroom([
      'session',
      '--user',
      freelancer.id,
      '--contract',
      'ctr_0',
      '--session-secret',
      sessionSecret,
    ]);
    const refused = await fetch(`${url}/contracts/${contractId}`, {
      headers: { authorization: `Bearer ${bound.out}` },
    });
    expect(refused.status).toBe(404);
  });

  test('session: limited to origins and an audience; an invalid origin is refused', async () => {
    const signed = ['session', '--user', client.id, '--session-secret', sessionSecret];
    const { out: token } = await workroom([...signed, '--origin', 'https://market.example', 'https://other.example/x']);
    const from = async (origin: string) => {
      const headers = { authorization: `Bearer ${token}`, origin };
      return (await fetch(`${url}/contracts/${contractId}`, { headers })).status;
    };
    expect(await Promise.all(['https://market.example', 'https://other.example'].map(from))).toEqual([200, 200]);
    expect(await Promise.all(['https://evil.example', 'null'].map(from))).toEqual([403, 403]);
    for (const origin of ['market.example', 'data:text/html,x', 'file:///page.html'])
      expect(await workroom([...signed, '--origin', origin])).toMatchObject({ code: 2 });

    const elsewhere = await workroom([...signed, '--audience', 'another-market']);
    const answer = await fetch(`${url}/contracts`, { headers: { authorization: `Bearer ${elsewhere.out}` } });
    expect(answer.status).toBe(401);
  });

  test('sweep: once, on the service', async () => {
    const { code, out } = await workroom(['sweep', '--url', url, '--secret-key', secretKey, '--json']);
    expect([code, JSON.parse(out)]).toEqual([0, { deadlines: 0, reminders: 0, payments: 0, deliveries: 0 }]);
    const wrongPlace = await workroom(['sweep', '--url', url.replace('/workroom', ''), '--secret-key', secretKey]);
    expect(wrongPlace).toMatchObject({ code: 2, notes: expect.stringContaining('base path') });
    const wrongKey = await workroom(['sweep', '--url', url, '--secret-key', 'wk_wrong_0123456789abcdefghi']);
    expect(wrongKey).toMatchObject({ code: 2, notes: expect.stringContaining('secretKeys') });
  });

  test('sweep: with a custom set-up', async () => {
    const file = join(import.meta.dirname, 'set-up.test.support.ts');
    const { code, out } = await workroom(['sweep', '--config', file]);
    expect([code, out]).toEqual([0, expect.stringContaining('0 deadlines applied')]);
    const none = await workroom(['sweep', '--config', join(folder, 'none.js')]);
    expect(none).toMatchObject({ code: 2, notes: expect.stringContaining('cannot be loaded') });
  }, 240_000);

  test('reconcile: lists the differences with the next step, and exits with 1', async () => {
    const asked = ['reconcile', '--url', url, '--secret-key', secretKey];
    expect(await workroom(asked)).toMatchObject({ code: 0, out: '1 contracts, no differences.' });
    const sql = postgres(database, { onnotice: () => {} });
    await sql.unsafe('update workroom.contract set deposited = 7, held = 7');
    const { code, out } = await workroom([...asked, '--contract', contractId]);
    const json = await workroom([...asked, '--json']);
    await sql.unsafe('update workroom.contract set deposited = 0, held = 0');
    await sql.end();
    expect([code, json.code]).toEqual([1, 1]);
    expect(out).toContain(`✗ totals_do_not_add_up: ${contractId}, deposited: 0 expected, 7 found`);
    expect(JSON.parse(json.out)).toMatchObject({ checked: 1, differences: [{ about: 'deposited' }, { found: 0 }] });
    expect(await workroom([...asked, '--contract', 'ctr_0'])).toMatchObject({ code: 2 });
  });

  test('freeze, queue, unfreeze: a contract is frozen, is in the queue, and is unfrozen', async () => {
    const at = ['--url', url, '--secret-key', secretKey];
    expect(await workroom(['queue', ...at])).toMatchObject({ code: 0, out: 'No contract needs attention.' });
    const frozen = await workroom(['freeze', contractId, '--reason', 'The bank asked.', ...at]);
    expect(frozen).toMatchObject({ code: 0, out: expect.stringContaining('by server: The bank asked.') });
    const found = await workroom(['queue', '--reason', 'frozen', 'disputed', ...at]);
    expect(found).toMatchObject({ code: 1, out: expect.stringContaining(`${contractId}  frozen for `) });
    const json = await workroom(['queue', '--json', ...at]);
    expect(JSON.parse(json.out)).toMatchObject([{ id: contractId, attention: [{ reason: 'frozen' }] }]);
    const going = await workroom(['unfreeze', contractId, '--reason', 'It is settled.', ...at]);
    expect(going).toMatchObject({ code: 0, out: `${contractId} is not frozen. Its clocks run.` });
    expect((await workroom(['queue', ...at])).code).toBe(0);
    const twice = await workroom(['unfreeze', contractId, '--reason', 'Again.', ...at]);
    expect(twice).toMatchObject({ code: 2, notes: expect.stringContaining('answered 409') });
  });

  test('verify: an exported file and the whole database; the first changed entry is named', async () => {
    const answer = await fetch(`${url}/contracts/${contractId}/export`, {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    const evidence = await answer.text();
    const [good, bad] = [join(folder, 'good.json'), join(folder, 'bad.json')];
    writeFileSync(good, evidence);
    writeFileSync(bad, evidence.replaceAll('"amount":50000', '"amount":5000'));
    const held = await workroom(['verify', good, '--json']);
    expect([held.code, JSON.parse(held.out)]).toEqual([0, expect.objectContaining({ holds: true, events: 4 })]);
    expect(await workroom(['verify', bad])).toMatchObject({ code: 1, out: expect.stringContaining('Event 2') });
    expect((await workroom(['verify', good, '--known-head', 'f'.repeat(64)])).code).toBe(1);

    expect(await workroom(['verify', '--database', database])).toMatchObject({
      code: 0,
      out: '1 contracts, all events unchanged.',
    });
    const sql = postgres(database, { onnotice: () => {} });
    await sql.unsafe(`alter table workroom.event disable trigger all;
      update workroom.event set data = '{"text":"other"}' where seq = 2`);
    const { code, out } = await workroom(['verify', '--database', '--json'], { DATABASE_URL: database });
    expect([code, JSON.parse(out)]).toEqual([1, { contracts: 1, broken: [{ contractId, entry: 2 }] }]);
    await sql.unsafe('delete from workroom.event where seq = 2');
    expect((await workroom(['verify', '--database', database])).code).toBe(1);
    await sql.end();
  });

  describe('doctor', () => {
    const findings = async (...args: readonly string[]) => {
      const { code, out } = await workroom(['doctor', '--json', ...args]);
      const { findings } = JSON.parse(out) as {
        findings: { level: string; check: string; found: string; fix: string }[];
      };
      return { code, of: (check: string) => findings.find((each) => each.check === check) };
    };

    test('asks the payment provider of a configured Workroom', async () => {
      const file = join(import.meta.dirname, 'second-set-up.test.support.ts');
      const { code, of } = await findings('--provider', '--config', file);
      expect([code, of('payment provider')]).toMatchObject([
        0,
        { level: 'well', found: 'this provider has no checks' },
      ]);
      expect(await workroom(['doctor', '--provider'])).toMatchObject({
        code: 2,
        notes: expect.stringContaining('--config'),
      });
    });

    test('finds a wrong base path and names the right one', async () => {
      const { code, of } = await findings('--url', url.replace('/workroom', '/api'));
      expect([code, of('base path')]).toMatchObject([1, { level: 'wrong', fix: expect.stringContaining(url) }]);
      expect((await findings('--url', url)).of('base path')?.level).toBe('well');
      expect((await findings('--url', 'http://127.0.0.1:1/workroom')).of('service')?.found).toContain(
        'cannot be reached',
      );
    });

    test('finds a missing origin and an unknown key', async () => {
      const { of } = await findings('--url', url, '--origin', 'https://market.example', 'https://market.example.evil');
      expect(of('origin https://market.example')?.level).toBe('well');
      expect(of('origin https://market.example.evil')).toMatchObject({
        level: 'wrong',
        fix: expect.stringContaining('`origins`'),
      });
      expect((await findings('--url', url, '--secret-key', secretKey)).of('secret key')?.level).toBe('well');
      expect((await findings('--url', url, '--secret-key', 'wk_other')).of('secret key')?.level).toBe('wrong');
    });

    test('finds missing tables and a database that does not answer', async () => {
      const empty = await server.freshDatabase();
      expect((await findings('--database', empty)).of('tables')).toMatchObject({
        level: 'wrong',
        fix: expect.stringContaining('workroom migrate'),
      });
      expect((await findings('--database', 'postgres://127.0.0.1:1/none')).of('database')?.level).toBe('wrong');
    });

    test('checks a database that is set up', async () => {
      const fresh = await server.freshDatabase();
      await workroom(['migrate', '--database', fresh]);
      const { of } = await findings('--database', fresh);
      expect(of('tables')?.level).toBe('well');
      expect(of('clock')?.level).toBe('well');
      // The server of the tests trades durability for speed.
      expect(of('durability')).toMatchObject({ level: 'wrong', found: expect.stringContaining('fsync') });
      expect(of('sweep')).toMatchObject({ level: 'wrong', found: 'no sweep has run yet' });
      const swept = await findings('--database', database);
      expect(swept.of('sweep')?.level).toBe('well');
    });
  });
});
