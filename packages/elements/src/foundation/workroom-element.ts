import { ContextConsumer } from '@lit/context';
import type { FetchSession } from '@workroom/client';
import { isLocale } from '@workroom/core/messages';
import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { fire, type WorkroomEventMap } from './events.ts';
import type { Localize } from './localize.ts';
import type { Messages } from './messages.ts';
import { type AuthorizationHeader, mergeSettings, type Settings, settingsProperties } from './settings.ts';
import { keepUnanswered, settingsContext } from './settings-context.ts';
import { TipDismissal } from './tip-dismissal.ts';
import { skeletonView } from './views/skeleton-view.ts';
import { warnOfDarkClass, warnOnce } from './warn.ts';

/** The base of all elements: settings, language, custom states, and a polite live region. */
export abstract class WorkroomElement extends LitElement {
  static override properties: PropertyDeclarations = {
    ...settingsProperties,
    density: {},
    announcement: { state: true },
  };

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
  /** Texts that replace the element's own, by key. */
  strings: Messages | undefined;
  /** `compact` for tighter spacing. */
  density: string | undefined;

  protected announcement = '';

  protected readonly internals = this.attachInternals();
  readonly #provided = new ContextConsumer(this, { context: settingsContext, subscribe: true });

  constructor() {
    super();
    new TipDismissal(this);
  }

  override connectedCallback(): void {
    keepUnanswered();
    super.connectedCallback();
  }

  protected abstract readonly localize: Localize<Record<never, never>>;
  protected abstract view(): unknown;

  protected get settings(): Settings {
    return mergeSettings(this, this.#provided.value);
  }

  /**
   * The container of the element's content, such as a dialog. The live region must be inside it, because a modal dialog
   * makes everything else inert.
   */
  protected frame(content: TemplateResult): unknown {
    return content;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    keepTypedKeys(root);
    return root;
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    warnOfDarkClass(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { density, locale } = this;
    if (changed.has('density')) warnOnce(this, 'density', density, density === 'compact', '“compact”');
    if (changed.has('locale')) warnOnce(this, 'locale', locale, isLocale(locale), 'a language tag such as “pt-BR”');
  }

  protected override render(): TemplateResult {
    const { locale, direction } = this.localize;
    // Better a moment later than in two languages.
    const view = this.localize.isReady ? this.view() : skeletonView(this.localize.text('load.busy'));
    const content = html`${view}
      <div class="unseen" role="status">${this.announcement || nothing}</div>`;
    return html`<div class="root" part="root" lang=${locale} dir=${direction}>${this.frame(content)}</div>`;
  }

  /** Sets `:state(name)`. */
  protected setState(name: string, on: boolean): void {
    if (on) this.internals.states.add(name);
    else this.internals.states.delete(name);
  }

  /** Announces a text politely to screen readers. */
  protected announce(text: string): void {
    // Screen readers ignore a repeated text, so it is changed slightly.
    this.announcement = text === this.announcement ? `${text}\u00a0` : text;
  }

  /** @returns false if the page cancelled it */
  protected tell<Name extends keyof WorkroomEventMap>(
    name: Name,
    detail: WorkroomEventMap[Name]['detail'],
    options?: { readonly cancelable?: boolean; readonly bubbles?: boolean },
  ): boolean {
    return fire(this, name, detail, options);
  }
}

/** Keys that the page's shortcuts and dialogs still receive. */
const pagesOwn = /^(Escape|Tab|F\d+)$/;

/**
 * Keeps typing in a field from triggering the page's shortcuts. Shortcuts usually ignore `<input>`, but from outside a
 * shadow root every field looks like the element itself.
 */
function keepTypedKeys(root: Node): void {
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keep);
}

function keep(event: Event): void {
  const { target } = event;
  if (!(event instanceof KeyboardEvent) || !(target instanceof Element) || pagesOwn.test(event.key)) return;
  // Fields that the page put into a slot belong to the page.
  if (target.getRootNode() !== event.currentTarget || !target.matches('input, textarea, select')) return;
  const isTyped = !event.metaKey && (!event.ctrlKey || event.getModifierState('AltGraph'));
  if (isTyped) event.stopPropagation();
}
