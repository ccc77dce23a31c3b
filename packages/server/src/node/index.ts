export { apiReference } from './api-reference.ts';
export { DirectoryInUse, pgliteDirectory } from './pglite-directory.ts';
export { simulatedFileStorage } from './simulated-file-storage.ts';
export { type NodeHandler, toNodeHandler } from './to-node-handler.ts';
