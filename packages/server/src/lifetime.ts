import { Problem } from './problem.ts';
import { type Timer, withTimeLimit } from './timer.ts';

export interface LifetimeOptions {
  /** Resolves when work may begin. */
  readonly ready: () => Promise<unknown>;
  readonly timer: Timer;
  /** How long closing waits for what is under way. */
  readonly closeWithinMs: number;
  readonly onError: (error: unknown, about: { readonly doing: string }) => void;
}

/** What closing does, in this order. */
export interface ClosingSteps {
  /** Lets nothing new begin; resolves when the rounds of work are over. */
  readonly stop: () => Promise<unknown>;
  /** Waits for what answers left behind. */
  readonly finish: () => Promise<unknown>;
  /** Gives the database back, whatever became of the others. */
  readonly release: () => Promise<unknown>;
}

/** Tracks requests in progress, and closes within a time limit. */
export interface Lifetime {
  /** @throws Problem `unavailable` once it closes */
  readonly assertOpen: () => void;
  readonly isClosing: () => boolean;
  /** Closing waits for it. */
  readonly tracked: <Result>(work: Promise<Result>) => Promise<Result>;
  readonly whileOpen: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Never rejects. Closing twice is closing once. */
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
      // Those who still come are turned away at once, and are not waited for.
      await Promise.all([stop(), Promise.allSettled(underWay)]);
      await finish();
    };
    try {
      await withTimeLimit(timer, closeWithinMs, inOrder);
    } catch (error) {
      // What was answered is stored, and what was not is begun again by another process or the next start.
      const doing = `closing: ${underWay.size} pieces of work under way were not waited for any longer`;
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
