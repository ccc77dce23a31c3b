import { Problem } from '../problem.ts';

/** A queue per key: work on one key runs one at a time and in order; different keys do not wait for each other. */
export interface ContractQueue<Key> {
  /** @throws Problem `unavailable` if too many are waiting */
  run<Result>(key: Key, work: () => Promise<Result>): Promise<Result>;
}

/**
 * Commands on one contract run one after another within a process, so that they do not race to the same commit. Between
 * processes the guarded commit decides.
 *
 * @param limit the longest queue of one key
 */
export function createContractQueue<Key>(limit = 200): ContractQueue<Key> {
  const lines = new Map<Key, { last: Promise<unknown>; length: number }>();
  return {
    async run(key, work) {
      const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
      if (line.length >= limit) throw new Problem('unavailable', { retryAfterSeconds: 1 });
      lines.set(key, line);
      line.length += 1;
      const done = line.last.then(work);
      line.last = done.catch(() => {});
      try {
        return await done;
      } finally {
        line.length -= 1;
        if (line.length === 0) lines.delete(key);
      }
    },
  };
}
