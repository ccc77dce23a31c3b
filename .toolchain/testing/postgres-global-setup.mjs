import { hasPostgres, sharedUrl, startPostgres } from './postgres.mjs';

/**
 * Vitest's set-up for a whole run: one server a version, shared by all test files through the environment.
 * @param {import('vitest/node').TestProject} project
 */
export default async function setup(project) {
  /** @type {readonly import('./postgres-binaries.mjs').PostgresVersion[]} */
  const versions = JSON.parse(project.config.env.WORKROOM_POSTGRES ?? '[]');
  const servers = await Promise.all(
    versions.filter(hasPostgres).map(async (version) => {
      const server = await startPostgres({ version });
      process.env[sharedUrl(version)] = server.url;
      return server;
    }),
  );
  return () => Promise.all(servers.map((server) => server.stop()));
}
