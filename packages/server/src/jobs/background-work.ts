import { applyBatch } from '../commands/apply-batch.ts';
import type { CommandContext } from '../commands/context.ts';
import { createRetention, type RetentionOption } from '../erasure/retention.ts';
import type { PaymentRunner } from '../payments/runner.ts';
import type { PolicyBounds } from '../policy-bounds.ts';
import type { Store } from '../store/store.ts';
import type { UploadStorage } from '../uploads/upload-storage.ts';
import { createKeyForgetting } from './forget-keys.ts';
import { createUploadForgetting } from './forget-uploads.ts';
import { createSweep, type SweepOptions, type SweepResult, type WholeSweepResult } from './sweep.ts';

export interface BackgroundWorkParts extends Required<Pick<SweepOptions, 'random' | 'isBusy' | 'isStopping'>> {
  readonly commands: CommandContext;
  readonly runner: PaymentRunner;
  /** The store for the sweep, which makes its own batches. */
  readonly sweepStore: Store;
  /** One round of delivering events. */
  readonly deliver: () => Promise<{ readonly deliveries: number; readonly more: boolean }>;
  /** `null` if uploads are off. */
  readonly uploads: UploadStorage | null;
  readonly retention: RetentionOption;
  readonly policyBounds: PolicyBounds;
  readonly onError: (error: unknown, about: { readonly doing: string }) => void;
}

export interface BackgroundWork {
  /** One round of everything except delivering events. */
  readonly sweepOwn: () => Promise<SweepResult>;
  /** The same, including the delivery of events. */
  readonly sweepAll: () => Promise<WholeSweepResult>;
}

/** All work that time triggers. */
export function createBackgroundWork(parts: BackgroundWorkParts): BackgroundWork {
  const { commands, runner, deliver, uploads, random, isBusy, isStopping, onError } = parts;
  const { store, now, systemNowMs } = commands;
  // While the process serves requests, the sweep shares their statements, because an extra flush would delay their
  // commits (docs/performance.md).
  const alone = { ...commands, store: commands.memory.over(parts.sweepStore) };
  const sweepDue = createSweep({
    store,
    runner,
    applyDeadlines: (contractIds, busy) => applyBatch(busy ? commands : alone, contractIds),
    random,
    now,
    nowMs: systemNowMs,
    onError,
    isBusy,
    isStopping,
  });
  const forget = [
    createKeyForgetting(store, systemNowMs, parts.policyBounds.approvalDays?.max ?? 0),
    ...(uploads === null
      ? []
      : [createUploadForgetting({ records: store.uploads, storage: uploads, systemNowMs, onError })]),
    createRetention({ commands, storage: uploads, retention: parts.retention, isStopping, onError }),
  ];

  async function sweepOwn(): Promise<SweepResult> {
    const result = await sweepDue();
    for (const old of forget) await old();
    await store.figures.beat('sweep', systemNowMs());
    return result;
  }

  /** Consumers of events are slow, so deadlines do not wait for them, and they do not wait for each other. */
  async function sweepAll(): Promise<WholeSweepResult> {
    const [own, delivered] = await Promise.all([sweepOwn(), deliver()]);
    // If a cron job runs the sweep, its events are delivered now: no other round would do it, and the platform may
    // freeze the process.
    const ofOwn = made(own) ? await deliver() : { deliveries: 0, more: false };
    const deliveries = delivered.deliveries + ofOwn.deliveries;
    return { ...own, deliveries, more: own.more || delivered.more || ofOwn.more };
  }

  return { sweepOwn, sweepAll };
}

/** Whether there are new events to deliver. */
function made({ deadlines, reminders, payments }: SweepResult): boolean {
  return deadlines + reminders + payments > 0;
}
