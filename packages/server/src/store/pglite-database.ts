import { attempt, type Database } from './database.ts';

/** Where an embedded database lives, and how to make sure that nobody else opens it. */
export interface PgliteDirectory {
  /** What PGlite opens: a folder of its own, or `memory://`. */
  readonly dataDir: string;
  /**
   * Takes the directory for this process.
   * @returns gives it back
   * @throws when another process has it: two that write one directory lose data without an error
   */
  readonly lock?: () => Promise<() => Promise<void>>;
}

/** An embedded database. It has one connection, on which PGlite itself puts statements in a row. */
export async function openPglite({ dataDir, lock }: PgliteDirectory): Promise<Database> {
  const unlock = await lock?.();
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create(dataDir);
    return {
      kind: 'pglite',
      query: (statement, parameters = []) =>
        attempt(async () => {
          const { rows } = await pglite.query<{ row: string }>(statement, [...parameters]);
          return rows.map(({ row }) => row);
        }),
      async close() {
        await pglite.close();
        await unlock?.();
      },
    };
  } catch (error) {
    await unlock?.();
    throw error;
  }
}
