import type { WireContract, WireProblem } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommitUnknown, DatabaseUnavailable } from '../store/database.ts';
import type { Change, Store } from '../store/store.ts';
import { client, contractBody, days, type Market, openMarket, submitted } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';
import { createContractQueue } from './contract-queue.ts';

const real = ownStore();
const market = openMarket({ database: real });
beforeAll(() => market.workroom.ready, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await real.close();
});

/** The same tables with a connection that fails. */
function over(fault: Partial<Store>): Market {
  return openMarket({ database: { ...real, ...fault }, payments: market.provider, clock: market.clock });
}

async function releaseOn(
  faulty: Market,
  key = 'lost',
): Promise<{ answer: Awaited<ReturnType<Market['send']>>; contractId: string }> {
  const deal = await submitted(market, 20_000);
  const { version } = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
  const answer = await faulty.send('release', client, {
    params: deal.at(0),
    body: { amount: 20_000 },
    key: `${key}-${deal.contractId}`,
    ifMatch: version,
  });
  return { answer, contractId: deal.contractId };
}

describe('a commit whose result is lost', () => {
  test('is recognised if it was written', async () => {
    let lost = 0;
    const faulty = over({
      async commit(changes) {
        const results = await real.commit(changes);
        lost += 1;
        if (lost === 1) throw new CommitUnknown(new Error('the connection broke'));
        return results;
      },
    });
    const { answer, contractId } = await releaseOn(faulty);
    expect([answer.status, answer.headers.get('idempotency-replayed')]).toEqual([200, null]);
    expect((answer.body as WireContract).milestones[0]?.state).toBe('paid');
    expect((answer.body as WireContract).payments.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    expect(await market.provider.books(contractId as 'ctr_')).toMatchObject({ transferred: 20_000 });
  });

  test('is retried if it was not', async () => {
    let tries = 0;
    const faulty = over({
      commit(changes) {
        tries += 1;
        if (tries === 1) throw new CommitUnknown(new Error('the connection broke'));
        return real.commit(changes);
      },
    });
    const { answer, contractId } = await releaseOn(faulty);
    expect([answer.status, tries]).toEqual([200, 3]);
    expect(await market.provider.books(contractId as 'ctr_')).toMatchObject({ transferred: 20_000 });
  });

  test('is recognised if it lands after the retry was decided, even without a key', async () => {
    let late: readonly Change[] | undefined;
    let tries = 0;
    const faulty = over({
      async commit(changes) {
        tries += 1;
        if (tries === 1) {
          late = changes;
          throw new CommitUnknown(new Error('the connection broke'));
        }
        if (late !== undefined) await real.commit(late);
        late = undefined;
        return real.commit(changes);
      },
    });
    const { contractId } = await market.create(10_000);
    const params = { contractId };
    const answer = await faulty.send('postMessage', client, { params, body: { text: 'Once' } });
    expect([answer.status, answer.headers.get('idempotency-replayed'), tries]).toEqual([201, null, 2]);
    const { body } = await market.send('getTimeline', client, { params });
    const events = (body as { data: { type: string }[] }).data.filter(({ type }) => type === 'message.posted');
    expect(events).toHaveLength(1);
  });

  test('is recognised if it lands just before the contract is read again, even without a key', async () => {
    let late: readonly Change[] | undefined;
    let tries = 0;
    const faulty = over({
      async commit(changes) {
        tries += 1;
        if (tries > 1) return real.commit(changes);
        late = changes;
        throw new CommitUnknown(new Error('the connection broke'));
      },
      async load(requests) {
        if (late !== undefined) await real.commit(late);
        late = undefined;
        return real.load(requests);
      },
    });
    const { contractId } = await market.create(10_000);
    const params = { contractId };
    const answer = await faulty.send('postMessage', client, { params, body: { text: 'Once' } });
    expect([answer.status, answer.headers.get('idempotency-replayed'), tries]).toEqual([201, null, 1]);
    const { body } = await market.send('getTimeline', client, { params });
    const events = (body as { data: { type: string }[] }).data.filter(({ type }) => type === 'message.posted');
    expect(events).toHaveLength(1);
  });

  test.each(['with', 'without'])('creates one contract if it lands after the retry, %s a key', async (how) => {
    let late: readonly Change[] | undefined;
    let tries = 0;
    const faulty = over({
      async commit(changes) {
        tries += 1;
        if (tries === 1) {
          late = changes;
          throw new CommitUnknown(new Error('the connection broke'));
        }
        if (late !== undefined) await real.commit(late);
        late = undefined;
        return real.commit(changes);
      },
    });
    const person = { id: `u_late_${how}`, name: 'Kim' };
    const answer = await faulty.send('createContract', 'server', {
      body: { ...contractBody(10_000), client: person },
      ...(how === 'with' ? { key: 'late-creation' } : {}),
    });
    expect([answer.status, tries]).toEqual([201, 2]);
    const { body } = await market.send('listContracts', person);
    expect((body as { data: unknown[] }).data).toHaveLength(1);
  });

  test.each(['with', 'without'])('creates one contract, %s a key', async (how) => {
    let tries = 0;
    const faulty = over({
      async commit(changes) {
        const results = await real.commit(changes);
        tries += 1;
        if (tries === 1) throw new CommitUnknown(new Error('the connection broke'));
        return results;
      },
    });
    const person = { id: `u_lost_${how}`, name: 'Kim' };
    const answer = await faulty.send('createContract', 'server', {
      body: { ...contractBody(10_000), client: person },
      ...(how === 'with' ? { key: 'lost-creation' } : {}),
    });
    expect([answer.status, answer.headers.get('idempotency-replayed')]).toEqual([201, null]);
    const { body } = await market.send('listContracts', person);
    expect((body as { data: unknown[] }).data).toHaveLength(1);
  });
});

test('a key stored just before a crash creates its contract on the repeat', async () => {
  const taken: Change[] = [];
  const cut = over({
    async commit(changes) {
      taken.push(...changes);
      throw new DatabaseUnavailable(false, new Error('the process ended'));
    },
  });
  const create = (on: Market, title: string) =>
    on.send('createContract', 'server', { body: { ...contractBody(10_000), title }, key: 'cut-creation' });
  expect((await create(cut, 'Logo')).status).toBe(503);
  const [{ decision, idempotency } = {}] = taken;
  const contractId = decision?.contract.id ?? 'ctr_none';
  const bodyHash = idempotency?.bodyHash ?? '';
  const after = over({ findCreated: async () => ({ contractId, bodyHash }) });
  expect(await create(after, 'Another')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  expect(await create(after, 'Logo')).toMatchObject({ status: 201, body: { id: contractId, title: 'Logo' } });
  expect((await create(after, 'Logo')).headers.get('idempotency-replayed')).toBe('true');
});

test('a command that loses every race fails after a bounded number of attempts', async () => {
  let tries = 0;
  const faulty = over({
    async commit(changes) {
      tries += 1;
      return changes.map(() => ({ committed: false }) as const);
    },
  });
  const { answer } = await releaseOn(faulty);
  expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect([tries, answer.headers.get('retry-after')]).toEqual([16, '1']);
});

test('a decision that breaks an invariant is a 500, stores nothing, and is logged with its request id', async () => {
  const faulty = over({
    async load(requests) {
      const loaded = await real.load(requests);
      return new Map(
        [...loaded].map(([id, stored]) => {
          const { contract } = stored;
          const totals = {
            ...contract.totals,
            deposited: (contract.totals.deposited + 1) as typeof contract.totals.deposited,
          };
          return [id, { ...stored, contract: { ...contract, totals } }];
        }),
      );
    },
  });
  const { answer, contractId } = await releaseOn(faulty);
  const problem = answer.body as WireProblem;
  expect(problem).toMatchObject({ status: 500, code: 'internal_error' });
  expect(JSON.stringify(problem)).not.toContain('rule 40');
  expect(faulty.lines).toContainEqual(
    expect.objectContaining({
      level: 'error',
      requestId: problem.requestId,
      error: expect.objectContaining({ name: 'InvariantBroken' }),
    }),
  );
  const { milestones } = await market.contract('getContract', client, { params: { contractId } });
  expect(milestones[0]?.state).toBe('submitted');
});

test('a database that does not answer is a 503 with `Retry-After`', async () => {
  const gone = async () => {
    throw new DatabaseUnavailable(false, new Error('connect ECONNREFUSED'));
  };
  const faulty = over({ load: gone });
  const { answer } = await releaseOn(faulty);
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  const dead = over({ ping: gone });
  expect((await dead.send('health', 'nobody')).status).toBe(503);
});

test('rule 17: a passed deadline that ten readers find is recorded once', async () => {
  const deal = await submitted(market, 20_000);
  market.clock.advance(days(14));
  const params = { contractId: deal.contractId };
  const read = await Promise.all(Array.from({ length: 10 }, () => market.send('getContract', client, { params })));
  expect(read.map(({ body }) => (body as WireContract).milestones[0]?.state)).toEqual(read.map(() => 'paid'));
  const { body } = await market.send('getTimeline', client, { params });
  const events = (body as { data: { type: string }[] }).data.filter(({ type }) => type === 'milestone.auto_released');
  expect(events).toHaveLength(1);
  expect(await market.provider.books(deal.contractId)).toMatchObject({ transferred: 20_000 });
});

describe('a freelancer without a payout account', () => {
  const canPayOut = { ...market.provider, canPayOut: async () => false };

  test('makes funding a milestone refused', async () => {
    const faulty = openMarket({ database: real, payments: canPayOut });
    const { at, contractId } = await market.create(20_000);
    const problem = await faulty.problem('fund', client, { params: at(0), body: {} });
    expect(problem).toMatchObject({ status: 409, code: 'payout_account_missing' });
    expect(await market.provider.books(contractId)).toMatchObject({ charged: 0 });
  });

  test('who loses the account during the client’s payment still has the milestone funded', async () => {
    let has = true;
    const leaving = {
      ...market.provider,
      canPayOut: async () => has,
      charge: async (request: Parameters<typeof market.provider.charge>[0]) => {
        has = false;
        return market.provider.charge(request);
      },
    };
    const faulty = openMarket({ database: real, payments: leaving });
    const { at, contractId } = await market.create(20_000);
    const { milestones, payments } = await faulty.contract('fund', client, { params: at(0), body: {} });
    expect([milestones[0]?.state, payments[0]?.status]).toEqual(['funded', 'succeeded']);
    expect(await market.provider.books(contractId)).toMatchObject({ charged: 20_000 });
  });

  test('is unknown: nothing is charged', async () => {
    const unsure = { ...market.provider, canPayOut: () => Promise.reject(new Error('no answer')) };
    const faulty = openMarket({ database: real, payments: unsure });
    const { at, contractId } = await market.create(20_000);
    expect(await faulty.problem('fund', client, { params: at(0), body: {} })).toMatchObject({ code: 'unavailable' });
    expect(await market.provider.books(contractId)).toMatchObject({ charged: 0 });
  });
});

describe('the queue of a contract', () => {
  test('runs commands in order, and does not block other contracts', async () => {
    const queue = createContractQueue<string>();
    const events: string[] = [];
    let finish = () => {};
    const first = queue.run('a', () =>
      new Promise<void>((resolve) => (finish = resolve)).then(() => void events.push('a1')),
    );
    const second = queue.run('a', async () => void events.push('a2'));
    await queue.run('b', async () => void events.push('b'));
    finish();
    await Promise.all([first, second]);
    expect(events).toEqual(['b', 'a1', 'a2']);
  });

  test('continues after a failed command, and is bounded', async () => {
    const queue = createContractQueue<string>(2);
    const failed = queue.run('a', () => Promise.reject(new Error('failed')));
    const next = queue.run('a', async () => 'done');
    await expect(queue.run('a', async () => 'too many')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(failed).rejects.toThrow('failed');
    expect(await next).toBe('done');
    expect(await queue.run('a', async () => 'again')).toBe('again');
  });
});
