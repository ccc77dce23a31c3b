import type { PGlite } from '@electric-sql/pglite';
import type { Output, WireContract } from '@workroom/core/api';
import { drizzle } from 'drizzle-orm/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceOf } from '../evidence/evidence.ts';
import { evidenceHtml } from '../evidence/html.ts';
import { verifyEvidence } from '../evidence/verify.ts';
import { wordsIn } from '../language/readers.ts';
import { createInMemory } from '../store/pglite-cluster.ts';
import { client, freelancer, type Market, openMarket } from '../testing/market.test.support.ts';

const colleague = { id: 'u_colleague', name: 'Cleo' };
let pglite: PGlite;
let market: Market;
const asked: { actor: string; command: string }[] = [];
beforeAll(async () => {
  pglite = await createInMemory();
  market = openMarket({
    database: drizzle(pglite),
    authorize({ actor, command }) {
      asked.push({ actor: actor === 'server' ? actor : actor.id, command: command.type });
      return true;
    },
  });
  await market.workroom.migrate();
}, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await pglite.close();
});

async function funded() {
  const deal = await market.create(20_000, 30_000);
  const params = { contractId: deal.contractId };
  await market.contract('fund', client, { params: deal.at(0), body: {} });
  const approvals = { client: [{ command: 'release', of: 2 }] };
  await market.contract('setMembers', 'server', { params, body: { client: [colleague], freelancer: [], approvals } });
  return { ...deal, params };
}

async function waiting(key = 'first') {
  const deal = await funded();
  const ifMatch = await versionOf(deal.params);
  const release = { params: deal.at(0), body: { amount: 20_000, note: 'A secret note.' }, key, ifMatch };
  const answer = await market.send('release', client, release);
  const [request] = (answer.body as WireContract).approvals;
  return { ...deal, release, answer, approval: { ...deal.params, approvalId: request?.id ?? '' }, request };
}

const read = (params: { contractId: string }, as: Parameters<Market['contract']>[1]) =>
  market.contract('getContract', as, { params });
const versionOf = async (params: { contractId: string }) => (await read(params, client)).version;

describe('rule 63: a command that needs an approval', () => {
  test('answers 202 with the contract and its request, and is executed by the last approval', async () => {
    const { answer, approval, params, request } = await waiting();
    expect(answer.status).toBe(202);
    expect(request).toMatchObject({
      command: 'release',
      side: 'client',
      amount: 20_000,
      body: { amount: 20_000, note: 'A secret note.' },
      approvedBy: [{ id: client.id }],
      needed: 2,
      state: 'open',
    });
    asked.length = 0;
    const done = await market.send('approve', colleague, {
      params: approval,
      key: 'a',
      ifMatch: await versionOf(params),
    });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      milestones: [{ state: 'paid' }, {}],
      approvals: [{ state: 'done', body: null }],
      totals: { released: 20_000 },
    });
    // The hook is also called for the resulting command, with the requester as the actor.
    expect(asked.slice(0, 2)).toEqual([
      { actor: colleague.id, command: 'approve' },
      { actor: client.id, command: 'release' },
    ]);
  });

  test('answers 202 to a repeat, without a second request', async () => {
    const { release, approval, params } = await waiting('again');
    await market.contract('approve', colleague, { params: approval });
    const repeat = await market.send('release', client, release);
    expect([repeat.status, repeat.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
    expect((repeat.body as WireContract).approvals).toMatchObject([{ state: 'done' }]);
    expect((await read(params, client)).totals.released).toBe(20_000);
  });

  test('needs the current version for the request and for the last approval', async () => {
    const { approval, at } = await waiting('versions');
    expect(await market.problem('approve', colleague, { params: approval, key: 'k', ifMatch: 1 })).toMatchObject({
      code: 'edited_meanwhile',
    });
    const other = await funded();
    const stale = { params: other.at(0), body: { amount: 20_000 }, key: 'stale', ifMatch: 1 };
    expect(await market.problem('release', client, stale)).toMatchObject({ code: 'edited_meanwhile' });
    expect(at(0)).toBeDefined();
  });

  test('is not shown to the other side on the contract, timeline, notifications or evidence', async () => {
    const { params } = await waiting('private');
    const theirs = await read(params, freelancer);
    expect([theirs.approvals, theirs.approvalRules.client]).toEqual([[], null]);
    const everything = async (as: typeof client) => [
      (await market.send('getTimeline', as, { params })).body,
      ((await market.send('listNotifications', as)).body as Output<'NotificationList'>).data.filter(
        ({ contractId }) => contractId === params.contractId,
      ),
      (await market.send('exportContract', as, { params })).body,
    ];
    expect(JSON.stringify(await everything(freelancer))).not.toMatch(/A secret note/);
    const own = (await market.send('exportContract', client, { params })).body as Output<'Evidence'>;
    expect(JSON.stringify(own)).toMatch(/A secret note/);
    for (const as of [client, freelancer, 'server'] as const) {
      const { body } = await market.send('exportContract', as, { params });
      expect(await verifyEvidence(JSON.stringify(body))).toMatchObject({ holds: true, erased: 0 });
      let page = '';
      for await (const piece of evidenceHtml(
        sourceOf(body as Output<'Evidence'>),
        await wordsIn('en', { locale: 'en', timeZone: 'UTC' }),
      ))
        page += piece;
      expect(page.includes('not shown to this side')).toBe(as === freelancer);
      expect(await verifyEvidence(page)).toMatchObject({ holds: true });
    }
  });

  test('notifies those who may approve', async () => {
    const { params } = await waiting('told');
    const of = async (as: typeof client) =>
      ((await market.send('listNotifications', as)).body as Output<'NotificationList'>).data
        .filter(({ contractId, type }) => contractId === params.contractId && type === 'approval.requested')
        .map(({ title, text }) => `${title}. ${text}`);
    expect(await of(colleague)).toEqual([expect.stringContaining('is asking for your approval')]);
    expect((await of(colleague))[0]).toContain('Release $200.00');
    expect([await of(client), await of(freelancer)]).toEqual([[], []]);
  });

  test('is closed, not executed, if a later version cannot read it', async () => {
    const { approval, params } = await waiting('old');
    await pglite.query(
      `update workroom.contract set approvals = jsonb_set(approvals, '{0,command,amount}', '"all of it"') where id = $1`,
      [params.contractId],
    );
    expect(await read(params, client)).toMatchObject({ approvals: [{ state: 'open', body: null }] });
    expect(
      await market.problem('approve', colleague, { params: approval, key: 'x', ifMatch: await versionOf(params) }),
    ).toMatchObject({
      code: 'approval_not_open',
    });
    await market.contract('postMessage', client, { params, body: { text: 'Hello' } });
    expect(await read(params, client)).toMatchObject({ approvals: [{ state: 'void' }], totals: { released: 0 } });
  });

  test('expires by itself, and the sweep records it', async () => {
    const { params } = await waiting('late');
    market.clock.advance(8 * 86_400_000);
    await market.send('sweep', 'server');
    expect((await read(params, client)).approvals).toMatchObject([{ state: 'expired' }]);
  });
});

test('rule 62: roles and rules in requests are validated, with pointers', async () => {
  const { params } = await funded();
  const set = (body: object) => market.problem('setMembers', 'server', { params, body });
  const client2 = { client: [colleague], freelancer: [] };
  expect(await set({ ...client2, client: [{ ...colleague, roles: ['boss'] }] })).toMatchObject({
    code: 'invalid_request',
  });
  const approvals = (rule: object) => ({ ...client2, approvals: { client: [rule] } });
  expect(await set(approvals({ command: 'make_offer', of: 2 }))).toMatchObject({ code: 'invalid_request' });
  expect(await set(approvals({ command: 'propose', above: 5, of: 2 }))).toMatchObject({ code: 'invalid_request' });
  expect(await set(approvals({ command: 'release', of: 1 }))).toMatchObject({ code: 'invalid_request' });
  expect(await set(approvals({ command: 'release', of: 4 }))).toMatchObject({ code: 'too_few_approvers' });
});
