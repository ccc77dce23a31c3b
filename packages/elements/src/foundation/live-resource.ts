/** The longest pause between failed reads. */
const slowestMs = 60_000;
/** The longest that setTimeout can wait. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * A resource of the server, shared by the elements that show it. While it is shown, it is read again at intervals, one
 * read at a time, less often while reads fail, and at once when the reader returns to the page.
 */
export abstract class LiveResource {
  /** Why the last read failed; earlier data is kept. */
  error: unknown = null;
  /** How long a read stays current. Without a limit, it is only read on request. */
  protected abstract readonly pollMs: number;
  readonly #listeners = new Set<() => void>();
  #reading: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #holds = 0;

  /** Reads again now. Never rejects: failures are in `error`. */
  abstract refresh(): Promise<void>;

  /** Calls the listener on every change until the returned function is called. */
  listen(listener: () => void): () => void {
    if (this.#listeners.size === 0) this.#wake();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#sleep();
    };
  }

  get isReading(): boolean {
    return this.#reading !== null;
  }

  /** Whether a read is due before `pollMs` have passed. */
  protected get dueInMs(): number {
    return Number.POSITIVE_INFINITY;
  }

  /** Whether it is shown. */
  protected get isWatched(): boolean {
    return this.#listeners.size > 0 && !document.hidden;
  }

  /** Called when the first element shows it, and when no element shows it any more. */
  protected watchedChanged(): void {}

  /** Called when the reader returns to the page. */
  protected cameBack(): void {
    void this.refresh();
  }

  /** The latest read wins: an earlier running one is cancelled. */
  protected async read<Answer>(
    ask: (signal: AbortSignal) => Promise<Answer>,
    accept: (answer: Answer) => void,
  ): Promise<void> {
    this.giveUp();
    const reading = new AbortController();
    this.#reading = reading;
    try {
      const answer = await ask(reading.signal);
      if (this.#reading !== reading) return;
      this.#reading = null;
      this.accepted();
      accept(answer);
    } catch (error) {
      if (this.#reading !== reading) return;
      this.#reading = null;
      this.error = error;
      this.#failures += 1;
    }
    this.schedule();
    this.tell();
  }

  /** The result of a running read may be older than the current data. */
  protected giveUp(): void {
    this.#reading?.abort();
    this.#reading = null;
    clearTimeout(this.#timer);
  }

  protected accepted(): void {
    this.error = null;
    this.#failures = 0;
  }

  /** Nothing is read during a change. */
  protected async hold<Answer>(change: () => Promise<Answer>): Promise<Answer> {
    this.giveUp();
    this.#holds += 1;
    try {
      return await change();
    } finally {
      this.#holds -= 1;
      this.schedule();
    }
  }

  protected schedule(): void {
    clearTimeout(this.#timer);
    // The running read sets the timer again.
    if (!this.isWatched || this.#holds > 0 || this.#reading !== null) return;
    const usual = Math.min(this.pollMs, this.dueInMs);
    if (this.#failures === 0 && !Number.isFinite(usual)) return;
    const ms =
      this.#failures === 0 ? Math.min(usual, longestTimerMs) : Math.min(this.pollMs * 2 ** this.#failures, slowestMs);
    this.#timer = setTimeout(() => void this.refresh(), ms);
  }

  protected tell(): void {
    for (const listener of this.#listeners) listener();
  }

  readonly #comeBack = (): void => {
    if (this.#holds === 0 && this.#reading === null) this.cameBack();
  };

  readonly #seenOrNot = (): void => {
    clearTimeout(this.#timer);
    this.watchedChanged();
    if (!document.hidden) this.#comeBack();
  };

  #wake(): void {
    document.addEventListener('visibilitychange', this.#seenOrNot);
    window.addEventListener('focus', this.#comeBack);
    window.addEventListener('online', this.#comeBack);
    queueMicrotask(() => {
      if (this.#listeners.size > 0 && this.#holds === 0 && this.#reading === null) void this.refresh();
    });
  }

  #sleep(): void {
    document.removeEventListener('visibilitychange', this.#seenOrNot);
    window.removeEventListener('focus', this.#comeBack);
    window.removeEventListener('online', this.#comeBack);
    this.giveUp();
    this.watchedChanged();
  }
}
