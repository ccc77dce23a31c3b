import { memoryStorage, type SimulatedStorage } from './storage.ts';

/**
 * Records in the databases of the provider's Workrooms, so that they outlive the process like the contracts. Before
 * there is one, they are in memory.
 *
 * One provider may serve several Workrooms. New entries go to the first open database; lookups search all. The caller's
 * database answers, so another database that does not answer is skipped.
 */
export function booksBesideDatabases(): {
  readonly storage: SimulatedStorage;
  /** @returns a function that removes it */
  readonly keepIn: (storage: SimulatedStorage) => () => void;
} {
  const memory = memoryStorage();
  let databases: readonly SimulatedStorage[] = [];
  const home = () => databases[0] ?? memory;

  async function find(key: string) {
    const first = home();
    const entry = await first.read(key);
    if (entry !== null) return { place: first, entry };
    for (const place of [...databases, memory]) {
      const found = place === first ? null : await place.read(key).catch(() => null);
      if (found !== null) return { place, entry: found };
    }
    return null;
  }

  return {
    storage: {
      read: async (key) => (await find(key))?.entry ?? null,
      write: async (key, text, revision) => ((await find(key))?.place ?? home()).write(key, text, revision),
      async keys() {
        const others = [...databases, memory].filter((place) => place !== home());
        const found = await Promise.all([home().keys(), ...others.map((place) => place.keys().catch(() => []))]);
        return [...new Set(found.flat())];
      },
    },
    keepIn(storage) {
      databases = [...databases, storage];
      return () => {
        databases = databases.filter((place) => place !== storage);
      };
    },
  };
}
