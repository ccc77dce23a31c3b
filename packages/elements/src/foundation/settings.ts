import type { FetchSession } from '@workroom/client';
import type { PropertyDeclarations } from 'lit';
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

/** The same attributes and properties on the provider and on every element. */
export const settingsProperties: PropertyDeclarations = {
  baseUrl: { attribute: 'base-url' },
  sessionEndpoint: { attribute: 'session-endpoint' },
  fetchSession: { attribute: false },
  fetch: { attribute: false },
  locale: {},
  strings: { attribute: false },
};

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
