import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenIdle } from './lazy-part.ts';

/** More than almost every screen can show. */
const atFirst = 12;
/** The number that can be drawn without a noticeable delay. */
const atATime = 45;

/**
 * How much of a long list to draw: first what fits on a screen, then the rest in steps, so that the page responds in
 * between. Otherwise 200 milestones keep a slow processor busy for a second.
 */
export class GrowingList implements ReactiveController {
  shown = atFirst;
  /** Resolves when the whole list is rendered. */
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

  /** Starts again for another list. */
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
