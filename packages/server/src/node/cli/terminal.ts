/** The environment of a command. Tests pass their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line of the result. */
  readonly out: (line: string) => void;
  /** A line for progress and errors. */
  readonly note: (line: string) => void;
  /** Waits until the output was written. `false` if the reader has stopped. */
  readonly flushed: () => Promise<boolean>;
  readonly nowMs: () => number;
  readonly fetch: typeof fetch;
}

/** A usage error. It is printed without a stack. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}

/** Exit codes: 0 all is well, 1 a problem was found, 2 the command could not run. */
export type ExitCode = 0 | 1 | 2;

/** Reports progress every so many items, but not for the first. */
export function progress({ note }: Terminal, what: string, every: number): (done: number) => void {
  return (done) => {
    if (done > 0 && done % every === 0) note(`… ${done} ${what}`);
  };
}

/** `3 days`, `2 hours`, `40 s`; for people. */
export function inWords(ms: number): string {
  if (ms < 90_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 5_400_000) return `${Math.round(ms / 60_000)} minutes`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} hours` : `${Math.round(ms / 86_400_000)} days`;
}
