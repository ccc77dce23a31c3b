import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Settings } from './settings.ts';

/*
 * The community's context protocol, as @lit/context speaks it, with plain data under a global key: elements of
 * two copies of this package understand one provider. Unlike there, a provider that is defined after the
 * elements below it is still heard.
 */

const key = Symbol.for('workroom.settings');
const waitingKey = Symbol.for('workroom.settings.waiting');

type Callback = (settings: Settings, unsubscribe?: () => void) => void;
type Element = ReactiveControllerHost & HTMLElement;

const page = globalThis as { [waitingKey]?: Set<() => void> };
page[waitingKey] ??= new Set();
/** Elements that nobody has answered yet. */
const waiting = page[waitingKey];

interface Asked {
  readonly context: unknown;
  readonly contextTarget: Element;
  readonly callback: Callback;
  readonly subscribe?: boolean;
}

function request(asked: Asked): Event {
  return Object.assign(new Event('context-request', { bubbles: true, composed: true }), asked);
}

/** Hears what the provider above its element says, and every change of it. */
export class SettingsConsumer implements ReactiveController {
  value: Settings | undefined;
  readonly #element: Element;
  #unsubscribe: (() => void) | undefined;

  constructor(element: Element) {
    this.#element = element;
    element.addController(this);
  }

  hostConnected(): void {
    this.#ask();
    if (this.#unsubscribe === undefined) waiting.add(this.#ask);
  }

  hostDisconnected(): void {
    waiting.delete(this.#ask);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  readonly #ask = (): void => {
    const callback: Callback = (settings, unsubscribe) => {
      if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
      this.#unsubscribe = unsubscribe;
      this.value = settings;
      this.#element.requestUpdate();
    };
    this.#element.dispatchEvent(request({ context: key, contextTarget: this.#element, callback, subscribe: true }));
    if (this.#unsubscribe !== undefined) waiting.delete(this.#ask);
  };
}

/** Answers the elements below its own. */
export class SettingsProvider implements ReactiveController {
  #settings: Settings = {};
  readonly #listeners = new Map<Callback, () => void>();

  constructor(element: Element) {
    element.addEventListener('context-request', (event) => {
      const { context, callback, subscribe } = event as Event & Partial<Asked>;
      if (context !== key || callback === undefined || event.composedPath()[0] === element) return;
      event.stopPropagation();
      const unsubscribe = () => void this.#listeners.delete(callback);
      if (subscribe === true) this.#listeners.set(callback, unsubscribe);
      callback(this.#settings, unsubscribe);
    });
    element.addController(this);
  }

  hostConnected(): void {
    for (const ask of [...waiting]) ask();
  }

  provide(settings: Settings): void {
    this.#settings = settings;
    for (const [tell, unsubscribe] of this.#listeners) tell(settings, unsubscribe);
  }
}
