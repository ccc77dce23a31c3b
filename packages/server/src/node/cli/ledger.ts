import { parseInstant } from '@workroom/core';
import { type Output, schemas } from '@workroom/core/api';
import { csvRecord } from '../../csv.ts';
import { ledgerColumns } from '../../operations/ledger-columns.ts';
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

/**
 * Writes all movements of a period as CSV or JSON lines to the standard output, and the progress to the standard error.
 */
export async function ledger(terminal: Terminal, given: Given): Promise<ExitCode> {
  const { config, from, to } = given;
  const period = { ...instantIn('from', from), ...instantIn('to', to) };
  if (period.from !== undefined && period.to !== undefined && parseInstant(period.to) <= parseInstant(period.from)) {
    throw new UsageProblem('--to must be later than --from.');
  }
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
  const goOn = () => (after === undefined ? '' : ` Continue with --after ${after}`);
  for (let hasMore = true; hasMore; ) {
    const isFirst = after === start;
    const page = await read({ ...period, ...(after === undefined ? {} : { after }), limit: rowsAtOnce }).catch(
      (error: unknown) => {
        if (!isFirst) terminal.note(`${rows} movements were written before this:${goOn()}`);
        throw error;
      },
    );
    if (isFirst && !json) terminal.out(csvRecord(ledgerColumns).trimEnd());
    for (const row of page.data) {
      terminal.out(json ? JSON.stringify(row) : csvRecord(ledgerColumns.map((column) => row[column])).trimEnd());
      rows += 1;
      if (rows % rowsBetweenNotes === 0) terminal.note(`${rows} movements, up to ${row.recordedAt}`);
    }
    after = page.nextCursor ?? undefined;
    hasMore = page.hasMore;
    if (!(await terminal.flushed())) {
      terminal.note('The output was closed. Continue with --after and the cursor of the last row that you have.');
      return 2;
    }
  }
  terminal.note(`${rows} movements.${goOn()}`);
  return 0;
}

/** A date means its start in UTC. */
function instantIn(name: 'from' | 'to', text: string | undefined): { readonly [Name in 'from' | 'to']?: string } {
  if (text === undefined) return {};
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
  if (schemas.LedgerFeedQuery.safeParse({ [name]: at }).success) return { [name]: at };
  throw new UsageProblem(`--${name} is not a time. Write it as 2026-01-31 or 2026-01-31T00:00:00Z.`);
}
