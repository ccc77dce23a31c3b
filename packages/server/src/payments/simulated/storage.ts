/** Where the simulated provider keeps its books: texts by key, each change guarded by the revision it was made on. */
export interface SimulatedStorage {
  read(key: string): Promise<SimulatedEntry | null>;
  /** Writes whole or not at all. False when the entry is not at `revision` any more; 0 creates it. */
  write(key: string, text: string, revision: number): Promise<boolean>;
  keys(): Promise<readonly string[]>;
}

export interface SimulatedEntry {
  readonly text: string;
  /** 1 for the first version. */
  readonly revision: number;
}

/** Forgets everything with the process: for tests, and for trying things out. */
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
