import type { Movement } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../hash-chain.ts';
import type { Change } from '../store.ts';
import { storeOver } from '../store-over.ts';
import { ask } from './ask.ts';
import type { LongTest, SuiteStore } from './store-suite.ts';
import { dana, dealsIn, lee, milestoneAt, present } from './suite-deals.ts';

const often = Array.from({ length: 20 }, (_, place) => place);
const byDana = (key: string, body = 'body') => ({ actor: 'person:u1', key, bodyHash: body, status: 200 });

export function testCommits(suite: () => SuiteStore, atLength: LongTest): void {
  describe('commits', () => {
    test('of twenty parallel commits on one state exactly one is written', async () => {
      const { store, another } = suite();
      const deals = dealsIn(store);
      const stored = await deals.fund(await deals.create(), 0);
      const other = storeOver(await another(), 'workroom');
      const release = { type: 'release', milestoneId: milestoneAt(stored, 0).id, amount: 50_000 } as const;
      const changes = often.map(() => deals.change(stored, deals.decide(stored, release, dana)));
      const results = await Promise.all(changes.map((change, place) => (place % 2 ? store : other).commit([change])));

      const won = results.flat().findIndex(({ committed }) => committed);
      expect(results.flat().filter(({ committed }) => committed)).toHaveLength(1);
      const { id } = stored.contract;
      const loaded = await deals.load(id);
      expect(loaded.contract).toEqual(changes[won]?.decision.contract);
      const events = await store.timeline(id, 0, 1_000);
      expect(events.map(({ event }) => event.seq)).toEqual(events.map((_, place) => place + 1));
      expect(events.at(-1)?.hash).toBe(loaded.head);
      expect(verifyChain(id, events, await store.movements(id))).toBeNull();
    });

    test('a commit on a lost event, whose number another event has now, is a conflict', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      const lost = { ...stored, head: 'f'.repeat(64) };
      const message = deals.decide(stored, { type: 'post_message', text: 'On what was lost.' }, dana);
      expect(await store.commit([deals.change(lost, message)])).toEqual([{ committed: false }]);
      expect(await deals.load(stored.contract.id)).toEqual(stored);
    });

    atLength('twenty parallel creations with one key make one contract, which the key returns', async () => {
      const { store, another } = suite();
      const deals = dealsIn(store);
      const other = storeOver(await another(), 'workroom');
      const key = { actor: 'server', key: `create-${deals.newId('command')}` };
      const changes = often.map(() =>
        deals.change(null, deals.offer(), { idempotency: { ...key, bodyHash: 'same', status: 201 } }),
      );
      const results = await Promise.all(changes.map((change, place) => (place % 2 ? store : other).commit([change])));

      const won = results.flat().findIndex(({ committed }) => committed);
      expect(results.flat().filter(({ committed }) => committed)).toHaveLength(1);
      const ids = changes.map((change) => change.decision.contract.id);
      expect([...(await store.load(ids.map((id) => ({ id })))).keys()]).toEqual([ids[won]]);
      expect(await store.findCreated(key)).toEqual({ contractId: ids[won], bodyHash: 'same' });
      const losers = await Promise.all(ids.filter((_, place) => place !== won).map((id) => store.timeline(id, 0, 10)));
      expect(losers.flat()).toEqual([]);
      expect(await store.findCreated({ ...key, actor: 'person:u1' })).toBeNull();
    });

    test('creations of one batch with one key make one contract', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const idempotency = { actor: 'server', key: `batch-${deals.newId('command')}`, bodyHash: 'same', status: 201 };
      const results = await store.commit(often.map(() => deals.change(null, deals.offer(), { idempotency })));
      expect(results.filter(({ committed }) => committed)).toHaveLength(1);
    });

    test('creating the same contract again is a conflict', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const offer = deals.offer();
      const stored = await deals.commit(null, offer);
      const idempotency = { actor: 'server', key: `again-${deals.newId('command')}`, bodyHash: 'same', status: 201 };
      expect(await store.commit([deals.change(null, offer, { idempotency })])).toEqual([{ committed: false }]);
      // The key leads to the first contract only.
      expect(await store.findCreated(idempotency)).toEqual({ contractId: stored.contract.id, bodyHash: 'same' });
      expect(await deals.load(stored.contract.id)).toEqual(stored);
    });

    test('a key whose contract was not created returns the id for its creation', async () => {
      const { store, database } = suite();
      const deals = dealsIn(store);
      const offer = deals.offer();
      const { id } = offer.contract;
      const idempotency = { actor: 'server', key: `cut-${deals.newId('command')}`, bodyHash: 'same', status: 201 };
      // The state after a process died between storing the key and the contract.
      await ask(
        database,
        "insert into workroom.creation_key (actor, key, body_hash, contract_id) values ('server', $1, 'same', $2)",
        [idempotency.key, id],
      );
      const other = deals.change(null, deals.offer(), { idempotency });
      expect(await store.commit([other])).toEqual([{ committed: false }]);
      expect(await store.findCreated(idempotency)).toEqual({ contractId: id, bodyHash: 'same' });
      const again = deals.change(null, offer, { idempotency });
      const results = await Promise.all([store.commit([again]), store.commit([again])]);
      expect(results.flat().filter(({ committed }) => committed)).toHaveLength(1);
      expect((await deals.load(id)).contract).toEqual(offer.contract);
    });

    atLength('in a batch of fifty, a stale change and a change with a used key do not affect the others', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const created = await store.commit(Array.from({ length: 50 }, () => deals.change(null, deals.offer())));
      expect(created.every(({ committed }) => committed)).toBe(true);
      const ids = (await store.listContracts({ personId: null, sort: 'newest', limit: 50 })).data;
      const loaded = [...(await store.load(ids.map((id) => ({ id })))).values()];
      expect(loaded).toHaveLength(50);
      await deals.say(present(loaded[7]), 'somebody was faster');
      const used = await deals.commit(
        present(loaded[8]),
        deals.decide(present(loaded[8]), { type: 'post_message', text: 'once' }, dana),
        { idempotency: byDana('used') },
      );
      const batch = loaded.map((stored, place): Change => {
        const before = place === 8 ? used : stored;
        const decision = deals.decide(before, { type: 'fund', milestoneId: milestoneAt(before, 0).id }, dana);
        return deals.change(before, decision, place === 8 ? { idempotency: byDana('used') } : {});
      });
      const results = await store.commit(batch);

      expect(results.flatMap(({ committed }, place) => (committed ? [] : [place]))).toEqual([7, 8]);
      const after = await store.load(ids.map((id) => ({ id })));
      for (const [place, { decision }] of batch.entries()) {
        const { contract } = present(after.get(decision.contract.id));
        if (place === 7 || place === 8) expect(contract.payments).toEqual([]);
        else expect(contract).toEqual(decision.contract);
      }
    });

    atLength(
      'batches with the same contracts in opposite order both end, and each contract is changed once',
      async () => {
        const { store, another } = suite();
        const deals = dealsIn(store);
        const other = storeOver(await another(), 'workroom');
        const stored = await Promise.all(often.map(() => deals.create()));
        const batch = () =>
          stored.map((each) => deals.change(each, deals.decide(each, { type: 'post_message', text: 'both' }, dana)));
        const [forth, back] = await Promise.all([store.commit(batch()), other.commit(batch().reverse())]);
        const won = forth.map(({ committed }, place) => [committed, back.at(-1 - place)?.committed]);
        expect(won.every(([first, second]) => first !== second)).toBe(true);
      },
    );

    test('an idempotency key is loaded with its result, and another caller may use the same key', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const created = await deals.create();
      const { id } = created.contract;
      const message = { type: 'post_message', text: 'once' } as const;
      const stored = await deals.commit(created, deals.decide(created, message, dana), {
        idempotency: byDana('k', 'first'),
      });
      const done = async (actor: string) =>
        present((await store.load([{ id, idempotency: { actor, key: 'k' } }])).get(id)).done;
      expect(await done('person:u1')).toEqual({ bodyHash: 'first', status: 200, seq: stored.contract.seq });
      expect(await done('person:u2')).toBeNull();
      expect(stored.done).toBeNull();

      const again = deals.change(stored, deals.decide(stored, message, dana), { idempotency: byDana('k', 'second') });
      expect(await store.commit([again])).toEqual([{ committed: false }]);
      const lees = { ...byDana('k'), actor: 'person:u2' };
      const byLee = deals.change(stored, deals.decide(stored, message, lee), { idempotency: lees });
      expect(await store.commit([byLee])).toMatchObject([{ committed: true }]);
    });

    test('one key sent twenty times in parallel has one effect', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      const message = { type: 'post_message', text: 'once' } as const;
      const results = await Promise.all(
        often.map(() =>
          store.commit([deals.change(stored, deals.decide(stored, message, dana), { idempotency: byDana('k') })]),
        ),
      );
      expect(results.flat().filter(({ committed }) => committed)).toHaveLength(1);
      expect((await deals.load(stored.contract.id)).contract.seq).toBe(stored.contract.seq + 1);
    });

    test('a command that changes nothing stores its key, however often it is sent at once', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      const nothing = { contract: stored.contract, events: [], movements: [], payments: [], salt: '' };
      const change = deals.change(stored, nothing, { idempotency: byDana('nothing') });
      const results = await Promise.all(often.map(() => store.commit([change])));
      expect(results.flat().some(({ committed }) => committed)).toBe(true);
      const { id, seq } = stored.contract;
      const loaded = (await store.load([{ id, idempotency: byDana('nothing') }])).get(id);
      expect(loaded).toEqual({ ...stored, done: { bodyHash: 'body', status: 200, seq } });
    });

    test('a change that violates a CHECK is not written, and neither is the rest of its batch', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const [first, second] = [await deals.create(), await deals.create()];
      const fund = (stored: typeof first) =>
        deals.decide(stored, { type: 'fund', milestoneId: milestoneAt(stored, 0).id }, dana);
      const decision = fund(first);
      const event = present(decision.events[0]);
      const movement: Movement = {
        id: deals.newId('movement'),
        seq: event.seq,
        eventId: event.id,
        debit: 'processor',
        credit: 'processor',
        amount: present(decision.payments[0]).amount,
        at: event.occurredAt,
      };
      const broken = deals.change(first, { ...decision, movements: [movement] });
      const refused = store.commit([broken, deals.change(second, fund(second))]);
      await expect(refused).rejects.toThrow(/violates check constraint "movement_moves"$/);
      for (const stored of [first, second]) {
        expect(await deals.load(stored.contract.id)).toEqual(stored);
        expect(await store.timeline(stored.contract.id, stored.contract.seq, 10)).toEqual([]);
      }
    });

    test('the database also refuses money that does not add up', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.fund(await deals.create(), 0);
      const decision = deals.decide(stored, { type: 'post_message', text: 'one cent more' }, dana);
      const milestones = decision.contract.milestones.map((milestone) => ({
        ...milestone,
        funds: { ...milestone.funds, deposited: stored.contract.totals.deposited, released: milestone.amount },
      }));
      const cooked = { ...decision, contract: { ...decision.contract, milestones } };
      await expect(store.commit([deals.change(stored, cooked)])).rejects.toThrow('milestone_adds_up');
      expect(await deals.load(stored.contract.id)).toEqual(stored);
    });

    test('an incomplete change is refused before it is sent', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      const decision = deals.decide(stored, { type: 'fund', milestoneId: milestoneAt(stored, 0).id }, dana);
      const whole = deals.change(stored, decision);
      const unsafe: readonly (readonly Change[])[] = [
        [{ ...whole, work: [] }],
        [{ ...whole, work: [...whole.work, ...whole.work] }],
        [{ ...whole, decision: { ...decision, events: [] } }],
        [{ ...whole, decision: { ...decision, events: decision.events.slice(1) } }],
        [{ ...whole, before: null }],
        [whole, whole],
      ];
      for (const changes of unsafe) await expect(store.commit(changes)).rejects.toThrow(TypeError);
      expect(await deals.load(stored.contract.id)).toEqual(stored);
      expect(await store.commit([])).toEqual([]);
    });

    test('only changed milestones are written again', async () => {
      const { store, database } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      const writers = async () =>
        ask(
          database,
          'select xmin::text as row from workroom.milestone where contract_id = $1::text order by position',
          [stored.contract.id],
        );
      const before = await writers();
      await deals.fund(stored, 0);
      const after = await writers();
      expect(after[0]).not.toBe(before[0]);
      expect(after[1]).toBe(before[1]);
    });

    test('milestones that were inserted, moved or removed are in the order of the plan', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      let deal = await deals.create({ milestones: ['a', 'b', 'c'].map((title) => ({ title, amount: 1_000 })) });
      const titles = () => deal.contract.milestones.map(({ title }) => title).join('');
      const added = ['x', 'y'].map((title) => ({ title, amount: 2_000 }));
      const before = milestoneAt(deal, 1).id;
      deal = await deals.perform(deal, { type: 'add_milestones', milestones: added, before }, dana);
      expect(titles()).toBe('axybc');
      deal = await deals.perform(deal, { type: 'remove_milestone', milestoneId: milestoneAt(deal, 1).id }, dana);
      expect(titles()).toBe('aybc');
      const order = [...deal.contract.milestones].reverse().map(({ id }) => id);
      deal = await deals.perform(deal, { type: 'reorder_milestones', milestoneIds: order }, dana);
      expect(titles()).toBe('cbya');
    });

    test.each(['event', 'movement'])('the %s table refuses UPDATE, DELETE and TRUNCATE', async (table) => {
      const { database, store } = suite();
      const deals = dealsIn(store);
      await deals.fund(await deals.create(), 0);
      for (const change of ['update workroom.@ set seq = seq', 'delete from workroom.@', 'truncate workroom.@']) {
        await expect(ask(database, change.replace('@', table))).rejects.toThrow('append-only');
      }
    });

    test('a commit with a lost answer is found by its command', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const before = await deals.create();
      const { id, seq } = before.contract;
      const decision = deals.decide(before, { type: 'post_message', text: 'hello' }, dana);
      const { commandId } = present(decision.events[0]);
      expect(await store.wasCommitted(id, commandId, seq)).toBe(false);
      await deals.commit(before, decision);
      expect(await store.wasCommitted(id, commandId, seq)).toBe(true);
      expect(await store.wasCommitted(id, commandId, seq + 1)).toBe(false);
      expect(await store.wasCommitted(id, deals.newId('command'), seq)).toBe(false);
    });

    test('old idempotency keys are deleted, a limited number at a time', async () => {
      const { store, database } = suite();
      const deals = dealsIn(store);
      let deal = await deals.create();
      for (const key of ['a', 'b', 'c'])
        deal = await deals.commit(deal, deals.decide(deal, { type: 'post_message', text: key }, dana), {
          idempotency: byDana(key),
        });
      const week = 7 * 24 * 3_600;
      expect(await store.forgetKeys(week, 100)).toBe(0);
      await ask(
        database,
        "update workroom.idempotency set created_at = now() - interval '8 days' where contract_id = $1::text and key <> 'c'",
        [deal.contract.id],
      );
      expect(await store.forgetKeys(week, 1)).toBe(1);
      expect(await store.forgetKeys(week, 100)).toBe(1);
      const { id } = deal.contract;
      const done = async (key: string) => present((await store.load([{ id, idempotency: byDana(key) }])).get(id)).done;
      expect([await done('a'), await done('b')]).toEqual([null, null]);
      expect(await done('c')).not.toBeNull();
    });
  });
}
