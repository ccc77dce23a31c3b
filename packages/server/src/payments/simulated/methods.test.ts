import { amount, idSource, instant } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import { WebhookRefused, type WebhookRequest } from '../provider.ts';
import type { TestMethodName } from './methods.ts';
import { simulatedProvider } from './provider.ts';

const start = instant(Date.UTC(2026, 0, 1));

function open(paymentMethod: TestMethodName) {
  const sent: WebhookRequest[] = [];
  const newId = idSource(() => start, Math.random);
  const contractId = newId('contract');
  const provider = simulatedProvider({
    clock: { now: () => new Date(start) },
    webhooks: { secret: 'its own', deliver: async (webhook) => sent.push(webhook) },
  });
  const base = { contractId, currency: 'USD', amount: amount(5_000) };
  const charge = { ...base, key: newId('payment'), clientId: 'ada', paymentMethod };
  const source = { key: charge.key, reference: null };
  const draw = () => ({ ...base, key: newId('payment'), freelancerId: 'bob', source });
  return { provider, sent, charge, draw };
}

function statusOf({ body }: WebhookRequest): unknown {
  return JSON.parse(new TextDecoder().decode(body)).status;
}

describe('the test methods', () => {
  test.each([
    ['pm_declined', 'card_declined'],
    ['pm_insufficient_funds', 'insufficient_funds'],
  ] as const)('%s fails with %s and takes nothing', async (method, code) => {
    const { provider, charge } = open(method);
    expect(await provider.charge(charge)).toMatchObject({ status: 'failed', code });
    expect(await provider.books()).toMatchObject({ charged: 0 });
  });

  test('pm_payee_not_verified cannot be paid out, and can be refunded in full', async () => {
    const { provider, charge, draw } = open('pm_payee_not_verified');
    await provider.charge(charge);
    expect(await provider.transfer(draw())).toMatchObject({ status: 'failed', code: 'payee_not_verified' });
    expect(await provider.refund(draw())).toMatchObject({ status: 'succeeded' });
    expect(await provider.books()).toMatchObject({ charged: 5_000, transferred: 0, refunded: 5_000 });
  });

  test.each([
    ['pm_ok', ['succeeded']],
    ['pm_webhooks_twice', ['succeeded', 'succeeded']],
    ['pm_webhooks_out_of_order', ['succeeded', 'pending']],
  ] as const)('%s sends %j', async (method, statuses) => {
    const { provider, charge, sent } = open(method);
    await provider.charge(charge);
    expect(sent.map(statusOf)).toEqual(statuses);
    const news = await Promise.all(sent.map((webhook) => provider.parseWebhook?.(webhook)));
    // A repeated event has the same id, so that the receiver can recognise it.
    expect(new Set(news.map((each) => each?.eventId)).size).toBe(new Set(statuses).size);
    for (const each of news) expect(each?.operations).toEqual([{ contractId: charge.contractId, key: charge.key }]);
  });

  test('a webhook is rejected if a byte or its signature was changed', async () => {
    const { provider, charge, sent } = open('pm_ok');
    await provider.charge(charge);
    for (const { headers, body } of sent) {
      const changed = Uint8Array.from([...body, 0x20]);
      await expect(provider.parseWebhook?.({ headers, body: changed })).rejects.toThrow(WebhookRefused);
      await expect(provider.parseWebhook?.({ headers: new Headers(), body })).rejects.toThrow(WebhookRefused);
    }
    expect(sent).toHaveLength(1);
  });
});
