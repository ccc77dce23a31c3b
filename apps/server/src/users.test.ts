import { expect, test } from 'vitest';
import { z } from 'zod';
import { askAboutUsers } from './users.ts';

function market(answer: () => Response) {
  const asked: { url: string; authorization: string | null }[] = [];
  const about = askAboutUsers(
    { url: 'https://market.example/users/', key: 'k', answer: z.object({ customer: z.string().nullable() }) },
    async (url, init) => {
      asked.push({ url: String(url), authorization: new Headers(init?.headers).get('authorization') });
      return answer();
    },
  );
  return { about, asked };
}

test('a user is requested by id, and the id cannot change the path', async () => {
  const { about, asked } = market(() => Response.json({ customer: 'cus_1' }));
  expect(await about('../a?b')).toEqual({ customer: 'cus_1' });
  expect(asked).toEqual([{ url: 'https://market.example/users/..%2Fa%3Fb', authorization: 'Bearer k' }]);
});

test.each(['.', '..'])('a user with the id %s is not requested, because the path would change', async (id) => {
  const { about, asked } = market(() => Response.json({ customer: 'cus_1' }));
  await expect(about(id)).rejects.toThrow('more than dots');
  expect(asked).toEqual([]);
});

test('404 means no data for the user; a missing answer throws', async () => {
  expect(await market(() => new Response(null, { status: 404 })).about('u')).toBeNull();
  await expect(market(() => new Response(null, { status: 500 })).about('u')).rejects.toThrow('500');
  await expect(market(() => Response.json({ customer: 7 })).about('u')).rejects.toThrow();
});
