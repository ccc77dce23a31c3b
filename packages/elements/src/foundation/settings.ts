import type { ClientOptions, FetchSession } from '@workroom/client';
import type { PropertyDeclarations } from 'lit';
import type { Messages } from './messages.ts';

export type AuthorizationHeader = NonNullable<ClientOptions['authorizationHeader']>;

/** Server and language settings of an element; its own attributes take precedence over the provider's. */
export interface Settings {
  readonly baseUrl?: string | undefined;
  readonly sessionEndpoint?: string | undefined;
  readonly authorizationHeader?: AuthorizationHeader | undefined;
  readonly fetchSession?: FetchSession | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly locale?: string | undefined;
  readonly strings?: Messages | undefined;
}

/** The same attributes and properties on the provider and on every element. */
export const settingsProperties: PropertyDeclarations = {
  baseUrl: { attribute: 'base-url' },
  sessionEndpoint: { attribute: 'session-endpoint' },
  authorizationHeader: { attribute: 'authorization-header' },
  fetchSession: { attribute: false },
  fetch: { attribute: false },
  locale: {},
  strings: { attribute: false },
};

export function mergeSettings(own: Settings, provided: Settings | undefined): Settings {
  return {
    baseUrl: own.baseUrl ?? provided?.baseUrl,
    sessionEndpoint: own.sessionEndpoint ?? provided?.sessionEndpoint,
    authorizationHeader: own.authorizationHeader ?? provided?.authorizationHeader,
    fetchSession: own.fetchSession ?? provided?.fetchSession,
    fetch: own.fetch ?? provided?.fetch,
    locale: own.locale ?? provided?.locale,
    strings: provided?.strings === undefined ? own.strings : { ...provided.strings, ...own.strings },
  };
}
