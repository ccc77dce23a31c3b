import { ContextProvider } from '@lit/context';
import type { FetchSession } from '@workroom/client';
import { type PropertyValues, ReactiveElement } from 'lit';
import type { Messages } from '../foundation/messages.ts';
import { type AuthorizationHeader, settingsProperties } from '../foundation/settings.ts';
import { settingsContext } from '../foundation/settings-context.ts';
import { version } from '../foundation/version.ts';

/**
 * Provides the server, session, language and texts to all elements inside it. Renders nothing itself.
 *
 * @slot - The page's own content.
 */
export class WorkroomProvider extends ReactiveElement {
  static readonly elementName = 'workroom-provider';
  static readonly version = version;
  static override properties = settingsProperties;

  /** Where the server kit is mounted. */
  baseUrl: string | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  sessionEndpoint: string | undefined;
  /**
   * The header for the session token: `X-Workroom-Authorization` if a proxy in front of the server uses
   * `Authorization` itself. @default 'Authorization'
   */
  authorizationHeader: AuthorizationHeader | undefined;
  /** Fetches a session token; replaces `session-endpoint`. */
  fetchSession: FetchSession | undefined;
  /** Replaces the global fetch. */
  fetch: typeof fetch | undefined;
  /** A language tag. @default the nearest `lang` */
  locale: string | undefined;
  /** Texts that replace the elements' own, by key. */
  strings: Messages | undefined;

  readonly #provider = new ContextProvider(this, { context: settingsContext, initialValue: {} });

  // Its children are the page's own; there is nothing to render into.
  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    this.#provide();
    super.connectedCallback();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#provide();
  }

  #provide(): void {
    const { baseUrl, sessionEndpoint, authorizationHeader, fetchSession, fetch, locale, strings } = this;
    const settings = { baseUrl, sessionEndpoint, authorizationHeader, fetchSession, fetch, locale, strings };
    this.#provider.setValue(settings);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'workroom-provider': WorkroomProvider;
  }
}
