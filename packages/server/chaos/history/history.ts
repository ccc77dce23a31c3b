/** One operation on a list that only grows. Values are unique, so that a read says which appends it saw, and in what order. */
export type Operation =
  | { readonly does: 'append'; readonly key: string; readonly value: string }
  | { readonly does: 'read'; readonly key: string; readonly values: readonly string[] };

/**
 * What a client did as one, and what it knows of it. Times are of one clock that all clients share
 * (positions in the history, not milliseconds).
 */
export interface Transaction {
  /** Position in the history. */
  readonly id: number;
  /** The client: it waits for one transaction before it begins the next. */
  readonly process: number;
  readonly invokedAt: number;
  /** `Infinity` while nobody knows whether it is over. */
  readonly completedAt: number;
  /** `unknown`: it may have happened, or may happen yet. */
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
