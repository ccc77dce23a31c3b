import type { PGlite } from '@electric-sql/pglite';

/** An empty database cluster as a tar file. */
let emptyCluster: Promise<Blob> | undefined;

/**
 * An empty database in memory. Setting up a cluster takes seconds, and loading one takes less than one. So all are
 * loaded from one copy: the one that is installed beside PGlite, or else the first that this process has set up.
 */
export async function createInMemory(): Promise<PGlite> {
  const { PGlite: Pglite } = await import('@electric-sql/pglite');
  if (emptyCluster !== undefined) return Pglite.create({ loadDataDir: await emptyCluster });
  let first: PGlite | undefined;
  emptyCluster = (async () => {
    const installed = await installedCluster();
    if (installed !== undefined) return installed;
    first = await Pglite.create('memory://');
    return first.dumpDataDir('none');
  })();
  emptyCluster.catch(() => {
    emptyCluster = undefined;
  });
  const loadDataDir = await emptyCluster;
  return first ?? Pglite.create({ loadDataDir });
}

/** Opens a database in a directory, and sets it up if there is none yet. */
export async function openDirectory(dataDir: string, isNew: boolean): Promise<PGlite> {
  const { PGlite: Pglite } = await import('@electric-sql/pglite');
  const loadDataDir = isNew ? await installedCluster() : undefined;
  return Pglite.create({ dataDir, ...(loadDataDir && { loadDataDir }) });
}

// A variable and three comments keep bundlers from looking for an optional package while they build.
const packageName: string = '@electric-sql/pglite-prepopulatedfs';

/** The cluster of the optional package beside PGlite. */
async function installedCluster(): Promise<Blob | undefined> {
  type Package = typeof import('@electric-sql/pglite-prepopulatedfs');
  const installed: Promise<Package> = import(
    /* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ packageName
  );
  const found = await installed.catch(() => undefined);
  if (found === undefined) return undefined;
  const compressed = await found.dataDir();
  // Decompressed once, for all that are loaded from it.
  return new Response(compressed.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
}
