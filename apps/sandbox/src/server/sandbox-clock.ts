import { type Instant, instant, latest } from '@workroom/core';
import { z } from 'zod';
import type { DataFolder } from './data-folder.ts';

/** The sandbox's time: system time plus an offset that survives restarts. It never goes back. */
export interface SandboxClock {
  now(): Instant;
  /** Moves to an instant; does nothing if it is in the past. */
  moveTo(target: Instant): void;
}

export interface ClockOptions {
  readonly folder: DataFolder;
  readonly systemNow: () => Instant;
  /** The first instant of a new clock. */
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
    // If the system clock is set back, sandbox time stands still until it has caught up.
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
