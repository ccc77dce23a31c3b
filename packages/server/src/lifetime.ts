import { Problem } from './problem.ts';
import { type Timer, withTimeLimit } from './timer.ts';

export interface LifetimeOptions {
  /** Resolves when work may begin. */
  readonly ready: () => Promise<unknown>;
  readonly timer: Timer;
  /** How long closing waits for running work. */
  readonly closeWithinMs: number;
  readonly onError: (error: unknown, about: { readonly doing: string }) => void;
}

/** The steps of closing, in order. */
export interface ClosingSteps {
  /** Starts nothing new; resolves when the running rounds are over. */
  readonly stop: () => Promise<unknown>;
  /** Waits for work that continued after responses. */
  readonly finish: () => Promise<unknown>;
  /** Closes the database, even if the other steps failed. */
  readonly release: () => Promise<unknown>;
}

/** Tracks requests in progress, and closes within a time limit. */
export interface Lifetime {
  /** @throws Problem `unavailable` once closing has started */
  readonly assertOpen: () => void;
  readonly isClosing: () => boolean;
  /** Closing waits for it. */
  readonly tracked: <Result>(work: Promise<Result>) => Promise<Result>;
  readonly whileOpen: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Never rejects. Closing again has no effect. */
  readonly close: (steps: ClosingSteps) => Promise<void>;
}

/** A hanging connection must not keep the process from exiting. */
const releaseWithinMs = 10_000;

export function createLifetime({ ready, timer, closeWithinMs, onError }: LifetimeOptions): Lifetime {
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;

  function assertOpen(): void {
    if (closing !== null)
      throw new Problem('unavailable', { detail: 'The service is stopping.', retryAfterSeconds: 2 });
  }

  function tracked<Result>(work: Promise<Result>): Promise<Result> {
    underWay.add(work);
    const forget = () => underWay.delete(work);
    work.then(forget, forget);
    return work;
  }

  async function whileOpen<Result>(work: () => Promise<Result>): Promise<Result> {
    assertOpen();
    return tracked(ready().then(work));
  }

  async function end({ stop, finish, release }: ClosingSteps): Promise<void> {
    const inOrder = async () => {
      // New requests are refused at once and not awaited.
      await Promise.all([stop(), Promise.allSettled(underWay)]);
      await finish();
    };
    try {
      await withTimeLimit(timer, closeWithinMs, inOrder);
    } catch (error) {
      // Answered requests are stored; unfinished work is started again by another process or the next start.
      const doing = `closing: ${underWay.size} running tasks did not end in time`;
      onError(error, { doing });
    }
    try {
      await withTimeLimit(timer, releaseWithinMs, release);
    } catch (error) {
      onError(error, { doing: 'closing the database' });
    }
  }

  return {
    assertOpen,
    isClosing: () => closing !== null,
    tracked,
    whileOpen,
    close(steps) {
      closing ??= end(steps);
      return closing;
    },
  };
}
