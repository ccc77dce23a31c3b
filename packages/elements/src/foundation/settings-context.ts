import { ContextRoot, createContext } from '@lit/context';
import type { Settings } from './settings.ts';

/** Under a global key, so that elements of two copies of this package understand one provider. */
export const settingsContext = createContext<Settings>(Symbol.for('workroom.settings'));

const rootKey = Symbol.for('workroom.context-root');
const page = globalThis as { [rootKey]?: ContextRoot };

/** Asks again for elements that nobody answered, once a provider is defined above them; one for the whole page. */
export function keepUnanswered(): void {
  if (page[rootKey] !== undefined) return;
  page[rootKey] = new ContextRoot();
  page[rootKey].attach(document.documentElement);
}
