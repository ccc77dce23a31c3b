import { ContextConsumer } from '@lit/context';
import type { FetchSession } from '@workroom/client';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WorkroomEventMap } from './events.ts';
import type { Localize } from './localize.ts';
import type { Messages } from './messages.ts';
import { mergeSettings, type Settings, settingsContext } from './settings.ts';

/** What every element shares: its settings, its language, states without attributes on the host, and a polite voice. */
export abstract class WorkroomElement extends LitElement {
  /** Where the server kit is mounted. */
  @property({ attribute: 'base-url' }) baseUrl: string | undefined;
  /** The marketplace's own route that answers `{ token }` to a POST. */
  @property({ attribute: 'session-endpoint' }) sessionEndpoint: string | undefined;
  /** Fetches a session token; instead of `session-endpoint`. */
  @property({ attribute: false }) fetchSession: FetchSession | undefined;
  /** Stands in for the global fetch. */
  @property({ attribute: false }) fetch: typeof fetch | undefined;
  /** A language tag. @default the nearest `lang` */
  @property() locale: string | undefined;
  /** Texts in place of the element's own, by key. */
  @property({ attribute: false }) strings: Messages | undefined;
  /** `compact` for tighter spacing. */
  @property() density: string | undefined;

  @state() protected announcement = '';

  protected readonly internals = this.attachInternals();
  readonly #provided = new ContextConsumer(this, { context: settingsContext, subscribe: true });

  protected abstract readonly localize: Localize<Record<never, never>>;
  protected abstract view(): unknown;

  protected get settings(): Settings {
    return mergeSettings(this, this.#provided.value);
  }

  /** What holds the element's content; a dialog, say. The polite voice must be inside, for a modal dialog silences all else. */
  protected frame(content: TemplateResult): unknown {
    return content;
  }

  protected override render(): TemplateResult {
    const { locale, direction } = this.localize;
    const content = html`${this.view()}
      <div class="unseen" role="status">${this.announcement || nothing}</div>`;
    return html`<div class="root" part="root" lang=${locale} dir=${direction}>${this.frame(content)}</div>`;
  }

  /** Shows as `:state(name)`. */
  protected setState(name: string, on: boolean): void {
    if (on) this.internals.states.add(name);
    else this.internals.states.delete(name);
  }

  /** Tells who listens rather than looks, once they have finished what they hear. */
  protected announce(text: string): void {
    // The same text twice is no change to a screen reader.
    this.announcement = text === this.announcement ? `${text}\u00a0` : text;
  }

  /** @returns false when the page cancelled it */
  protected tell<Name extends keyof WorkroomEventMap>(
    name: Name,
    detail: WorkroomEventMap[Name]['detail'],
    { cancelable = false, bubbles = true } = {},
  ): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles, composed: bubbles, cancelable }));
  }
}
