import type { Output } from '@workroom/core/api';
import { afterEach, describe, expect, test } from 'vitest';
import { client, freelancer, type Market, openMarket } from '../testing/market.test.support.ts';

let market: Market;
afterEach(() => market.workroom.close());

type List = Output<'NotificationList'>;
const notificationsFor = async (person: typeof client, query = {}) =>
  (await market.send('listNotifications', person, { query })).body as List;

describe('notifications (rule 38)', () => {
  test('reach everybody an event concerns, except its actor', async () => {
    market = openMarket();
    const { contractId, at } = await market.create(50_000);
    await market.contract('fund', client, { params: at(0), body: {} });
    await market.contract('submit', freelancer, { params: at(0), body: { message: 'Here it is.' } });
    const { data, unread } = await notificationsFor(client);
    expect(data[0]).toMatchObject({
      type: 'milestone.submitted',
      contractId,
      title: expect.stringContaining('Lee submitted work'),
      text: expect.stringContaining('Here it is.'),
      link: { to: 'review-and-pay', milestoneId: at(0).milestoneId },
      readAt: null,
    });
    expect(unread).toBe(data.length);
    const types = (await notificationsFor(freelancer)).data.map(({ type }) => type);
    expect(types).toContain('milestone.funded');
    expect(types).not.toContain('milestone.submitted');
  });

  test('report a creation once, however many milestones it has', async () => {
    market = openMarket();
    await market.create(50_000, 40_000, 30_000);
    expect((await notificationsFor(freelancer)).data.map(({ type }) => type)).toEqual(['contract.created']);
  });

  test('are marked read one by one or all at once, only one’s own', async () => {
    market = openMarket();
    const { contractId } = await market.create(50_000);
    for (const text of ['one', 'two', 'three']) {
      await market.contract('postMessage', freelancer, { params: { contractId }, body: { text } });
    }
    const before = await notificationsFor(client);
    const id = before.data[0]?.id;
    const after = (await market.send('readNotifications', client, { body: { ids: [id] } })).body as List;
    expect(after.unread).toBe(before.unread - 1);
    expect(after.data[0]?.readAt).not.toBeNull();
    const others = await notificationsFor(freelancer);
    await market.send('readNotifications', client, { body: {} });
    expect(await notificationsFor(client, { unread: 'true' })).toMatchObject({ data: [], unread: 0 });
    expect(await notificationsFor(freelancer)).toEqual(others);
  });

  test('of other contracts are not counted or marked with a token bound to contracts', async () => {
    market = openMarket();
    const [bound, other] = [(await market.create(50_000)).contractId, (await market.create(50_000)).contractId];
    for (const contractId of [bound, other]) {
      await market.contract('postMessage', freelancer, { params: { contractId }, body: { text: 'Hello' } });
    }
    const all = await notificationsFor(client);
    const ask = async (contracts: (typeof bound)[], name: 'listNotifications' | 'readNotifications', body?: object) => {
      const { token } = await market.workroom.sessions.create({ user: client, contracts });
      const headers = { authorization: `Bearer ${token}` };
      return (await market.send(name, 'nobody', { headers, ...(body === undefined ? {} : { body }) })).body as List;
    };
    const ofOther = all.data.filter(({ contractId }) => contractId === other);
    const unread = all.data.length - ofOther.length;
    expect(await ask([bound], 'listNotifications')).toMatchObject({ unread, data: { length: unread } });
    expect(await ask([], 'listNotifications')).toEqual({ data: [], unread: 0, nextCursor: null });
    // By id, and all of them.
    expect(await ask([bound], 'readNotifications', { ids: ofOther.map(({ id }) => id) })).toMatchObject({ unread });
    expect(await ask([], 'readNotifications', {})).toMatchObject({ unread: 0 });
    expect((await notificationsFor(client)).unread).toBe(all.unread);
    expect(await ask([bound], 'readNotifications', {})).toMatchObject({ unread: 0 });
    const after = await notificationsFor(client);
    expect(after.unread).toBe(ofOther.length);
    expect(after.data.filter(({ readAt }) => readAt === null).map(({ contractId }) => contractId)).toEqual(
      ofOther.map(() => other),
    );
  });

  test('are paginated, newest first', async () => {
    market = openMarket();
    const { contractId } = await market.create(50_000);
    for (let index = 0; index < 5; index += 1) {
      await market.contract('postMessage', freelancer, { params: { contractId }, body: { text: `message ${index}` } });
    }
    const first = await notificationsFor(client, { limit: 2 });
    const second = await notificationsFor(client, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.data, ...second.data].map(({ text }) => text)).toEqual([
      'message 4',
      'message 3',
      'message 2',
      'message 1',
    ]);
  });
});
