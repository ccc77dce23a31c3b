import { type ContractId, currencyExponent, formatInstant, type Instant, parseInstant } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { csvRecord, decimalField } from '../csv.ts';
import { Problem } from '../problem.ts';
import type { Settlement } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import { roundOfTheLoop } from '../timer.ts';
import { type OperationAnswer, plain } from './answer.ts';
import type { OperationContext } from './context.ts';
import type { CheckedFor, Known } from './request.ts';
import { statementEntries, statementTypes } from './statement-entries.ts';

type Entry = Output<'Statement'>['data'][number];
type Totals = Output<'Statement'>['totals'];

const rowsAtOnce = 500;

/** A person's earnings and spending in a period (rule 61), by time of recording. */
export async function getStatement(
  { commands: { store }, exports }: OperationContext,
  { caller, query, status }: CheckedFor<'getStatement'>,
): Promise<OperationAnswer> {
  const { from, to, format } = query;
  const personId = personAsked(caller, query.person);
  const period = { from: parseInstant(from), to: parseInstant(to) };
  if (period.to <= period.from) {
    throw new Problem('bad_parameter', { detail: '`to` must be later than `from`.' });
  }
  const contractIds = caller.kind === 'person' && caller.contracts !== null ? [...caller.contracts] : undefined;
  const pages = entriesOf(store, { personId, contractIds, ...period });
  const head = { person: personId, from: formatInstant(period.from), to: formatInstant(period.to) };
  const text = format === 'csv' ? statementCsv(pages) : statementJson(head, pages);
  const name = `statement-${head.from.slice(0, 10)}-${head.to.slice(0, 10)}`;
  return {
    ...plain(undefined, status),
    text: exports.admit(caller.kind === 'person' ? personId : null, text),
    ...(format === 'csv' ? { file: { contentType: 'text/csv; charset=utf-8', name: `${name}.csv` } } : {}),
  };
}

function personAsked(caller: Known, asked: string | undefined): string {
  if (caller.kind !== 'person') {
    if (asked === undefined) throw new Problem('bad_parameter', { detail: 'Name the `person` whose statement it is.' });
    return asked;
  }
  if (asked !== undefined && asked !== caller.person.id) {
    throw new Problem('forbidden_for_role', {
      detail: 'Only the marketplace’s server reads the statements of others.',
    });
  }
  return caller.person.id;
}

async function* entriesOf(
  store: Pick<Store, 'feed'>,
  asked: {
    readonly personId: string;
    readonly contractIds: readonly ContractId[] | undefined;
    readonly from: Instant;
    readonly to: Instant;
  },
): AsyncGenerator<readonly Entry[]> {
  for (let after: Settlement | null = null; ; ) {
    const page: readonly Settlement[] = await store.feed.settlements({
      ...asked,
      types: statementTypes,
      after,
      limit: rowsAtOnce,
    });
    yield page.flatMap((settlement) => statementEntries(settlement, asked.personId));
    after = page.at(-1) ?? null;
    if (page.length < rowsAtOnce) return;
    await roundOfTheLoop();
  }
}

async function* statementJson(
  head: Omit<Output<'Statement'>, 'data' | 'totals'>,
  pages: AsyncIterable<readonly Entry[]>,
): AsyncGenerator<string> {
  const totals = new Map<string, Totals[number]>();
  let separator = '';
  yield `${JSON.stringify(head).slice(0, -1)},"data":[`;
  for await (const page of pages) {
    for (const entry of page) {
      addTo(totals, entry);
      yield separator + JSON.stringify(entry);
      separator = ',';
    }
  }
  const all = [...totals.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
  yield `],${JSON.stringify({ totals: all }).slice(1)}`;
}

const sums = ['amount', 'feeNet', 'feeTax', 'fee', 'total'] as const;
const nothing = { amount: 0, feeNet: 0, feeTax: 0, fee: 0, total: 0 };

function addTo(totals: Map<string, Totals[number]>, entry: Entry): void {
  const { currency, side } = entry;
  const own = totals.get(currency) ?? { currency, earned: { ...nothing }, spent: { ...nothing } };
  for (const sum of sums) own[side === 'client' ? 'spent' : 'earned'][sum] += entry[sum];
  totals.set(currency, own);
}

const columns = [
  'recordedAt',
  'occurredAt',
  'side',
  'kind',
  'contractId',
  'contractTitle',
  'milestoneTitle',
  'documentNumber',
  'currency',
  ...sums,
  'eventId',
] as const satisfies readonly (keyof Entry)[];

/** Amounts as decimal numbers, for spreadsheets. */
async function* statementCsv(pages: AsyncIterable<readonly Entry[]>): AsyncGenerator<string> {
  yield csvRecord(columns);
  for await (const page of pages) {
    for (const entry of page) {
      yield csvRecord(
        columns.map((column) => {
          const value = entry[column];
          return typeof value === 'number' ? decimalField(value, currencyExponent(entry.currency)) : value;
        }),
      );
    }
  }
}
