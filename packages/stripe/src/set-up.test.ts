import { expect, test } from 'vitest';
import { subscribedEvents } from './set-up.ts';
import { openShop } from './shop.test.support.ts';

const url = 'https://market.example/workroom/payments/stripe/webhook';

async function findings({ provider }: Awaited<ReturnType<typeof openShop>>) {
  const found = (await provider.checkSetUp?.()) ?? [];
  return Object.fromEntries(found.map(({ check, level, found: says }) => [check, `${level}: ${says}`]));
}

test('a complete set-up has no findings', async () => {
  const shop = await openShop();
  shop.offline.endpoint(url, subscribedEvents);
  expect(await findings(shop)).toEqual({
    'webhook secret': 'well: set',
    'webhook events': 'well: all that bring news',
    'payouts of your account': 'well: made by hand',
    losses_collector: 'well: negative balances of the newest 1 accounts are borne by you',
  });
});

test('missing events are reported, and disabled or foreign endpoints are ignored', async () => {
  const shop = await openShop();
  shop.offline.endpoint('https://market.example/hooks', ['*']);
  shop.offline.endpoint(url, ['*'], 'disabled');
  expect((await findings(shop))['webhook events']).toBe('wrong: no enabled endpoint ends in /payments/stripe/webhook');
  shop.offline.endpoint(
    url,
    subscribedEvents.filter((event) => event !== 'transfer.reversed'),
  );
  expect((await findings(shop))['webhook events']).toBe('wrong: no endpoint gets transfer.reversed');
  shop.offline.endpoint(url, ['*']);
  expect((await findings(shop))['webhook events']).toMatch(/^well/);
});

test('automatic payouts, a missing secret and accounts with different loss settings are reported', async () => {
  const shop = await openShop({ webhookSecret: undefined });
  shop.offline.schedulePayouts('daily');
  shop.offline.account({ losses: 'stripe' });
  expect(await findings(shop)).toMatchObject({
    'webhook secret': expect.stringMatching(/^wrong/),
    'payouts of your account': expect.stringMatching(/^wrong: daily/),
    losses_collector: expect.stringMatching(/^doubtful: .* by Stripe and you$/),
  });
});

test('a setting that the key cannot read is reported as doubtful, along with the other findings', async () => {
  const shop = await openShop();
  shop.offline.fail('error_before', { path: '/v1/balance_settings', times: 2 });
  expect((await findings(shop))['payouts of your account']).toMatch(/^doubtful/);
});

test('the documentation of the Stripe set-up names every event', async () => {
  const { readFile } = await import('node:fs/promises');
  const page = await readFile(new URL('../../../docs/payments-stripe.md', import.meta.url), 'utf8');
  const [, table = ''] = page.split('### Events to subscribe to');
  const [rows = ''] = table.split('`workroom doctor');
  for (const event of subscribedEvents) {
    const [object = ''] = event.split('.');
    expect(
      rows.includes(`\`${event}\``) || (rows.includes(`\`${object}.`) && rows.includes(event.slice(object.length))),
    ).toBe(true);
  }
});
