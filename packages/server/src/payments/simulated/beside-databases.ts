import { memoryStorage, type SimulatedStorage } from './storage.ts';

/**
 * Books in the databases of the Workrooms that the provider was given to, so that they outlive the process as the
 * contracts do. Before there is any, they are kept in memory.
 *
 * One provider may serve several. A new entry is made with the first of them that is open, and is looked for in all:
 * its caller has a database that answers, so another database that does not answer is skipped.
 */
export function booksBesideDatabases(): {
  readonly storage: SimulatedStorage;
  /** @returns lets go of it again */
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
