import {
  type ContractEvent,
  type ContractId,
  currencyExponent,
  documentSubjects,
  type EventType,
  formatInstant,
  type Instant,
  parseInstant,
  stampsOf,
} from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { csvRecord, decimalField } from '../csv.ts';
import { Problem } from '../problem.ts';
import type { Settlement } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import { roundOfTheLoop } from '../timer.ts';
import { type OperationAnswer, plain } from './answer.ts';
import type { OperationContext } from './context.ts';
import type { CheckedFor, Known } from './request.ts';

type Entry = Output<'Statement'>['data'][number];
type Totals = Output<'Statement'>['totals'];

/** Events that pay somebody, and so make a receipt or a payout statement. */
const types: readonly EventType[] = [
  'payment.succeeded',
  'milestone.released',
  'milestone.auto_released',
  'funds.released',
];
const rowsAtOnce = 500;

/** A person's earnings and spending in a period (rule 61), by when it was recorded. */
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
    const page: readonly Settlement[] = await store.feed.settlements({ ...asked, types, after, limit: rowsAtOnce });
    yield page.flatMap((settlement) => entryOf(settlement, asked.personId));
    after = page.at(-1) ?? null;
    if (page.length < rowsAtOnce) return;
    await roundOfTheLoop();
  }
}

/** None where the event pays the other side alone. */
function entryOf(settlement: Settlement, personId: string): readonly Entry[] {
  const { clientId, freelancerId, movements } = settlement;
  const event = { type: settlement.type, data: settlement.data } as Pick<ContractEvent, 'type' | 'data'>;
  const subjects = documentSubjects(event, movements);
  const to = personId === clientId ? 'client' : personId === freelancerId ? 'freelancer' : null;
  const paper = subjects.find((each) => each.to === to && (each.type === 'receipt' || each.type === 'payout'));
  if (paper === undefined || to === null) return [];
  const data = 'purpose' in event.data ? event.data : null;
  const isRefund = data?.kind === 'refund';
  const sign = isRefund ? -1 : 1;
  const feeInvoice = subjects.find((each) => each.to === 'freelancer' && each.type === 'fee_invoice');
  const fee = to === 'client' ? (data?.fee ?? 0) : (feeInvoice?.total ?? 0);
  const amount = to === 'client' ? paper.total - fee : paper.total + fee;
  const number = stampsOf(event).find((stamp) => stamp.to === to && stamp.type === paper.type)?.number ?? null;
  return [
    {
      recordedAt: formatInstant(settlement.recordedAt),
      occurredAt: formatInstant(settlement.occurredAt),
      side: to,
      kind: isRefund ? 'refund' : data?.purpose === 'bonus' ? 'bonus' : to === 'client' ? 'deposit' : 'release',
      contractId: settlement.contractId,
      contractTitle: settlement.contractTitle,
      milestoneTitle: settlement.milestoneTitle,
      documentNumber: number,
      currency: settlement.currency,
      amount: sign * amount,
      fee: sign * fee,
      total: sign * paper.total,
      eventId: settlement.eventId as Entry['eventId'],
    },
  ];
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
  const sums = [...totals.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
  yield `],${JSON.stringify({ totals: sums }).slice(1)}`;
}

function addTo(totals: Map<string, Totals[number]>, { currency, side, amount, fee, total }: Entry): void {
  const nothing = { amount: 0, fee: 0, total: 0 };
  const sums = totals.get(currency) ?? { currency, earned: { ...nothing }, spent: { ...nothing } };
  const own = side === 'client' ? sums.spent : sums.earned;
  own.amount += amount;
  own.fee += fee;
  own.total += total;
  totals.set(currency, sums);
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
  'amount',
  'fee',
  'total',
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
