import type { AnswerOf } from '@workroom/core/api';
import type { RoomController } from '../../foundation/room-controller.ts';

type Answer = AnswerOf<'reconcile'>;
export type BookDifference = Answer['differences'][number];

/** The number of contracts per request: small, so that progress is visible and stopping is quick. */
const pageSize = 20;

/**
 * Compares the books of all contracts with the payment provider, a page at a time (rule 54). Records only when asked
 * to.
 */
export class ReconcileRun {
  state: 'new' | 'running' | 'stopped' | 'done' = 'new';
  /** The number of contracts compared so far. */
  checked = 0;
  differences: readonly BookDifference[] = [];
  /** Why the last page could not be compared. */
  error: unknown = null;
  /** The contract that is being recorded. */
  recording: string | null = null;
  readonly #room: RoomController;
  #cursor: string | null = null;
  #aborting = new AbortController();

  constructor(room: RoomController) {
    this.#room = room;
    room.element.addController({ hostDisconnected: () => this.stop() });
  }

  get isBusy(): boolean {
    return this.state === 'running' || this.recording !== null;
  }

  /** The findings of each contract, in the order in which they were found. */
  get byContract(): ReadonlyMap<string, readonly BookDifference[]> {
    return Map.groupBy(this.differences, ({ contractId }) => contractId);
  }

  /** Starts from the first contract. Never rejects: an error is in `error`. */
  async start(): Promise<void> {
    this.#cursor = null;
    this.checked = 0;
    this.differences = [];
    await this.goOn();
  }

  /** Continues where it stopped. */
  async goOn(): Promise<void> {
    if (this.isBusy) return;
    this.#aborting = new AbortController();
    this.#become('running');
    do {
      const page = await this.#ask({ limit: pageSize, ...(this.#cursor === null ? {} : { cursor: this.#cursor }) });
      if (page === null) {
        this.#become('stopped');
        return;
      }
      this.checked += page.checked;
      this.differences = [...this.differences, ...page.differences];
      this.#cursor = page.nextCursor;
      this.#room.redraw();
    } while (this.#cursor !== null);
    this.#become('done');
  }

  /** Resets to the state before a comparison. */
  forget(): void {
    this.stop();
    Object.assign(this, { state: 'new', checked: 0, differences: [], error: null });
    this.#cursor = null;
  }

  stop(): void {
    this.#aborting.abort();
  }

  /**
   * Records the provider's state of these contracts, and compares each again.
   *
   * @returns how many changes were recorded; `null` if the request failed
   */
  async record(contractIds: readonly string[]): Promise<number | null> {
    if (this.isBusy) return null;
    this.#aborting = new AbortController();
    let recorded = 0;
    try {
      for (const contractId of contractIds as readonly BookDifference['contractId'][]) {
        this.recording = contractId;
        this.#room.redraw();
        const done = await this.#ask({ contractId, record: true });
        const after = done === null ? null : await this.#ask({ contractId });
        if (done === null || after === null) return null;
        recorded += done.recorded;
        this.#replace(contractId, after.differences);
      }
      return recorded;
    } finally {
      this.recording = null;
      this.#room.redraw();
    }
  }

  /** The contract's position in the list. */
  #replace(contractId: string, found: readonly BookDifference[]): void {
    const first = this.differences.findIndex((each) => each.contractId === contractId);
    const others = this.differences.filter((each) => each.contractId !== contractId);
    this.differences = others.toSpliced(Math.max(first, 0), 0, ...found);
  }

  async #ask(asked: Parameters<NonNullable<RoomController['client']>['reconcile']>[0]): Promise<Answer | null> {
    const { signal } = this.#aborting;
    this.error = null;
    try {
      return (await this.#room.client?.reconcile(asked, { signal })) ?? null;
    } catch (error) {
      if (!signal.aborted) this.error = error;
      return null;
    }
  }

  #become(state: ReconcileRun['state']): void {
    this.state = state;
    this.#room.redraw();
  }
}
