// Vitest set-up of a process that runs test files one after another: one server per version, which the files share
// through the environment. Processes do not share a server, because the outbox waits for the oldest open transaction of
// its server, which could belong to another file. A server ends with its process.
import { hasPostgres, sharedUrl, startPostgres } from './postgres.mjs';

/** @type {readonly import('./postgres-binaries.mjs').PostgresVersion[]} */
const versions = JSON.parse(process.env.WORKROOM_POSTGRES ?? '[]');
await Promise.all(
  versions.filter(hasPostgres).map(async (version) => {
    process.env[sharedUrl(version)] ??= (await startPostgres({ version })).url;
  }),
);
