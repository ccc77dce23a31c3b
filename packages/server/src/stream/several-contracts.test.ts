import type { WireEvent, WireProblem } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, contractBody, freelancer, type Market, openMarket, stranger } from '../testing/market.test.support.ts';
import { follow, lineTo, sinkOf } from './follow.test.support.ts';

let market: Market;
beforeAll(() => {
  market = openMarket();
});
afterAll(() => market.workroom.close());

const say = (contractId: string, text: string) =>
  market.contract('postMessage', freelancer, { params: { contractId }, body: { text } });
const created = async () => (await market.create(50_000)).contractId;
const place = ({ contractId, seq }: WireEvent) => `${contractId}:${seq}`;
const problemIn = (text: string) => JSON.parse(text) as WireProblem;

describe('the stream of several contracts', () => {
  test('sends the events of each, with the reader’s position on all of them as the id', async () => {
    const [a, b] = [await created(), await created()];
    const following = await follow(market, `/stream?contracts=${a},${b}`);
    expect(following.status).toBe(200);
    expect(following.headers.get('content-type')).toBe('text/event-stream');
    await say(a, 'On the first');
    expect(await following.next(1)).toMatchObject([{ contractId: a, seq: 3, data: { text: 'On the first' } }]);
    await say(b, 'On the second');
    expect(await following.next(1)).toMatchObject([{ contractId: b, seq: 3, data: { text: 'On the second' } }]);
    expect(following.ids).toEqual([`${a}:3,${b}:2`, `${a}:3,${b}:3`]);
  });

  test('continues on each contract after Last-Event-ID, or after the query’s position', async () => {
    const [a, b] = [await created(), await created()];
    for (const id of [a, b]) await say(id, 'Three');
    const asked = await follow(market, `/stream?contracts=${a}:2,${b}:1`);
    expect((await asked.next(3)).map(place).sort()).toEqual([`${a}:3`, `${b}:2`, `${b}:3`].sort());
    const resumed = await follow(market, `/stream?contracts=${a}:0,${b}:0`, { 'last-event-id': `${a}:2,${b}:2` });
    expect((await resumed.next(2)).map(place).sort()).toEqual([`${a}:3`, `${b}:3`].sort());
  });

  test('sends the reader’s position before the first event, so an early disconnect can resume', async () => {
    const [a, b] = [await created(), await created()];
    const { line } = await lineTo(market, `/stream?contracts=${a},${b}:1`);
    expect(sinkOf(line).texts[0]).toBe(`retry: 1000\nid: ${a}:2,${b}:1\n\n`);
  });

  test('resumed 20 times during 120 events on three contracts: none missing, none twice, in order', async () => {
    const contracts = [await created(), await created(), await created()];
    const writing = Promise.all(
      contracts.map(async (id) => {
        for (let index = 0; index < 40; index += 1) await say(id, `message ${index}`);
      }),
    );
    const got: WireEvent[] = [];
    let lastEventId = contracts.map((id) => `${id}:2`).join(',');
    for (let drop = 0; drop < 20; drop += 1) {
      const following = await follow(market, `/stream?contracts=${contracts}`, { 'last-event-id': lastEventId });
      // An event in the same page as the sixth is sent again: the id is the last event that was processed.
      const taken = await following.next(6);
      following.hangUp();
      got.push(...taken);
      lastEventId = following.ids[taken.length - 1] ?? lastEventId;
    }
    await writing;
    for (const id of contracts) {
      const seqs = got.filter(({ contractId }) => contractId === id).map(({ seq }) => seq);
      expect(seqs).toEqual(Array.from({ length: 40 }, (_, index) => index + 3));
    }
  }, 240_000);

  test('is refused as a whole for a contract that the caller may not see, and names it', async () => {
    const mine = await created();
    const body = { ...contractBody(50_000), client: stranger };
    const others = (await market.contract('createContract', 'server', { body })).id;
    const refused = await follow(market, `/stream?contracts=${mine},${others},ctr_none`);
    expect(refused.status).toBe(404);
    expect(problemIn(refused.text).errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/contracts/1', 'not_found'],
      ['/contracts/2', 'not_found'],
    ]);
  });

  test('a token bound to one contract cannot stream another of the same person', async () => {
    const [bound, other] = [await created(), await created()];
    const { token } = await market.workroom.sessions.create({ user: client, contracts: [bound] });
    const headers = { authorization: `Bearer ${token}` };
    expect((await follow(market, `/stream?contracts=${bound},${other}`, headers)).status).toBe(404);
    const following = await follow(market, `/stream?contracts=${bound}`, headers);
    expect(following.status).toBe(200);
    following.hangUp();
  });

  test('ends with an event that may change who can read one of them', async () => {
    const [a, b] = [await created(), await created()];
    const following = await follow(market, `/stream?contracts=${a},${b}`);
    const body = { mediator: { id: 'u_med', name: 'Mo' } };
    await market.contract('appointMediator', 'server', { params: { contractId: b }, body });
    expect((await following.next(2)).map(place)).toEqual([`${b}:3`]);
    expect(await following.ended()).toBe(true);
  });

  test('is removed from the hub when its reader leaves', async () => {
    const [a, b] = [await created(), await created()];
    const { line } = await lineTo(market, `/stream?contracts=${a},${b}`);
    const sink = sinkOf(line);
    sink.leave();
    for (const id of [a, b]) await say(id, 'To nobody');
    expect(sink.written).toHaveLength(1);
    expect(sink.ended).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['an invalid id', 'ctr_1,%20ctr_2'],
    ['a contract twice', 'ctr_1,ctr_1:2'],
    ['more than fifty', Array.from({ length: 51 }, (_, index) => `ctr_${index}`).join(',')],
  ])('refuses %s', async (_, contracts) => {
    const { status, text } = await follow(market, `/stream?contracts=${contracts}`);
    expect([status, problemIn(text).code]).toEqual([400, 'bad_parameter']);
  });

  test('rejects a Last-Event-ID of another kind', async () => {
    const { status } = await follow(market, `/stream?contracts=${await created()}`, { 'last-event-id': '12' });
    expect(status).toBe(400);
  });
});
