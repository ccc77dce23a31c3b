import type { PGlite } from '@electric-sql/pglite';

/** An empty database cluster, as dumped by PGlite. */
let emptyCluster: Promise<Blob> | undefined;

/**
 * An empty database in memory. Setting up a cluster takes seconds, and loading one takes less than one: a process sets
 * up the first, and loads the others from a copy of it.
 */
export async function createInMemory(): Promise<PGlite> {
  const { PGlite: Pglite } = await import('@electric-sql/pglite');
  if (emptyCluster !== undefined) return Pglite.create({ loadDataDir: await emptyCluster });
  const first = Pglite.create('memory://');
  emptyCluster = first.then((pglite) => pglite.dumpDataDir('none'));
  emptyCluster.catch(() => {
    emptyCluster = undefined;
  });
  await emptyCluster;
  return first;
}
