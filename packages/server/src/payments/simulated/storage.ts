import type { ProviderBook, ProviderBooks } from '../../provider-books.ts';

/** The storage of the simulated provider's records. */
export type SimulatedStorage = ProviderBooks;
export type SimulatedEntry = ProviderBook;

/** In-memory storage, for tests and for trying things out. */
export function memoryStorage(): SimulatedStorage {
  const entries = new Map<string, SimulatedEntry>();
  return {
    read: async (key) => entries.get(key) ?? null,
    async write(key, text, revision) {
      if ((entries.get(key)?.revision ?? 0) !== revision) return false;
      entries.set(key, { text, revision: revision + 1 });
      return true;
    },
    keys: async () => [...entries.keys()],
  };
}
