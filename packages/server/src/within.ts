import { type OperationName, operations } from '@workroom/core/api';
import { type Api, createApi } from './api.ts';
import { commandsInTransaction } from './commands/in-transaction.ts';
import type { OperationAnswer } from './operations/answer.ts';
import type { OperationContext } from './operations/context.ts';
import { perform } from './operations/perform.ts';
import type { OperationRequest } from './operations/request.ts';
import { TablesNotReady } from './store/database.ts';
import type { DrizzleDatabase } from './store/drizzle-database.ts';
import type { Store } from './store/store.ts';

const reads = ['createContract', 'getContract', 'getTimeline', 'listContracts'] as const;

/** Operations that only read and change contracts, and so can be part of a transaction. */
export type WithinName =
  | { [Name in OperationName]: (typeof operations)[Name] extends { command: string } ? Name : never }[OperationName]
  | (typeof reads)[number];

/** The operations of contracts, in a transaction of the host's. */
export type WithinApi = Pick<Api, WithinName>;

export type Within = (tx: DrizzleDatabase) => WithinApi;

export interface WithinParts {
  readonly context: OperationContext;
  /** The store within a transaction; `undefined` if the host's own store has no transactions. */
  readonly storeWithin: ((tx: DrizzleDatabase) => Store) | undefined;
  /** Whether the tables exist, and the readers of the outbox are registered. */
  readonly isReady: () => boolean;
  /** @throws Problem `unavailable` once the service stops */
  readonly assertOpen: () => void;
  readonly traced: (request: OperationRequest, work: () => Promise<OperationAnswer>) => Promise<OperationAnswer>;
}

/** Runs commands in transactions of the host; see `Workroom.within`. */
export function createWithin({ context, storeWithin, isReady, assertOpen, traced }: WithinParts): Within {
  return (tx) => {
    assertOpen();
    if (storeWithin === undefined) {
      throw new TypeError(
        '`database` is a store without transactions. Pass a URL or a Drizzle database to createWorkroom.',
      );
    }
    // To wait for it here would be to wait for ever where the database has one connection, which the transaction has.
    if (!isReady()) {
      throw new TablesNotReady('The tables are not ready yet. Await `workroom.ready` before the transaction begins.');
    }
    const own: OperationContext = { ...context, commands: commandsInTransaction(context.commands, storeWithin(tx)) };
    return createApi<WithinName>((request) => traced(request, () => perform(own, request)), names);
  };
}

const names: readonly WithinName[] = [...reads, ...(Object.keys(operations) as OperationName[]).filter(isCommandName)];

function isCommandName(name: OperationName): name is WithinName {
  return 'command' in operations[name];
}
