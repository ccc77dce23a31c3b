import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issuerId } from '../billing-details.ts';
import { client, type Market, openMarket } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const store = ownStore();
const issuer = { legalName: 'Market Ltd', address: '1 Main Street\nDublin' };
let market: Market;
beforeAll(async () => {
  await store.migrate();
  market = openMarket({ database: store, issuer });
  await market.workroom.ready;
}, 60_000);
afterAll(async () => {
  await market.workroom.close();
  await store.close();
});

const details = {
  legalName: 'Dana Deal GmbH',
  address: 'Hauptstr. 1\n10115 Berlin',
  taxId: 'DE123456789',
  email: 'billing@deal.example',
  locale: 'de',
  timeZone: 'Europe/Berlin',
};
const put = (personId: string, body: object) => market.send('setPerson', 'server', { params: { personId }, body });
const get = (personId: string) => market.send('getPerson', 'server', { params: { personId } });

describe('rule 60: billing details', () => {
  test('are set and read by the server', async () => {
    expect((await put('u_1', details)).body).toMatchObject({ id: 'u_1', ...details, version: 1 });
    expect((await get('u_1')).body).toMatchObject({ ...details, version: 1, updatedAt: '2026-03-02T09:00:00.000Z' });
    const params = { personId: client.id };
    expect(await market.problem('getPerson', client, { params })).toMatchObject({ code: 'forbidden_for_role' });
    expect(await market.problem('setPerson', client, { params, body: {} })).toMatchObject({
      code: 'forbidden_for_role',
    });
  });

  test('get a new version with each change, and only with a change', async () => {
    await put('u_2', details);
    expect((await put('u_2', details)).body).toMatchObject({ version: 1 });
    expect((await put('u_2', { locale: 'fr' })).body).toMatchObject({ version: 2, locale: 'fr', legalName: null });
    const versions = (await store.people.versions(['u_2'])).get('u_2');
    expect(versions?.map(({ version, locale }) => [version, locale])).toEqual([
      [1, 'de'],
      [2, 'fr'],
    ]);
  });

  test('set in parallel are numbered without gaps', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map((legalName) => put('u_3', { legalName })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const versions = (await store.people.versions(['u_3'])).get('u_3');
    expect(versions?.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  test.each([
    ['/locale', { locale: 'not a language' }],
    ['/timeZone', { timeZone: 'Mars/Olympus' }],
    ['/email', { email: 'nowhere' }],
    ['/iban', { iban: 'DE00' }],
  ])('are rejected with a pointer to %s', async (pointer, body) => {
    expect((await put('u_4', body)).body).toMatchObject({ code: 'invalid_request', errors: [{ pointer }] });
    expect((await get('u_4')).status).toBe(404);
  });

  test('are erased with the person (rule 68)', async () => {
    await put('u_5', details);
    await market.send('erasePerson', 'server', { params: { personId: 'u_5' } });
    expect((await get('u_5')).status).toBe(404);
  });

  test('of the marketplace are an option, with versions that survive restarts', async () => {
    const again = openMarket({ database: store, issuer });
    await again.workroom.ready;
    const other = openMarket({ database: store, issuer: { legalName: 'Market Holding Ltd' } });
    await other.workroom.ready;
    const versions = (await store.people.versions([issuerId])).get(issuerId);
    expect(versions?.map(({ legalName }) => legalName)).toEqual(['Market Ltd', 'Market Holding Ltd']);
    await Promise.all([again.workroom.close(), other.workroom.close()]);
  });
});
