import type { Timer } from '../timer.ts';
import type { SweepResult } from './sweep.ts';

export interface SchedulerOptions {
  readonly sweep: () => Promise<SweepResult>;
  /** Pause between the end of a round and the start of the next. */
  readonly everyMs: number;
  readonly timer: Timer;
  /** Told when a round failed; the next one comes all the same. */
  readonly onError: (error: unknown) => void;
}

export interface Scheduler {
  /** Begins with a round at once. Starting twice is starting once. */
  start(): void;
  /** Resolves when the running round is over; none follows. */
  stop(): Promise<void>;
}

/** Sweeps again and again, one round at a time, without a pause while there is more to do. */
export function createScheduler({ sweep, everyMs, timer, onError }: SchedulerOptions): Scheduler {
  let running: Promise<void> | null = null;
  let callOff: (() => void) | null = null;
  let started = false;

  async function round(): Promise<void> {
    let more = false;
    try {
      ({ more } = await sweep());
    } catch (error) {
      onError(error);
    }
    running = null;
    if (started) callOff = timer(begin, more ? 0 : everyMs);
  }

  function begin(): void {
    callOff = null;
    running = round();
  }

  return {
    start() {
      if (started) return;
      started = true;
      // A round that a stop did not wait for yet goes on as this start's first.
      if (running === null) begin();
    },
    async stop() {
      started = false;
      callOff?.();
      callOff = null;
      await running;
    },
  };
}
