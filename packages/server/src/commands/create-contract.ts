import { type CreateContract, createContract, isRefusal } from '@workroom/core';
import { Problem } from '../problem.ts';
import type { IdempotencyKey } from '../store/store.ts';
import { commitOne, readContract } from './apply-deadlines.ts';
import { assertAuthorized } from './authorize.ts';
import { amountStepAt, type CommandContext, environmentOf, newAttempted } from './context.ts';
import type { CommandDone } from './run-command.ts';
import { maxTries } from './tries.ts';

export interface CreationRequest {
  readonly input: Omit<CreateContract, 'id'>;
  readonly idempotency: (IdempotencyKey & { readonly bodyHash: string; readonly status: number }) | null;
}

/** Creates a contract; with an idempotency key, only once. */
export async function runCreation(
  context: CommandContext,
  { input, idempotency }: CreationRequest,
): Promise<CommandDone> {
  const { store, newId } = context;
  const { policy: chosen, ...asked } = input;
  const step = amountStepAt(context.provider, input.currency);
  const policy = step === 1 ? chosen : { ...chosen, amountStep: step };
  // The same ids for all attempts, so that each is recognised if its answer was lost.
  const ownId = newId('contract');
  let id = ownId;
  const attempted = newAttempted(context);
  const { commandId } = attempted;

  let unsure = false;

  for (let left = maxTries; left > 0; left -= 1) {
    const created = idempotency === null ? null : await store.findCreated(idempotency);
    if (created !== null) {
      if (created.bodyHash !== idempotency?.bodyHash) throw new Problem('idempotency_key_reused');
      const contract = await readContract(context, created.contractId);
      const isOurs = created.contractId === ownId;
      if (contract !== null) return { contract, replayedStatus: isOurs ? null : (idempotency?.status ?? null) };
      // The first request with this key has not created the contract yet, or never will. Create it here under the key's
      // id. If two requests do so, one wins.
      id = created.contractId;
    }
    await assertAuthorized(context, 'server', { type: 'create_contract', ...asked }, null);
    const decision = createContract(
      { ...asked, policy, id },
      environmentOf(context, input.currency, context.now(), attempted),
    );
    if (isRefusal(decision)) throw Problem.of(decision);
    const result = await commitOne(context, { before: null, decision, idempotency, work: [] });
    if (result?.committed) return { contract: decision.contract, replayedStatus: null };
    // It may have arrived after the next attempt, which then finds the contract.
    unsure ||= result === null;
    if (unsure && idempotency === null && (await store.wasCommitted(id, commandId, 0))) {
      return { contract: decision.contract, replayedStatus: null };
    }
  }
  throw new Problem('conflict', { retryAfterSeconds: 1 });
}
