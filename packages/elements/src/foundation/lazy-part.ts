/** A part of an element that is loaded when somebody first needs it, or before that, when the page has time. */
export class LazyPart<Module> {
  /** `null` until it is there. */
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

const parts = new Set<LazyPart<unknown>>();

/** Loads whatever could be loaded later, for those who cannot wait in the middle of what they do. */
export async function loadAllParts(): Promise<void> {
  await Promise.all(Array.from(parts, (part) => part.load()));
}

/** Once the page has nothing better to do. */
export function whenIdle(run: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 200);
}
