import { type ContractId, sideOf } from '@workroom/core';
import { schemas } from '@workroom/core/api';
import { Problem } from '../problem.ts';
import { inThisContext } from '../same-context.ts';
import type { EventLine, EventLines, LineOptions } from '../stream/event-lines.ts';
import type { Positions } from '../stream/positions.ts';
import { recordAccess } from './access-log.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import { contractIdIn } from './parameters.ts';
import { upToDateContracts, visible } from './reads.ts';
import { admit, type Checked, type CheckedFor, type OperationRequest } from './request.ts';

export interface StreamContext extends OperationContext {
  readonly lineFor: EventLines['lineFor'];
}

/** Each contract costs a subscription, and is part of every event's id. */
const mostContracts = 50;

/**
 * Opens the stream of one or several contracts: after `Last-Event-ID`, else after the position in the query, else from
 * now on. It ends with the reader's session.
 *
 * @throws Problem if the caller may not see one of the contracts
 */
export async function openStream(
  context: StreamContext,
  request: OperationRequest & { readonly lastEventId: string | null },
): Promise<EventLine> {
  const { lastEventId } = request;
  if (request.name === 'streamContracts') {
    const checked = admit(request.name, request);
    const after = await positionsOnSeveral(context, checked, lastEventId);
    return context.lineFor({ after, ids: 'positions', ...readerOf(checked.caller) });
  }
  const checked = admit('streamEvents', request);
  const after = await positionOnOne(context, checked, lastEventId);
  return context.lineFor({ after, ids: 'seq', ...readerOf(checked.caller) });
}

function readerOf(caller: Checked['caller']): Pick<LineOptions, 'personId' | 'endsAtMs' | 'isSignedIn'> {
  if (caller.kind !== 'person') return { personId: null, endsAtMs: null, isSignedIn: async () => true };
  const { person, expiresAtMs, isSignedIn = async () => true } = caller;
  return { personId: person.id, endsAtMs: expiresAtMs, isSignedIn: inThisContext(isSignedIn) };
}

async function positionOnOne(
  context: StreamContext,
  checked: CheckedFor<'streamEvents'>,
  lastEventId: string | null,
): Promise<Positions> {
  const { seq } = await visible(context, checked);
  const { after = seq } = checked.query;
  return new Map([[contractIdIn(checked.parameters), resumedAfter(lastEventId) ?? after]]);
}

function resumedAfter(lastEventId: string | null): number | undefined {
  if (lastEventId === null) return undefined;
  if (/^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  throw new Problem('bad_parameter', { detail: '`Last-Event-ID` is the `seq` of the last event you have.' });
}

async function positionsOnSeveral(
  context: StreamContext,
  { caller, query }: CheckedFor<'streamContracts'>,
  lastEventId: string | null,
): Promise<Positions> {
  const asked = parsePositions(query.contracts);
  const ids = [...asked.keys()];
  const bound = caller.kind === 'person' ? caller.contracts : null;
  const found = await upToDateContracts(
    context,
    ids.filter((id) => bound === null || bound.has(id)),
    (error) => {
      throw error;
    },
  );
  const actor = actorOf(caller);
  const seqs = new Map(found.filter((each) => sideOf(each, actor) !== null).map(({ id, seq }) => [id, seq]));
  const resumed = lastEventId === null ? null : resumedPositions(lastEventId);
  const positions = new Map<ContractId, number>();
  for (const [id, after] of asked) {
    const seq = seqs.get(id);
    if (seq !== undefined) positions.set(id, resumed?.get(id) ?? after ?? seq);
  }
  for (const contract of found) await recordAccess(context, caller, contract);
  const missing = ids.flatMap((id, index) => (positions.has(id) ? [] : [missingContract(id, index)]));
  if (missing.length > 0) throw new Problem('not_found', { errors: missing });
  return positions;
}

function missingContract(id: ContractId, index: number) {
  return { pointer: `/contracts/${index}`, code: 'not_found', message: `There is no contract ${id} that you may see.` };
}

function resumedPositions(lastEventId: string): ReadonlyMap<ContractId, number | null> {
  if (schemas.StreamContractsQuery.safeParse({ contracts: lastEventId }).success) return parsePositions(lastEventId);
  throw new Problem('bad_parameter', { detail: '`Last-Event-ID` is the id of the last event you have.' });
}

/** The schema has checked the form. @throws Problem 400 for too many contracts, or a duplicate */
function parsePositions(text: string): ReadonlyMap<ContractId, number | null> {
  const named = text.split(',');
  if (named.length > mostContracts) {
    throw new Problem('bad_parameter', { detail: `A stream follows up to ${mostContracts} contracts. Open another.` });
  }
  const positions = new Map(
    named.map((each) => {
      const [id = '', seq] = each.split(':');
      return [contractIdIn({ contractId: id }), seq === undefined ? null : Number(seq)] as const;
    }),
  );
  if (positions.size < named.length) {
    throw new Problem('bad_parameter', { detail: 'A contract is named twice. Name each one once.' });
  }
  return positions;
}
