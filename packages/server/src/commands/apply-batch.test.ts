import type { ContractId } from '@workroom/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommitUnknown, DatabaseUnavailable } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { client, days, openMarket, submitted } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const real = ownStore();
const market = openMarket({ database: real });
beforeAll(() => market.workroom.ready, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await real.close();
});

/** Three contracts whose review is over, and the same tables with a connection that fails. */
async function dueDeals(faultOf: (ids: readonly ContractId[]) => Partial<Store>) {
  const ids: ContractId[] = [];
  for (let made = 0; made < 3; made += 1) ids.push((await submitted(market, 20_000)).contractId);
  market.clock.advance(days(15));
  const errors: unknown[] = [];
  const faulty = openMarket({
    database: { ...real, ...faultOf(ids) },
    payments: market.provider,
    clock: market.clock,
    onError: (error) => errors.push(error),
  });
  return { ids, faulty, errors };
}

const statesOf = async (ids: readonly ContractId[]) => {
  const loaded = await real.load(ids.map((id) => ({ id })));
  return ids.map((id) => loaded.get(id)?.contract.milestones[0]?.state);
};
const transfersOf = async (ids: readonly ContractId[]) => {
  const loaded = await real.load(ids.map((id) => ({ id })));
  return ids.map((id) => loaded.get(id)?.contract.payments.filter(({ kind }) => kind === 'transfer').length);
};

describe('a sweep’s batch', () => {
  test('is one load and one commit', async () => {
    const sizes: string[] = [];
    const { ids, faulty } = await dueDeals(() => ({
      load: (requests) => {
        sizes.push(`load ${requests.length}`);
        return real.load(requests);
      },
      commit: (changes) => {
        sizes.push(`commit ${changes.length}`);
        return real.commit(changes);
      },
    }));
    expect(await faulty.workroom.sweep()).toMatchObject({ deadlines: 3, more: false });
    expect(sizes.slice(0, 2)).toEqual(['load 3', 'commit 3']);
    expect(await statesOf(ids)).toEqual(['paid', 'paid', 'paid']);
  });

  test('with one contract that cannot be written still writes the others', async () => {
    const { ids, faulty, errors } = await dueDeals(([broken]) => ({
      async commit(changes) {
        if (changes.some(({ decision }) => decision.contract.id === broken)) throw new Error('a check was broken');
        return real.commit(changes);
      },
    }));
    expect(await faulty.workroom.sweep()).toMatchObject({ deadlines: 2 });
    expect(await statesOf(ids)).toEqual(['submitted', 'paid', 'paid']);
    expect(errors).toMatchObject([{ message: 'a check was broken' }]);
    await market.workroom.sweep();
  });

  test('whose result is lost releases nothing twice', async () => {
    let commits = 0;
    const { ids, faulty } = await dueDeals(() => ({
      async commit(changes) {
        const results = await real.commit(changes);
        commits += 1;
        if (commits === 1) throw new CommitUnknown(new Error('the connection broke'));
        return results;
      },
    }));
    await faulty.workroom.sweep();
    expect(await statesOf(ids)).toEqual(['paid', 'paid', 'paid']);
    expect(await transfersOf(ids)).toEqual([1, 1, 1]);
  });

  test('leaves a contract that was changed meanwhile to the next round', async () => {
    let loads = 0;
    const { ids, faulty } = await dueDeals(([overtaken]) => ({
      async load(requests) {
        const loaded = await real.load(requests);
        loads += 1;
        if (loads === 1) {
          await market.send('postMessage', client, { params: { contractId: overtaken ?? '' }, body: { text: 'Hi' } });
        }
        return loaded;
      },
    }));
    expect(await faulty.workroom.sweep()).toMatchObject({ deadlines: 2, more: true });
    expect(await statesOf(ids)).toEqual(['paid', 'paid', 'paid']);
    expect(await transfersOf(ids)).toEqual([1, 1, 1]);
  });

  test('fails as a whole if the database does not answer', async () => {
    let loads = 0;
    const { ids, faulty } = await dueDeals(() => ({
      async load() {
        loads += 1;
        throw new DatabaseUnavailable(false, new Error('no route'));
      },
    }));
    await expect(faulty.workroom.sweep()).rejects.toThrow('The database does not answer');
    expect(loads).toBe(1);
    await market.workroom.sweep();
    expect(await statesOf(ids)).toEqual(['paid', 'paid', 'paid']);
  });
});
