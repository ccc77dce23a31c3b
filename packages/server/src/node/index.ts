export { DirectoryInUse, pgliteDirectory } from './pglite-directory.ts';
