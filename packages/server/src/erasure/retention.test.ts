import type { WireContract } from '@workroom/core/api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyEvidence } from '../evidence/verify.ts';
import { temporaryUploads } from '../node/temporary-uploads.test.support.ts';
import type { WorkroomOptions } from '../options.ts';
import type { Database } from '../store/database.ts';
import { storeOver } from '../store/store-over.ts';
import { ask } from '../store/testing/ask.ts';
import { days, openMarket } from '../testing/market.test.support.ts';
import { openOwnDatabase } from '../testing/own-database.test.support.ts';
import { acts, markedDeals, type Somebody, somebody } from './marked-deals.test.support.ts';
import { callsApart, mortal } from './mortal.test.support.ts';

let database: Database;
beforeAll(async () => {
  database = await openOwnDatabase();
});
afterAll(() => database.close());

let schemas = 0;
/** A market with separate tables, unless it shares those of another. */
async function marketWith(options: Partial<WorkroomOptions>) {
  schemas += 1;
  const schema = options.schema ?? `retention_${schemas}`;
  const market = openMarket({ database: storeOver(database, schema), ...options });
  await market.workroom.migrate();
  const deals = markedDeals(market, database, schema);
  const rowsOf = async (contractId: string, table: string) =>
    (await ask(database, `select 1 from ${schema}.${table} where contract_id = $1`, [contractId])).length;
  return {
    ...market,
    ...deals,
    schema,
    rowsOf,
    /** An ended contract. Every text on it contains its author's mark. */
    async over(does: readonly string[] = ['message']) {
      const [client, freelancer] = [somebody(), somebody()];
      const { contractId } = await deals.deal(client, freelancer, does);
      return { contractId, client, freelancer };
    },
    async say({ contractId, client }: { readonly contractId: string; readonly client: Somebody }) {
      const { id, name } = client;
      const body = { text: client.say('By the way') };
      await market.contract('postMessage', { id, name }, { params: { contractId }, body });
    },
    [Symbol.asyncDispose]: () => market.workroom.close(),
  };
}

describe('rule 69: texts are erased by age', () => {
  test('the configured days after the last event of an ended contract, not sooner', {
    timeout: 240_000,
  }, async () => {
    const step = fc.record({
      days: fc.integer({ min: 0, max: 120 }),
      act: fc.constantFrom('end', 'end', 'say', 'erase', 'nothing'),
      of: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          { textDays: fc.integer({ min: 1, max: 400 }), notificationDays: fc.integer({ min: 1, max: 400 }) },
          { requiredKeys: [] },
        ),
        fc.subarray([...acts]),
        fc.array(step, { minLength: 4, maxLength: 10 }),
        async (retention, does, steps) => {
          await using market = await marketWith({ retention, schema: 'retention_by_age' });
          const { textDays = Number.POSITIVE_INFINITY, notificationDays = Number.POSITIVE_INFINITY } = retention;
          type Over = Awaited<ReturnType<typeof market.over>>;
          const known: (Over & { lastMs: number; erased: boolean; isGone: boolean; quiet: boolean; said: number })[] =
            [];
          const said = async (contractId: string) =>
            (await market.exported(contractId)).events.filter(({ type }) => type !== 'text.erased').length;
          for (const { days: passed, act, of } of steps) {
            const one = known[of % Math.max(known.length, 1)];
            if (act === 'end') {
              const over = await market.over(does);
              known.push({
                ...over,
                lastMs: market.clock.now().getTime(),
                erased: false,
                isGone: false,
                quiet: false,
                said: await said(over.contractId),
              });
            } else if (one !== undefined && act === 'say' && !one.erased) {
              await market.say(one);
              Object.assign(one, {
                lastMs: market.clock.now().getTime(),
                isGone: false,
                quiet: false,
                said: one.said + 1,
              });
            } else if (one !== undefined && act === 'erase') {
              await market.erase(one.client.id);
              one.erased = true;
            }
            market.clock.advance(days(passed));
            await market.workroom.sweep();
            const now = market.clock.now().getTime();
            for (const deal of known) {
              deal.isGone ||= now >= deal.lastMs + days(textDays);
              deal.quiet ||= deal.isGone || now >= deal.lastMs + days(notificationDays);
              const left = [
                ...(await market.rowsWith(deal.client.mark)),
                ...(await market.rowsWith(deal.freelancer.mark)),
              ];
              expect(left.length > 0, `${deal.contractId} has words`).toBe(!deal.isGone);
              expect((await market.rowsOf(deal.contractId, 'notification')) > 0, 'has notifications').toBe(!deal.quiet);
              const evidence = await market.exported(deal.contractId);
              expect(await verifyEvidence(JSON.stringify(evidence))).toMatchObject({ holds: true });
              expect(await said(deal.contractId)).toBe(deal.said);
            }
          }
        },
      ),
      { numRuns: 3 * Number(process.env.WORKROOM_PROPERTY_RUNS ?? 1) },
    );
  });

  test('never by default', async () => {
    await using market = await marketWith({});
    const { contractId } = await market.over();
    const rows = async () => (await market.everything()).filter((row) => row.includes(contractId));
    const before = await rows();
    market.clock.advance(days(20_000));
    await market.workroom.sweep();
    expect(await rows()).toEqual(before);
  });

  test('not while a payment on the contract is unsettled', async () => {
    await using market = await marketWith({ retention: { textDays: 200, notificationDays: 1 } });
    const [client, freelancer] = [somebody(), somebody()];
    const person = ({ id, name }: Somebody) => ({ id, name });
    const made = await market.contract('createContract', 'server', {
      body: {
        title: 'Brand identity',
        currency: 'USD',
        client: person(client),
        freelancer: person(freelancer),
        status: 'active',
        milestones: [{ title: 'Logo', amount: 50_000 }],
      },
    });
    const params = { contractId: made.id, milestoneId: made.milestones[0]?.id ?? '' };
    await market.contract('fund', person(client), { params, body: { paymentMethod: 'pm_payout_fails' } });
    await market.contract('submit', person(freelancer), { params, body: { message: freelancer.say('Here') } });
    await market.contract('release', person(client), { params, body: { amount: 50_000 } });
    const { status, payments } = await market.contract('endContract', person(client), { params, body: {} });
    expect({ status, payout: payments.at(-1)?.status }).toEqual({ status: 'ended', payout: 'parked' });
    const over = await market.over();

    market.clock.advance(days(1_000));
    await market.workroom.sweep();
    expect(await market.rowsWith(freelancer.mark)).not.toEqual([]);
    expect(await market.rowsOf(made.id, 'notification')).toBeGreaterThan(0);
    // The other contract does not wait for it.
    expect(await market.rowsWith(over.client.mark)).toEqual([]);
  });

  test('the texts are shown as deleted, and one event per contract records it without a notification', async () => {
    await using market = await marketWith({ retention: { textDays: 200 } });
    const { contractId, client } = await market.over(['message', 'files']);
    const before = await market.exported(contractId);
    market.clock.advance(days(200));
    await market.workroom.sweep();
    await market.workroom.sweep();
    const after = await market.exported(contractId);
    expect(after.events.slice(before.events.length)).toMatchObject([
      { type: 'text.erased', actor: { side: 'system' } },
    ]);
    expect(await verifyEvidence(JSON.stringify(after), { knownHead: before.head })).toMatchObject({ holds: true });
    const read = await market.send('getContract', { id: client.id, name: client.name }, { params: { contractId } });
    expect(read.body as WireContract).toMatchObject({
      title: '[deleted]',
      client: { id: client.id, name: 'Deleted user' },
    });
    expect(await market.rowsOf(contractId, 'upload')).toBe(0);
  });

  test('a round covers a hundred contracts, and the next continues from there', async () => {
    await using market = await marketWith({ retention: { textDays: 180 } });
    const { contract: sent } = market;
    const withdrawn = Array.from({ length: 103 }, async (_, count) => {
      const made = await sent('createContract', 'server', {
        body: {
          title: `Offer of mark${count}y`,
          currency: 'USD',
          client: { id: 'u_client', name: 'Dana' },
          freelancer: { id: 'u_freelancer', name: 'Lee' },
          milestones: [{ title: 'Logo', amount: 50_000 }],
        },
      });
      await sent('withdrawOffer', { id: 'u_client', name: 'Dana' }, { params: { contractId: made.id }, body: {} });
    });
    await Promise.all(withdrawn);
    market.clock.advance(days(180));
    const left = async () =>
      (await market.everything()).filter((row) => /Offer of mark\d+y/.test(row) && row.includes('client_name')).length;
    await market.workroom.sweep();
    expect(await left()).toBe(3);
    await market.workroom.sweep();
    expect(await left()).toBe(0);
  });

  test('a round interrupted at any call of the store or file storage is finished by the next', {
    timeout: 240_000,
  }, async () => {
    const storage = temporaryUploads(() => Date.parse('2026-03-02T09:00:00.000Z'));
    const options = { groupCommit: false, logger: () => {}, retention: { textDays: 180 } } as const;
    await using market = await marketWith({ ...options, uploads: { storage } });
    const { life, counted, countedStore } = mortal();
    const counting = countedStore(storeOver(database, market.schema));
    let ended = 0;
    for (let endsAt = 1; ; endsAt += callsApart) {
      const { contractId, freelancer } = await market.over(['files', 'proposal', 'edit', 'rename']);
      const before = await market.exported(contractId);
      market.clock.advance(days(181));
      Object.assign(life, { calls: 0, endsAt });
      const doomed = openMarket({
        ...options,
        database: counting,
        clock: market.clock,
        uploads: { storage: { ...storage, delete: (...file) => counted(storage).delete(...file) } },
      });
      await doomed.workroom.sweep().catch(() => {});
      await doomed.workroom.close();
      const isWhole = life.calls < endsAt;
      market.clock.advance(days(1));
      await market.workroom.sweep();
      expect(await market.rowsWith(freelancer.mark), `killed at call ${endsAt}`).toEqual([]);
      const after = await market.exported(contractId);
      expect(after.events.filter(({ type }) => type === 'text.erased')).toHaveLength(1);
      expect(await verifyEvidence(JSON.stringify(after), { knownHead: before.head })).toMatchObject({ holds: true });
      if (isWhole) break;
      ended += 1;
    }
    expect(ended).toBeGreaterThan(10 / callsApart);
  });

  test.each([
    [{ textDays: 179 }, 1],
    [{ textDays: 180 }, 0],
    [{ notificationDays: 1 }, 0],
  ])('%j: warns that evidence for a chargeback would be erased', async (retention, warnings) => {
    const { workroom, lines } = openMarket({ retention });
    const warned = lines.filter(({ level, message }) => level === 'warn' && message.includes('retention.textDays'));
    expect(warned).toHaveLength(warnings);
    await workroom.close();
  });
});
