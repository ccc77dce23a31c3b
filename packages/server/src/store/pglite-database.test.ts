import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { openPglite } from './pglite-database.ts';
import { ask } from './testing/ask.ts';

let database: Database;
beforeAll(async () => {
  database = openPglite({ dataDir: 'memory://' });
  await ask(database, 'select 1');
}, 240_000);
afterAll(() => database.close());

test('a statement that failed because of its parameters works with others', async () => {
  const half = 'select (10 / $1::text::int)::text as row';
  expect(await ask(database, half, ['2'])).toEqual(['5']);
  await expect(ask(database, half, ['0'])).rejects.toMatchObject({ code: '22012' });
  expect(await ask(database, half, ['5'])).toEqual(['2']);
  await expect(ask(database, 'select no_such_thing as row')).rejects.toMatchObject({ code: '42703' });
  expect(await ask(database, half, ['1'])).toEqual(['10']);
});

test('parallel statements each get their own result, also beyond the limit of prepared ones', async () => {
  const asked = Array.from({ length: 450 }, (_, place) => place % 225);
  const answers = asked.map((n) => ask(database, `select (${n} + $1::text::int)::text as row`, ['1000']));
  expect(await Promise.all(answers)).toEqual(asked.map((n) => [String(1000 + n)]));
});

test('text is read back unchanged', async () => {
  const text = 'ü, 🪶, "quotes", \\ and \n';
  expect(await ask(database, 'select $1::text as row union all select $2::text', [text, ''])).toEqual([text, '']);
});
