import type { ContractId } from '@workroom/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutboxWork, WebhookEndpoint } from '../outbox.ts';
import type { StoredContract } from '../store.ts';
import { storeOver } from '../store-over.ts';
import { ask, untilNothingOlderIsOpen } from './ask.ts';
import type { LongTest, SuiteStore } from './store-suite.ts';
import { type Deals, dealsIn, lee, present } from './suite-deals.ts';

/** Longer than any test, so that a lease of one test does not affect another. */
const ever = Number.MAX_SAFE_INTEGER;

const endpoint: Omit<WebhookEndpoint, 'id'> = {
  url: 'https://shop.example/hook',
  description: '',
  types: null,
  secrets: [{ secret: 'whsec_0', endsAtMs: null }],
  enabled: true,
  disabledReason: null,
  failingSinceMs: null,
  createdAtMs: 1_000,
};

export function testOutbox(suite: () => SuiteStore, atLength: LongTest): void {
  describe('the outbox', () => {
    let readers = 0;
    let nowMs = 1_000;
    /** A new reader that starts now and belongs to one test. */
    const reader = async () => {
      readers += 1;
      const name = `reader_${readers}`;
      await untilNothingOlderIsOpen(suite().database);
      await suite().store.outbox.addReader(name, nowMs);
      return name;
    };
    /** Spreads everything committed so far. */
    const spread = async () => {
      await untilNothingOlderIsOpen(suite().database);
      await suite().store.outbox.spread(nowMs);
    };
    const claim = (name: string, store = suite().store, limit = 50, leaseUntilMs = ever) =>
      store.outbox.claim(nowMs, leaseUntilMs, limit, [name]);
    const only = async (name: string): Promise<OutboxWork> => {
      const [work, ...more] = await claim(name);
      expect(more).toEqual([]);
      return present(work);
    };
    const say = async (deals: Deals, stored: StoredContract, text = 'Hello') =>
      deals.commit(stored, deals.decide(stored, { type: 'post_message', text }, lee));
    const forget = async () => {
      const { database } = suite();
      await ask(database, 'delete from workroom.outbox_place returning reader as row');
      await ask(database, 'delete from workroom.outbox_reader returning name as row');
    };
    beforeAll(forget);
    afterAll(forget);

    test('a reader gets events from its registration on, and none from before', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      const name = await reader();
      await spread();
      expect(await claim(name)).toEqual([]);
      const after = await say(deals, stored);
      expect(await claim(name)).toEqual([]);
      await spread();
      const work = await only(name);
      expect(work).toEqual({
        contractId: stored.contract.id,
        reader: name,
        seq: stored.contract.seq,
        wantedSeq: after.contract.seq,
        attempts: 0,
        failingSinceMs: null,
        leaseUntilMs: ever,
        head: { seq: after.contract.seq, hash: after.head },
        endpoint: null,
      });
    });

    test('an event committed while a reader works is not lost, and is delivered next', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const name = await reader();
      let stored = await deals.create();
      await spread();
      const work = await only(name);
      stored = await say(deals, stored);
      await spread();
      expect(await claim(name)).toEqual([]);
      expect(await store.outbox.advance(work, work.wantedSeq)).toBe(true);
      await store.outbox.release(work, nowMs);
      const next = await only(name);
      expect([next.seq, next.wantedSeq]).toEqual([work.wantedSeq, stored.contract.seq]);
      expect(await store.outbox.advance(next, next.wantedSeq)).toBe(true);
      await store.outbox.release(next, nowMs);
      expect(await claim(name)).toEqual([]);
    });

    test('a failure postpones the next event and is counted; the lease of a dead process expires', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const name = await reader();
      await deals.create();
      await spread();
      const work = await only(name);
      await store.outbox.postpone(work, nowMs + 500, nowMs);
      expect(await claim(name)).toEqual([]);
      nowMs += 500;
      const [again] = await claim(name, undefined, 50, nowMs + 100);
      expect(again).toMatchObject({ attempts: 1, failingSinceMs: nowMs - 500, seq: work.seq });
      nowMs += 100;
      const after = await only(name);
      // The previous holder has lost the lease.
      expect(await store.outbox.advance(present(again), after.wantedSeq)).toBe(false);
      expect(await store.outbox.advance(after, after.wantedSeq)).toBe(true);
    });

    test('secrets are replaced only if they are unchanged since they were read', async () => {
      const { webhooks } = suite().store;
      const [plain, sealed] = [[{ secret: 'whsec_1', endsAtMs: null }], [{ secret: 'sealed', endsAtMs: 5 }]];
      const id = 'whk_restored' as const;
      await webhooks.addEndpoint({ ...endpoint, id, secrets: plain, enabled: false }, 1_000);
      expect(await webhooks.replaceSecrets(id, plain, sealed)).toBe(true);
      expect(await webhooks.replaceSecrets(id, plain, plain)).toBe(false);
      expect((await webhooks.endpoint(id))?.secrets).toEqual(sealed);
      await webhooks.removeEndpoint(id);
    });

    test('a change of an endpoint writes only the given fields, despite concurrent changes', async () => {
      const { webhooks } = suite().store;
      const id = 'whk_changed' as const;
      const first = [{ secret: 'whsec_1', endsAtMs: null }];
      await webhooks.addEndpoint({ ...endpoint, id, types: ['bonus.given'], secrets: first }, 1_000);
      const second = [{ secret: 'whsec_2', endsAtMs: null }, ...first];
      const [, , , off] = await Promise.all([
        webhooks.editEndpoint(id, { url: 'https://shop.example/other' }, nowMs),
        webhooks.editEndpoint(id, { description: 'Shop' }, nowMs),
        webhooks.replaceSecrets(id, first, second),
        webhooks.editEndpoint(id, { types: null }, nowMs),
      ]);
      expect(off).toMatchObject({ id, types: null });
      expect(await webhooks.endpoint(id)).toMatchObject({
        url: 'https://shop.example/other',
        description: 'Shop',
        types: null,
        secrets: second,
        enabled: true,
      });
      const enabled = { value: false, disabledReason: 'Gone.', forgetsFailures: false };
      expect(await webhooks.editEndpoint(id, { enabled, whileUrl: 'https://shop.example/hook' }, nowMs)).toBeNull();
      expect(await webhooks.editEndpoint(id, { enabled }, nowMs)).toMatchObject({
        enabled: false,
        disabledReason: 'Gone.',
      });
      expect(await webhooks.editEndpoint('whk_none', { enabled }, nowMs)).toBeNull();
      await webhooks.removeEndpoint(id);
    });

    test('of endpoints added at once, no more than the maximum are kept', async () => {
      const { webhooks } = suite().store;
      const most = (await webhooks.endpoints()).length + 3;
      const ids = Array.from({ length: 12 }, (_, index) => `whk_many${index}` as const);
      const kept = await Promise.all(ids.map((id) => webhooks.addEndpoint({ ...endpoint, id }, most)));
      const stored = (await webhooks.endpoints()).map(({ id }) => id);
      expect(stored.length).toBeLessThanOrEqual(most);
      for (const [index, id] of ids.entries()) expect([id, stored.includes(id)]).toEqual([id, kept[index]]);
      for (const id of ids) await webhooks.removeEndpoint(id);
    });

    atLength('two processes that spread and claim at once share nothing and leave nothing', async () => {
      const { store, another } = suite();
      const other = storeOver(await another(), 'workroom');
      const deals = dealsIn(store);
      const name = await reader();
      const made: ContractId[] = [];
      const stores = [store, other, store, other];
      for (let count = 0; count < 12; count += 1) made.push((await deals.create()).contract.id);
      await Promise.all(stores.map((each) => each.outbox.spread(nowMs)));
      await spread();
      const taken: ContractId[] = [];
      for (let more = true; more; ) {
        const claims = (await Promise.all(stores.map((each) => claim(name, each, 3)))).flat();
        taken.push(...claims.map(({ contractId }) => contractId));
        more = claims.length > 0;
      }
      expect(taken.toSorted()).toEqual(made.toSorted());
    });

    atLength('a watermark from the database of a restored dump is detected, and no event is lost', async () => {
      const { store, database } = suite();
      const deals = dealsIn(store);
      nowMs = deals.now();
      const name = await reader();
      const known = await deals.create();
      await spread();
      const work = await only(name);
      await store.outbox.advance(work, work.wantedSeq);
      await store.outbox.release(work, nowMs);
      await ask(database, "update workroom.outbox_reader set watermark = '900000000000' returning name as row");
      const grown = await say(deals, known);
      const fresh = await deals.create();
      await spread();
      const found = await claim(name);
      // Contracts of other tests may seem equally new.
      const placeOf = ({ contract }: StoredContract) => {
        const place = found.find(({ contractId }) => contractId === contract.id);
        return [place?.seq, place?.wantedSeq];
      };
      expect(placeOf(grown)).toEqual([known.contract.seq, grown.contract.seq]);
      expect(placeOf(fresh)).toEqual([0, fresh.contract.seq]);
      expect(
        await ask(database, "select name as row from workroom.outbox_reader where watermark >= '900000000000'"),
      ).toEqual([]);
    });
  });
}
