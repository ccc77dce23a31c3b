import { readFileSync } from 'node:fs';
import type { Source } from '@workroom/core';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { drizzle } from 'drizzle-orm/pglite';
import { expect, test } from 'vitest';
import snapshot from '../../drizzle/snapshot.json' with { type: 'json' };
import { sha256Hex } from '../sha256.ts';
import { overDrizzle } from './drizzle-database.ts';
import { canonicalJson, verifyChain } from './hash-chain.ts';
import { migrations } from './migrations.ts';
import { createInMemory } from './pglite-cluster.ts';
import { workroomSchema } from './schema.ts';
import { storeOver } from './store-over.ts';
import { ask } from './testing/ask.ts';
import { dana, dealsIn, lee, milestoneAt, present } from './testing/suite-deals.ts';

test('every change of the schema has its migration', async () => {
  const found = await generateMigration(snapshot as never, generateDrizzleJson(workroomSchema()));
  expect(found, 'run `pnpm run generate-migration <name>` in packages/server').toEqual([]);
});

// A dump by commit 0dc2f81 with a complete contract, a disputed one and an offer, from before the store used Drizzle.
test('a database with contracts is migrated, and the contracts continue', async () => {
  const pglite = await createInMemory();
  await pglite.exec(readFileSync(new URL('testing/made-by-0dc2f81.sql', import.meta.url), 'utf8'));
  const database = overDrizzle(drizzle(pglite));
  const store = storeOver(database, 'workroom');
  const before = await store.schemaState();
  expect([before.applied.length, before.newer]).toEqual([8, []]);
  await store.migrate();
  expect((await store.schemaState()).applied).toEqual(migrations.map(({ name }) => name));

  const ids = (await store.listContracts({ personId: null, sort: 'oldest', limit: 9 })).data;
  const loaded = await store.load(ids.map((id) => ({ id })));
  const read = await Promise.all(
    ids.map(async (id) => {
      const [timeline, movements] = await Promise.all([store.timeline(id, 0, 99), store.movements(id)]);
      expect(verifyChain(id, timeline, movements)).toBeNull();
      expect(timeline.map(({ chained }) => chained.format)).toEqual(timeline.map(() => 1));
      const { names: _, ...stored } = present(loaded.get(id));
      const { approvals, approvalRules, freezes, chargebacks, differences, documents, ...more } = stored.contract;
      const { payouts, returns, policy, ...rest } = more;
      expect([freezes, chargebacks, differences, approvals, policy.fees]).toEqual([[], [], [], [], []]);
      expect([approvalRules, documents]).toEqual([{ client: [], freelancer: [] }, 0]);
      const { chargedBack, returned, ...totals } = rest.totals;
      expect([chargedBack, returned, returns]).toEqual([0, 0, []]);
      expect(payouts.map(({ parts: [part] }) => [part?.payment, part?.amount])).toEqual(
        rest.payments.filter(({ kind }) => kind === 'transfer').map(({ id, amount }) => [id, amount]),
      );
      const sources = rest.sources.filter(({ held }) => held > 0).map(asBefore);
      const milestones = rest.milestones.map((milestone) => {
        const { chargedBack: taken, shortfall, ...funds } = milestone.funds;
        expect([taken, shortfall]).toEqual([0, 0]);
        return { ...milestone, funds };
      });
      const short = { ...policy, fees: { clientBps: 0, freelancerBps: 0 } };
      const contract = { ...rest, totals, milestones, sources, policy: short };
      return { ...stored, contract, timeline: timeline.map(({ chained: __, ...event }) => event), movements };
    }),
  );
  expect(read.map(({ contract, timeline }) => [contract.status, timeline.length])).toEqual([
    ['active', 10],
    ['active', 9],
    ['offered', 3],
  ]);
  // The hash of everything that 0dc2f81 read from the dump.
  expect(sha256Hex(canonicalJson(read))).toBe('adbe6352fe2ecf035aa0c1b92b190a1425db2716d54b58db165172dbbf90fb3d');
  expect(await store.findCreated({ actor: 'server', key: 'created' })).toEqual({ contractId: ids[0], bodyHash: 'b' });
  const said = { id: present(ids[0]), idempotency: { actor: 'person:u1', key: 'said' } };
  expect((await store.load([said])).get(said.id)?.done).toEqual({ bodyHash: 'm', status: 200, seq: 8 });

  const deals = dealsIn(store);
  // The contracts in the dump used the same seeds, so another time is needed for new ids.
  deals.wait(3_600_000);
  let deal = present(loaded.get(said.id));
  const milestoneId = milestoneAt(deal, 1).id;
  deal = await deals.fund(await deals.settle(deal), 1);
  deal = await deals.perform(deal, { type: 'submit', milestoneId, message: 'Done' }, lee);
  deal = await deals.perform(deal, { type: 'release', milestoneId, amount: 40_000 }, dana);
  expect(milestoneAt(await deals.settle(deal), 1).state).toBe('paid');
  const whole = await store.timeline(said.id, 0, 99);
  expect(whole.map(({ chained }) => chained.format).join('')).toMatch(/^1{10}2{5,}$/);
  expect(verifyChain(said.id, whole, await store.movements(said.id))).toBeNull();
  await store.outbox.spread(10);
  const [work] = await store.outbox.claim(10, 20, 10, ['mail']);
  expect(work).toMatchObject({ reader: 'mail' });
  await expect(ask(database, 'delete from workroom.event')).rejects.toThrow('append-only');
  const rewritten = (set: string, format: number) =>
    ask(database, `update workroom.event set ${set} where format = ${format} returning id as row`);
  await expect(rewritten(`data = '{}'`, 1)).rejects.toThrow('append-only');
  await expect(rewritten(`data = '{}', erased_at_ms = 1`, 2)).rejects.toThrow('append-only');
  await expect(rewritten(`hash = repeat('0', 64), erased_at_ms = 1`, 1)).rejects.toThrow('append-only');
  expect((await rewritten(`data = '{}', erased_at_ms = 1`, 1)).length).toBeGreaterThan(0);
  await pglite.close();
}, 240_000);

/** Without the fields that were added to charges later. */
function asBefore({ purpose: _, returned: __, borne: ___, waiting, paidOut, chargedBack, ...source }: Source) {
  const { amount, held, refunded } = source;
  expect(amount).toBe(held + waiting + paidOut + refunded + chargedBack);
  return source;
}
