import { createContext } from '@lit/context';
import type { FetchSession } from '@workroom/client';
import type { Messages } from './messages.ts';

/** How an element reaches its server and speaks to its reader; its own attributes win over the provider's. */
export interface Settings {
  readonly baseUrl?: string | undefined;
  readonly sessionEndpoint?: string | undefined;
  readonly fetchSession?: FetchSession | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly locale?: string | undefined;
  readonly strings?: Messages | undefined;
}

// Plain data under a global key, so that elements of two copies of this package understand one provider.
export const settingsContext = createContext<Settings>(Symbol.for('workroom.settings'));

export function mergeSettings(own: Settings, provided: Settings | undefined): Settings {
  return {
    baseUrl: own.baseUrl ?? provided?.baseUrl,
    sessionEndpoint: own.sessionEndpoint ?? provided?.sessionEndpoint,
    fetchSession: own.fetchSession ?? provided?.fetchSession,
    fetch: own.fetch ?? provided?.fetch,
    locale: own.locale ?? provided?.locale,
    strings: provided?.strings === undefined ? own.strings : { ...provided.strings, ...own.strings },
  };
}
