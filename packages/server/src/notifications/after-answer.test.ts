import { DAY_MS } from '@workroom/core';
import { expect, test } from 'vitest';
import { type Market, openMarket, submitted } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';
import { toWorker } from '../workers/index.ts';
import type { Mail } from './mail/mail-option.ts';

/** A marketplace on a platform that freezes the process after the answer, unless it is given a promise to wait for. */
function open(options: Parameters<typeof openMarket>[0] = {}) {
  const kept: Promise<unknown>[] = [];
  const sent: string[] = [];
  const mails: Mail[] = [];
  const heard: string[] = [];
  const market = openMarket({
    waitUntil: (work) => void kept.push(work),
    onEvent: ({ type }) => void heard.push(type),
    webhooks: {
      sender: async ({ body }) => {
        sent.push((JSON.parse(body) as { type: string }).type);
        return { status: 204 };
      },
    },
    mail: {
      send: async (mail) => void mails.push(mail),
      addressOf: async ({ id }) => `${id}@market.example`,
      events: 'all',
      links: () => 'https://market.example',
    },
    ...options,
  });
  return { market, kept, sent, mails, heard };
}

function endpoint(market: Market) {
  return market.send('createWebhookEndpoint', 'server', { body: { url: 'https://shop.example/hook' } });
}

test('webhooks, mail and onEvent get a commit’s events within waitUntil, without a sweep', async () => {
  const { market, kept, sent, mails, heard } = open();
  await endpoint(market);
  await submitted(market, 50_000);
  await Promise.all(kept);
  expect(sent).toEqual(heard);
  expect(sent).toEqual(expect.arrayContaining(['contract.created', 'milestone.funded', 'milestone.submitted']));
  expect(mails.map(({ type }) => type)).toContain('milestone.submitted');
  expect(await market.workroom.sweep()).toMatchObject({ deliveries: 0 });
  await market.workroom.close();
});

test('a sweep delivers its own events before it returns', async () => {
  const { market, kept, sent, mails, heard } = open();
  await endpoint(market);
  await submitted(market, 50_000);
  await Promise.all(kept.splice(0));
  const before = sent.length;
  market.clock.advance(14 * DAY_MS);
  const swept = await market.workroom.sweep();
  expect(swept).toMatchObject({ deadlines: 1, payments: 1 });
  expect(sent.slice(before)).toEqual(expect.arrayContaining(['milestone.auto_released', 'payment.succeeded']));
  expect(sent).toEqual(heard);
  expect(mails.map(({ type }) => type)).toContain('milestone.auto_released');
  expect(swept.deliveries).toBeGreaterThanOrEqual(2 * (sent.length - before));
  // Work after the answer is passed to the platform.
  expect(kept).not.toEqual([]);
  await Promise.all(kept);
  expect(await market.workroom.sweep()).toMatchObject({ deliveries: 0 });
  await market.workroom.close();
});

test('a failed delivery is left to the next sweep', async () => {
  let isUp = false;
  const { market, kept, sent } = open({
    webhooks: {
      async sender({ body }) {
        sent.push(body);
        return { status: isUp ? 204 : 503 };
      },
    },
  });
  await endpoint(market);
  await market.create(50_000);
  await Promise.all(kept);
  expect(sent).toHaveLength(1);
  isUp = true;
  market.system.ms += 60_000;
  await market.workroom.sweep();
  expect(sent.length).toBeGreaterThan(1);
  await market.workroom.close();
});

test('a read delivers nothing and makes no further queries', async () => {
  const { market, kept, heard } = open();
  const { contractId } = await market.create(50_000);
  await Promise.all(kept);
  const before = heard.length;
  await market.send('getContract', 'server', { params: { contractId } });
  await Promise.all(kept);
  expect(heard).toHaveLength(before);
  await market.workroom.close();
});

test('a Worker delivers the events of its commit before its request ends', async () => {
  const store = ownStore();
  const heard: string[] = [];
  const first = openMarket({ database: store });
  const { contractId } = await first.create(50_000);
  await first.workroom.close();
  const worker = toWorker(() => openMarket({ database: store, onEvent: ({ type }) => void heard.push(type) }).workroom);
  const kept: Promise<unknown>[] = [];
  const request = new Request(`https://api.test/workroom/contracts/${contractId}/mediator`, {
    method: 'PUT',
    headers: { authorization: 'Bearer wk_test_0123456789abcdefghij', 'content-type': 'application/json' },
    body: JSON.stringify({ mediator: { id: 'noor', name: 'Noor' } }),
  });
  const answer = await worker.fetch(request, {}, { waitUntil: (work) => void kept.push(work) });
  expect(answer.status).toBe(200);
  await Promise.all(kept);
  expect(heard).toEqual(['contract.mediator_appointed']);
});

test('an onEvent that never returns blocks for at most half a lease, and its event is delivered again', async () => {
  const waits: (() => void)[] = [];
  const { market, kept, heard } = open({
    timer: (run, afterMs) => {
      if (afterMs === 30_000) waits.push(run);
      return () => {};
    },
    onEvent: ({ type }) => {
      heard.push(type);
      return heard.length === 1 ? new Promise(() => {}) : undefined;
    },
  });
  await market.create(50_000);
  await expect.poll(() => heard).toEqual(['contract.created']);
  for (const end of waits) end();
  await Promise.all(kept);
  expect(heard).toEqual(['contract.created']);
  market.system.ms += 10_000;
  await market.workroom.sweep();
  expect(heard).toEqual(['contract.created', 'contract.created', 'milestone.added']);
  await market.workroom.close();
});
