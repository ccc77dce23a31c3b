import { Problem } from '../problem.ts';
import type { Timer } from '../timer.ts';

export interface ExportLimits {
  /** Exports that one person may have under way. */
  readonly perPerson: number;
  /** Exports that this process has under way. */
  readonly perProcess: number;
  /**
   * How long one may take: a reader that reads slowly keeps others waiting. The marketplace's server, whose ledger may
   * have any length, may take so long for each piece.
   */
  readonly withinMs: number;
}

const defaultExportLimits: ExportLimits = { perPerson: 2, perProcess: 6, withinMs: 5 * 60_000 };

export interface ExportGate {
  /**
   * Lets an export begin, and counts it until its pieces were read to the end, or given up.
   *
   * @param personId `null` for the marketplace's server
   * @throws Problem 429 when the person has enough under way, 503 when the process has
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
        detail: `You have ${own} exports under way, and no more run at once. Wait until one of them has ended.`,
        retryAfterSeconds,
      });
    }
    if (total >= limits.perProcess) {
      throw new Problem('unavailable', {
        detail: 'Too many exports are under way. Nothing else is affected; ask for yours again in a moment.',
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

/** The same pieces; `onOver` once they are at their end, were given up, or have taken too long. */
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
  // Not a generator: one that nobody has begun to read would not notice that it is given up.
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
