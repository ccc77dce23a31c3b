import { parseInstant } from '@workroom/core';
import { type Output, schemas } from '@workroom/core/api';
import { csvRecord } from '../../csv.ts';
import { withWorkroom } from './open.ts';
import { askService, type ServiceChoice } from './service.ts';
import { type ExitCode, type Terminal, UsageProblem } from './terminal.ts';

type Given = ServiceChoice & {
  readonly config?: string;
  readonly from?: string;
  readonly to?: string;
  readonly after?: string;
  readonly json?: boolean;
};
type Page = Output<'LedgerFeed'>;
type Query = { readonly from?: string; readonly to?: string; readonly after?: string; readonly limit: number };

const rowsAtOnce = 1_000;
const rowsBetweenNotes = 10_000;

/** All movements of a period as CSV on the standard output, or as JSON lines; how far it is on the other one. */
export async function ledger(terminal: Terminal, given: Given): Promise<ExitCode> {
  const { config, from, to } = given;
  const period = { ...instantIn('from', from), ...instantIn('to', to) };
  if (config !== undefined) {
    return withWorkroom(config, (workroom) =>
      write(terminal, given, period, (query) => workroom.api.listLedger({ actor: 'server', query })),
    );
  }
  return write(terminal, given, period, async (query) => {
    const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return schemas.LedgerFeed.parse(await askService(terminal, given, 'GET', `/ledger?${text}`));
  });
}

async function write(
  terminal: Terminal,
  { after: start, json }: Given,
  period: Omit<Query, 'limit'>,
  read: (query: Query) => Promise<Page>,
): Promise<ExitCode> {
  let after = start;
  let rows = 0;
  for (let isFirst = true, hasMore = true; hasMore; isFirst = false) {
    const page: Page = await read({ ...period, ...(after === undefined ? {} : { after }), limit: rowsAtOnce });
    for (const row of page.data) {
      const columns = Object.keys(row) as (keyof typeof row)[];
      if (json) terminal.out(JSON.stringify(row));
      else {
        if (isFirst && rows === 0) terminal.out(csvRecord(columns).trimEnd());
        terminal.out(csvRecord(columns.map((column) => row[column])).trimEnd());
      }
      rows += 1;
      if (rows % rowsBetweenNotes === 0) terminal.note(`${rows} movements, up to ${row.recordedAt}`);
    }
    after = page.nextCursor ?? undefined;
    hasMore = page.hasMore;
  }
  terminal.note(`${rows} movements.${after === undefined ? '' : ` Go on with --after ${after}`}`);
  return 0;
}

/** A day stands for its beginning in UTC. */
function instantIn(name: 'from' | 'to', text: string | undefined): { readonly [name: string]: string } {
  if (text === undefined) return {};
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
  try {
    parseInstant(at);
  } catch {
    throw new UsageProblem(`--${name} is no time. Write it like 2026-01-31 or 2026-01-31T00:00:00Z.`);
  }
  return { [name]: at };
}
