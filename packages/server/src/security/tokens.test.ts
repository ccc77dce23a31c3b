import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { client, freelancer, openMarket, sessionSecret } from '../testing/market.test.support.ts';

const market = openMarket();
beforeAll(() => market.workroom.ready, 240_000);
afterAll(() => market.workroom.close());

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function claims(changes: object = {}): object {
  const now = market.system.ms / 1000;
  return {
    name: client.name,
    iss: 'workroom',
    aud: 'workroom',
    sub: client.id,
    iat: now - 1,
    exp: now + 900,
    ...changes,
  };
}
function hmac(header: object, payload: object, key: string, algorithm = 'sha256'): string {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${createHmac(algorithm, key).update(text).digest('base64url')}`;
}
function rsa(header: object, payload: object): string {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}
async function ask(token: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await market.fetch('GET', '/workroom/contracts', { headers });
  return response.status === 200 ? 'let in' : ((await response.json()) as { code: string }).code;
}

test('a token made by hand with the secret is valid, so each refusal below has one cause', async () => {
  expect(await ask(hmac({ alg: 'HS256' }, claims(), sessionSecret))).toBe('let in');
});

const hs256 = { alg: 'HS256' };
test.each<readonly [name: string, token: () => string, code: string]>([
  ['no algorithm', () => `${encode({ alg: 'none' })}.${encode(claims())}.`, 'unauthenticated'],
  ['no algorithm, in capitals', () => `${encode({ alg: 'NONE' })}.${encode(claims())}.`, 'unauthenticated'],
  ['RS256 by a key of one’s own', () => rsa({ alg: 'RS256' }, claims()), 'unauthenticated'],
  [
    'RS256 with its key in the header',
    () => rsa({ alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) }, claims()),
    'unauthenticated',
  ],
  ['HS256 keyed with a public key', () => hmac(hs256, claims(), publicPem), 'unauthenticated'],
  ['HS256 that says it is RS256', () => hmac({ alg: 'RS256' }, claims(), sessionSecret), 'unauthenticated'],
  ['HS512 by the right secret', () => hmac({ alg: 'HS512' }, claims(), sessionSecret, 'sha512'), 'unauthenticated'],
  ['an empty secret', () => hmac(hs256, claims(), ''), 'unauthenticated'],
  ['a key id that is a path', () => hmac({ ...hs256, kid: '../../dev/null' }, claims(), ''), 'unauthenticated'],
  ['another audience', () => hmac(hs256, claims({ aud: 'another' }), sessionSecret), 'unauthenticated'],
  ['no audience', () => hmac(hs256, claims({ aud: undefined }), sessionSecret), 'unauthenticated'],
  ['another issuer', () => hmac(hs256, claims({ iss: 'another' }), sessionSecret), 'unauthenticated'],
  [
    'a time before which it is not good',
    () => hmac(hs256, claims({ nbf: market.system.ms / 1000 + 60 }), sessionSecret),
    'unauthenticated',
  ],
  ['the past', () => hmac(hs256, claims({ exp: market.system.ms / 1000 - 1 }), sessionSecret), 'session_expired'],
  ['an end that is not a number', () => hmac(hs256, claims({ exp: 'never' }), sessionSecret), 'unauthenticated'],
  [
    'a person that is not text',
    () => hmac(hs256, claims({ sub: { id: client.id } }), sessionSecret),
    'unauthenticated',
  ],
  [
    'a year to live',
    () => hmac(hs256, claims({ exp: Math.floor(market.system.ms / 1000) + 365 * 86_400 }), sessionSecret),
    'unauthenticated',
  ],
  [
    'a birth in an hour',
    () =>
      hmac(
        hs256,
        claims({ iat: market.system.ms / 1000 + 3_600, exp: market.system.ms / 1000 + 4_500 }),
        sessionSecret,
      ),
    'unauthenticated',
  ],
  [
    'an end before its beginning',
    () => hmac(hs256, claims({ iat: market.system.ms / 1000 + 4, exp: market.system.ms / 1000 + 2 }), sessionSecret),
    'unauthenticated',
  ],
  ['a NUL in its person', () => hmac(hs256, claims({ sub: 'u_\0' }), sessionSecret), 'unauthenticated'],
  ['a name of blanks', () => hmac(hs256, claims({ name: '  ' }), sessionSecret), 'unauthenticated'],
  ['a name of 201 letters', () => hmac(hs256, claims({ name: 'n'.repeat(201) }), sessionSecret), 'unauthenticated'],
  [
    'the origin of pages without one',
    () => hmac(hs256, claims({ origins: ['null'] }), sessionSecret),
    'unauthenticated',
  ],
  ['an opaque origin', () => hmac(hs256, claims({ origins: ['file:///x'] }), sessionSecret), 'unauthenticated'],
  ['contracts that are no ids', () => hmac(hs256, claims({ contracts: ['*'] }), sessionSecret), 'unauthenticated'],
  ['contracts that are no list', () => hmac(hs256, claims({ contracts: '*' }), sessionSecret), 'unauthenticated'],
])('a token with %s is refused', async (_, token, code) => {
  expect(await ask(token())).toBe(code);
});

test('no byte of a token can be changed', async () => {
  const { token } = await market.workroom.sessions.create({ user: client });
  const refused = new Set<unknown>();
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'Q' : 'A';
    refused.add(await ask(`${token.slice(0, at)}${other}${token.slice(at + 1)}`));
  }
  expect(await ask(token)).toBe('let in');
  expect([...refused]).toEqual(['unauthenticated']);
});

test('the person comes from the token only, not from a header, query or body', async () => {
  const { contractId } = await market.create(10_000);
  const { token } = await market.workroom.sessions.create({ user: { id: 'u_stranger', name: 'Sam' } });
  const headers = {
    authorization: `Bearer ${token}`,
    'x-user-id': client.id,
    'x-workroom-actor': 'server',
    'x-http-method-override': 'DELETE',
    'x-original-url': '/workroom/sweep',
    'content-type': 'application/json',
  };
  const params = { contractId };
  expect(await market.problem('getContract', 'nobody', { params, headers })).toMatchObject({ status: 404 });
  for (const field of ['actor', 'user', 'userId', 'viewer', 'as', 'side']) {
    expect((await market.send('getLedger', 'nobody', { params, headers, query: { [field]: client.id } })).status).toBe(
      400,
    );
    const body = { text: 'Hi', [field]: freelancer.id };
    expect(await market.problem('postMessage', client, { params, body })).toMatchObject({
      status: 422,
      errors: [{ pointer: `/${field}`, code: 'unknown_field' }],
    });
  }
});
