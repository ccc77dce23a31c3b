import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { describe, expect, test } from 'vitest';
import { createWorkroom } from './create-workroom.ts';
import { createLifetime } from './lifetime.ts';
import { simulatedProvider } from './payments/index.ts';
import { handClock, rest } from './testing/hand-clock.test.support.ts';

const never = new Promise<never>(() => {});

function open() {
  const clock = handClock();
  const reported: string[] = [];
  const did: string[] = [];
  const lifetime = createLifetime({
    ready: async () => {},
    timer: clock.timer,
    closeWithinMs: 30_000,
    onError: (_, { doing }) => reported.push(doing),
  });
  const step = (name: string) => async () => void did.push(name);
  const steps = { stop: step('stop'), finish: step('finish'), release: step('release') };
  return { clock, reported, did, lifetime, steps };
}

describe('closing', () => {
  test('waits for running requests, then for their background work, and closes the database last', async () => {
    const { did, reported, lifetime, steps } = open();
    const work = Promise.withResolvers<string>();
    const answered = lifetime.whileOpen(() => work.promise);
    const closed = lifetime.close(steps);
    await rest();
    expect(did).toEqual(['stop']);
    expect(() => lifetime.assertOpen()).toThrow('stopping');
    await expect(lifetime.whileOpen(async () => 'late')).rejects.toThrow('stopping');
    work.resolve('done');
    await closed;
    expect(await answered).toBe('done');
    expect(did).toEqual(['stop', 'finish', 'release']);
    expect(reported).toEqual([]);
  });

  test.each(['stop', 'finish'] as const)(
    'ends in time if "%s" never does, logs it, and closes the database',
    async (hangs) => {
      const { clock, did, reported, lifetime, steps } = open();
      const closed = lifetime.close({ ...steps, [hangs]: () => never });
      await clock.advance(29_999);
      expect(did).not.toContain('release');
      await clock.advance(1);
      await closed;
      expect(did).toContain('release');
      expect(reported).toEqual([expect.stringContaining('did not end in time')]);
    },
  );

  test('ends although the database never closes', async () => {
    const { clock, reported, lifetime, steps } = open();
    const closed = lifetime.close({ ...steps, release: () => never });
    await clock.advance(10_000);
    await closed;
    expect(reported).toEqual(['closing the database']);
  });

  test('twice is the same as once', async () => {
    const { did, lifetime, steps } = open();
    await Promise.all([lifetime.close(steps), lifetime.close(steps)]);
    expect(did).toEqual(['stop', 'finish', 'release']);
  });
});

test.skipIf(!hasPostgres(18))('a Workroom closes in time even if its database does not answer', async () => {
  const server = await startPostgres({ version: 18 });
  const silencing = await startSilencing(await server.freshDatabase());
  const reported: string[] = [];
  const workroom = createWorkroom({
    database: { url: silencing.url, maxConnections: 2 },
    payments: simulatedProvider(),
    sweep: { everyMs: 100 },
    closeWithinMs: 100,
    sessionSecrets: ['a secret for tests of at least 32 bytes'],
    logger: () => {},
    onError: (_, { doing }) => void reported.push(doing),
  });
  await workroom.ready;
  silencing.silence();
  const answer = workroom.fetch(new Request('http://localhost/workroom/health'));
  await workroom.close();
  expect((await answer).status).toBe(503);
  expect(reported).toContainEqual(expect.stringContaining('did not end in time'));
  await silencing.close();
  await server.stop();
});

/** A proxy in front of a database that stops forwarding without closing connections, like a pulled cable. */
async function startSilencing(target: string) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let isSilent = false;
  const proxy = createServer((client) => {
    const database = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(from);
      from.on('data', (chunk) => isSilent || to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => isSilent || to.destroy());
    }
  });
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    silence() {
      isSilent = true;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => proxy.close(closed));
    },
  };
}
