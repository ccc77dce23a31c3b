/** Takes calls that each concern some keys, and carries out those that wait together. */
export interface SharedTurnsOptions<Call, Answer> {
  /** A turn never holds two calls on one key, and calls on one key keep their order. */
  readonly keysOf: (call: Call) => readonly string[];
  /** What the call counts towards the limit of a turn. */
  readonly sizeOf: (call: Call) => number;
  /** Carries out the calls of a turn at once, answers in their order. */
  readonly together: (calls: readonly Call[]) => Promise<readonly Answer[]>;
  /** Carries out one call, after the turn that it was part of has failed. */
  readonly alone: (call: Call) => Promise<Answer>;
  /** Whether a failed turn is over for all its calls: carrying each out again would be wrong, or no use. */
  readonly isFinal: (error: unknown) => boolean;
  /**
   * Resolves when what has already arrived was heard: one round of the event loop, and no time to wait for.
   * Without it the first of many goes alone: 112 instead of 678 releases a second on the embedded database,
   * whose statements stop the loop, and 1.5 to 2 times the statements on Postgres.
   */
  readonly gather: () => Promise<void>;
  /** What a turn holds at most; a call that is larger by itself has a turn to itself. */
  readonly limit: number;
}

interface Waiting<Call, Answer> {
  readonly call: Call;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Calls that arrive together, or while a turn is under way, share the next one. A single call waits for
 * nobody. One turn is under way at a time.
 *
 * A turn that fails is carried out again call by call, so that none suffers for its neighbour.
 */
export function sharedTurns<Call, Answer>(options: SharedTurnsOptions<Call, Answer>): (call: Call) => Promise<Answer> {
  const { keysOf, sizeOf, together, alone, isFinal, gather, limit } = options;
  let waiting: Waiting<Call, Answer>[] = [];
  let isUnderWay = false;

  /** The longest waiting, and of those on one key only the first. */
  function nextTurn(): readonly Waiting<Call, Answer>[] {
    const keys = new Set<string>();
    const turn: Waiting<Call, Answer>[] = [];
    const left: Waiting<Call, Answer>[] = [];
    let size = 0;
    for (const each of waiting) {
      const own = keysOf(each.call);
      const larger = size + sizeOf(each.call);
      const fits = turn.length === 0 || (larger <= limit && own.every((key) => !keys.has(key)));
      // What is left behind still holds its keys, so that nobody passes it.
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
