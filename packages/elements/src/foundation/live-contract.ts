import { type Client, isUnsure, WorkroomProblem } from '@workroom/client';
import type { WireContract } from '@workroom/core/api';
import type { ContractCommand } from './commands.ts';
import { isDecided, type Press, UnansweredPresses } from './press.ts';

const pollMs = 5_000;
/** While events come by themselves. */
const followedPollMs = 60_000;
/** Events of one decision come together: they are worth one read. */
const gatherMs = 30;
const slowestPollMs = 60_000;
/** The longest that setTimeout can wait. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * One contract as the server last told it, shared by everything on the page that shows it. While
 * anybody listens it follows the contract's events and is read again with each; where there is no stream,
 * every few seconds. It is read too when time changes it, and when the reader comes back.
 */
export class LiveContract {
  readonly id: string;
  contract: WireContract | null = null;
  /** Why the last read failed; the contract before it still stands. */
  error: unknown = null;
  readonly #client: Client;
  readonly #listeners = new Set<() => void>();
  /** What was pressed, and nobody knows whether it happened. */
  readonly unanswered = new UnansweredPresses();
  #reading: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #following: AbortController | null = null;
  /** Whether events come by themselves. */
  #isFollowed = false;
  /** The last event heard of; the contract may not show it yet. */
  #heardSeq = 0;
  #commands = 0;

  constructor(client: Client, id: string) {
    this.#client = client;
    this.id = id;
  }

  /** Tells the listener of every change until the answer is called. */
  listen(listener: () => void): () => void {
    if (this.#listeners.size === 0) this.#wake();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#sleep();
    };
  }

  /** Reads the contract now. Never rejects: what went wrong is in `error`. */
  async refresh(): Promise<void> {
    this.#reading?.abort();
    clearTimeout(this.#timer);
    const reading = new AbortController();
    this.#reading = reading;
    try {
      this.#accept(await this.#client.getContract({ contractId: this.id }, { signal: reading.signal }));
    } catch (error) {
      if (this.#reading !== reading) return;
      this.error = error;
      this.#failures += 1;
      this.#tell();
    }
    if (this.#reading !== reading) return;
    this.#reading = null;
    this.#schedule();
  }

  /** Sends what was pressed, for the first time or again. */
  async send<Name extends ContractCommand>(press: Press<Name>): Promise<WireContract> {
    this.#commands += 1;
    // A read under way may have been answered before the command was carried out.
    this.#reading?.abort();
    this.#reading = null;
    clearTimeout(this.#timer);
    try {
      const { command, input, idempotencyKey, shown } = press;
      const send = this.#client[command.operation] as (...sent: unknown[]) => Promise<WireContract>;
      const ifMatch = command.bindsNobody === true ? undefined : shown.version;
      const contract = await send(input, { idempotencyKey, ifMatch });
      this.#commands -= 1;
      const waiting = this.unanswered.drop(press);
      this.#accept(contract);
      this.#schedule();
      for (const found of waiting) found(contract);
      return contract;
    } catch (error) {
      this.#commands -= 1;
      if (isUnsure(error)) this.unanswered.add(press);
      else if (isDecided(error)) this.unanswered.drop(press);
      // A refusal about the contract's state means that it is not as it was shown.
      if (error instanceof WorkroomProblem && [404, 409, 412].includes(error.status)) void this.refresh();
      else this.#schedule();
      throw error;
    }
  }

  #accept(contract: WireContract): void {
    this.contract = contract;
    this.error = null;
    this.#failures = 0;
    this.#tell();
    this.#follow();
    void this.#lookForEffects(contract);
  }

  /** A press whose effect is there was carried out: the same again is meant to happen again. */
  async #lookForEffects(contract: WireContract): Promise<void> {
    const from = this.unanswered.lookFrom(contract.seq);
    if (from === null) return;
    try {
      for (let after: number | null = from; after !== null; ) {
        const { data, nextCursor } = await this.#client.getTimeline({ contractId: this.id, after, limit: 100 });
        for (const press of this.unanswered.seenIn(data)) {
          for (const found of this.unanswered.drop(press)) found(contract);
        }
        after = nextCursor === null ? null : Number(nextCursor);
      }
    } catch {
      // It is looked for again with the next read.
    }
  }

  #follow(): void {
    if (this.#following !== null || this.contract === null || this.#listeners.size === 0 || document.hidden) return;
    const following = new AbortController();
    this.#following = following;
    void this.#followFrom(this.contract.seq, following.signal).then(() => {
      if (this.#following === following) this.#isFollowed = false;
    });
  }

  async #followFrom(after: number, signal: AbortSignal): Promise<void> {
    const heard = (isFollowed: boolean) => {
      this.#isFollowed = isFollowed;
      if (this.#reading === null) this.#schedule();
    };
    const stream = { signal, opened: () => heard(true), broken: () => heard(false) };
    try {
      for await (const event of this.#client.streamEvents({ contractId: this.id, after }, stream)) {
        this.#heardSeq = event.seq;
        if (!this.#isBehind) continue;
        // What is being read may be older than the event; then it is read once more.
        if (this.#reading === null) this.#schedule();
      }
    } catch {
      // No stream to be had: reading every few seconds goes on by itself.
    }
  }

  get #isBehind(): boolean {
    return this.contract !== null && this.#heardSeq > this.contract.seq;
  }

  #unfollow(): void {
    this.#following?.abort();
    this.#following = null;
    this.#isFollowed = false;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#listeners.size === 0 || this.#commands > 0 || document.hidden) return;
    this.#timer = setTimeout(() => void this.refresh(), this.#nextReadMs());
  }

  #nextReadMs(): number {
    if (this.#isBehind && this.#failures === 0) return gatherMs;
    const usual = this.#isFollowed ? followedPollMs : pollMs;
    const poll = Math.min(usual * 2 ** this.#failures, slowestPollMs);
    if (this.contract?.nextChangeAt == null || this.#failures > 0) return poll;
    // By the server's clock: the reader's own may be wrong.
    const change = Date.parse(this.contract.nextChangeAt) - Date.parse(this.contract.now);
    return Math.min(poll, Math.max(change, 0) + 50, longestTimerMs);
  }

  readonly #comeBack = (): void => {
    this.#client.refreshSession();
    if (this.#commands === 0 && this.#reading === null) void this.refresh();
  };

  readonly #seenOrNot = (): void => {
    if (document.hidden) {
      clearTimeout(this.#timer);
      this.#unfollow();
    } else {
      this.#comeBack();
      this.#follow();
    }
  };

  #wake(): void {
    document.addEventListener('visibilitychange', this.#seenOrNot);
    window.addEventListener('focus', this.#comeBack);
    window.addEventListener('online', this.#comeBack);
    queueMicrotask(() => {
      if (this.#listeners.size > 0 && this.#commands === 0 && this.#reading === null) void this.refresh();
    });
  }

  #sleep(): void {
    document.removeEventListener('visibilitychange', this.#seenOrNot);
    window.removeEventListener('focus', this.#comeBack);
    window.removeEventListener('online', this.#comeBack);
    clearTimeout(this.#timer);
    this.#unfollow();
    this.#reading?.abort();
    this.#reading = null;
  }
}
