import { expect, test } from 'vitest';
import { stripeAccounts } from './stripe-accounts.ts';

function market(answer: () => Response) {
  const asked: { url: string; authorization: string | null }[] = [];
  const of = stripeAccounts({ url: 'https://market.example/stripe/', key: 'k' }, async (url, init) => {
    asked.push({ url: String(url), authorization: new Headers(init?.headers).get('authorization') });
    return answer();
  });
  return { of, asked };
}

test('a user is asked for by their id, and nothing in it leaves its place', async () => {
  const { of, asked } = market(() => Response.json({ customer: 'cus_1', account: null }));
  expect(await of('../a?b')).toEqual({ customer: 'cus_1', account: null });
  expect(asked).toEqual([{ url: 'https://market.example/stripe/..%2Fa%3Fb', authorization: 'Bearer k' }]);
});

test('404 is a user without either; no answer is no user, and is tried again', async () => {
  expect(await market(() => new Response(null, { status: 404 })).of('u')).toEqual({ customer: null, account: null });
  await expect(market(() => new Response(null, { status: 500 })).of('u')).rejects.toThrow('500');
  await expect(market(() => Response.json({ customer: 7 })).of('u')).rejects.toThrow();
});
