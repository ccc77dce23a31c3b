import type { Policy } from '@workroom/core';
import type { CommandContext } from '../commands/context.ts';
import type { SweepResult } from '../jobs/sweep.ts';
import type { Sessions } from '../sessions/sessions.ts';

/** What operations are performed with. */
export interface OperationContext {
  readonly commands: CommandContext;
  readonly sessions: Sessions;
  /** What new contracts are pinned to. */
  readonly policy: Policy;
  /** Where the handler is mounted. */
  readonly basePath: string;
  readonly sweep: () => Promise<SweepResult>;
}
