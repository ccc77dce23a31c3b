import { LazyPart } from '../foundation/lazy-part.ts';
import type { Localize } from '../foundation/localize.ts';
import type { EventWords } from './event-words.ts';

type Views = Omit<typeof import('./told-timeline.ts'), 'english'>;

export interface ToldTimeline extends Views {
  readonly words: EventWords;
}

const part = new LazyPart(() => import('./told-timeline.ts'));

/** The entries' words and views, for an element that has more important things to draw first. */
export class LazyTimeline {
  /** `null` until it was loaded. */
  told: ToldTimeline | null = null;
  error: unknown = null;
  readonly #words: Localize<Record<never, never>>;

  constructor(words: Localize<Record<never, never>>) {
    this.#words = words;
  }

  /** Never rejects: what went wrong is in `error`. */
  async load(): Promise<void> {
    if (this.told !== null) return;
    try {
      const { english, ...views } = await part.load();
      this.told ??= { ...views, words: this.#words.learn(english) };
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }
}
