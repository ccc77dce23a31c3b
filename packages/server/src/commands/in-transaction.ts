import { leftToSweeps } from '../payments/schedule.ts';
import type { Store } from '../store/store.ts';
import type { CommandContext } from './context.ts';
import { noMemory } from './contract-memory.ts';
import { createContractQueue } from './contract-queue.ts';

/**
 * The same commands in a transaction of the host, which may be rolled back. There are no side effects before the host
 * commits: payments are left to the sweep, and the provider is not called.
 */
export function commandsInTransaction(commands: CommandContext, store: Store): CommandContext {
  const { runner } = commands;
  return {
    ...commands,
    store,
    asksProvider: false,
    runner: { ...runner, schedule: (decision, nowMs) => leftToSweeps(runner.schedule(decision, nowMs)) },
    // Not the process's queue: a command there may wait for a row that this transaction has locked.
    queue: createContractQueue(),
    memory: noMemory,
  };
}
