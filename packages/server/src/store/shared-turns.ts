/** Collects calls on keys, and executes waiting calls together. */
export interface SharedTurnsOptions<Call, Answer> {
  /** A turn never contains two calls on one key, and calls on one key keep their order. */
  readonly keysOf: (call: Call) => readonly string[];
  /** The call's share of the limit of a turn. */
  readonly sizeOf: (call: Call) => number;
  /** Executes the calls of a turn together, and returns the results in their order. */
  readonly together: (calls: readonly Call[]) => Promise<readonly Answer[]>;
  /** Executes one call after its turn has failed. */
  readonly alone: (call: Call) => Promise<Answer>;
  /** Whether a failure applies to all calls of the turn, because retrying each would be wrong or useless. */
  readonly isFinal: (error: unknown) => boolean;
  /**
   * Resolves after one round of the event loop, when the calls that have already arrived were read. It waits for no
   * time. Without it the first of many calls runs alone: 112 instead of 678 releases a second on the embedded database,
   * whose statements block the loop, and 1.5 to 2 times the statements on Postgres.
   */
  readonly gather: () => Promise<void>;
  /** The limit of a turn; a larger call gets its own turn. */
  readonly limit: number;
}

interface Waiting<Call, Answer> {
  readonly call: Call;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Calls that arrive together, or while a turn is running, share the next one. A single call does not wait. Only one
 * turn runs at a time.
 *
 * A failed turn is executed again call by call, so that a call does not fail because of another.
 */
export function sharedTurns<Call, Answer>(options: SharedTurnsOptions<Call, Answer>): (call: Call) => Promise<Answer> {
  const { keysOf, sizeOf, together, alone, isFinal, gather, limit } = options;
  let waiting: Waiting<Call, Answer>[] = [];
  let isUnderWay = false;

  /** The longest-waiting calls, and of those on one key only the first. */
  function nextTurn(): readonly Waiting<Call, Answer>[] {
    const keys = new Set<string>();
    const turn: Waiting<Call, Answer>[] = [];
    const left: Waiting<Call, Answer>[] = [];
    let size = 0;
    for (const each of waiting) {
      const own = keysOf(each.call);
      const larger = size + sizeOf(each.call);
      const fits = turn.length === 0 || (larger <= limit && own.every((key) => !keys.has(key)));
      // Calls that are left over keep their keys blocked, so that no later call passes them.
      for (const key of own) keys.add(key);
      (fits ? turn : left).push(each);
      if (fits) size = larger;
    }
    waiting = left;
    return turn;
  }

  async function carryOut(turn: readonly Waiting<Call, Answer>[]): Promise<void> {
    try {
      const answers = await together(turn.map(({ call }) => call));
      if (answers.length !== turn.length) throw new Error(`${turn.length} calls got ${answers.length} answers.`);
      for (const [place, answer] of answers.entries()) turn[place]?.resolve(answer);
    } catch (error) {
      if (turn.length === 1 || isFinal(error)) {
        for (const { reject } of turn) reject(error);
        return;
      }
      for (const { call, resolve, reject } of turn) await alone(call).then(resolve, reject);
    }
  }

  async function carryOutAll(): Promise<void> {
    isUnderWay = true;
    while (waiting.length > 0) {
      await gather();
      await carryOut(nextTurn());
    }
    isUnderWay = false;
  }

  return (call) =>
    new Promise((resolve, reject) => {
      waiting.push({ call, resolve, reject });
      if (!isUnderWay) void carryOutAll();
    });
}
