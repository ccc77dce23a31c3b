import type { Output } from '@workroom/core/api';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { client, freelancer, type Market, openMarket, submitted } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';
import { retryWaitsMs } from './outbox-runner.ts';
import type { WebhookRequest } from './webhook-sender.ts';

type Endpoint = Output<'WebhookEndpointWithSecret'>;
type Message = Output<'WebhookMessage'>;

const textOf = (event: Output<'Event'>) => (event.type === 'message.posted' ? event.data.text : undefined);

const markets: Market[] = [];
afterEach(async () => {
  for (const market of markets.splice(0)) await market.workroom.close();
});

/** A receiver that records requests, and answers as configured. */
function receiver() {
  const taken: WebhookRequest[] = [];
  const refused: WebhookRequest[] = [];
  let answer: (request: WebhookRequest) => number | Promise<number> = () => 204;
  return {
    taken,
    refused,
    answer(with_: typeof answer) {
      answer = with_;
    },
    messages: () => taken.map(({ body }) => JSON.parse(body) as Message),
    sender: async (request: WebhookRequest) => {
      const status = await answer(request);
      (status < 300 ? taken : refused).push(request);
      return { status };
    },
  };
}

function open(options: Parameters<typeof openMarket>[0] = {}) {
  const shop = receiver();
  const market = openMarket({ webhooks: { sender: shop.sender }, ...options });
  markets.push(market);
  const endpoint = async (body = {}) =>
    (await market.send('createWebhookEndpoint', 'server', { body: { url: 'https://shop.example/hook', ...body } }))
      .body as Endpoint;
  const read = async ({ id }: { id: string }) =>
    (await market.send('getWebhookEndpoint', 'server', { params: { webhookEndpointId: id } }))
      .body as Output<'WebhookEndpoint'>;
  const deliveries = async ({ id }: { id: string }, query = {}) =>
    (await market.send('listDeliveries', 'server', { params: { webhookEndpointId: id }, query }))
      .body as Output<'DeliveryList'>;
  const say = (contractId: string, text: string) =>
    market.contract('postMessage', freelancer, { params: { contractId }, body: { text } });
  return { ...shop, market, endpoint, read, deliveries, say };
}

const hour = 3_600_000;

describe('webhooks', () => {
  test('deliver every event of a contract in order, once, with its head hash, signed as Standard Webhooks', async () => {
    const { market, endpoint, messages, taken } = open({ systemNow: Date.now });
    const { secret } = await endpoint();
    const { contractId } = await submitted(market, 50_000);
    expect((await market.workroom.sweep()).deliveries).toBe(messages().length);
    const { data } = (await market.send('getTimeline', client, { params: { contractId } })).body as Output<'Timeline'>;
    expect(messages().map(({ data: event }) => event)).toEqual(data);
    const head = { seq: data.length, hash: data.at(-1)?.hash };
    for (const [index, request] of taken.entries()) {
      const verified = new Webhook(secret).verify(request.body, { ...request.headers }) as Message;
      expect(verified).toMatchObject({ type: data[index]?.type, timestamp: data[index]?.occurredAt, head });
      expect(request.headers['webhook-id']).toBe(data[index]?.id);
    }
    expect(taken.length).toBeGreaterThan(3);
    expect((await market.workroom.sweep()).deliveries).toBe(0);
  });

  test('do not verify if forged, altered or replayed', async () => {
    const { market, endpoint, taken, say } = open({ systemNow: Date.now });
    const { secret } = await endpoint({ types: ['message.posted'] });
    const { contractId } = await market.create(50_000);
    await say(contractId, 'Hello');
    await market.workroom.sweep();
    const { body = '', headers = {} } = taken[0] ?? {};
    const verify = (text: string, more: Record<string, string>) =>
      new Webhook(secret).verify(text, { ...headers, ...more });
    expect(() => verify(body, {})).not.toThrow();
    expect(() => verify(body.replace('Hello', 'Hullo'), {})).toThrow();
    expect(() => verify(body, { 'webhook-id': 'evt_other' })).toThrow();
    expect(() => verify(body, { 'webhook-timestamp': String(Math.floor(Date.now() / 1_000) - 3_600) })).toThrow();
    expect(() => new Webhook(`whsec_${btoa('another secret, of no endpoint')}`).verify(body, { ...headers })).toThrow();
  });

  test('are signed with both secrets for the requested time after a rotation', async () => {
    const { market, endpoint, taken, say } = open();
    const old = await endpoint({ types: ['message.posted'] });
    const params = { webhookEndpointId: old.id };
    const { contractId } = await market.create(50_000);
    const { body } = await market.send('rotateWebhookSecret', 'server', { params, body: { keepOldSeconds: 3_600 } });
    const { secret } = body as Endpoint;
    const signatures = async () => {
      await say(contractId, 'Hello');
      await market.workroom.sweep();
      return taken.at(-1);
    };
    const signedBy = (request: WebhookRequest | undefined, by: string) => {
      const id = request?.headers['webhook-id'] ?? '';
      const at = new Date(Number(request?.headers['webhook-timestamp']) * 1_000);
      return request?.headers['webhook-signature']?.split(' ').includes(new Webhook(by).sign(id, at, request.body));
    };
    const during = await signatures();
    expect([signedBy(during, secret), signedBy(during, old.secret)]).toEqual([true, true]);
    market.system.ms += 3_600_001;
    const after = await signatures();
    expect([signedBy(after, secret), signedBy(after, old.secret)]).toEqual([true, false]);
  });

  test('keep a rotated secret and every other change made in parallel', async () => {
    const { market, endpoint, taken } = open();
    const { id, secret: old } = await endpoint();
    const params = { webhookEndpointId: id };
    const secrets = [old];
    for (let round = 0; round < 15; round += 1) {
      const [rotated, , , again] = await Promise.all([
        market.send('rotateWebhookSecret', 'server', { params, body: { keepOldSeconds: 3_600 } }),
        market.send('editWebhookEndpoint', 'server', { params, body: { description: `round ${round}` } }),
        market.send('editWebhookEndpoint', 'server', { params, body: { types: null } }),
        market.send('rotateWebhookSecret', 'server', { params, body: { keepOldSeconds: 3_600 } }),
      ]);
      for (const { status, body } of [rotated, again]) {
        expect(status).toBe(200);
        secrets.push((body as Endpoint).secret);
      }
      expect((await market.send('getWebhookEndpoint', 'server', { params })).body).toMatchObject({
        description: `round ${round}`,
      });
    }
    const { body } = await market.send('testWebhookEndpoint', 'server', { params });
    expect(body).toMatchObject({ status: 'succeeded' });
    const request = taken.at(-1);
    if (request === undefined) throw new Error('nothing was sent');
    const at = new Date(Number(request.headers['webhook-timestamp']) * 1_000);
    const given = request.headers['webhook-signature']?.split(' ') ?? [];
    const missing = secrets.filter((each) => {
      return !given.includes(new Webhook(each).sign(request.headers['webhook-id'] ?? '', at, request.body));
    });
    expect(missing).toEqual([]);
  });

  test('are limited to the chosen event types', async () => {
    const { market, endpoint, messages } = open();
    await endpoint({ types: ['milestone.submitted', 'contract.created'] });
    await submitted(market, 50_000);
    await market.workroom.sweep();
    expect(messages().map(({ type }) => type)).toEqual(['contract.created', 'milestone.submitted']);
  });

  test('are retried after a failure, which delays later ones of the same contract only', async () => {
    const { market, endpoint, messages, refused, answer, say, read, deliveries } = open();
    const made = await endpoint({ types: ['message.posted'] });
    const [first, second] = [await market.create(50_000), await market.create(50_000)];
    answer(({ body }) => (body.includes('one') ? 500 : 204));
    await say(first.contractId, 'one');
    await say(first.contractId, 'two');
    await say(second.contractId, 'other');
    await market.workroom.sweep();
    market.system.ms += 4_000;
    await market.workroom.sweep();
    expect(messages().map(({ data }) => textOf(data))).toEqual(['other']);
    expect(refused).toHaveLength(1);
    expect((await deliveries(made, { status: 'pending' })).data).toMatchObject([
      { attempts: 1, answerStatus: 500, error: 'answered 500' },
    ]);
    answer(() => 204);
    market.system.ms += 10_000;
    await market.workroom.sweep();
    expect(messages().map(({ data }) => textOf(data))).toEqual(['other', 'one', 'two']);
    const { id } = messages()[1]?.data ?? {};
    expect((await deliveries(made)).data.find(({ messageId }) => messageId === id)).toMatchObject({
      status: 'succeeded',
      attempts: 2,
    });
    expect(await read(made)).toMatchObject({ enabled: true, failingSince: null });
  });

  test('are disabled after three days of failures, with the reason, and continue where they stopped', async () => {
    const { market, endpoint, messages, refused, answer, say, read } = open();
    const made = await endpoint({ types: ['message.posted'] });
    const { contractId } = await market.create(50_000);
    answer(() => 503);
    await say(contractId, 'one');
    const startMs = market.system.ms;
    await market.workroom.sweep();
    while ((await read(made)).enabled && market.system.ms - startMs < 200 * hour) {
      market.system.ms += hour;
      await market.workroom.sweep();
    }
    expect((market.system.ms - startMs) / hour).toBeGreaterThan(72);
    expect((market.system.ms - startMs) / hour).toBeLessThan(96);
    expect(refused).toHaveLength(retryWaitsMs.length + 1);
    expect(await read(made)).toMatchObject({ enabled: false, disabledReason: expect.stringContaining('answered 503') });
    await say(contractId, 'two');
    market.system.ms += 48 * hour;
    await market.workroom.sweep();
    expect(refused).toHaveLength(retryWaitsMs.length + 1);
    answer(() => 204);
    const params = { webhookEndpointId: made.id };
    await market.send('editWebhookEndpoint', 'server', { params, body: { enabled: true } });
    await market.workroom.sweep();
    expect(messages().map(({ data }) => textOf(data))).toEqual(['one', 'two']);
    expect(await read(made)).toMatchObject({ enabled: true, disabledReason: null, failingSince: null });
  });

  test('skip an event that alone is refused for three days, and can send it again', async () => {
    const { market, endpoint, messages, answer, say, read, deliveries } = open();
    const made = await endpoint({ types: ['message.posted'] });
    const [bad, good] = [await market.create(50_000), await market.create(50_000)];
    answer(({ body }) => (body.includes('poison') ? 422 : 204));
    await say(bad.contractId, 'poison');
    await say(bad.contractId, 'after it');
    for (let hours = 0; hours < 90; hours += 1) {
      await say(good.contractId, `hour ${hours}`);
      await market.workroom.sweep();
      market.system.ms += hour;
    }
    expect(await read(made)).toMatchObject({ enabled: true });
    expect(messages().map(({ data }) => textOf(data))).toContain('after it');
    const [failed] = (await deliveries(made, { status: 'failed' })).data;
    expect(failed).toMatchObject({ answerStatus: 422, contractId: bad.contractId });
    answer(() => 204);
    const params = { webhookEndpointId: made.id, deliveryId: failed?.id ?? '' };
    const again = await market.send('resendDelivery', 'server', { params });
    expect(again.body).toMatchObject({ status: 'succeeded', messageId: failed?.messageId });
    expect(messages().at(-1)?.data.data).toEqual({ text: 'poison' });
  }, 240_000);

  test('are disabled at once by 410 Gone', async () => {
    const { market, endpoint, answer, read } = open();
    const made = await endpoint();
    answer(() => 410);
    await market.create(50_000);
    await market.workroom.sweep();
    expect(await read(made)).toMatchObject({ enabled: false, disabledReason: expect.stringContaining('410') });
  });

  test('do not wait for excluded events or deleted endpoints', async () => {
    const { market, endpoint, taken } = open();
    const made = await endpoint();
    await market.create(50_000);
    await market.send('removeWebhookEndpoint', 'server', { params: { webhookEndpointId: made.id } });
    await market.workroom.sweep();
    expect(taken).toEqual([]);
    expect((await market.send('listWebhookEndpoints', 'server')).body).toEqual({ data: [] });
  });

  test('have a test delivery that reports its result and belongs to no contract', async () => {
    const { market, endpoint, answer, taken } = open();
    const made = await endpoint();
    const params = { webhookEndpointId: made.id };
    answer(() => 404);
    const failed = await market.send('testWebhookEndpoint', 'server', { params });
    expect(failed.body).toMatchObject({ status: 'failed', error: 'answered 404', contractId: null });
    answer(() => 200);
    expect((await market.send('testWebhookEndpoint', 'server', { params })).body).toMatchObject({
      status: 'succeeded',
    });
    expect(JSON.parse(taken[0]?.body ?? '{}')).toMatchObject({ type: 'webhook.test' });
  });

  test('refuse a URL that is not public when it is set', async () => {
    const { market } = open();
    for (const url of [
      'http://shop.example/hook',
      'https://127.0.0.1/',
      'https://0x7f.1/',
      'https://[::ffff:10.0.0.1]/',
    ]) {
      expect(await market.problem('createWebhookEndpoint', 'server', { body: { url } })).toMatchObject({
        status: 422,
        errors: [{ pointer: '/url', code: 'url_not_allowed' }],
      });
    }
  });

  test('show a secret only in the first response, and never in the log', async () => {
    const { market, endpoint, read } = open();
    const { secret, ...made } = await endpoint();
    expect(JSON.stringify(await read(made))).not.toContain('whsec_');
    await market.create(50_000);
    await market.workroom.sweep();
    expect(JSON.stringify(market.lines)).not.toContain(secret.slice(6));
  });
});

describe('onEvent', () => {
  test('gets every event at least once and in order per contract, and again if it throws', async () => {
    const received: string[] = [];
    let throwsOn = 'none';
    const { market, say } = open({
      onEvent: async (event) => {
        if (textOf(event) === throwsOn) throw new Error('not now');
        received.push(`${event.seq}`);
      },
    });
    const { contractId } = await market.create(50_000);
    throwsOn = 'two';
    for (const text of ['one', 'two', 'three']) await say(contractId, text);
    await market.workroom.sweep();
    expect(received).toEqual(['1', '2', '3']);
    throwsOn = 'none';
    market.system.ms += 6_000;
    await market.workroom.sweep();
    expect(received).toEqual(['1', '2', '3', '4', '5']);
  });

  test.skipIf(!hasPostgres(18))('is called in one of two processes for each event', async () => {
    const server = await startPostgres({ version: 18 });
    const database = await server.freshDatabase();
    const received: string[] = [];
    const onEvent = (event: { contractId: string; seq: number }) =>
      void received.push(`${event.contractId} ${event.seq}`);
    const [one, two] = [open({ database, onEvent }), open({ database, onEvent })];
    await two.market.workroom.ready;
    const wanted: string[] = [];
    for (let count = 0; count < 10; count += 1) {
      const { contractId } = await one.market.create(50_000);
      await two.say(contractId, 'Hello');
      wanted.push(...[1, 2, 3].map((seq) => `${contractId} ${seq}`));
    }
    await Promise.all([one.market.workroom.sweep(), two.market.workroom.sweep()]);
    await one.market.workroom.sweep();
    await two.market.workroom.sweep();
    expect(received.toSorted()).toEqual(wanted.toSorted());
    await server.stop();
  });

  test('is called soon after a commit of its own process', async () => {
    const heard = Promise.withResolvers<string>();
    const { market } = open({ sweep: { everyMs: 600_000 }, onEvent: ({ type }) => heard.resolve(type) });
    await market.create(50_000);
    expect(await heard.promise).toBe('contract.created');
  });

  test('keeps its position when the store is opened again', async () => {
    const store = ownStore();
    const received: number[] = [];
    const onEvent = ({ seq }: { seq: number }) => void received.push(seq);
    const before = openMarket({ database: store, onEvent });
    await before.create(50_000);
    await before.workroom.close();
    const after = openMarket({ database: store, onEvent });
    await after.workroom.sweep();
    expect(received).toEqual([1, 2]);
    await after.workroom.close();
  });
});
