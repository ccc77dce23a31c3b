import type { Contract } from '@workroom/core';
import { presentContract } from '@workroom/core/api';
import { type CommandDone, waitingStatus } from '../commands/run-command.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import type { Checked, Known } from './request.ts';

export interface OperationAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The version of the returned contract, if there is one. */
  readonly version: number | null;
  readonly replayed: boolean;
  /** Path of the created object, below the base path. */
  readonly location: string | null;
  /** A large body as text chunks, JSON unless `file` is set. */
  readonly text?: AsyncIterable<string>;
  /** The type and the file name of a download. */
  readonly file?: { readonly contentType: string; readonly name: string };
}

/** A response without a contract. */
export function plain(body: unknown, status: number): OperationAnswer {
  return { status, body, version: null, replayed: false, location: null };
}

/** The current contract, for its reader. */
export function contractAnswer(
  context: OperationContext,
  { caller, status }: Pick<Checked, 'caller' | 'status'>,
  { contract, replayedStatus, isWaiting = false }: CommandDone,
  location: string | null = null,
): OperationAnswer {
  return {
    status: replayedStatus ?? (isWaiting ? waitingStatus : status),
    // Created on demand, because `return=minimal` does not need it.
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
