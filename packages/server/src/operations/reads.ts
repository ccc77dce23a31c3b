import {
  type AttentionReason,
  attentionReasons,
  type Contract,
  type ContractId,
  formatInstant,
  type Instant,
  instant,
  needsStaffBy,
  nextDeadline,
  parseInstant,
  sideOf,
} from '@workroom/core';
import { type Output, presentEvent, presentSummary } from '@workroom/core/api';
import { applyBatch } from '../commands/apply-batch.ts';
import { readContract } from '../commands/apply-deadlines.ts';
import { movementPages, runningBalances } from '../evidence/evidence.ts';
import { arrayJson } from '../evidence/json.ts';
import { Problem } from '../problem.ts';
import type { StoredEvent } from '../store/store.ts';
import { recordAccess } from './access-log.ts';
import { contractAnswer, type OperationAnswer } from './answer.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import { contractIdIn } from './parameters.ts';
import type { Checked, CheckedFor, Known } from './request.ts';

type Context = OperationContext;

export async function getContract(context: Context, checked: CheckedFor<'getContract'>): Promise<OperationAnswer> {
  return contractAnswer(context, checked, { contract: await visible(context, checked), replayedStatus: null });
}

/** Most store pages read for one page, because deadlines may have changed the status of contracts. */
const pagesRead = 3;

/**
 * Contracts of the caller; all of them for an operator and the server. Deadlines are applied first, only on the
 * contracts of the page.
 */
export async function listContracts(
  context: Context,
  { caller, query }: CheckedFor<'listContracts'>,
): Promise<Output<'ContractList'>> {
  const { commands } = context;
  const { role, status, q, attention, person, metadata, createdAfter, createdBefore, sort, limit, cursor } = query;
  assertMayAsk(caller, query);
  const reasons = attention === undefined ? undefined : [...new Set(attention.split(','))].map(readReason);
  const bound = caller.kind === 'person' ? caller.contracts : null;
  const actor = actorOf(caller);
  const data: Output<'ContractList'>['data'] = [];
  let nextCursor: string | null = cursor ?? null;
  for (let left = pagesRead; left > 0; left -= 1) {
    const page = await commands.store.listContracts({
      personId: caller.kind === 'person' && !caller.isOperator ? caller.person.id : (person ?? null),
      role,
      status,
      orDueAt: status === undefined ? undefined : commands.now(),
      text: q,
      attention: reasons,
      metadata,
      createdAfter: createdAfter === undefined ? undefined : parseInstant(createdAfter),
      createdBefore: createdBefore === undefined ? undefined : parseInstant(createdBefore),
      contractIds: bound === null ? undefined : [...bound],
      sort,
      limit: limit - data.length,
      cursor: nextCursor ?? undefined,
    });
    const contracts = await upToDateContracts(context, page.data, (error) => {
      commands.onError(error, 'applying deadlines of a contract, which lists leave out until it works');
      // The queue also shows contracts that cannot be read elsewhere.
      return reasons !== undefined;
    });
    const waiting = isStaff(caller) ? await commands.store.attention(page.data) : null;
    for (const contract of contracts) {
      if (sideOf(contract, actor) === null || (status !== undefined && contract.status !== status)) continue;
      const found = waiting?.get(contract.id)?.filter((each) => needsStaffBy(each, commands.now())) ?? [];
      // Applying deadlines may have removed the last reason.
      if (reasons !== undefined && !found.some(({ reason }) => reasons.includes(reason))) continue;
      data.push({
        ...presentSummary(contract, actor),
        ...(waiting !== null && {
          attention: found.map(({ reason, since }) => ({ reason, since: formatInstant(since) })),
        }),
      });
    }
    nextCursor = page.nextCursor;
    if (nextCursor === null || data.length >= limit) break;
  }
  return { data, nextCursor };
}

/** Operators and the marketplace's server. */
function isStaff(caller: Known): boolean {
  return caller.kind === 'server' || (caller.kind === 'person' && caller.isOperator);
}

/** @throws Problem if a filter is not for this caller, or cannot be combined with the others */
function assertMayAsk(
  caller: Known,
  { attention, person, metadata, createdAfter, createdBefore, sort }: CheckedFor<'listContracts'>['query'],
): void {
  const filters = [attention, person, metadata, createdAfter, createdBefore];
  const ofStaff = filters.some((each) => each !== undefined) || sort === 'waiting';
  if (ofStaff && !isStaff(caller)) {
    throw new Problem('forbidden_for_role', {
      detail:
        'Only operators and the marketplace’s server may use `attention`, `person`, `metadata.{key}`, `createdAfter`, `createdBefore` and `sort=waiting`.',
    });
  }
  if (sort === 'waiting' && attention === undefined) {
    throw new Problem('bad_parameter', { detail: '`sort=waiting` needs `attention`. Name the reasons.' });
  }
}

function readReason(text: string): AttentionReason {
  const reason = attentionReasons.find((each) => each === text);
  if (reason === undefined) throw new Error(`The schema accepted an unknown reason: ${text}`);
  return reason;
}

const firstInstant = instant(0);
const endOfTime = parseInstant('9999-12-31T23:59:59.999Z');

/** The marketplace's money, by currency. */
export async function getTotals({ commands }: Context, checked: CheckedFor<'getTotals'>): Promise<Output<'Totals'>> {
  const { caller, query } = checked;
  if (!isStaff(caller)) {
    throw new Problem('forbidden_for_role', {
      detail: 'Only operators and the marketplace’s server may read totals.',
    });
  }
  const { from, to } = query;
  const totals = await commands.store.totals({
    from: from === undefined ? firstInstant : parseInstant(from),
    to: to === undefined ? endOfTime : parseInstant(to),
  });
  return { data: [...totals] };
}

/** A page ends at its limit, or earlier if its events are large. */
export async function getTimeline(context: Context, checked: CheckedFor<'getTimeline'>): Promise<Output<'Timeline'>> {
  const { id } = await visible(context, checked);
  const { after, limit } = checked.query;
  const { store } = context.commands;
  const events: StoredEvent[] = [];
  let hasMore = true;
  for (let letters = 0; hasMore && events.length < limit && letters < pageLetters; ) {
    const wanted = Math.min(eventsAtOnce, limit - events.length);
    const found = await store.timeline(id, events.at(-1)?.event.seq ?? after, wanted + 1);
    const next = found.slice(0, wanted);
    hasMore = found.length > next.length;
    events.push(...next);
    letters += lettersIn(next.map(({ event }) => event.data));
  }
  const last = events.at(-1);
  return {
    data: events.map(({ event, hash }) => presentEvent(id, event, hash)),
    nextCursor: hasMore && last !== undefined ? String(last.event.seq) : null,
  };
}

/** Most letters of people's text on a page of the timeline; the last read of the store may exceed it. */
const pageLetters = 500_000;
/** An event may be as large as a request: 256 KiB. */
const eventsAtOnce = 40;

function lettersIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + lettersIn(each), 0);
}

/** Streamed, because an old contract has many movements. */
export async function getLedger(context: Context, checked: CheckedFor<'getLedger'>): Promise<OperationAnswer> {
  const contract = await visible(context, checked);
  return {
    status: checked.status,
    body: undefined,
    text: ledgerJson(context, contract),
    version: null,
    replayed: false,
    location: null,
  };
}

async function* ledgerJson({ commands }: Context, contract: Contract): AsyncGenerator<string> {
  const balances = runningBalances();
  yield `${JSON.stringify({ currency: contract.currency }).slice(0, -1)},"movements":`;
  yield* arrayJson(movementPages(commands.store, contract), balances.add);
  yield `,${JSON.stringify({ balances: balances.result() }).slice(1)}`;
}

/** The contract with deadlines applied; not found for those who may not see it. */
export async function visible(context: Context, { caller, parameters }: Checked): Promise<Contract> {
  const contract = await readContract(context.commands, contractIdIn(parameters));
  if (contract === null || sideOf(contract, actorOf(caller)) === null) throw new Problem('not_found');
  await recordAccess(context, caller, contract);
  return contract;
}

/**
 * The contracts with deadlines applied, in the order of the ids: one load for all, and one commit and another load for
 * due ones. Payments are left to the sweep, because a list must not wait for a provider.
 *
 * @param onFailed called with the error if deadlines of a contract could not be applied. If it returns `true`, the
 * contract is returned as stored; otherwise it is left out
 */
export async function upToDateContracts(
  { commands }: Context,
  ids: readonly ContractId[],
  onFailed: (error: unknown) => boolean,
): Promise<readonly Contract[]> {
  if (ids.length === 0) return [];
  const load = (wanted: readonly ContractId[]) => commands.store.load(wanted.map((id) => ({ id })));
  const contracts = new Map([...(await load(ids))].map(([id, { contract }]) => [id, contract]));
  const due = [...contracts.values()].filter((contract) => isDue(contract, commands.now())).map(({ id }) => id);
  if (due.length > 0) {
    const outcomes = await applyBatch(commands, due);
    const loaded = await load(due);
    for (const [index, id] of due.entries()) {
      const outcome = outcomes[index];
      const contract = loaded.get(id)?.contract;
      if (contract === undefined) contracts.delete(id);
      else if (typeof outcome !== 'object' || onFailed(outcome.error)) contracts.set(id, contract);
      else contracts.delete(id);
    }
  }
  return ids.flatMap((id) => contracts.get(id) ?? []);
}

function isDue(contract: Contract, now: Instant): boolean {
  const due = nextDeadline(contract);
  return due !== null && due <= now;
}
