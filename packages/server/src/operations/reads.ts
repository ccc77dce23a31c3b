import {
  balances,
  type Contract,
  type ContractId,
  formatInstant,
  type Instant,
  nextDeadline,
  sideOf,
} from '@workroom/core';
import { type Output, presentEvent, presentSummary } from '@workroom/core/api';
import { readContract, settleDue } from '../commands/settle-stored.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import { contractIdIn } from './parameters.ts';
import { type Checked, contractAnswer, type OperationAnswer } from './perform.ts';
import { Problem } from './problem.ts';

type Context = OperationContext;

export async function getContract(context: Context, checked: Checked): Promise<OperationAnswer> {
  return contractAnswer(context, checked, { contract: await visible(context, checked), replayedStatus: null });
}

/** How many overdue contracts a list settles before it is filtered; the sweep does the rest. */
const settledByList = 100;

export async function listContracts(context: Context, { caller, query }: Checked): Promise<Output<'ContractList'>> {
  const { commands } = context;
  const { role, status, q, sort, limit, cursor } = query as Output<'ListContractsQuery'>;
  // Time may have changed the status that is asked for.
  if (status !== undefined) {
    for (const id of await commands.store.dueContracts(commands.now(), settledByList)) await settleDue(commands, id);
  }
  const bound = caller.kind === 'person' ? caller.contracts : null;
  const page = await commands.store.listContracts({
    personId: caller.kind === 'person' ? caller.person.id : null,
    role,
    status,
    text: q,
    contractIds: bound === null ? undefined : [...bound],
    sort,
    limit,
    cursor,
  });
  const actor = actorOf(caller);
  const contracts = await settledContracts(context, page.data);
  const data = contracts
    .filter((contract) => sideOf(contract, actor) !== null && (status === undefined || contract.status === status))
    .map((contract) => presentSummary(contract, actor));
  return { data, nextCursor: page.nextCursor };
}

export async function getTimeline(context: Context, checked: Checked): Promise<Output<'Timeline'>> {
  const { id } = await visible(context, checked);
  const { after, limit } = checked.query as Output<'TimelineQuery'>;
  const found = await context.commands.store.timeline(id, after, limit + 1);
  const events = found.slice(0, limit);
  const last = events.at(-1);
  return {
    data: events.map(({ event, hash }) => presentEvent(id, event, hash)),
    nextCursor: found.length > events.length && last !== undefined ? String(last.event.seq) : null,
  };
}

export async function getLedger(context: Context, checked: Checked): Promise<Output<'Ledger'>> {
  const { id, currency } = await visible(context, checked);
  const movements = await context.commands.store.movements(id);
  return {
    currency,
    movements: movements.map(({ at, ...movement }) => ({ ...movement, at: formatInstant(at) })),
    balances: Object.fromEntries(balances(movements)),
  };
}

/** The contract, with what is due done; for those who may not see it there is none. */
export async function visible({ commands }: Context, { caller, parameters }: Checked): Promise<Contract> {
  const contract = await readContract(commands, contractIdIn(parameters));
  if (contract === null || sideOf(contract, actorOf(caller)) === null) throw new Problem('not_found');
  return contract;
}

/** One statement for all of them; only those on which something is due are taken one by one. */
export async function settledContracts(
  { commands }: Context,
  ids: readonly ContractId[],
): Promise<readonly Contract[]> {
  if (ids.length === 0) return [];
  const loaded = await commands.store.load(ids.map((id) => ({ id })));
  const contracts: Contract[] = [];
  for (const id of ids) {
    const contract = loaded.get(id)?.contract;
    if (contract === undefined) continue;
    const settled = isDue(contract, commands.now()) ? await readContract(commands, id) : contract;
    if (settled !== null) contracts.push(settled);
  }
  return contracts;
}

function isDue(contract: Contract, now: Instant): boolean {
  const due = nextDeadline(contract);
  return due !== null && due <= now;
}
