import { type Contract, type ContractId, type Instant, nextDeadline, sideOf } from '@workroom/core';
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
import type { Checked, CheckedFor } from './request.ts';

type Context = OperationContext;

export async function getContract(context: Context, checked: CheckedFor<'getContract'>): Promise<OperationAnswer> {
  return contractAnswer(context, checked, { contract: await visible(context, checked), replayedStatus: null });
}

/** Pages that are read for one: time may have changed the status of what stands on them. */
const pagesRead = 3;

/**
 * Contracts of the caller; all of them for an operator and the server. Deadlines are applied first, on the contracts that
 * the page shows and on no others.
 */
export async function listContracts(
  context: Context,
  { caller, query }: CheckedFor<'listContracts'>,
): Promise<Output<'ContractList'>> {
  const { commands } = context;
  const { role, status, q, sort, limit, cursor } = query;
  const bound = caller.kind === 'person' ? caller.contracts : null;
  const actor = actorOf(caller);
  const data: Output<'ContractList'>['data'] = [];
  let nextCursor: string | null = cursor ?? null;
  for (let left = pagesRead; left > 0; left -= 1) {
    const page = await commands.store.listContracts({
      personId: caller.kind === 'person' && !caller.isOperator ? caller.person.id : null,
      role,
      status,
      orDueAt: status === undefined ? undefined : commands.now(),
      text: q,
      contractIds: bound === null ? undefined : [...bound],
      sort,
      limit: limit - data.length,
      cursor: nextCursor ?? undefined,
    });
    const contracts = await upToDateContracts(context, page.data, (error) =>
      commands.onError(error, 'applying deadlines of a contract, which lists leave out until it works'),
    );
    for (const contract of contracts) {
      if (sideOf(contract, actor) === null || (status !== undefined && contract.status !== status)) continue;
      data.push(presentSummary(contract, actor));
    }
    nextCursor = page.nextCursor;
    if (nextCursor === null || data.length >= limit) break;
  }
  return { data, nextCursor };
}

/** A page ends with its limit, or earlier where its events are large. */
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

/** Letters of people's words on a page of the timeline: one more read of the store may come on top. */
const pageLetters = 500_000;
/** An event may be as large as a request: 256 KiB. */
const eventsAtOnce = 40;

function lettersIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + lettersIn(each), 0);
}

/** Made while it is read: a contract of years has many movements. */
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

/** The contract, with what is due done; for those who may not see it there is none. */
export async function visible(context: Context, { caller, parameters }: Checked): Promise<Contract> {
  const contract = await readContract(context.commands, contractIdIn(parameters));
  if (contract === null || sideOf(contract, actorOf(caller)) === null) throw new Problem('not_found');
  await recordAccess(context, caller, contract);
  return contract;
}

/**
 * The contracts with what is due done, in the order of the ids: one load for all of them, and for those that are due one
 * commit and another load. Their payments are left to the sweep, since a list must not wait for a provider.
 *
 * @param onFailed called with the error of a contract whose deadlines could not be applied; the list leaves it out
 */
export async function upToDateContracts(
  { commands }: Context,
  ids: readonly ContractId[],
  onFailed: (error: unknown) => void,
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
      if (typeof outcome === 'object') onFailed(outcome.error);
      if (contract === undefined || typeof outcome === 'object') contracts.delete(id);
      else contracts.set(id, contract);
    }
  }
  return ids.flatMap((id) => contracts.get(id) ?? []);
}

function isDue(contract: Contract, now: Instant): boolean {
  const due = nextDeadline(contract);
  return due !== null && due <= now;
}
