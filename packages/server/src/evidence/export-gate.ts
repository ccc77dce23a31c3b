import { Problem } from '../problem.ts';
import type { Timer } from '../timer.ts';

export interface ExportLimits {
  /** Most concurrent exports of one person. */
  readonly perPerson: number;
  /** Most concurrent exports of this process. */
  readonly perProcess: number;
  /**
   * The time limit of an export, because a slow reader makes others wait. For the marketplace's server, whose ledger
   * may have any length, it is the limit for each chunk.
   */
  readonly withinMs: number;
}

const defaultExportLimits: ExportLimits = { perPerson: 2, perProcess: 6, withinMs: 5 * 60_000 };

export interface ExportGate {
  /**
   * Starts an export, and counts it until it is read to the end or cancelled.
   *
   * @param personId `null` for the marketplace's server @throws Problem 429 if the person has too many exports, 503 if
   * the process has
   */
  admit(personId: string | null, pieces: AsyncIterable<string>): AsyncIterable<string>;
}

const retryAfterSeconds = 5;

/** Exports are the largest answers, so few run at a time, for any caller. */
export function createExportGate(timer: Timer, limits: ExportLimits = defaultExportLimits): ExportGate {
  const underWay = new Map<string, number>();
  let total = 0;

  function enter(personId: string | null): () => void {
    const own = personId === null ? 0 : (underWay.get(personId) ?? 0);
    if (own >= limits.perPerson) {
      throw new Problem('too_many_requests', {
        detail: `You already have ${own} exports in progress, which is the limit. Wait until one of them has ended.`,
        retryAfterSeconds,
      });
    }
    if (total >= limits.perProcess) {
      throw new Problem('unavailable', {
        detail: 'Too many exports are in progress. Try again in a moment.',
        retryAfterSeconds,
      });
    }
    total += 1;
    if (personId !== null) underWay.set(personId, own + 1);
    return () => {
      total -= 1;
      if (personId === null) return;
      const left = (underWay.get(personId) ?? 1) - 1;
      if (left > 0) underWay.set(personId, left);
      else underWay.delete(personId);
    };
  }

  return {
    admit(personId, pieces) {
      const leave = enter(personId);
      return untilOver(pieces, leave, {
        timer,
        withinMs: limits.withinMs,
        forEach: personId === null ? 'piece' : 'all',
      });
    },
  };
}

/** The same chunks; calls `onOver` at their end, on cancellation, or after the time limit. */
function untilOver(
  pieces: AsyncIterable<string>,
  onOver: () => void,
  { timer, withinMs, forEach }: { readonly timer: Timer; readonly withinMs: number; readonly forEach: 'piece' | 'all' },
): AsyncIterable<string> {
  const inner = pieces[Symbol.asyncIterator]();
  let isOver = false;
  let isLate = false;
  const over = () => {
    if (isOver) return;
    isOver = true;
    callOff();
    onOver();
  };
  const start = () =>
    timer(() => {
      isLate = true;
      over();
    }, withinMs);
  let callOff = start();
  // Not a generator, because a generator that was never started does not notice cancellation.
  const outer: AsyncIterator<string> = {
    async next() {
      if (isLate) throw new Error(`the export was not read within ${withinMs} ms`);
      try {
        const result = await inner.next();
        if (result.done === true) over();
        else if (forEach === 'piece' && !isOver) {
          callOff();
          callOff = start();
        }
        return result;
      } catch (error) {
        over();
        throw error;
      }
    },
    async return() {
      over();
      await inner.return?.();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => outer };
}
