import type { CommandContext } from '../commands/context.ts';
import type { RetentionOption } from '../erasure/retention.ts';
import type { ExportGate } from '../evidence/export-gate.ts';
import type { WholeSweepResult } from '../jobs/sweep.ts';
import type { Readers } from '../language/readers.ts';
import type { WebhookOperations } from '../notifications/webhook-operations.ts';
import type { PolicyBounds } from '../policy-bounds.ts';
import type { MarketPolicy } from '../policy-option.ts';
import type { Reconcile } from '../reconcile/reconcile.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Uploads } from './uploads.ts';

/** What operations are performed with. */
export interface OperationContext {
  readonly commands: CommandContext;
  readonly sessions: Sessions;
  /** What new contracts are pinned to. */
  readonly policy: MarketPolicy;
  /** What one contract may choose of it. */
  readonly policyBounds: PolicyBounds;
  /** Where the handler is mounted. */
  readonly basePath: string;
  /** `null` where no files are taken. */
  readonly uploads: Uploads | null;
  readonly retention: RetentionOption;
  readonly exports: ExportGate;
  /** In which language people are spoken to. */
  readonly readers: Readers;
  readonly reconcile: Reconcile;
  readonly sweep: () => Promise<WholeSweepResult>;
  readonly webhooks: WebhookOperations;
}
