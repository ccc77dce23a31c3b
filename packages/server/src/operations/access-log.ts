import { type Contract, formatInstant, instant, sideOf } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { createRecentMap, type RecentMap } from '../recent-map.ts';
import { type AccessLog, hourMs } from '../store/access-log.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import type { CheckedFor, Known } from './request.ts';

/**
 * Records that an operator opened a contract, at most once an hour (rule 43). A party, a member or the mediator who is
 * also an operator opens their own contract, which is not recorded.
 */
export async function recordAccess({ commands }: OperationContext, caller: Known, contract: Contract): Promise<void> {
  if (caller.kind !== 'person' || sideOf(contract, actorOf(caller)) !== 'operator') return;
  const { accessLog } = commands.store;
  const atMs = commands.systemNowMs();
  const hour = Math.floor(atMs / hourMs);
  const operatorId = caller.person.id;
  const written = writtenIn(accessLog);
  const key = JSON.stringify([contract.id, operatorId]);
  if (written.get(key) === hour) return;
  await accessLog.add({
    id: commands.newId('accessEntry'),
    contractId: contract.id,
    operatorId,
    at: instant(atMs),
  });
  written.set(key, hour);
}

/** Recent entries of this process, so that an open page costs one statement an hour. */
const writtenByLog = new WeakMap<AccessLog, RecentMap<number>>();
const mostRemembered = 10_000;

function writtenIn(log: AccessLog): RecentMap<number> {
  const known = writtenByLog.get(log) ?? createRecentMap<number>(mostRemembered);
  writtenByLog.set(log, known);
  return known;
}

export async function listAccessLog(
  { commands }: OperationContext,
  { query }: CheckedFor<'listAccessLog'>,
): Promise<Output<'AccessLog'>> {
  const { contractId, operatorId, after, limit } = query;
  const page = await commands.store.accessLog.list({ contractId, operatorId, after, limit });
  return {
    data: page.data.map(({ at, ...entry }) => ({ ...entry, at: formatInstant(at) })),
    nextCursor: page.nextCursor,
  };
}
