import type { Timer } from '../timer.ts';

export interface SchedulerOptions {
  readonly sweep: () => Promise<{ readonly more: boolean }>;
  /** Pause between the end of a round and the start of the next. */
  readonly everyMs: number;
  readonly timer: Timer;
  /** Called when a round failed; the next one still runs. */
  readonly onError: (error: unknown) => void;
}

export interface Scheduler {
  /** Starts with a round at once. Starting again has no effect. */
  start(): void;
  /** There is work: the next round starts after this pause. */
  wake(afterMs: number): void;
  /** Resolves when the running round is over; no other follows. */
  stop(): Promise<void>;
}

/** Sweeps again and again, one round at a time, without a pause while there is more to do. */
export function createScheduler({ sweep, everyMs, timer, onError }: SchedulerOptions): Scheduler {
  let running: Promise<void> | null = null;
  let callOff: (() => void) | null = null;
  let started = false;
  /** The requested pause before the round after the running one. */
  let wokenMs: number | null = null;
  /** Whether the next round is already scheduled soon, so that another wake does not delay it. */
  let isWoken = false;

  async function round(): Promise<void> {
    let more = false;
    try {
      ({ more } = await sweep());
    } catch (error) {
      onError(error);
    }
    running = null;
    isWoken = wokenMs !== null;
    if (started) callOff = timer(begin, more ? 0 : (wokenMs ?? everyMs));
    wokenMs = null;
  }

  function begin(): void {
    callOff = null;
    isWoken = false;
    running = round();
  }

  return {
    start() {
      if (started) return;
      started = true;
      // A round that is still running after a stop counts as the first of this start.
      if (running === null) begin();
    },
    wake(afterMs) {
      if (!started || isWoken) return;
      if (running !== null) {
        wokenMs = afterMs;
        return;
      }
      isWoken = true;
      callOff?.();
      callOff = timer(begin, afterMs);
    },
    async stop() {
      started = false;
      callOff?.();
      callOff = null;
      await running;
    },
  };
}
