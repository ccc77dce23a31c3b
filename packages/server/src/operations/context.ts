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

/** The dependencies of operations. */
export interface OperationContext {
  readonly commands: CommandContext;
  readonly sessions: Sessions;
  /** The policy of new contracts. */
  readonly policy: MarketPolicy;
  /** The policy values that one contract may choose. */
  readonly policyBounds: PolicyBounds;
  /** Where the handler is mounted. */
  readonly basePath: string;
  /** `null` if uploads are off. */
  readonly uploads: Uploads | null;
  readonly retention: RetentionOption;
  readonly exports: ExportGate;
  /** The languages of people. */
  readonly readers: Readers;
  readonly reconcile: Reconcile;
  readonly sweep: () => Promise<WholeSweepResult>;
  readonly webhooks: WebhookOperations;
}
