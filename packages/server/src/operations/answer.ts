import type { Contract } from '@workroom/core';
import { presentContract } from '@workroom/core/api';
import { type CommandDone, waitingStatus } from '../commands/run-command.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import type { Checked, Known } from './request.ts';

export interface OperationAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Of the contract answered, where one is. */
  readonly version: number | null;
  readonly replayed: boolean;
  /** Path of what was created, below the base path. */
  readonly location: string | null;
  /** Stands in for a body that may be large: its text, JSON where there is no `file`, in pieces. */
  readonly text?: AsyncIterable<string>;
  /** Where the text is to be saved: its type, and the name to save it under. */
  readonly file?: { readonly contentType: string; readonly name: string };
}

/** An answer that is no contract. */
export function plain(body: unknown, status: number): OperationAnswer {
  return { status, body, version: null, replayed: false, location: null };
}

/** The contract as it now stands, for its reader. */
export function contractAnswer(
  context: OperationContext,
  { caller, status }: Pick<Checked, 'caller' | 'status'>,
  { contract, replayedStatus, isWaiting = false }: CommandDone,
  location: string | null = null,
): OperationAnswer {
  return {
    status: replayedStatus ?? (isWaiting ? waitingStatus : status),
    // Made on demand: with `return=minimal` it is not needed.
    get body() {
      return present(context, contract, caller);
    },
    version: contract.version,
    replayed: replayedStatus !== null,
    location,
  };
}

function present({ commands, uploads }: OperationContext, contract: Contract, caller: Known): unknown {
  const taken =
    uploads === null
      ? null
      : { maxBytes: uploads.maxBytes, contentTypes: uploads.contentTypes && [...uploads.contentTypes] };
  return presentContract(contract, actorOf(caller), commands.now(), taken);
}
