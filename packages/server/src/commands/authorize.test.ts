import { afterEach, describe, expect, test } from 'vitest';
import { client, contractBody, freelancer, type Market, openMarket } from '../testing/market.test.support.ts';
import type { Timer } from '../timer.ts';
import type { Authorize, AuthorizeRequest } from './authorize.ts';

let market: Market;
afterEach(() => market.workroom.close());

function openWith(authorize: Authorize): AuthorizeRequest[] {
  const asked: AuthorizeRequest[] = [];
  market = openMarket({
    authorize(request) {
      asked.push(request);
      return authorize(request);
    },
  });
  return asked;
}

const unverified = 'Verify your account before you fund.';
const unlessFund: Authorize = ({ command }) => command.type !== 'fund' || { veto: unverified };

describe('authorize', () => {
  test('can refuse with a reason, and nothing is changed', async () => {
    openWith(unlessFund);
    const { contractId, at } = await market.create(50_000);
    const before = await market.contract('getContract', client, { params: { contractId } });
    const problem = await market.problem('fund', client, { params: at(0), body: {} });
    expect(problem).toMatchObject({ status: 403, code: 'vetoed', detail: unverified });
    expect(await market.contract('getContract', client, { params: { contractId } })).toEqual(before);
    expect(await market.problem('fund', client, { params: at(0), body: {}, key: 'again' })).toMatchObject({
      code: 'vetoed',
    });
  });

  test('gets the person, the command and the contract', async () => {
    const asked = openWith(() => true);
    const { contractId, at } = await market.create(50_000);
    await market.contract('fund', client, { params: at(0), body: {} });
    await market.contract('submit', freelancer, { params: at(0), body: { message: 'Here.' } });
    expect(asked).toMatchObject([
      { actor: 'server', command: { type: 'create_contract', title: 'Brand identity' }, contract: null },
      { actor: client, command: { type: 'fund', milestoneId: at(0).milestoneId }, contract: { id: contractId } },
      { actor: freelancer, command: { type: 'submit', message: 'Here.' }, contract: { status: 'active' } },
    ]);
  });

  test('is not called for invisible contracts, reads, deadlines, payment outcomes and replays', async () => {
    const asked = openWith(() => true);
    const { contractId, at } = await market.create(50_000);
    const params = { contractId };
    await market.contract('fund', client, { params: at(0), body: {}, key: 'once' });
    await market.contract('submit', freelancer, { params: at(0), body: { message: 'Here.' } });
    asked.length = 0;
    await market.contract('fund', client, { params: at(0), body: {}, key: 'once' });
    await market.problem('postMessage', { id: 'u_other', name: 'Other' }, { params, body: { text: 'Hi' } });
    market.clock.advance(15 * 86_400_000);
    const { milestones } = await market.contract('getContract', client, { params });
    expect([milestones[0]?.state, asked]).toEqual(['paid', []]);
  });

  test('that refuses a creation or returns anything but true creates nothing', async () => {
    openWith(({ command }) => (command.type === 'create_contract' ? { veto: 'Too many contracts.' } : true));
    const send = () => market.problem('createContract', 'server', { body: contractBody(10_000) });
    expect(await send()).toMatchObject({ status: 403, detail: 'Too many contracts.' });
    await market.workroom.close();
    openWith(() => undefined as unknown as true);
    expect(await send()).toMatchObject({ status: 403, code: 'vetoed' });
    const { body } = await market.send('listContracts', 'server');
    expect(body).toMatchObject({ data: [] });
  });

  test('that throws or never returns is a problem, and the next command still works', async () => {
    let answer: () => ReturnType<Authorize> = () => {
      throw new Error('the host’s database is down');
    };
    const waits: (() => void)[] = [];
    const timer: Timer = (run, afterMs) => {
      if (afterMs === 10_000) waits.push(run);
      return () => {};
    };
    let made = false;
    market = openMarket({ timer, authorize: () => (made ? answer() : true) });
    const { contractId } = await market.create(50_000);
    made = true;
    const say = () => market.send('postMessage', client, { params: { contractId }, body: { text: 'Hi' } });
    expect(await say()).toMatchObject({ status: 500, body: { code: 'internal_error' } });
    waits.length = 0;
    let begun = () => {};
    const begins = new Promise<void>((resolve) => {
      begun = resolve;
    });
    answer = () => {
      begun();
      return new Promise(() => {});
    };
    const hanging = say();
    await begins;
    for (const over of waits) over();
    expect(await hanging).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    answer = () => true;
    expect((await say()).status).toBe(201);
  });
});

test('waitUntil gets the work that continues after the response', async () => {
  const kept: Promise<unknown>[] = [];
  market = openMarket({ waitUntil: (work) => void kept.push(work) });
  const { at } = await market.create(50_000);
  await market.contract('fund', client, { params: at(0), body: {} });
  expect(kept).not.toEqual([]);
  await Promise.all(kept);
});
