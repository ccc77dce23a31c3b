import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatedStorage } from '../payments/simulated/storage.ts';

/**
 * The simulated provider's records in a directory, one file per key and revision. They survive `kill -9`, and several
 * processes may share them: a revision is linked into place completely, by the first process only.
 */
export function simulatedFileStorage(directory: string): SimulatedStorage {
  async function newest(key: string): Promise<number> {
    return Math.max(0, ...(await namesIn(folderOf(directory, key))).map(revisionIn));
  }

  return {
    async read(key) {
      const revision = await newest(key);
      if (revision === 0) return null;
      return { text: await readFile(join(folderOf(directory, key), `${revision}.json`), 'utf8'), revision };
    },
    async write(key, text, revision) {
      if ((await newest(key)) !== revision) return false;
      const folder = folderOf(directory, key);
      await mkdir(folder, { recursive: true });
      const draft = join(folder, `${randomUUID()}.draft`);
      await writeFile(draft, text, { flag: 'wx' });
      try {
        await link(draft, join(folder, `${revision + 1}.json`));
        return true;
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      } finally {
        await unlink(draft);
      }
    },
    keys: () => namesIn(directory),
  };
}

function folderOf(directory: string, key: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(key)) throw new RangeError(`not a key that can name a file: ${JSON.stringify(key)}`);
  return join(directory, key);
}

function revisionIn(name: string): number {
  return name.endsWith('.json') ? Number.parseInt(name, 10) : 0;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
