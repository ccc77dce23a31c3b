import { afterEach, describe, expect, test } from 'vitest';
import { freelancer, type Market, openMarket, stranger } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';
import type { Timer } from '../timer.ts';
import { follow, lineTo, sinkOf } from './follow.test.support.ts';

const markets: Market[] = [];
afterEach(async () => {
  for (const market of markets.splice(0)) await market.workroom.close();
});

function open(options: Parameters<typeof openMarket>[0] = {}): Market {
  const market = openMarket(options);
  markets.push(market);
  return market;
}

function say(market: Market, contractId: string, text: string) {
  return market.contract('postMessage', freelancer, { params: { contractId }, body: { text } });
}

describe('the stream of a contract', () => {
  test('sends new events, with the seq as the id', async () => {
    const market = open();
    const { contractId } = await market.create(50_000);
    const following = await follow(market, contractId);
    expect(following.status).toBe(200);
    expect(following.headers.get('content-type')).toBe('text/event-stream');
    await say(market, contractId, 'Hello');
    const [event] = await following.next(1);
    expect(event).toMatchObject({ type: 'message.posted', contractId, data: { text: 'Hello' } });
  });

  test('continues after Last-Event-ID, or after the query’s position', async () => {
    const market = open();
    const { contractId } = await market.create(50_000, 50_000);
    const resumed = await follow(market, contractId, { 'last-event-id': '1' });
    expect((await resumed.next(2)).map(({ seq }) => seq)).toEqual([2, 3]);
    const asked = await follow(market, contractId, {}, '?after=2');
    expect((await asked.next(1)).map(({ seq }) => seq)).toEqual([3]);
    const wrong = await follow(market, contractId, { 'last-event-id': 'last tuesday' });
    expect(wrong.status).toBe(400);
  });

  test('resumed 50 times during 500 events: none missing, none twice, in order', async () => {
    const market = open();
    const { contractId } = await market.create(50_000);
    const got: number[] = [];
    const writing = (async () => {
      for (let index = 0; index < 500; index += 1) await say(market, contractId, `message ${index}`);
    })();
    let last = 2;
    for (let drop = 0; drop < 50; drop += 1) {
      const following = await follow(market, contractId, { 'last-event-id': String(last) });
      for (const { seq } of await following.next(10)) got.push(seq);
      following.hangUp();
      last = got.at(-1) ?? last;
    }
    await writing;
    expect(got).toEqual(Array.from({ length: 500 }, (_, index) => index + 3));
  }, 240_000);

  test('sends events of other processes, found by one query for all streams', async () => {
    const store = ownStore();
    const polls: (() => void)[] = [];
    const timer: Timer = (run, afterMs) => {
      if (afterMs === 1_000) polls.push(run);
      return () => {};
    };
    await store.migrate();
    const [here, there] = [open({ database: store, timer }), open({ database: store })];
    const { contractId } = await here.create(50_000);
    const first = await follow(here, contractId);
    const second = await follow(here, contractId);
    polls.shift()?.();
    await say(there, contractId, 'From the other process');
    await expect.poll(() => polls.length).toBe(1);
    polls.shift()?.();
    for (const following of [first, second]) {
      expect((await following.next(1))[0]?.data).toEqual({ text: 'From the other process' });
    }
  });

  test('ends with an event that may change who can read; only those who still can get later events', async () => {
    const market = open();
    const params = { contractId: (await market.create(50_000)).contractId };
    // Both exist already when they are read, in one page.
    await market.contract('appointMediator', 'server', { params, body: { mediator: { id: 'u_med', name: 'Mo' } } });
    await say(market, params.contractId, 'After that');
    const following = await follow(market, params.contractId, { 'last-event-id': '2' });
    expect((await following.next(2)).map(({ type }) => type)).toEqual(['contract.mediator_appointed']);
    expect(await following.ended()).toBe(true);
    const resumed = await follow(market, params.contractId, { 'last-event-id': '3' });
    expect((await resumed.next(1)).map(({ data }) => data)).toEqual([{ text: 'After that' }]);
  });

  test('is not found for a stranger, and ends when the service stops', async () => {
    const market = open();
    const { contractId } = await market.create(50_000);
    const { token } = await market.workroom.sessions.create({ user: stranger });
    const refused = await follow(market, contractId, { authorization: `Bearer ${token}` });
    expect(refused.status).toBe(404);
    const following = await follow(market, contractId);
    await market.workroom.close();
    expect(await following.ended()).toBe(true);
  });

  test('sends heartbeats, and ends with the reader’s session', async () => {
    const rounds: (() => void)[] = [];
    const timer: Timer = (run, afterMs) => {
      if (afterMs === 2_000) rounds.push(run);
      return () => {};
    };
    let nowMs = Date.now();
    const market = open({ timer, systemNow: () => nowMs });
    const { contractId } = await market.create(50_000);
    const { line } = await lineTo(market, contractId);
    const sink = sinkOf(line);
    const lives = async (afterMs: number) => {
      nowMs += afterMs;
      rounds.shift()?.();
      return !sink.ended;
    };
    expect(await lives(19_000)).toBe(true);
    expect(sink.texts).toEqual(['retry: 1000\n\n']);
    expect(await lives(1_000)).toBe(true);
    expect(sink.texts).toEqual(['retry: 1000\n\n', ':\n\n']);
    expect(await lives(870_000)).toBe(true);
    expect(await lives(10_000)).toBe(false);
    expect(rounds).toEqual([]);
  });

  test('is encoded once for all readers', async () => {
    const market = open();
    const { contractId } = await market.create(50_000);
    const sinks = await Promise.all([1, 2].map(async () => sinkOf((await lineTo(market, contractId)).line)));
    await say(market, contractId, 'To both');
    await expect.poll(() => sinks.map(({ written }) => written.length)).toEqual([2, 2]);
    expect(sinks[0]?.texts[1]).toContain('To both');
    expect(sinks[0]?.written[1]).toBe(sinks[1]?.written[1]);
  });

  test('ends for a reader that is too slow', async () => {
    const market = open();
    const { contractId } = await market.create(50_000);
    const sink = sinkOf((await lineTo(market, contractId)).line, 1_048_577);
    expect(sink.ended).toBe(true);
    await say(market, contractId, 'To nobody');
    expect(sink.texts).toEqual(['retry: 1000\n\n']);
  });

  test('that was not read before the service stopped ends at once', async () => {
    const market = open();
    const { contractId } = await market.create(50_000);
    const { response, line } = await lineTo(market, contractId);
    await market.workroom.close();
    expect(await response.text()).toBe('retry: 1000\n\n');
    expect(sinkOf(line).ended).toBe(true);
  });
});
