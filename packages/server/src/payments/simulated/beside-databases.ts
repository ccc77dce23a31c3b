import { memoryStorage, type SimulatedStorage } from './storage.ts';

/**
 * Books in the databases of the Workrooms that the provider was given to, so that they outlive the process as the
 * contracts do. One provider may serve several: an entry stays where it was made, and a new one is made in the
 * newest. Before there is any, they are kept in memory.
 */
export function booksBesideDatabases(): {
  readonly storage: SimulatedStorage;
  /** @returns lets go of it again */
  readonly keepIn: (storage: SimulatedStorage) => () => void;
} {
  const memory = memoryStorage();
  /** The newest first. */
  let places: readonly SimulatedStorage[] = [memory];

  async function find(key: string) {
    for (const place of places) {
      const entry = await place.read(key);
      if (entry !== null) return { place, entry };
    }
    return null;
  }

  return {
    storage: {
      read: async (key) => (await find(key))?.entry ?? null,
      async write(key, text, revision) {
        const found = await find(key);
        if (found !== null) return found.place.write(key, text, revision);
        return (places[0] ?? memory).write(key, text, revision);
      },
      keys: async () => [...new Set((await Promise.all(places.map((place) => place.keys()))).flat())],
    },
    keepIn(storage) {
      places = [storage, ...places];
      return () => {
        places = places.filter((place) => place !== storage);
      };
    },
  };
}
