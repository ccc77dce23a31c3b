import type { Output } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyEvidence } from '../evidence/verify.ts';
import type { WorkroomOptions } from '../options.ts';
import type { Database } from '../store/database.ts';
import { storeOver } from '../store/store-over.ts';
import { ask } from '../store/testing/ask.ts';
import { days, openMarket } from '../testing/market.test.support.ts';
import { openOwnDatabase } from '../testing/own-database.test.support.ts';
import { acts, markedDeals, type Somebody, somebody } from './marked-deals.test.support.ts';
import { mortal } from './mortal.test.support.ts';

let database: Database;
beforeAll(async () => {
  database = await openOwnDatabase();
});
afterAll(() => database.close());

const policy = { fees: { clientBps: 500, freelancerBps: 1_000 } };
let schemas = 0;
async function marketWith(retention: WorkroomOptions['retention'], more: Partial<WorkroomOptions> = {}) {
  schemas += 1;
  const schema = `kept_${schemas}`;
  const store = storeOver(database, schema);
  const market = openMarket({ database: store, retention, policy, ...more });
  await market.workroom.migrate();
  const deals = markedDeals(market, database, schema);
  const rows = (table: string) => ask(database, `select row_to_json(t)::text from ${schema}.${table} t`);
  return {
    ...market,
    ...deals,
    store,
    schema,
    rows,
    async documents(contractId: string) {
      const answer = await market.send('listDocuments', 'server', { params: { contractId }, query: { limit: 100 } });
      return (answer.body as Output<'DocumentList'>).data;
    },
    async bill({ id, say }: Somebody) {
      await market.send('setPerson', 'server', {
        params: { personId: id },
        body: { legalName: say('Legal'), address: say('Street'), taxId: say('Tax') },
      });
    },
    async erased(person: Somebody) {
      const answer = await deals.erase(person.id);
      expect(answer.status).toBe(200);
      return answer.body as Output<'PersonErasure'>;
    },
    [Symbol.asyncDispose]: () => market.workroom.close(),
  };
}

describe('rule 68: documents of somebody who was erased', () => {
  test('keep their content, are listed in the response, and nothing else keeps a text', async () => {
    await using market = await marketWith(undefined);
    const [client, freelancer] = [somebody(), somebody()];
    await market.bill(client);
    await market.bill(freelancer);
    const { contractId } = await market.deal(client, freelancer, [...acts]);
    const before = await market.documents(contractId);
    expect(JSON.stringify(before)).toContain(client.mark);

    for (const person of [client, freelancer]) {
      const { retained } = await market.erased(person);
      expect(await market.rowsWith(person.mark)).toEqual([]);
      const own = before.filter((each) => JSON.stringify(each).includes(person.mark)).map(({ id }) => id);
      expect(retained).toEqual(own.toSorted().map((documentId) => ({ documentId, until: null })));
      expect(await market.documents(contractId)).toEqual(before);
      expect((await market.erased(person)).retained).toEqual(retained);
    }
    // Names, details and titles of lines only.
    for (const row of await market.rows('kept_document')) {
      const { words } = JSON.parse(row);
      expect(Object.keys(words).toSorted()).toEqual(['of', 'recipient', 'titles']);
      expect(Object.keys(words.titles).length).toBeLessThanOrEqual(1);
    }
    expect(await verifyEvidence(JSON.stringify(await market.exported(contractId)))).toMatchObject({ holds: true });
  });

  test('are erased `documentDays` after the contract ended, not sooner (rule 69)', async () => {
    await using market = await marketWith({ documentDays: 3_650 });
    const [client, freelancer] = [somebody(), somebody()];
    await market.bill(client);
    const { contractId } = await market.deal(client, freelancer, []);
    const before = await market.documents(contractId);
    const endedAt = market.clock.now().getTime();
    market.clock.advance(days(10));
    const { retained } = await market.erased(client);
    expect(new Set(retained.map(({ until }) => until))).toEqual(
      new Set([new Date(endedAt + days(3_650)).toISOString()]),
    );

    market.clock.to(new Date(endedAt + days(3_650) - 3_600_000).toISOString());
    await market.workroom.sweep();
    expect(await market.documents(contractId)).toEqual(before);
    market.clock.advance(3_600_000);
    await market.workroom.sweep();
    expect(await market.rows('kept_document')).toEqual([]);
    expect((await market.erased(client)).retained).toEqual([]);
    const after = await market.documents(contractId);
    expect(after.map(({ number, total }) => [number, total])).toEqual(
      before.map(({ number, total }) => [number, total]),
    );
    expect(JSON.stringify(after)).not.toContain(client.mark);
    expect(after[0]?.recipient).toMatchObject({ id: client.id, name: 'Deleted user', legalName: null });
  });

  test('keep nothing if their days ended before the erasure', async () => {
    await using market = await marketWith({ documentDays: 365 });
    const [client, freelancer] = [somebody(), somebody()];
    await market.deal(client, freelancer, []);
    market.clock.advance(days(365));
    expect((await market.erased(client)).retained).toEqual([]);
    expect(await market.rows('kept_document')).toEqual([]);
  });

  test('are kept longer than texts erased by age (rule 69)', async () => {
    await using market = await marketWith({ textDays: 200, documentDays: 400 });
    const [client, freelancer] = [somebody(), somebody()];
    const { contractId } = await market.deal(client, freelancer, ['edit', 'bonus']);
    const before = await market.documents(contractId);
    market.clock.advance(days(200));
    await market.workroom.sweep();
    expect(await market.rowsWith(client.mark)).toEqual([]);
    expect(await market.documents(contractId)).toEqual(before);
    market.clock.advance(days(200));
    await market.workroom.sweep();
    expect(await market.rows('kept_document')).toEqual([]);
    expect((await market.documents(contractId)).map(({ number }) => number)).toEqual(
      before.map(({ number }) => number),
    );
  });

  test('lose nothing if the erasure is interrupted at any call of the store', { timeout: 240_000 }, async () => {
    const inner = storeOver(database, 'kept_interrupted');
    await inner.migrate();
    const { life, countedStore } = mortal();
    await using market = await marketWith(undefined, {
      database: countedStore(inner),
      schema: 'kept_interrupted',
      groupCommit: false,
      logger: () => {},
    });
    let ended = 0;
    for (let endsAt = 1; ; endsAt += 1) {
      const [client, freelancer] = [somebody(), somebody()];
      await market.bill(freelancer);
      const { contractId } = await market.deal(client, freelancer, ['rename']);
      const before = await market.documents(contractId);
      Object.assign(life, { calls: 0, endsAt });
      const { status } = await market.erase(freelancer.id);
      Object.assign(life, { calls: 0, endsAt: Number.POSITIVE_INFINITY });
      expect(await market.documents(contractId), `killed at call ${endsAt}`).toEqual(before);
      const { retained } = await market.erased(freelancer);
      expect(retained.length, `killed at call ${endsAt}`).toBe(2);
      expect(await market.documents(contractId), `killed at call ${endsAt}`).toEqual(before);
      if (status === 200) break;
      ended += 1;
    }
    expect(ended).toBeGreaterThan(10);
  });
});

describe('rule 69: older billing details', () => {
  test('are deleted once no document of the last `documentDays` uses them', async () => {
    await using market = await marketWith({ documentDays: 100 });
    const [client, freelancer] = [somebody(), somebody()];
    await market.bill(client);
    const { contractId } = await market.deal(client, freelancer, []);
    market.clock.advance(days(50));
    await market.bill(client);
    const versions = async () => ((await market.store.people.versions([client.id])).get(client.id) ?? []).length;
    const before = await market.documents(contractId);
    market.clock.advance(days(49));
    await market.workroom.sweep();
    expect(await versions()).toBe(2);
    // The contract's retention is over, but the version was the latest one until 50 days ago.
    market.clock.advance(days(1));
    await market.workroom.sweep();
    expect(await versions()).toBe(2);
    expect(await market.documents(contractId)).toEqual(before);
    market.clock.advance(days(50));
    await market.workroom.sweep();
    expect(await versions()).toBe(1);
  });

  test('are kept while a contract of that time is open', async () => {
    await using market = await marketWith({ documentDays: 100 });
    const { contractId, at } = await market.create(50_000);
    await market.contract('fund', { id: 'u_client', name: 'Dana' }, { params: at(0), body: {} });
    const set = (legalName: string) =>
      market.send('setPerson', 'server', { params: { personId: 'u_client' }, body: { legalName } });
    await set('First');
    market.clock.advance(days(1));
    await set('Second');
    market.clock.advance(days(200));
    await market.workroom.sweep();
    expect((await market.store.people.versions(['u_client'])).get('u_client')).toHaveLength(2);
    expect(contractId).toMatch(/^ctr_/);
  });
});
