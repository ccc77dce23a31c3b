import type { ProviderBooks } from '../provider-books.ts';
import { nameOf } from './columns.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

export function providerBooksOver(query: Database['query'], { providerBook }: Tables): ProviderBooks {
  const table = nameOf(providerBook);
  const read = `select json_build_array(entry, revision)::text as row from ${table} where key = $1::text`;
  const create = `insert into ${table} (key, entry, revision) values ($1::text, $2::text, 1)
on conflict (key) do nothing returning key as row`;
  const change = `update ${table} set entry = $2::text, revision = revision + 1
where key = $1::text and revision = $3::text::bigint returning key as row`;
  const keys = `select key as row from ${table}`;
  return {
    async read(key) {
      const [row] = await query(read, [key]);
      if (row === undefined) return null;
      const [text, revision] = JSON.parse(row) as [string, number];
      return { text, revision };
    },
    async write(key, text, revision) {
      const written = revision === 0 ? query(create, [key, text]) : query(change, [key, text, String(revision)]);
      return (await written).length > 0;
    },
    keys: () => query(keys),
  };
}
