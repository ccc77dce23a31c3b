import { ContextRoot, createContext } from '@lit/context';
import type { Settings } from './settings.ts';

/** A global key, so that elements from two copies of this package can use the same provider. */
export const settingsContext = createContext<Settings>(Symbol.for('workroom.settings'));

const rootKey = Symbol.for('workroom.context-root');
const page = globalThis as { [rootKey]?: ContextRoot };

/**
 * Repeats the requests of elements without a provider, once a provider above them is defined; one for the whole page.
 */
export function keepUnanswered(): void {
  if (page[rootKey] !== undefined) return;
  page[rootKey] = new ContextRoot();
  page[rootKey].attach(document.documentElement);
}
