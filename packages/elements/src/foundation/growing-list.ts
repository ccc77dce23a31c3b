import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenIdle } from './lazy-part.ts';

/** More than a screen shows, for all but the tallest. */
const atFirst = 12;
/** As many as are drawn without a person noticing a wait. */
const atATime = 45;

/**
 * How much of a long list to draw: what a screen shows at once, and the rest a little at a time, so that the
 * page answers in between. 200 milestones on a slow processor keep it busy for a second otherwise.
 */
export class GrowingList implements ReactiveController {
  shown = atFirst;
  /** When all of it is drawn. */
  grown: Promise<unknown> = Promise.resolve();
  readonly #host: ReactiveControllerHost;
  readonly #length: () => number;
  #isWaiting = false;
  #isGrown: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, length: () => number) {
    this.#host = host;
    this.#length = length;
    host.addController(this);
  }

  /** Another list. */
  forget(): void {
    this.shown = atFirst;
  }

  hostUpdated(): void {
    if (this.shown >= this.#length()) {
      this.#isGrown?.();
      this.#isGrown = undefined;
      return;
    }
    if (this.#isGrown === undefined) {
      this.grown = new Promise<void>((resolve) => {
        this.#isGrown = resolve;
      });
    }
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    whenIdle(() => {
      this.#isWaiting = false;
      this.shown += atATime;
      this.#host.requestUpdate();
    });
  }
}
