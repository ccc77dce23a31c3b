import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { amount } from '@workroom/core';
import { afterEach, expect, test } from 'vitest';
import { paymentsOf } from './payments.ts';
import { readSettings } from './settings.ts';

const least = {
  DATABASE_URL: 'postgres://db/market',
  WORKROOM_SECRET_KEY: 'wk_0123456789abcdefghijklmn',
  WORKROOM_SESSION_SECRET: 'a secret for tests of at least 32 bytes',
};
const providerOf = (env: Readonly<Record<string, string>>) => paymentsOf(readSettings({ ...least, ...env }));

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

test('stripe is configured from the settings', () => {
  const stripe = providerOf({
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_ACCOUNTS_URL: 'https://market.example/stripe-accounts',
    STRIPE_MAX_HOLD_DAYS: '120',
    STRIPE_MINIMUM_CHARGE: '{"USD":500}',
  });
  expect([stripe.name, stripe.maxHoldDays]).toEqual(['stripe', 120]);
  expect([stripe.minimumCharge('USD'), stripe.minimumCharge('GBP')]).toEqual([500, 30]);
});

test('manual payments have the configured hold limit and payees', async () => {
  const known: Readonly<Record<string, object>> = { '/lee': { canBePaid: true }, '/kim': { canBePaid: false } };
  const market = createServer(({ url = '' }, response) => {
    const about = known[url];
    response.writeHead(about === undefined ? 404 : 200).end(JSON.stringify(about ?? {}));
  });
  await new Promise<void>((ready) => market.listen(0, '127.0.0.1', ready));
  ends.push(() => market.close());
  const manual = providerOf({
    WORKROOM_PAYMENTS: 'manual',
    MANUAL_MAX_HOLD_DAYS: '180',
    MANUAL_MINIMUM_CHARGE: '{"EUR":1000}',
    MANUAL_PAYEES_URL: `http://127.0.0.1:${(market.address() as AddressInfo).port}`,
  });
  expect([manual.name, manual.maxHoldDays]).toEqual(['manual', 180]);
  expect([manual.minimumCharge('EUR'), manual.minimumCharge('USD')]).toEqual([1_000, 0]);
  expect(await Promise.all(['lee', 'kim', 'nobody'].map((id) => manual.canPayOut(id)))).toEqual([true, false, false]);
  const trusting = providerOf({ WORKROOM_PAYMENTS: 'manual' });
  expect([trusting.maxHoldDays, await trusting.canPayOut('anybody')]).toEqual([365, true]);
});

test('simulated payments keep their records in a folder across restarts', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'workroom-simulated-'));
  ends.push(() => rmSync(directory, { recursive: true, force: true }));
  const open = () => providerOf({ WORKROOM_PAYMENTS: 'simulated', SIMULATED_DIRECTORY: directory });
  expect(open().name).toBe('simulated');
  const { charge } = open();
  const request = {
    key: 'pay_1',
    contractId: 'ctr_1',
    currency: 'USD',
    amount: amount(5_000),
    clientId: 'dana',
    paymentMethod: null,
  } as const;
  expect((await charge(request)).status).toBe('succeeded');
  expect(await open().lookup({ ...request, kind: 'charge', reference: null })).toMatchObject({ status: 'succeeded' });
});
