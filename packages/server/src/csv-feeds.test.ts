import type { BodyOf } from '@workroom/core/api';
import { ownDatabaseUrl } from '@workroom/toolchain/postgres';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvRecord } from './csv.ts';
import { client, freelancer, type Market, openMarket, secretKey } from './testing/market.test.support.ts';

// Rule 61: CSV follows RFC 4180 and opens safely in a spreadsheet. PostgreSQL's COPY reads the files back.

const url = await ownDatabaseUrl();
/** Text that a spreadsheet would read as the start of a formula. */
const formula = /^[=+\-@\t\r\n＝＋－＠]|[;\t\r\n](?!-\))[=+\-@＝＋－＠]/;
const plainNumber = /^-?\d+(\.\d+)?$/;
const withoutApostrophe = (text: string) => text.replaceAll(/(?<=^|[;\t\r\n])'(?=[=+\-@\t\r\n＝＋－＠])/g, '');

describe.skipIf(url.startsWith('memory:'))('rule 61: CSV as another program reads it', () => {
  let sql: postgres.Sql;
  beforeAll(() => {
    sql = postgres(url, { max: 1, onnotice: () => {} });
  });
  afterAll(() => sql.end());

  /** Records of text without a header. An empty field is an empty text. */
  async function read(file: string, columns: number): Promise<readonly (readonly string[])[]> {
    const names = Array.from({ length: columns }, (_, place) => `c${place}`);
    await sql.unsafe(`drop table if exists read; create temporary table read (
      place int generated always as identity, ${names.map((name) => `${name} text`).join(', ')})`);
    const all = names.join(', ');
    const copy = await sql
      .unsafe(`copy read (${all}) from stdin with (format csv, force_not_null (${all}), encoding 'UTF8')`)
      .writable();
    await new Promise<void>((resolve, reject) => {
      copy.once('finish', resolve).once('error', reject).end(file);
    });
    const rows = await sql.unsafe(`select ${all} from read order by place`).values();
    return rows as unknown as readonly (readonly string[])[];
  }

  /** Text that people may write, with characters that confuse spreadsheets and parsers; NUL is never allowed. */
  const written = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
    fc
      .array(
        fc.constantFrom('=', '+', '-', '@', '＝', '\t', '\r', '\n', '"', ',', ';', "'", ' ', 'A1', '\\.', '|', '€'),
        {
          minLength: 1,
          maxLength: 8,
        },
      )
      .map((parts) => parts.join('')),
  );

  test('every text can be read back, and an apostrophe stops formulas', async () => {
    const records = fc.array(fc.tuple(written, fc.integer(), written), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(records, async (rows) => {
        const found = await read(rows.map((row) => csvRecord(row)).join(''), 3);
        expect(found).toHaveLength(rows.length);
        for (const [place, [left, number, right]] of rows.entries()) {
          const [first = '', second, third = ''] = found[place] ?? [];
          expect([first, third].map(withoutApostrophe)).toEqual([left, right].map(withoutApostrophe));
          expect(second).toBe(String(number));
          for (const text of [first, third]) expect(text).not.toMatch(formula);
        }
      }),
      { numRuns: 60 },
    );
  });

  describe('the feeds', () => {
    let market: Market;
    beforeAll(async () => {
      market = openMarket({ policy: { fees: { clientBps: 500, freelancerBps: 1_000 } } });
      await market.workroom.ready;
    }, 60_000);
    afterAll(() => market.workroom.close());

    const period = 'from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z&format=csv';
    const files = [
      `/ledger?${period}`,
      `/statement?${period}&person=${freelancer.id}`,
      `/statement?${period}&person=${client.id}`,
    ];
    const bodyWith = (text: string): BodyOf<'createContract'> => ({
      title: text,
      currency: 'USD',
      client: { ...client, name: text },
      freelancer: { ...freelancer, name: text },
      status: 'active',
      milestones: [{ title: text, description: text, amount: 50_000 }],
    });

    test('contain no formula, whatever titles people choose', async () => {
      const titles = fc.sample(written, { numRuns: 12, seed: 61 }).filter((text) => text.trim() !== '');
      let deals = 0;
      for (const title of ['=HYPERLINK("https://evil.example","Pay")', '@SUM(1+1)*cmd|x', '+1', '-1', ...titles]) {
        const made = await market.send('createContract', 'server', {
          body: bodyWith(title),
          key: `deal-${deals}`,
        });
        deals += 1;
        if (made.status !== 201) throw new Error(JSON.stringify([title, made.body]));
        const { id, milestones } = made.body as { id: string; milestones: { id: string }[] };
        const params = { contractId: id, milestoneId: milestones[0]?.id ?? '' };
        await market.contract('fund', client, { params, body: {} });
        await market.contract('release', client, {
          params,
          body: { amount: 30_000, leftover: { to: 'refund_and_continue', reason: title } },
        });
        const { refundRequest } = await market.contract('getContract', client, { params });
        const refund = { contractId: id, refundRequestId: refundRequest?.id ?? '' };
        await market.contract('agreeToRefund', freelancer, { params: refund });
      }
      for (const path of files) {
        const answer = await market.fetch('GET', `/workroom${path}`, {
          headers: { authorization: `Bearer ${secretKey}` },
        });
        const text = await answer.text();
        const columns = text.slice(0, text.indexOf('\r\n')).split(',').length;
        const [, ...records] = await read(text, columns);
        expect(records.length, path).toBeGreaterThan(8);
        for (const field of records.flat()) if (!plainNumber.test(field)) expect(field, path).not.toMatch(formula);
      }
    }, 120_000);
  });
});
