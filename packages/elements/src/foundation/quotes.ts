import type { InputOf } from '@workroom/client';
import type { Output, WireContract } from '@workroom/core/api';
import { type Failure, failureOf } from './failure.ts';
import { isDecided } from './press.ts';
import type { RoomController } from './room-controller.ts';

export type WireQuote = Output<'Quote'>;
export type AskedQuote = Omit<InputOf<'getQuote'>, 'contractId'>;

/** How long somebody pauses before a price for what they type is asked for. */
const typingMs = 250;

export interface Quoted {
  /** What was last told; `null` before the first answer. */
  readonly quote: WireQuote | null;
  /** Whether it is for what is asked now, or that is on its way, or could not be told. */
  readonly state: 'current' | 'pending' | 'failed';
  /** Why it costs nothing: the server would not do it. `null` where it could not be asked. */
  readonly refused?: Failure | null;
  readonly tryAgain: () => void;
}

/** Asks the server what a command would cost, while its form is drawn (rule 58). One question at a time. */
export class Quotes {
  readonly #room: RoomController;
  readonly #wait: (run: () => void, ms: number) => () => void;
  #key = '';
  /** What it is about, whatever is typed; another one makes the last answer useless. */
  #about = '';
  #version = 0;
  #quote: WireQuote | null = null;
  #state: Quoted['state'] = 'pending';
  #refused: Failure | null = null;
  #stop: () => void = () => {};

  /** @param wait runs something later unless what it answers is called */
  constructor(room: RoomController, wait = waitWithTimer) {
    this.#room = room;
    this.#wait = wait;
    room.element.addController({ hostDisconnected: () => this.forget() });
  }

  /** The answer so far. Asks anew when something else is asked, or the contract has changed. */
  ask({ id: contractId, version, actions }: WireContract, asked: AskedQuote): Quoted {
    // Once it is done, its form still stands until the dialog closes: what cannot be done any more has no price.
    const isReturn = asked.command === 'return';
    const command = isReturn ? 'return_funds' : asked.command;
    // Giving money back is the contract's own command, whatever it is given back of.
    const on = isReturn ? null : (asked.milestoneId ?? null);
    const isPossible = actions.some(
      ({ name, milestoneId, enabled }) => enabled && name === command && milestoneId === on,
    );
    if (this.#room.isBusy || !isPossible) {
      if (this.#state === 'pending') {
        this.#stop();
        this.#key = '';
      }
      return this.#told();
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
    return this.#told();
  }

  #told(): Quoted {
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
