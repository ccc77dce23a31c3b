export { apiReference } from './api-reference.ts';
export { type DiskUploadsOptions, diskUploads } from './disk-uploads.ts';
export { type NodemailerOptions, nodemailerSender } from './nodemailer-sender.ts';
export { DirectoryInUse, pgliteDirectory } from './pglite-directory.ts';
export { simulatedFileStorage } from './simulated-file-storage.ts';
export { toFastifyPlugin } from './to-fastify-plugin.ts';
export { toNextRoute } from './to-next-route.ts';
export { type NodeHandler, toNodeHandler } from './to-node-handler.ts';
