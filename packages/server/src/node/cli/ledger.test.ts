import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Output } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, type Market, openMarket, secretKey } from '../../testing/market.test.support.ts';
import { toNodeHandler } from '../to-node-handler.ts';
import { runCli } from './run.ts';

// Rule 61: the ledger of all contracts in a file.

const main = join(import.meta.dirname, 'main.ts');
const program = ['--conditions=@workroom/source', main, 'ledger'];

/** Parses rows without quoted fields. */
function rowsOf(csv: string): readonly Readonly<Record<string, string | undefined>>[] {
  const [head = [], ...rows] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  for (const row of rows) expect(row).toHaveLength(head.length);
  return rows.map((row) => Object.fromEntries(head.map((name, place) => [name, row[place]])));
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/workroom`;
}

describe('workroom ledger', () => {
  let market: Market;
  let server: Server;
  let at: readonly string[];
  beforeAll(async () => {
    market = openMarket();
    server = createServer(toNodeHandler(market.workroom));
    at = ['--url', await listening(server), '--secret-key', secretKey];
    for (const to of ['2026-03-31T23:00:00.000Z', '2026-04-01T00:00:00.000Z']) {
      market.clock.to(to);
      const deal = await market.create(50_000);
      await market.contract('fund', client, { params: deal.at(0), body: {} });
    }
  }, 240_000);
  afterAll(async () => {
    await market.workroom.close();
    server.close();
  });
  async function ledger(...args: readonly string[]) {
    const [out, notes]: [string[], string[]] = [[], []];
    const code = await runCli(['ledger', ...at, ...args], {
      env: {},
      out: (line) => out.push(`${line}\n`),
      note: (line) => notes.push(`${line}\n`),
      flushed: async () => true,
      nowMs: Date.now,
      fetch,
    });
    return { code, out: out.join(''), notes: notes.join('') };
  }

  test('writes the rows of a period as CSV, and prints on stderr how to continue', async () => {
    const all = await ledger();
    const answer = await market.fetch('GET', '/workroom/ledger?format=csv', {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    expect(all.out.split('\n')).toEqual((await answer.text()).split('\r\n'));
    const rows = rowsOf(all.out);
    expect(all.notes).toBe(`${rows.length} movements. Continue with --after ${rows.at(-1)?.cursor}\n`);

    const march = rowsOf((await ledger('--from', '2026-03-01', '--to', '2026-04-01')).out);
    const april = rowsOf((await ledger('--from', '2026-04-01')).out);
    expect([...march, ...april]).toEqual(rows);
    expect(new Set(march.map(({ recordedAt }) => recordedAt))).toEqual(new Set(['2026-03-31T23:00:00.000Z']));
    expect(rowsOf((await ledger('--after', march.at(-1)?.cursor ?? '')).out)).toEqual(april);
  });

  test('without rows prints only the header; as JSON lines it prints nothing', async () => {
    const nothing = await ledger('--from', '2030-01-01');
    expect(nothing.out).toMatch(/^cursor,recordedAt,[\w,]+\n$/);
    expect(nothing.notes).toBe('0 movements.\n');
    const lines = (await ledger('--json')).out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      ((await market.send('listLedger', 'server')).body as Output<'LedgerFeed'>).data,
    );
  });

  test.each([
    [['--from', 'yesterday'], /--from is not a time\. Write it as 2026-01-31/],
    [['--to', '2026-02-30'], /--to is not a time/],
    [['--from', '2026-02-01', '--to', '2026-01-01'], /--to must be later than --from/],
    [['--after', 'x'], /Pass the `nextCursor` of an answer/],
    [['--url', 'http://127.0.0.1:1/workroom'], /cannot be reached .*Check --url/],
    [['--config', join(import.meta.dirname, 'nothing.ts')], /cannot be loaded/],
  ])('%j is refused with the fix, and writes nothing', async (args, said) => {
    const failed = await ledger(...args);
    expect(failed).toMatchObject({ code: 2, out: '', notes: expect.stringMatching(said) });
    expect(failed.notes).not.toMatch(/\n {4}at /);
  });
});

describe('workroom ledger of very many rows', () => {
  const [pages, rowsEach] = [40, 1_000];
  let server: Server;
  let at: readonly string[];
  let asked = 0;
  /** The page after which the service becomes unavailable. */
  let lastPage = pages;
  const row = (place: number) => ({
    cursor: `1.ctr_1.${place}`,
    contractId: 'ctr_1',
    seq: place,
    eventId: 'evt_1',
    id: 'mov_1',
    debit: 'processor',
    credit: 'escrow:mst_1',
    amount: 50_000,
    currency: 'USD',
    at: '2026-03-31T23:00:00.000Z',
    recordedAt: '2026-03-31T23:00:00.000Z',
  });
  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      const after = Number(new URL(url, 'http://x').searchParams.get('after')?.split('.')[2] ?? 0);
      const page = after / rowsEach;
      asked = Math.max(asked, page + 1);
      if (page >= lastPage) return void response.destroy();
      const data = Array.from({ length: rowsEach }, (_, place) => row(after + place + 1));
      response.end(JSON.stringify({ data, nextCursor: data.at(-1)?.cursor, hasMore: page + 1 < pages }));
    });
    at = ['--url', await listening(server), '--secret-key', secretKey];
  });
  afterAll(() => server.close());
  const start = () => spawn(process.execPath, [...program, ...at], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = (child: ReturnType<typeof start>) => new Promise((resolve) => child.once('close', resolve));

  test('reports progress on stderr, and the file has only complete rows', async () => {
    lastPage = pages;
    const child = start();
    const [csv, notes, code] = await Promise.all([text(child.stdout), text(child.stderr), ended(child)]);
    expect(code).toBe(0);
    expect(rowsOf(csv)).toHaveLength(pages * rowsEach);
    expect(notes).toContain('10000 movements, up to 2026-03-31T23:00:00.000Z\n20000 movements');
    expect(notes).toContain('40000 movements. Continue with --after 1.ctr_1.40000\n');
  }, 120_000);

  test('reads only as far as its reader, and ends when the reader stops', async () => {
    lastPage = pages;
    asked = 0;
    const child = start();
    const notes = text(child.stderr);
    // The header may arrive in a separate chunk.
    let read = '';
    for await (const piece of child.stdout) {
      read += piece;
      if (read.split('\n').length > 2) break;
    }
    const code = await ended(child);
    expect([code, await notes]).toEqual([2, expect.stringContaining('The output was closed.')]);
    expect(await notes).not.toMatch(/EPIPE|\n {4}at /);
    expect(asked).toBeLessThan(pages);
    const whole = read.slice(0, read.lastIndexOf('\n') + 1);
    expect(rowsOf(whole).length).toBeGreaterThan(0);
  }, 120_000);

  test('reports why the service failed midway, and where to continue', async () => {
    lastPage = 3;
    const child = start();
    const [csv, notes, code] = await Promise.all([text(child.stdout), text(child.stderr), ended(child)]);
    expect(code).toBe(2);
    expect(rowsOf(csv)).toHaveLength(3 * rowsEach);
    expect(notes).toContain('3000 movements were written before this: Continue with --after 1.ctr_1.3000\n');
    expect(notes).toMatch(/cannot be reached .*Check --url/);
  }, 120_000);
});
