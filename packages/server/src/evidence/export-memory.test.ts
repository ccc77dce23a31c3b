import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Order, Served } from './export-memory.test.support.ts';
import { verifyEvidence } from './verify.ts';

// Twelve megabytes of history, exported by many at once in a process limited to 256 MB: exports built in memory would
// crash it.

const order: Omit<Order, 'database'> = {
  messages: 1_200,
  lettersEach: 10_000,
};
const atOnce = 30;

describe('a long history exported by many at once', { timeout: 600_000 }, () => {
  let child: ChildProcess;
  let served: Served;
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => {});

  beforeAll(async () => {
    const whole: Order = { ...order, database: await ownDatabaseUrl() };
    child = fork(join(import.meta.dirname, 'export-memory.test.support.ts'), [JSON.stringify(whole)], {
      execArgv: ['--conditions=@workroom/source', '--max-old-space-size=256'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('exit', (code, signal) =>
      ended.reject(new Error(`the process ended: ${code ?? signal}\n${stderr.slice(0, 1_000)}`)),
    );
    const ready = new Promise<Served>((resolve) => child.once('message', (message) => resolve(message as Served)));
    served = await Promise.race([ready, ended.promise]);
  }, 900_000);
  afterAll(() => child.kill());

  const get = (path: string) => fetch(`${served.url}${path}`, { headers: { authorization: `Bearer ${served.token}` } });

  /** Reads to the end and discards the data. */
  async function bytesOf({ body }: Response): Promise<number> {
    let bytes = 0;
    for await (const chunk of body ?? []) bytes += chunk.length;
    return bytes;
  }

  test.each([
    ['export?format=html', 24_000_000],
    ['export?format=json', 12_000_000],
  ])('%s', async (path, wholeBytes) => {
    const answers = Array.from({ length: atOnce }, async () => {
      const response = await get(`/contracts/${served.contractId}/${path}`);
      const { status, headers } = response;
      return { status, retryAfter: headers.get('retry-after'), bytes: await bytesOf(response) };
    });
    const startedMs = performance.now();
    const health = await Promise.race([get('/health'), ended.promise]);
    expect(health.status).toBe(200);
    // Generous, for a machine that is busy with other tests. Without streaming, this request would wait for every
    // export.
    expect(performance.now() - startedMs).toBeLessThan(30_000);
    const got = await Promise.race([Promise.all(answers), ended.promise]);
    const done = got.filter(({ status }) => status === 200);
    const refused = got.filter(({ status }) => status !== 200);
    expect(done.length).toBeGreaterThan(0);
    for (const { bytes } of done) expect(bytes).toBeGreaterThan(wholeBytes);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([429]));
    for (const { retryAfter } of refused) expect(Number(retryAfter)).toBeGreaterThan(0);
  });

  test('the stream is complete', async () => {
    const response = await get(`/contracts/${served.contractId}/export?format=html`);
    expect(await verifyEvidence(await response.text())).toMatchObject({ holds: true, events: served.events });
  });

  test.each(['ledger', 'timeline?limit=200'])('%s', async (path) => {
    const answers = Array.from({ length: atOnce }, () => get(`/contracts/${served.contractId}/${path}`).then(bytesOf));
    const sizes = await Promise.race([Promise.all(answers), ended.promise]);
    // A page of a timeline is also limited by its size.
    for (const bytes of sizes) expect(bytes).toBeLessThan(1_500_000);
    expect((await get('/health')).status).toBe(200);
  });
});
