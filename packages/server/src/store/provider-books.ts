import { and, eq, sql } from 'drizzle-orm';
import type { ProviderBooks } from '../provider-books.ts';
import { type StoreContext, unnamed } from './database.ts';

export function providerBooksOver({ db, tables: { providerBook }, read, write }: StoreContext): ProviderBooks {
  const isEntry = eq(providerBook.key, sql.placeholder('key'));
  const one = db
    .select({ text: providerBook.entry, revision: providerBook.revision })
    .from(providerBook)
    .where(isEntry)
    .prepare(unnamed);
  const keys = db.select({ key: providerBook.key }).from(providerBook).prepare(unnamed);
  const create = db
    .insert(providerBook)
    .values({ key: sql.placeholder('key'), entry: sql.placeholder('text'), revision: 1 })
    .onConflictDoNothing()
    .returning({ key: providerBook.key })
    .prepare(unnamed);
  const change = db
    .update(providerBook)
    .set({ entry: sql`${sql.placeholder('text')}`, revision: sql`${providerBook.revision} + 1` })
    .where(and(isEntry, eq(providerBook.revision, sql.placeholder('revision'))))
    .returning({ key: providerBook.key })
    .prepare(unnamed);
  return {
    read: async (key) => (await read(one, { key }))[0] ?? null,
    async write(key, text, revision) {
      const written =
        revision === 0 ? await write(create, { key, text }) : await write(change, { key, text, revision });
      return written.length > 0;
    },
    keys: async () => (await read(keys)).map(({ key }) => key),
  };
}
