import { hasPgbouncer, startPgbouncer } from '@workroom/toolchain/pgbouncer';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { openPostgres } from './postgres-database.ts';
import { ask } from './testing/ask.ts';

const version = hasPostgres(18) ? 18 : 15;
const lock = "select pg_advisory_lock_shared(7)::text || 'free' as row";

describe.skipIf(!hasPostgres(version))('connections of our own', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let holder: Database;
  const backendOf = (database: Database) => ask(database, 'select pg_backend_pid()::text as row');
  beforeAll(async () => {
    server = await startPostgres({ version });
  }, 240_000);
  afterAll(() => server.stop());

  async function open(maxConnections: number) {
    const url = await server.freshDatabase();
    holder = await openPostgres({ url, maxConnections: 1 });
    await ask(holder, 'select pg_advisory_lock(7)::text as row');
    return openPostgres({ url, maxConnections });
  }
  const release = () => ask(holder, 'select pg_advisory_unlock(7)::text as row');

  async function untilWaiting(): Promise<void> {
    for (let look = 0; look < 2_000; look += 1) {
      const found = await ask(holder, "select 'yes' as row from pg_locks where locktype = 'advisory' and not granted");
      if (found.length > 0) return;
    }
    throw new Error('nobody ever waited for the lock');
  }

  test('sequential queries use one connection', async () => {
    const database = await open(10);
    const backends = [await backendOf(database), await backendOf(database), await backendOf(database)].flat();
    expect(new Set(backends).size).toBe(1);
    await Promise.all([database.close(), holder.close()]);
  });

  test('a waiting statement blocks no other while more connections are allowed', async () => {
    const database = await open(3);
    const waiting = [ask(database, lock), ask(database, lock)];
    const backends = [await backendOf(database), await backendOf(database)].flat();
    expect(new Set(backends).size).toBe(1);
    await release();
    expect((await Promise.all(waiting)).flat()).toEqual(['free', 'free']);
    expect(await backendOf(database)).not.toEqual(backends.slice(0, 1));
    await Promise.all([database.close(), holder.close()]);
  });

  test.skipIf(!hasPgbouncer())('behind PgBouncer a statement sent right after another works', async () => {
    const pooler = await startPgbouncer(await server.freshDatabase());
    const database = openPostgres({ url: pooler.url, prepare: false, maxConnections: 1 });
    const answers = Array.from({ length: 20 }, (_, place) => [
      ask(database, "select 'without' as row"),
      ask(database, 'select $1::text as row', [String(place)]),
    ]);
    expect((await Promise.all(answers.flat())).flat()).toHaveLength(40);
    await database.close();
    await pooler.stop();
  });

  test('if all are busy, the next statement uses the one with the shortest queue', async () => {
    const database = await open(2);
    const waiting = [ask(database, lock), ask(database, lock), ask(database, lock)];
    const last = backendOf(database);
    await release();
    expect((await Promise.all(waiting)).flat()).toEqual(['free', 'free', 'free']);
    expect(await last).toHaveLength(1);
    await Promise.all([database.close(), holder.close()]);
  });

  test('closing refuses new statements and waits for running ones', async () => {
    const database = await open(3);
    const waiting = ask(database, lock);
    await untilWaiting();
    const closed = database.close();
    await expect(backendOf(database)).rejects.toMatchObject({ name: 'DatabaseUnavailable', sent: false });
    await release();
    expect(await waiting).toEqual(['free']);
    await closed;
    await holder.close();
  });
});
