import type { AnswerOf, WireContract } from '@workroom/core/api';
import type { RoomController } from '../foundation/room-controller.ts';

export type Balances = AnswerOf<'getLedger'>['balances'];

/** The balances of the shown contract, reloaded after every event on it. */
export class LiveLedger {
  /** The last loaded balances of this contract. */
  balances: Balances | null = null;
  hasFailed = false;
  readonly #room: RoomController;
  #contractId = '';
  #seq = 0;
  #reading: AbortController | null = null;

  constructor(room: RoomController) {
    this.#room = room;
    room.element.addController({ hostDisconnected: () => this.#forget() });
  }

  follow({ id, seq }: Pick<WireContract, 'id' | 'seq'>): void {
    if (id === this.#contractId && seq === this.#seq) return;
    if (id !== this.#contractId) this.#forget();
    this.#contractId = id;
    this.#seq = seq;
    void this.#read();
  }

  readonly tryAgain = (): void => {
    void this.#read();
  };

  #forget(): void {
    this.#reading?.abort();
    this.#contractId = '';
    this.balances = null;
    this.hasFailed = false;
  }

  async #read(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    const contractId = this.#contractId as WireContract['id'];
    try {
      const ledger = await this.#room.client?.getLedger({ contractId }, { signal: reading.signal });
      if (reading.signal.aborted) return;
      this.balances = ledger?.balances ?? null;
      this.hasFailed = false;
    } catch {
      if (reading.signal.aborted) return;
      this.hasFailed = true;
    }
    this.#room.redraw();
  }
}
