import type { Output, WireContract } from '@workroom/core/api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyEvidence } from '../evidence/verify.ts';
import type { Database } from '../store/database.ts';
import { storeOver } from '../store/store-over.ts';
import { type Market, openMarket } from '../testing/market.test.support.ts';
import { openOwnDatabase } from '../testing/own-database.test.support.ts';
import { acts, markedDeals, pictureOf, somebody } from './marked-deals.test.support.ts';

let database: Database;
let market: Market;
let deals: ReturnType<typeof markedDeals>;
/** Requests that were sent with an idempotency key. */
let keyed: Parameters<Market['send']>[] = [];
/** Texts sent by webhook and mail; they wait while the receiver does not answer. */
let left: string[] = [];
let isAnswering = false;
function receive(text: string) {
  if (!isAnswering) throw new Error('Nobody answers.');
  left.push(text);
  return { status: 204 };
}
beforeAll(async () => {
  database = await openOwnDatabase();
  market = openMarket({
    database: storeOver(database, 'workroom'),
    webhooks: { sender: async ({ body }) => receive(body) },
    mail: {
      send: async (mail) => void receive(JSON.stringify(mail)),
      addressOf: ({ id }) => `${id}@market.example`,
      events: 'all',
      links: ({ contractId }) => `https://market.example/${contractId}`,
    },
  });
  await market.workroom.migrate();
  await market.send('createWebhookEndpoint', 'server', { body: { url: 'https://shop.example/hook' } });
  deals = markedDeals(market, database);
  const { send } = market;
  market.send = (...sent) => {
    if (sent[2]?.key !== undefined) keyed.push(sent);
    return send(...sent);
  };
}, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await database.close();
});

describe('rule 68: a person is erased', () => {
  test('from every column of every table, and other people are kept', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...acts, ...acts], { minLength: 4 }),
        fc.boolean(),
        async (does, isClient) => {
          isAnswering = false;
          keyed = [];
          const [client, freelancer] = [somebody(), somebody()];
          const { contractId, others } = await deals.deal(client, freelancer, does);
          const [gone, other] = isClient ? [client, freelancer] : [freelancer, client];
          const before = await deals.exported(contractId);
          const countOf = (text: string, mark: string) => text.split(mark).length - 1;
          const ofOther = countOf(JSON.stringify(before), other.mark);
          expect(JSON.stringify(before)).toContain(gone.mark);

          const answer = await deals.erase(gone.id);
          expect(answer).toMatchObject({ status: 200, body: { personId: gone.id, contracts: 1 } });
          expect((answer.body as Output<'PersonErasure'>).retained.length).toBeGreaterThan(0);

          expect(await deals.rowsWith(gone.mark)).toEqual([]);
          const after = await deals.exported(contractId);
          expect(JSON.stringify(after)).not.toContain(gone.mark);
          expect(countOf(JSON.stringify(after), other.mark)).toBe(ofOther);
          // The hashes are unchanged, and an earlier head is still in the chain.
          expect(after.events.slice(0, before.events.length).map(({ hash }) => hash)).toEqual(
            before.events.map(({ hash }) => hash),
          );
          expect(after.movements).toEqual(before.movements);
          expect(await verifyEvidence(JSON.stringify(after), { knownHead: before.head })).toMatchObject({
            holds: true,
            onTrust: [],
          });
          expect(after.events.slice(before.events.length).map(({ type }) => type)).toEqual(['text.erased']);
          // Waiting deliveries no longer contain the text, and no log ever did.
          left = [];
          isAnswering = true;
          const mentionsErasure = (text: string) => text.includes(contractId) && text.includes('text.erased');
          for (let hours = 0; hours < 48 && !left.some(mentionsErasure); hours += 1) {
            market.system.ms += 3_600_000;
            await market.workroom.sweep();
          }
          expect(left.filter(mentionsErasure)).toHaveLength(1);
          expect(left.filter((text) => text.includes(gone.mark))).toEqual([]);
          expect(market.lines.filter((line) => JSON.stringify(line).includes('mark'))).toEqual([]);

          expect((await deals.erase(gone.id)).body).toEqual(answer.body);
          // Repeated requests are answered from the remaining data and do not restore any text.
          for (const [name, as, sent] of [...keyed]) {
            const repeated = await market.send(name, as, sent);
            expect([name, repeated.status < 300, repeated.headers.get('idempotency-replayed')]).toEqual([
              name,
              true,
              'true',
            ]);
            expect(JSON.stringify(repeated.body)).not.toContain(gone.mark);
          }
          expect(await deals.rowsWith(gone.mark)).toEqual([]);
          expect((await deals.exported(contractId)).events).toHaveLength(after.events.length);
          // Once everybody has been erased, the texts of the marketplace's server are erased too.
          for (const { id, mark } of [other, ...others]) {
            await deals.erase(id);
            expect(await deals.rowsWith(mark)).toEqual([]);
          }
          const last = await deals.exported(contractId);
          expect(last.contract.title).toBe('[deleted]');
          expect(await verifyEvidence(JSON.stringify(last), { knownHead: before.head })).toMatchObject({ holds: true });
        },
      ),
      { numRuns: 4 },
    );
  });

  test('a picture is stored with the name, is in no event, and is erased with the name', async () => {
    const [client, freelancer] = [somebody(), somebody()];
    const { contractId } = await deals.deal(client, freelancer, ['message']);
    const pictures = async () => {
      const { members } = (await market.send('getContract', 'server', { params: { contractId } })).body as WireContract;
      return [...members.client, ...members.freelancer].map(({ avatarUrl }) => avatarUrl);
    };
    expect(await pictures()).toEqual([pictureOf(client), pictureOf(freelancer)]);
    expect(JSON.stringify(await deals.exported(contractId))).not.toContain('pictures.example');
    await deals.erase(client.id);
    expect(await pictures()).toEqual([null, pictureOf(freelancer)]);
  });

  test('and their name and texts are shown as deleted', async () => {
    const [client, freelancer] = [somebody(), somebody()];
    const { contractId } = await deals.deal(client, freelancer, ['message']);
    await deals.erase(client.id);
    const reader = { id: freelancer.id, name: freelancer.name };
    const contract = (await market.send('getContract', reader, { params: { contractId } })).body as WireContract;
    expect(contract.client).toEqual({ id: client.id, name: 'Deleted user' });
    const { data } = (await market.send('getTimeline', reader, { params: { contractId } })).body as Output<'Timeline'>;
    expect(data.find(({ type }) => type === 'message.posted')).toMatchObject({
      actor: { id: client.id, name: 'Deleted user' },
      data: { text: '[deleted]' },
    });
    const notifications = (await market.send('listNotifications', reader)).body as Output<'NotificationList'>;
    expect(notifications.data.find(({ type }) => type === 'message.posted')).toMatchObject({
      title: 'Message from Deleted user',
      text: '[deleted]',
    });
  });

  test('only once all their contracts have ended and no payment is open; nothing is erased before', async () => {
    const [client, freelancer] = [somebody(), somebody()];
    await deals.deal(client, freelancer, []);
    const { contractId, at } = await (async () => {
      const made = await market.create(50_000);
      const members = {
        client: [
          { id: 'u_client', name: 'Dana' },
          { id: client.id, name: client.name },
        ],
        freelancer: [{ id: 'u_freelancer', name: 'Lee' }],
      };
      await market.contract('setMembers', 'server', { params: { contractId: made.contractId }, body: members });
      return made;
    })();
    await market.contract('fund', { id: client.id, name: client.name }, { params: at(0), body: {} });
    const before = await deals.everything();
    const refused = await market.problem('erasePerson', 'server', { params: { personId: client.id } });
    expect(refused).toMatchObject({ status: 409, code: 'person_has_open_contract' });
    expect(refused.detail).toContain(contractId);
    expect(await deals.everything()).toEqual(before);
  });

  test('if unknown, without storing anything, and only by the server', async () => {
    const nothing = { personId: 'nobody', contracts: 0, texts: 0, erasedAt: null, retained: [] };
    expect((await deals.erase('nobody')).body).toEqual(nothing);
    expect((await market.send('erasePerson', { id: 'x', name: 'X' }, { params: { personId: 'nobody' } })).status).toBe(
      403,
    );
  });
});
