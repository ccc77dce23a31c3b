/** One operation on an append-only list. Values are unique, so a read shows which appends it saw, in order. */
export type Operation =
  | { readonly does: 'append'; readonly key: string; readonly value: string }
  | { readonly does: 'read'; readonly key: string; readonly values: readonly string[] };

/**
 * One transaction of a client and its known outcome. Times are positions in the history, shared by all clients, not
 * milliseconds.
 */
export interface Transaction {
  /** Position in the history. */
  readonly id: number;
  /** The client, which waits for one transaction before it begins the next. */
  readonly process: number;
  readonly invokedAt: number;
  /** `Infinity` while it is unknown whether it has ended. */
  readonly completedAt: number;
  /** `unknown`: it may have happened, or may still happen. */
  readonly outcome: 'ok' | 'failed' | 'unknown';
  readonly operations: readonly Operation[];
}

/** Collects transactions as clients make them. */
export interface Recorder {
  begin(process: number): (outcome: Transaction['outcome'], operations: readonly Operation[]) => void;
  history(): readonly Transaction[];
}

export function createRecorder(): Recorder {
  const transactions: Transaction[] = [];
  let time = 0;
  const tick = () => {
    time += 1;
    return time;
  };
  return {
    begin(process) {
      const invokedAt = tick();
      return (outcome, operations) => {
        const completedAt = outcome === 'unknown' ? Number.POSITIVE_INFINITY : tick();
        transactions.push({ id: transactions.length, process, invokedAt, completedAt, outcome, operations });
      };
    },
    history: () => transactions,
  };
}
