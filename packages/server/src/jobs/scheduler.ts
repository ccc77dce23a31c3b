import type { Timer } from '../timer.ts';

export interface SchedulerOptions {
  readonly sweep: () => Promise<{ readonly more: boolean }>;
  /** Pause between the end of a round and the start of the next. */
  readonly everyMs: number;
  readonly timer: Timer;
  /** Told when a round failed; the next one comes all the same. */
  readonly onError: (error: unknown) => void;
}

export interface Scheduler {
  /** Begins with a round at once. Starting twice is starting once. */
  start(): void;
  /** There is something to do: the next round comes that soon. */
  wake(afterMs: number): void;
  /** Resolves when the running round is over; none follows. */
  stop(): Promise<void>;
}

/** Sweeps again and again, one round at a time, without a pause while there is more to do. */
export function createScheduler({ sweep, everyMs, timer, onError }: SchedulerOptions): Scheduler {
  let running: Promise<void> | null = null;
  let callOff: (() => void) | null = null;
  let started = false;
  /** How soon the round after the running one was asked for. */
  let wokenMs: number | null = null;
  /** Whether the next round comes soon already: who wakes again must not put it off. */
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
      // A round that a stop did not wait for yet goes on as this start's first.
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
