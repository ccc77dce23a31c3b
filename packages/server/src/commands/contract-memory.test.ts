import type { Person } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, freelancer, type Market, openMarket, submitted } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const real = ownStore();
const sent: string[] = [];
/** Two processes with the same tables; the queries of the first are counted. */
const first = openMarket({
  database: {
    ...real,
    load: (requests) => {
      sent.push('load');
      return real.load(requests);
    },
    commit: (changes) => {
      sent.push('commit');
      return real.commit(changes);
    },
  },
});
const other = openMarket({ database: real, payments: first.provider, clock: first.clock });
beforeAll(() => first.workroom.ready, 240_000);
afterAll(async () => {
  await Promise.all([first.workroom.close(), other.workroom.close()]);
  await real.close();
});

async function sentBy<Result>(work: () => Promise<Result>): Promise<{ result: Result; statements: string[] }> {
  sent.length = 0;
  const result = await work();
  return { result, statements: [...sent] };
}

const read = (market: Market, as: Person, contractId: string) =>
  market.contract('getContract', as, { params: { contractId } });

describe('a command on a contract in this process’s memory', () => {
  test('loads nothing, and neither does the outcome of its payout', async () => {
    const deal = await submitted(other, 20_000);
    const { version } = await read(first, client, deal.contractId);
    const { result, statements } = await sentBy(() =>
      first.send('release', client, { params: deal.at(0), body: { amount: 20_000 }, key: 'r', ifMatch: version }),
    );
    expect(statements).toEqual(['commit', 'commit']);
    expect((result.body as WireContract).payments.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    expect(await read(other, client, deal.contractId)).toMatchObject({ totals: { released: 20_000 } });
  });

  test('saves one load', async () => {
    const { contractId } = await other.create(20_000);
    const say = (text: string) => first.contract('postMessage', client, { params: { contractId }, body: { text } });
    expect((await sentBy(() => say('First.'))).statements).toEqual(['load', 'commit']);
    expect((await sentBy(() => say('Second.'))).statements).toEqual(['commit']);
  });

  test('loads it again after half an hour, so that nothing erased elsewhere stays in memory', async () => {
    const { contractId } = await other.create(20_000);
    const say = (text: string) => first.contract('postMessage', client, { params: { contractId }, body: { text } });
    await say('Before.');
    first.system.ms += 30 * 60_000;
    expect((await sentBy(() => say('After.'))).statements).toEqual(['load', 'commit']);
  });

  test('is decided again if another process has changed the contract', async () => {
    const deal = await submitted(other, 20_000);
    const params = { contractId: deal.contractId };
    await read(first, client, deal.contractId);
    await other.contract('postMessage', freelancer, { params, body: { text: 'Wait.' } });
    const { statements } = await sentBy(() =>
      first.contract('postMessage', client, { params, body: { text: 'Here I am.' } }),
    );
    expect(statements).toEqual(['commit', 'load', 'commit']);
    const { body } = await other.send('getTimeline', client, { params });
    const texts = (body as { data: { data: { text?: string } }[] }).data.map(({ data }) => data.text);
    expect(texts.filter((text) => text !== undefined)).toEqual(['Wait.', 'Here I am.']);
  });

  test('is refused only on the stored state', async () => {
    const deal = await other.create(20_000);
    await read(first, client, deal.contractId);
    await other.contract('fund', client, { params: deal.at(0), body: {} });
    const submission = { params: deal.at(0), body: { message: 'Here it is.' } };
    expect((await first.send('submit', freelancer, submission)).status).toBe(201);
  });

  test('is refused to a member whom another process removed', async () => {
    const deal = await other.create(20_000);
    const params = { contractId: deal.contractId };
    const member = { id: 'u_member', name: 'Mia' };
    const members = (named: readonly Person[]) =>
      other.contract('setMembers', 'server', {
        params,
        body: { client: [client, ...named], freelancer: [freelancer] },
      });
    await members([member]);
    await read(first, member, deal.contractId);
    await members([]);
    const { result, statements } = await sentBy(() =>
      first.send('postMessage', member, { params, body: { text: 'Still here?' } }),
    );
    expect([result.status, statements]).toEqual([404, ['commit', 'load']]);
  });

  test('is answered as a repeat if another process has executed it', async () => {
    const deal = await other.create(20_000);
    const message = { params: { contractId: deal.contractId }, body: { text: 'Once.' }, key: 'once' };
    await read(first, client, deal.contractId);
    await other.contract('postMessage', client, message);
    await read(first, client, deal.contractId);
    const again = await first.send('postMessage', client, message);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    const otherBody = await first.send('postMessage', client, { ...message, body: { text: 'Twice.' } });
    expect(otherBody).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  test('reads return the stored state', async () => {
    const deal = await other.create(20_000);
    await read(first, client, deal.contractId);
    await other.contract('fund', client, { params: deal.at(0), body: {} });
    expect((await read(first, client, deal.contractId)).milestones[0]?.state).toBe('funded');
  });
});
