import type { PGlite } from '@electric-sql/pglite';
import type { Output } from '@workroom/core/api';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInMemory } from '../store/pglite-cluster.ts';
import { openMarket } from '../testing/market.test.support.ts';
import { createSecretSeal, SecretUnreadable } from './secret-seal.ts';
import type { WebhookRequest } from './webhook-sender.ts';

const key = (fill: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)));
const [first, second] = [key(1), key(2)];
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('an encrypted secret', () => {
  test('decrypts with its key for its endpoint, and is not visible in the database', async () => {
    const seal = createSecretSeal([first]);
    const stored = await seal.seal('whk_1', secret);
    expect(stored).not.toContain(secret.slice(6, 20));
    expect(await seal.open('whk_1', stored)).toBe(secret);
    expect(await seal.seal('whk_1', secret)).not.toBe(stored);
    await expect(seal.open('whk_2', stored)).rejects.toBeInstanceOf(SecretUnreadable);
    const altered = `${stored.slice(0, -6)}AAAA${stored.slice(-2)}`;
    await expect(seal.open('whk_1', altered)).rejects.toBeInstanceOf(SecretUnreadable);
  });

  test('decrypts while its key is listed after a newer one, and then the error names the missing key', async () => {
    const stored = await createSecretSeal([first]).seal('whk_1', secret);
    const both = createSecretSeal([second, first]);
    expect(await both.open('whk_1', stored)).toBe(secret);
    expect([both.isCurrent(stored), both.isCurrent(await both.seal('whk_1', secret))]).toEqual([false, true]);
    const gone = createSecretSeal([second]).open('whk_1', stored);
    await expect(gone).rejects.toThrow(/whk_1 .*key [0-9a-f]{12}.*encryptionKeys/);
    await expect(createSecretSeal([]).open('whk_1', stored)).rejects.toBeInstanceOf(SecretUnreadable);
  });

  test('is stored as plain text without a key, and plain text is always accepted', async () => {
    expect(await createSecretSeal([]).seal('whk_1', secret)).toBe(secret);
    expect(await createSecretSeal([first]).open('whk_1', secret)).toBe(secret);
    expect(createSecretSeal([first]).isCurrent(secret)).toBe(false);
  });

  test.each(['', 'short', `${first}=`, btoa('31 bytes are not quite enough..')])(
    '"%s" is rejected as a key',
    (text) => {
      expect(() => createSecretSeal([text])).toThrow('openssl rand -base64 32');
    },
  );
});

describe('endpoints', () => {
  let pglite: PGlite;
  beforeAll(async () => {
    pglite = await createInMemory();
  });
  afterAll(() => pglite.close());

  function open(schema: string, encryptionKeys?: readonly string[]) {
    const taken: WebhookRequest[] = [];
    const sender = async (request: WebhookRequest) => {
      taken.push(request);
      return { status: 204 };
    };
    const database = drizzle(pglite);
    const reported: string[] = [];
    const market = openMarket({
      database,
      schema,
      systemNow: Date.now,
      webhooks: { sender, ...(encryptionKeys === undefined ? {} : { encryptionKeys }) },
      onError: (error) => void reported.push(String(error)),
    });
    const stored = async () => {
      const { rows } = await database.execute(sql.raw(`select secrets::text as row from ${schema}.webhook_endpoint`));
      return rows.map(({ row }) => String(row)).join('\n');
    };
    const verified = (by: string) => {
      const { headers = {}, body = '' } = taken.at(-1) ?? {};
      return new Webhook(by).verify(body, { ...headers });
    };
    return { market, taken, reported, stored, verified };
  }
  const create = async ({ market }: Pick<ReturnType<typeof open>, 'market'>) =>
    (await market.send('createWebhookEndpoint', 'server', { body: { url: 'https://shop.example/hook' } }))
      .body as Output<'WebhookEndpointWithSecret'>;

  test('sign with a secret that is encrypted in the database, and return it only on creation', async () => {
    const opened = open('sealed', [first]);
    const { market, stored, verified } = opened;
    const made = await create(opened);
    expect(made.secret).toMatch(/^whsec_/);
    expect(await stored()).not.toContain('whsec_');
    await market.create(50_000);
    await market.workroom.sweep();
    expect(() => verified(made.secret)).not.toThrow();
    const params = { webhookEndpointId: made.id };
    const rotated = (await market.send('rotateWebhookSecret', 'server', { params, body: {} }))
      .body as Output<'WebhookEndpointWithSecret'>;
    expect(await stored()).not.toContain('whsec_');
    await market.send('testWebhookEndpoint', 'server', { params });
    expect(() => verified(made.secret)).not.toThrow();
    expect(() => verified(rotated.secret)).not.toThrow();
    const said = JSON.stringify([
      await market.send('getWebhookEndpoint', 'server', { params }),
      await market.send('listWebhookEndpoints', 'server'),
      await market.send('editWebhookEndpoint', 'server', { params, body: { description: 'Shop' } }),
      await market.send('listDeliveries', 'server', { params }),
      market.lines,
    ]);
    expect(said).not.toMatch(/whsec_|sealed\.1/);
    await market.workroom.close();
  });

  test('stored before there was a key are encrypted by the next round; key rotation works the same way', async () => {
    const before = open('older');
    const { secret: made, id } = await create(before);
    expect(await before.stored()).toContain('whsec_');
    expect(await before.market.workroom.figures()).toMatchObject({ plainEndpoints: 1 });
    await before.market.workroom.close();
    for (const keys of [[first], [second, first], [second]]) {
      const { market, stored, verified } = open('older', keys);
      await market.workroom.sweep();
      expect(await stored()).not.toContain('whsec_');
      await market.send('testWebhookEndpoint', 'server', { params: { webhookEndpointId: id } });
      expect(() => verified(made)).not.toThrow();
      expect(await market.workroom.figures()).toMatchObject({ plainEndpoints: 0 });
      await market.workroom.close();
    }
  });

  test('with a missing key send nothing, block no others, and log the fix', async () => {
    const before = open('lost', [first]);
    await create(before);
    await before.market.workroom.close();
    const { market, taken, reported } = open('lost', [second]);
    await create({ market });
    await market.create(50_000);
    await market.workroom.sweep();
    expect(taken).toHaveLength(2);
    expect(reported.join()).toContain('SecretUnreadable');
    expect(reported.join()).toContain('encryptionKeys');
    await market.workroom.close();
  });
});
