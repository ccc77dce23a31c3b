export { DirectoryInUse, pgliteDirectory } from './pglite-directory.ts';
export { simulatedFileStorage } from './simulated-file-storage.ts';
