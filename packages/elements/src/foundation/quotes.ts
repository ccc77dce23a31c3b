import type { InputOf } from '@workroom/client';
import type { Output, WireContract } from '@workroom/core/api';
import { type Failure, failureOf } from './failure.ts';
import { isDecided } from './press.ts';
import type { RoomController } from './room-controller.ts';

export type WireQuote = Output<'Quote'>;
export type AskedQuote = Omit<InputOf<'getQuote'>, 'contractId'>;

/** The pause in typing before a quote is requested. */
const typingMs = 250;

export interface Quoted {
  /** The last quote; `null` before the first response. */
  readonly quote: WireQuote | null;
  /** Whether the quote is current, loading, or failed. */
  readonly state: 'current' | 'pending' | 'failed';
  /** Why there is no price: the server would refuse the command. `null` if the request itself failed. */
  readonly refused?: Failure | null;
  readonly tryAgain: () => void;
}

/** Requests quotes for a command while its form is drawn (rule 58), one at a time. */
export class Quotes {
  readonly #room: RoomController;
  readonly #wait: (run: () => void, ms: number) => () => void;
  #key = '';
  /** The command's subject, independent of the input. If it changes, the last quote is discarded. */
  #about = '';
  #version = 0;
  #quote: WireQuote | null = null;
  #state: Quoted['state'] = 'pending';
  #refused: Failure | null = null;
  #stop: () => void = () => {};

  /** @param wait runs a function later; the returned function cancels it */
  constructor(room: RoomController, wait = waitWithTimer) {
    this.#room = room;
    this.#wait = wait;
    room.element.addController({ hostDisconnected: () => this.forget() });
  }

  /** The current quote. Requests another one if the command or the contract has changed. */
  ask({ id: contractId, version, actions }: WireContract, asked: AskedQuote): Quoted {
    // After the command, the form stays until the dialog closes, but without a price.
    const isReturn = asked.command === 'return';
    const command = isReturn ? 'return_funds' : asked.command;
    // A return is a command of the contract, whatever its source.
    const on = isReturn ? null : (asked.milestoneId ?? null);
    const isPossible = actions.some(
      ({ name, milestoneId, enabled }) => enabled && name === command && milestoneId === on,
    );
    if (this.#room.isBusy || !isPossible) {
      if (this.#state === 'pending') {
        this.#stop();
        this.#key = '';
      }
      return this.#current();
    }
    const about = [contractId, asked.command, asked.milestoneId, asked.paymentId].join(' ');
    const key = `${version} ${JSON.stringify(asked)}`;
    if (key !== this.#key || about !== this.#about) {
      const isTyping = about === this.#about && version === this.#version && this.#key !== '';
      if (about !== this.#about) this.#quote = null;
      this.#stop();
      this.#key = key;
      this.#about = about;
      this.#version = version;
      this.#state = 'pending';
      this.#stop = this.#wait(() => void this.#load({ ...asked, contractId }), isTyping ? typingMs : 0);
    }
    return this.#current();
  }

  #current(): Quoted {
    return {
      quote: this.#quote,
      state: this.#state,
      refused: this.#state === 'failed' ? this.#refused : null,
      tryAgain: () => this.#again(),
    };
  }

  forget(): void {
    this.#stop();
    this.#key = '';
    this.#about = '';
    this.#quote = null;
  }

  #again(): void {
    this.#key = '';
    this.#room.redraw();
  }

  async #load(input: InputOf<'getQuote'>): Promise<void> {
    const { client } = this.#room;
    const aborting = new AbortController();
    this.#stop = () => aborting.abort();
    const { signal } = aborting;
    try {
      const quote = (await client?.getQuote(input, { signal })) ?? null;
      if (signal.aborted) return;
      this.#quote = quote;
      this.#state = quote === null ? 'failed' : 'current';
    } catch (error) {
      if (signal.aborted) return;
      this.#state = 'failed';
      this.#refused = isDecided(error) ? failureOf(error, this.#room.words) : null;
    }
    this.#room.redraw();
  }
}

function waitWithTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
