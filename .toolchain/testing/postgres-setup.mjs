// Vitest's set-up of a process that runs test files, one after the other: a server a version, which the files share through
// the environment. Not one for all processes: the outbox waits for the oldest open transaction of its server, which then
// would be that of another file. A server ends with the process.
import { hasPostgres, sharedUrl, startPostgres } from './postgres.mjs';

/** @type {readonly import('./postgres-binaries.mjs').PostgresVersion[]} */
const versions = JSON.parse(process.env.WORKROOM_POSTGRES ?? '[]');
await Promise.all(
  versions.filter(hasPostgres).map(async (version) => {
    process.env[sharedUrl(version)] ??= (await startPostgres({ version })).url;
  }),
);
