import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { describe } from 'vitest';
import { ownStore } from './testing/own-database.test.support.ts';
import { testWorkroomOn } from './testing/workroom-suite.test.support.ts';

testWorkroomOn('PGlite', async () => {
  // Opened here, so that two Workrooms can share a database that only one process may open.
  const store = ownStore();
  return { database: store, close: () => store.close() };
});

for (const version of [15, 18] as const) {
  describe.skipIf(!hasPostgres(version))(`with PostgreSQL ${version}`, () => {
    testWorkroomOn(`PostgreSQL ${version}`, async () => {
      const server = await startPostgres({ version });
      const url = await server.freshDatabase();
      return { database: url, another: url, close: () => server.stop() };
    });
  });
}
