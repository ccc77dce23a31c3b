import { type Instant, instant, latest } from '@workroom/core';
import { z } from 'zod';
import type { DataFolder } from './data-folder.ts';

/** The sandbox's time: the system's, and some way ahead of it. It stays so over restarts and never goes back. */
export interface SandboxClock {
  now(): Instant;
  /** Goes to an instant; stays where it is when that is past. */
  moveTo(target: Instant): void;
}

export interface ClockOptions {
  readonly folder: DataFolder;
  readonly systemNow: () => Instant;
  /** Where a clock that never ran begins. */
  readonly begin: Instant;
}

const file = 'clock.json';
const Kept = z.object({ offsetMs: z.int(), reached: z.iso.datetime() });

export function openSandboxClock({ folder, systemNow, begin }: ClockOptions): SandboxClock {
  const text = folder.read(file);
  const kept = text === null ? null : Kept.parse(JSON.parse(text));
  let offsetMs = kept?.offsetMs ?? begin - systemNow();
  let reached = kept === null ? begin : instant(Date.parse(kept.reached));

  const now = (): Instant => {
    // The system's clock may be set back; ours holds still until that has caught up.
    reached = latest(reached, instant(systemNow() + offsetMs));
    return reached;
  };
  const keep = (): void =>
    folder.write(file, `${JSON.stringify({ offsetMs, reached: new Date(now()).toISOString() })}\n`);

  keep();
  return {
    now,
    moveTo(target) {
      if (target <= now()) return;
      offsetMs = target - systemNow();
      keep();
    },
  };
}
