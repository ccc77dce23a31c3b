import { type ContractId, type EventType, eventTypes, formatInstant, type Instant, parseInstant } from '@workroom/core';
import { type Output, presentEvent } from '@workroom/core/api';
import { csvRecord } from '../csv.ts';
import { Problem } from '../problem.ts';
import type { FeedMovement, FeedPlace } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import { roundOfTheLoop } from '../timer.ts';
import { type OperationAnswer, plain } from './answer.ts';
import type { OperationContext } from './context.ts';
import { ledgerColumns } from './ledger-columns.ts';
import type { CheckedFor } from './request.ts';

type WireEvent = Output<'EventFeed'>['data'][number];
type WireMovement = Output<'LedgerFeed'>['data'][number];

/** Rows that one read of the database brings. */
const rowsAtOnce = 1_000;

/** Events of all contracts in the order of their commits (rule 72). */
export async function listEvents(
  { commands: { store } }: OperationContext,
  { query }: CheckedFor<'listEvents'>,
): Promise<Output<'EventFeed'>> {
  const { after, types, limit } = query;
  const wanted = types === undefined ? undefined : [...new Set(types.split(','))].map(readType);
  const found = await store.feed.events({ after: placeOf(after), types: wanted, limit: limit + 1 });
  const page = found.slice(0, limit);
  const data: WireEvent[] = [];
  const sent = new Set<string>();
  async function tell(contractId: ContractId, seq: number): Promise<void> {
    const [stored] = await store.timeline(contractId, seq - 1, 1);
    if (stored === undefined || sent.has(stored.event.id)) return;
    if (wanted !== undefined && !wanted.includes(stored.event.type)) return;
    sent.add(stored.event.id);
    data.push(presentEvent(contractId, stored.event, stored.hash));
  }
  for (const { place, isEarly } of page) {
    // Earlier events of the contract come first, and again in their own place.
    if (isEarly) for (const seq of await store.feed.missedBefore(place)) await tell(place.contractId, seq);
    await tell(place.contractId, place.seq);
  }
  const last = page.at(-1);
  return {
    data,
    nextCursor: last === undefined ? (after ?? null) : cursorOf(last.place),
    hasMore: found.length > page.length,
  };
}

/** Movements of all contracts (rule 61): one page as JSON, or all following ones as CSV or JSON lines. */
export async function listLedger(
  { commands: { store }, exports }: OperationContext,
  { query, status }: CheckedFor<'listLedger'>,
): Promise<OperationAnswer> {
  const { after, limit, from, to, format } = query;
  const asked = { from: optionalInstant(from), to: optionalInstant(to) };
  const start = placeOf(after);
  if (format === 'json') {
    const most = limit ?? rowsAtOnce;
    const found = await store.feed.movements({ ...asked, after: start, limit: most + 1 });
    const page = found.slice(0, most);
    const last = page.at(-1);
    const body: Output<'LedgerFeed'> = {
      data: page.map(wireMovement),
      nextCursor: last === undefined ? (after ?? null) : cursorOf(last.place),
      hasMore: found.length > page.length,
    };
    return plain(body, status);
  }
  const rows = movementsAfter(store, start, { ...asked, most: limit ?? Number.POSITIVE_INFINITY });
  return {
    ...plain(undefined, status),
    text: exports.admit(null, format === 'csv' ? ledgerCsv(rows) : ledgerLines(rows)),
    file:
      format === 'csv'
        ? { contentType: 'text/csv; charset=utf-8', name: 'ledger.csv' }
        : { contentType: 'application/x-ndjson', name: 'ledger.ndjson' },
  };
}

/** Streams any number of rows, reading the database in pages. */
async function* movementsAfter(
  store: Pick<Store, 'feed'>,
  start: FeedPlace | null,
  { from, to, most }: { readonly from: Instant | undefined; readonly to: Instant | undefined; readonly most: number },
): AsyncGenerator<readonly WireMovement[]> {
  let after = start;
  for (let left = most; left > 0; ) {
    const wanted = Math.min(rowsAtOnce, left);
    const page = await store.feed.movements({ after, from, to, limit: wanted });
    yield page.map(wireMovement);
    after = page.at(-1)?.place ?? after;
    left -= page.length;
    if (page.length < wanted) return;
    await roundOfTheLoop();
  }
}

async function* ledgerCsv(pages: AsyncIterable<readonly WireMovement[]>): AsyncGenerator<string> {
  yield csvRecord(ledgerColumns);
  for await (const page of pages) {
    yield page.map((row) => csvRecord(ledgerColumns.map((column) => row[column]))).join('');
  }
}

async function* ledgerLines(pages: AsyncIterable<readonly WireMovement[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function wireMovement({ place, movement, currency, recordedAt }: FeedMovement): WireMovement {
  const { at, ...same } = movement;
  return {
    ...same,
    contractId: place.contractId,
    at: formatInstant(at),
    recordedAt: formatInstant(recordedAt),
    currency,
    cursor: cursorOf(place),
  };
}

function optionalInstant(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : parseInstant(text);
}

function readType(text: string): EventType {
  const type = eventTypes.find((each) => each === text);
  if (type === undefined) throw new Problem('bad_parameter', { detail: `There is no event type "${text}".` });
  return type;
}

/** Opaque to callers. */
function cursorOf({ transaction, contractId, seq, movementId }: FeedPlace): string {
  return [transaction, contractId, seq, ...(movementId === '' ? [] : [movementId])].join('.');
}

const cursorPattern = /^(\d{1,20})\.(ctr_[0-9A-Za-z]{1,40})\.(\d{1,15})(?:\.(mov_[0-9A-Za-z]{1,40}))?$/;

function placeOf(cursor: string | undefined): FeedPlace | null {
  if (cursor === undefined) return null;
  const [, transaction, contractId, seq, movementId = ''] = cursorPattern.exec(cursor) ?? [];
  if (transaction === undefined || BigInt(transaction) >= 2n ** 64n) {
    throw new Problem('bad_parameter', {
      detail: '`after` is no cursor. Pass the `nextCursor` of an answer as it is.',
    });
  }
  return { transaction, contractId: contractId as ContractId, seq: Number(seq), movementId };
}
