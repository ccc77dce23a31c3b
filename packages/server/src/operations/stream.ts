import { sideOf } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { readContract } from '../commands/settle-stored.ts';
import type { createEventLines, EventLine } from '../stream/event-lines.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import { contractIdIn } from './parameters.ts';
import { admit, type OperationRequest } from './perform.ts';
import { Problem } from './problem.ts';

export interface StreamContext extends OperationContext {
  readonly lineFor: ReturnType<typeof createEventLines>;
}

/**
 * A contract's events as a line: after `Last-Event-ID`, else after the query's `after`, else from
 * now on. It ends with the reader's session.
 *
 * @throws Problem when there is nothing that the caller may see
 */
export async function openStream(
  context: StreamContext,
  request: OperationRequest & { readonly lastEventId: string | null },
): Promise<EventLine> {
  const { caller, parameters, query } = admit(request);
  const { commands, lineFor } = context;
  const actor = actorOf(caller);
  const contractId = contractIdIn(parameters);
  const contract = await readContract(commands, contractId);
  if (contract === null || sideOf(contract, actor) === null) throw new Problem('not_found');
  const { after = contract.seq } = query as Output<'StreamQuery'>;
  return lineFor({
    contractId,
    afterSeq: resumedAfter(request.lastEventId) ?? after,
    endsAtMs: caller.kind === 'person' ? caller.expiresAtMs : null,
    isSignedIn: (caller.kind === 'person' ? caller.isSignedIn : undefined) ?? (async () => true),
  });
}

function resumedAfter(lastEventId: string | null): number | undefined {
  if (lastEventId === null) return undefined;
  if (/^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  throw new Problem('bad_parameter', { detail: '`Last-Event-ID` is the `seq` of the last event you have.' });
}
