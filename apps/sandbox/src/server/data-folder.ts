import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartProblem } from './start-problem.ts';

/** The sandbox's data folder. One process at a time may open it; files are written atomically. */
export interface DataFolder {
  readonly path: string;
  /** `null` if there is no such file. */
  read(name: string): string | null;
  write(name: string, text: string): void;
  unlock(): void;
}

export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartProblem(
      `The data folder ${path} cannot be created (${codeOf(error)}). Set WORKROOM_DATA_DIR to another folder.`,
    );
  }
  const unlock = lock(path);
  return {
    path,
    unlock,
    read(name) {
      try {
        return readFileSync(join(path, name), 'utf8');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null;
        throw error;
      }
    },
    write(name, text) {
      const draft = join(path, `${name}.new`);
      const file = openSync(draft, 'w', 0o600);
      writeSync(file, text);
      fsyncSync(file);
      closeSync(file);
      renameSync(draft, join(path, name));
    },
  };
}

/**
 * Locks with SQLite's file lock, which the operating system releases when the process ends. A lock file with a process id
 * could belong to a later process with the same id.
 */
function lock(path: string): () => void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(path, 'lock.sqlite'));
    database.exec('pragma locking_mode = exclusive; begin exclusive');
    return () => database?.close();
  } catch (error) {
    database?.close();
    const isHeld = error instanceof Error && /locked/.test(error.message);
    throw new StartProblem(
      isHeld
        ? `The data folder ${path} is in use by another sandbox. Stop it, or set WORKROOM_DATA_DIR to another folder.`
        : `The data folder ${path} cannot be written. Make it writable, or set WORKROOM_DATA_DIR to another folder.`,
    );
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
