import type { Actor, Command, Contract, CreateContract, Person } from '@workroom/core';
import { presentContract, type WireContract } from '@workroom/core/api';
import { Problem } from '../problem.ts';
import { TimedOut, type Timer, withTimeLimit } from '../timer.ts';
import type { CommandContext } from './context.ts';

/** The command to authorize. */
export interface AuthorizeRequest {
  readonly actor: Person | 'server';
  readonly command: Command | CreateContractCommand;
  /** In the form for the marketplace's server; `null` if it is not created yet. */
  readonly contract: WireContract | null;
}

export type CreateContractCommand = { readonly type: 'create_contract' } & Omit<CreateContract, 'id' | 'policy'>;

/** `true`, or a veto with a sentence for the caller. */
export type Permission = true | { readonly veto: string };

export type Authorize = (request: AuthorizeRequest) => Promise<Permission> | Permission;

/** Timeout of the hook. Other commands on the contract wait for it. */
const limitMs = 10_000;

/**
 * Calls the authorization hook before a decision. Deadlines and payment outcomes cannot be vetoed.
 *
 * @throws Problem `vetoed`
 */
export async function assertAuthorized(
  { authorize, timer, now }: Pick<CommandContext, 'authorize' | 'timer' | 'now'>,
  actor: Actor,
  command: AuthorizeRequest['command'],
  contract: Contract | null,
): Promise<void> {
  if (authorize === null || actor === 'system') return;
  const request: AuthorizeRequest = {
    actor: actor === 'server' ? actor : actor.person,
    command,
    contract: contract === null ? null : presentContract(contract, 'server', now()),
  };
  const verdict = await inTime(timer, async () => authorize(request));
  if (verdict === true) return;
  // Anything except `true` is a veto, also from plain JavaScript.
  const reason: unknown = verdict?.veto;
  throw new Problem('vetoed', typeof reason === 'string' && reason !== '' ? { detail: reason } : {});
}

async function inTime(timer: Timer, ask: () => Promise<Permission>): Promise<Permission> {
  try {
    return await withTimeLimit(timer, limitMs, ask);
  } catch (error) {
    if (error instanceof TimedOut) {
      throw new Problem('unavailable', { detail: 'The marketplace did not say in time whether this is allowed.' });
    }
    throw error;
  }
}
