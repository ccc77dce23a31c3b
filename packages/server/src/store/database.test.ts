import { createServer } from 'node:net';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { expect, test } from 'vitest';
import { attempt, CommitUnknown, type Database, DatabaseUnavailable, read } from './database.ts';
import { openStore } from './open-store.ts';
import { openPostgres } from './postgres-database.ts';
import { storeOver } from './store-over.ts';
import { ask } from './testing/ask.ts';
import { dana, dealsIn, present } from './testing/suite-deals.ts';

const failing = (code: string, times: number) => {
  let calls = 0;
  const run = async () => {
    calls += 1;
    if (calls <= times) throw new Error('wrapped', { cause: Object.assign(new Error(code), { code }) });
    return calls;
  };
  return { run, calls: () => calls };
};

test.each(['40001', '40P01'])('a serialization failure (%s) is retried at most five times', async (code) => {
  expect(await attempt(failing(code, 4).run)).toBe(5);
  const hopeless = failing(code, 100);
  await expect(attempt(hopeless.run)).rejects.toThrow('wrapped');
  expect(hopeless.calls()).toBe(5);
});

test('any other error is thrown at once, unchanged', async () => {
  const broken = failing('23514', 1);
  await expect(attempt(broken.run)).rejects.toThrow('wrapped');
  expect(broken.calls()).toBe(1);
});

test('a query whose connection failed is retried once', async () => {
  const once = failing('ECONNRESET', 1);
  expect(await read(() => attempt(once.run))).toBe(2);
  const gone = failing('ECONNRESET', 100);
  await expect(read(() => attempt(gone.run))).rejects.toThrow(DatabaseUnavailable);
  expect(gone.calls()).toBe(2);
});

test('an unreachable database is unavailable, nothing was sent, and no secret is shown', async () => {
  const store = openStore({ database: `postgres://someone:secret@127.0.0.1:${await closedPort()}/none` });
  const error = await store.ping().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatabaseUnavailable);
  expect(error).toMatchObject({ sent: false });
  expect(String(error)).toMatch(/does not answer \(ECONNREFUSED\)/);
  expect(String(error)).not.toContain('secret');
  await store.close();
});

test('a closed store reports that it is closed', async () => {
  const store = openStore({ database: { dataDir: 'memory://' } });
  await store.close();
  await expect(store.ping()).rejects.toThrow('closed');
});

test.each(['Workroom', 'a"b', '', 'public', 'x'.repeat(64)])('%j is rejected as a schema name', (schema) => {
  expect(() => openStore({ database: { dataDir: 'memory://' }, schema })).toThrow('cannot name');
});

test.skipIf(!hasPostgres(18))(
  'a connection that ends during a commit leaves its outcome unknown, and the next one works',
  async () => {
    const server = await startPostgres({ version: 18 });
    const url = await server.freshDatabase();
    const database = await openPostgres({ url, maxConnections: 1 });
    const store = storeOver(database, 'workroom');
    await store.migrate();
    const deals = dealsIn(store);
    const stored = await deals.create();
    // The connection is ended on purpose, so it should not appear in the test's log.
    await ask(database, 'set log_min_messages = panic');
    const [backend] = await ask(database, 'select pg_backend_pid()::text as row');

    // Another transaction locks the contract's row, so that the commit is in progress when its connection ends.
    const holder = await openPostgres({ url, maxConnections: 1 });
    await ask(holder, 'begin');
    await ask(holder, 'select id as row from workroom.contract where id = $1::text for update', [stored.contract.id]);
    const message = deals.decide(stored, { type: 'post_message', text: 'hello' }, dana);
    const committing = store.commit([deals.change(stored, message)]);
    committing.catch(() => {});
    const watcher = await openPostgres({ url, maxConnections: 1 });
    await untilWaiting(watcher, present(backend));
    await ask(watcher, 'select pg_terminate_backend($1::text::integer)::text as row', [present(backend)]);
    await expect(committing).rejects.toThrow(CommitUnknown);
    await ask(holder, 'rollback');

    const { commandId } = present(message.events[0]);
    expect(await store.wasCommitted(stored.contract.id, commandId, stored.contract.seq)).toBe(false);
    expect(await deals.load(stored.contract.id)).toEqual(stored);
    await Promise.all([database, holder, watcher].map((each) => each.close()));
    await server.stop();
  },
);

async function untilWaiting(watcher: Database, backend: string): Promise<void> {
  for (let look = 0; look < 2_000; look += 1) {
    const waiting = await ask(
      watcher,
      "select 'yes' as row from pg_stat_activity where pid = $1::text::integer and wait_event_type = 'Lock'",
      [backend],
    );
    if (waiting.length > 0) return;
  }
  throw new Error('the commit never waited for the row');
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
