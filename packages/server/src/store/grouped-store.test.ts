import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOwnDatabase } from '../testing/own-database.test.support.ts';
import { CommitUnknown, DatabaseUnavailable } from './database.ts';
import { groupedStore, singlyWhereSpread } from './grouped-store.ts';
import type { Change, Store } from './store.ts';
import { storeOver, type WorkroomStore } from './store-over.ts';
import { dana, dealsIn, milestoneAt, present } from './testing/suite-deals.ts';

const often = Array.from({ length: 20 }, (_, place) => place);

let inner: WorkroomStore;
beforeAll(async () => {
  inner = storeOver(await openOwnDatabase(), 'workroom');
  await inner.migrate();
}, 240_000);
afterAll(() => inner.close());

function setUp() {
  const sent = { loads: [] as number[], commits: [] as number[] };
  const counted: Store = {
    ...inner,
    load: (requests) => {
      sent.loads.push(requests.length);
      return inner.load(requests);
    },
    commit: (changes) => {
      sent.commits.push(changes.length);
      return inner.commit(changes);
    },
  };
  const deals = dealsIn(inner);
  const message = { type: 'post_message', text: 'hello' } as const;
  const say = (before: Awaited<ReturnType<typeof deals.create>>) =>
    deals.change(before, deals.decide(before, message, dana));
  return { counted, sent, store: groupedStore(counted), deals, say };
}

describe('contracts on several machines', () => {
  test('use a separate statement each, without waiting', async () => {
    const { counted, sent, deals, say } = setUp();
    const single = singlyWhereSpread(counted, async () => true);
    const store = groupedStore(single, async () => true);
    const stored = await Promise.all(often.map(() => deals.create()));
    const results = await Promise.all([
      store.commit(stored.slice(0, 5).map(say)),
      ...stored.slice(5).map((each) => store.commit([say(each)])),
    ]);
    expect(results.flat().every(({ committed }) => committed)).toBe(true);
    expect(sent.commits).toEqual(Array(20).fill(1));
    const ids = stored.map(({ contract }) => ({ id: contract.id }));
    expect([...(await store.load(ids)).keys()]).toEqual(ids.map(({ id }) => id));
    expect(sent.loads).toEqual(Array(20).fill(1));
  });

  test('share a statement on a single machine', async () => {
    const { counted, sent, deals, say } = setUp();
    const single = singlyWhereSpread(counted, async () => false);
    const stored = await Promise.all([deals.create(), deals.create()]);
    await single.commit(stored.map(say));
    await single.load(stored.map(({ contract }) => ({ id: contract.id })));
    expect([sent.commits, sent.loads]).toEqual([[2], [2]]);
  });
});

describe('group commit', () => {
  test('commits that arrive during another share the next; a single commit does not wait', async () => {
    const { store, sent, deals, say } = setUp();
    const stored = await Promise.all(often.map(() => deals.create()));
    const [first, ...others] = stored.map(say);
    const early = store.commit([present(first)]);
    await new Promise(setImmediate);
    const late = others.map((change) => store.commit([change]));
    const results = await Promise.all([early, ...late]);
    expect(results.flat().every(({ committed }) => committed)).toBe(true);
    expect(sent.commits).toEqual([1, 19]);
    expect((await inner.load(stored.map(({ contract }) => ({ id: contract.id })))).size).toBe(20);
    const alone = await deals.create();
    await store.commit([say(alone)]);
    expect(sent.commits).toEqual([1, 19, 1]);
  });

  test('two commands on one contract never share a statement, and keep their order', async () => {
    const { store, sent, deals, say } = setUp();
    const [first, second] = [await deals.create(), await deals.create()];
    const changes = [say(second), say(first), say(first), say(second), say(first)];
    const results = (await Promise.all(changes.map((change) => store.commit([change])))).flat();
    expect(sent.commits).toEqual([2, 2, 1]);
    expect(results.map(({ committed }) => committed)).toEqual([true, true, false, false, false]);
  });

  test('a change that violates a CHECK, is incomplete or lost its race does not affect others', async () => {
    const { store, deals, say } = setUp();
    const stored = await Promise.all(often.map(() => deals.create()));
    const changes: Change[] = stored.map(say);
    const broken = present(changes[3]);
    const totals = { ...broken.decision.contract.totals, released: milestoneAt(present(stored[3]), 0).amount };
    changes[3] = { ...broken, decision: { ...broken.decision, contract: { ...broken.decision.contract, totals } } };
    const half = present(changes[5]);
    changes[5] = { ...half, decision: { ...half.decision, events: [] } };
    await deals.say(present(stored[7]), 'somebody was faster');

    const results = await Promise.allSettled(changes.map((change) => store.commit([change])));
    for (const [place, result] of results.entries()) {
      if (place === 3) expect(result).toMatchObject({ reason: { message: expect.stringContaining('adds_up') } });
      else if (place === 5) expect(result).toMatchObject({ reason: expect.any(TypeError) });
      else expect(result, `${place}`).toMatchObject({ value: [{ committed: place !== 7 }] });
    }
    const after = await inner.load(stored.map(({ contract }) => ({ id: contract.id })));
    expect(present(after.get(present(stored[3]).contract.id)).contract.seq).toBe(present(stored[3]).contract.seq);
  });

  test.each([
    ['is lost, every caller learns that it may have been written', (cause: unknown) => new CommitUnknown(cause)],
    ['was never sent, every caller learns that', (cause: unknown) => new DatabaseUnavailable(false, cause)],
  ])('when a shared commit %s, and nothing is sent again', async (_, failure) => {
    const { counted, deals, say } = setUp();
    let sent = 0;
    const store = groupedStore({
      ...counted,
      commit: async (changes) => {
        sent += 1;
        if (changes.length === 1) return counted.commit(changes);
        throw failure('cut');
      },
    });
    const stored = await Promise.all(often.map(() => deals.create()));
    const results = await Promise.allSettled(stored.map((each) => store.commit([say(each)])));
    expect(results.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    expect(sent).toBe(1);
  });

  test('loads share a statement, a thousand readers of one contract share a load, and keys stay separate', async () => {
    const { store, sent, deals } = setUp();
    const created = await deals.create();
    const { id } = created.contract;
    const key = { actor: 'person:u1', key: 'once' };
    const message = deals.decide(created, { type: 'post_message', text: 'once' }, dana);
    const stored = await deals.commit(created, message, { idempotency: { ...key, bodyHash: 'b', status: 200 } });
    const requests = [
      ...Array.from({ length: 100 }, () => ({ id })),
      { id, idempotency: key },
      { id, idempotency: { ...key, key: 'another' } },
      { id: deals.newId('contract') },
    ];
    const answers = await Promise.all(requests.map((request) => store.load([request])));
    expect(sent.loads).toEqual([2, 1]);
    expect(answers.slice(0, 100).map((answer) => answer.get(id))).toEqual(Array(100).fill(stored));
    expect(answers[100]?.get(id)?.done).toMatchObject({ bodyHash: 'b' });
    expect(answers[101]?.get(id)?.done).toBeNull();
    expect(answers[102]?.size).toBe(0);
  });

  test('a load that arrives during another does not use its result', async () => {
    const { store, deals } = setUp();
    const created = await deals.create();
    const { id } = created.contract;
    const early = store.load([{ id }]);
    await new Promise(setImmediate);
    const said = await deals.say(created, 'in between');
    expect((await store.load([{ id }])).get(id)).toEqual(said);
    await early;
  });
});
