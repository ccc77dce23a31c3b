import { failureOf } from './failure.ts';
import type { Localize } from './localize.ts';
import type { MessagePart } from './messages.ts';
import { errorView } from './views/error-view.ts';
import { skeletonView } from './views/skeleton-view.ts';

/** A module that loads on first use, or earlier when the page is idle. There is one per page. */
export class LazyPart<Module> {
  /** `null` until it is loaded. */
  module: Module | null = null;
  readonly #load: () => Promise<Module>;
  #loading: Promise<Module> | null = null;

  constructor(load: () => Promise<Module>) {
    this.#load = load;
    parts.add(this);
  }

  /** Loads it once; after a failure the next call tries again. */
  load(): Promise<Module> {
    this.#loading ??= this.#load().then(
      (module) => {
        this.module = module;
        return module;
      },
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }
}

interface Host {
  readonly words: Localize<Record<never, never>>;
  redraw(): void;
}

/** One element's instance of a lazy part, created once the part and its texts in the reader's language are loaded. */
export class OwnPart<Module, Made> {
  /** `null` until it is loaded. */
  made: Made | null = null;
  /** Why it could not be loaded. */
  error: unknown = null;
  readonly #host: Host;
  readonly #part: LazyPart<Module>;
  readonly #messages: readonly MessagePart[];
  readonly #make: (module: Module) => Made;

  constructor(host: Host, part: LazyPart<Module>, messages: readonly MessagePart[], make: (module: Module) => Made) {
    this.#host = host;
    this.#part = part;
    this.#messages = messages;
    this.#make = make;
  }

  /** Created at once if everything is loaded. Never rejects: failures are in `error`. */
  async load(): Promise<void> {
    if (this.made !== null) return;
    const { module } = this.#part;
    const { words } = this.#host;
    this.error = null;
    // Even if they are loaded: the part's texts must follow a change of the language.
    const speaking = words.load(this.#messages);
    if (module !== null && words.has(this.#messages)) {
      this.made = this.#make(module);
      this.#host.redraw();
      return;
    }
    try {
      const [loaded] = await Promise.all([this.#part.load(), speaking]);
      this.made ??= this.#make(loaded);
    } catch (error) {
      this.error = error;
    }
    this.#host.redraw();
  }

  /**
   * Renders the part, or the loading error with a button that tries again.
   *
   * @param waiting the placeholder until it is loaded @default a skeleton
   */
  view(draw: (made: Made) => unknown, waiting: unknown = skeletonView(this.#host.words.text('load.busy'))): unknown {
    const { words } = this.#host;
    if (this.error !== null) return errorView(failureOf(this.error, words), words, () => void this.load());
    return this.made === null ? waiting : draw(this.made);
  }
}

const parts = new Set<LazyPart<unknown>>();

/** Loads all lazy parts, for tests that cannot wait. */
export async function loadAllParts(): Promise<void> {
  await Promise.all(Array.from(parts, (part) => part.load()));
}

/** Runs a function when the page is idle. */
export function whenIdle(run: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 200);
}
