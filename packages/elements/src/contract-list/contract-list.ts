import type { WireContractSummary } from '@workroom/core/api';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { addStyles } from '../foundation/add-styles.ts';
import { ConnectionController } from '../foundation/connection-controller.ts';
import { failureOf, isSessionOver } from '../foundation/failure.ts';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import { addressOf, leavesPage, type Place } from '../foundation/links.ts';
import { Localize } from '../foundation/localize.ts';
import { version } from '../foundation/version.ts';
import { errorView } from '../foundation/views/error-view.ts';
import { skeletonView } from '../foundation/views/skeleton-view.ts';
import { WorkroomElement } from '../foundation/workroom-element.ts';
import list from '../locales/en/list.ts';
import notifications from '../locales/en/notifications.ts';
import { NotificationsController } from '../notifications/notifications-controller.ts';
import { notificationStyles } from '../notifications/styles.ts';
import { badges } from '../theme/badges.ts';
import { theme } from '../theme/index.ts';
import { isFiltered, type ListFilter, LiveList, noFilter } from './live-list.ts';
import { styles } from './styles.ts';

const strings = { ...list, ...notifications };

// Loaded while the session and the contracts load.
const listPart = new LazyPart(() => import('./list-part.ts'));

/** The pause in typing before the list is filtered. */
const typingMs = 250;

/**
 * *All contracts* of a person, to search, filter, sort and open.
 *
 * @fires workroom-navigate - Fired when a contract is opened. Cancel it to do the navigation yourself.
 *
 * @slot header - At the top; replaces the title.
 * @slot empty - Replaces the text shown to a person without contracts.
 * @slot footer - At the bottom, below the content.
 *
 * @csspart card - The card around the element's content.
 * @csspart filters - Search, filters and sort order.
 * @csspart contract - One contract, plus its status, as in `contract active`.
 * @csspart turn - What the viewer has to do next on a contract.
 * @csspart group - A group of the list: contracts that need an action by the viewer, or all others.
 * @csspart group-title - The heading of a group, with the number of its contracts.
 * @csspart progress - The bar of how much of a contract is paid; the filled part is `progress-paid`.
 * @csspart totals - The sums of the contracts shown, one `total` for each currency.
 * @csspart frozen - The mark of a frozen contract.
 * @csspart notifications-button - The button that opens the notifications.
 * @csspart notifications - The list of notifications.
 * @csspart notification - One notification; also `unread` or `read`, as in `notification unread`.
 *
 * @cssproperty --workroom-contract-list-accent - The accent colour.
 * @cssproperty --workroom-contract-list-surface - The background.
 * @cssproperty --workroom-contract-list-text - The text colour.
 * @cssproperty --workroom-contract-list-border - The colour of lines and borders.
 * @cssproperty --workroom-contract-list-radius - The corner radius.
 * @cssproperty --workroom-contract-list-padding - The padding between the border and the content.
 * @cssproperty --workroom-contract-list-max-width - The maximum width.
 */
export class ContractList extends WorkroomElement {
  static readonly elementName = 'contract-list';
  static readonly version = version;
  static override properties: PropertyDeclarations = {
    contractHref: { attribute: 'contract-href' },
    reviewHref: { attribute: 'review-href' },
    pageSize: { type: Number, attribute: 'page-size' },
    withoutFilters: { type: Boolean, attribute: 'without-filters' },
    withoutNotifications: { type: Boolean, attribute: 'without-notifications' },
    filter: { state: true },
    filtersOpen: { state: true },
  };
  static override styles = [...theme, badges, notificationStyles, styles];

  /** The address of a contract's page; `{contractId}` is replaced by its id. */
  contractHref = '?contract={contractId}';
  /** The address of *Review and pay*; `{contractId}` and `{milestoneId}` are replaced by their ids. */
  reviewHref = '?contract={contractId}&review={milestoneId}';
  /** The number of contracts per page, at most 100. */
  pageSize = 20;
  /** Hides search, filters and sort order. */
  withoutFilters = false;
  /** Hides the notifications. */
  withoutNotifications = false;

  private filter: ListFilter = noFilter;
  private filtersOpen = false;

  protected override readonly localize = new Localize(this, strings, () => this.settings, ['list', 'notifications']);
  readonly #connection = new ConnectionController(this, () => this.settings, {
    connectionChanged: (connection) => this.#reach(connection?.client ?? null),
  });
  readonly #addressOf = (place: Place): string =>
    addressOf(place.to === 'contract' ? this.contractHref : this.reviewHref, place);
  readonly #navigate = (place: Place): boolean => this.tell('workroom-navigate', place, { cancelable: true });
  readonly #notifications = new NotificationsController(this, {
    words: this.localize,
    client: () => (this.withoutNotifications ? null : this.#connection.client),
    addressOf: this.#addressOf,
    navigate: this.#navigate,
    announce: (text) => this.announce(text),
    announcesNew: true,
  });
  readonly #views = new OwnPart({ words: this.localize, redraw: () => this.requestUpdate() }, listPart, [], (part) => {
    addStyles(this, part.rowStyles, part.listStyles);
    return part;
  });
  #list: LiveList | null = null;
  #stopListening: (() => void) | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #reported: unknown = null;

  /** Reads the list again now. */
  async refresh(): Promise<void> {
    await this.#list?.refresh();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#views.load();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('pageSize') && this.hasUpdated) this.#reach(this.#connection.client);
    const list = this.#list;
    const failed = list !== null && list.contracts === null && list.error !== null;
    this.setState('loading', list !== null && list.contracts === null && !failed);
    this.setState('error', failed);
    this.setState('ready', list?.contracts != null && this.#views.made !== null);
    this.setState('empty', list?.contracts?.length === 0);
  }

  protected override view(): TemplateResult {
    const { localize: words } = this;
    const list = this.#list;
    return html`<section class="card list" part="card" aria-labelledby="title">
      <div class="head">
        <slot name="header"><h2 id="title" part="title">${words.text('list.title')}</h2></slot>
        ${this.#notifications.view()}
      </div>
      ${this.withoutFilters || this.#hasNone ? nothing : this.#views.made?.filterView({ words, filter: this.filter, change: this.#change, isOpen: this.filtersOpen, toggle: this.#toggleFilters })}
      ${this.#bodyView(list)}
      <slot name="footer"></slot>
    </section>`;
  }

  #bodyView(list: LiveList | null): unknown {
    const loading = skeletonView(this.localize.text('load.busy'));
    return this.#views.view(() => (list === null ? loading : this.#contentView(list)), loading);
  }

  /** Without contracts there is nothing to filter. */
  get #hasNone(): boolean {
    return this.#list?.contracts?.length === 0 && !isFiltered(this.filter);
  }

  #contentView(list: LiveList): TemplateResult {
    const { localize: words } = this;
    const { contracts, error } = list;
    if (contracts === null) {
      if (error === null) return skeletonView(words.text('load.busy'));
      return errorView(failureOf(error, words, words.text('list.failed')), words, () => void this.refresh());
    }
    return html`
      ${error === null ? nothing : html`<p class="callout attention" part="stale">${words.text('list.stale')}</p>`}
      ${contracts.length === 0 ? this.#emptyView() : this.#rowsView(contracts)}
      ${
        list.hasMore
          ? html`<div class="actions"><button type="button" part="button more" ?disabled=${list.isReading} @click=${this.#more}>
              ${words.text(list.isReading ? 'list.reading' : 'list.more')}</button></div>`
          : nothing
      }`;
  }

  #rowsView(contracts: readonly WireContractSummary[]): unknown {
    return this.#views.made?.rowsView(contracts, {
      words: this.localize,
      hrefOf: this.#addressOf,
      open: this.#open,
      hasMore: this.#list?.hasMore === true,
    });
  }

  #emptyView(): TemplateResult {
    const { text } = this.localize;
    if (!isFiltered(this.filter)) {
      return html`<slot name="empty"><div class="empty" part="empty"><p class="callout-title">${text('list.emptyTitle')}</p>
        <p class="muted">${text('list.empty')}</p></div></slot>`;
    }
    return html`<div class="empty" part="empty"><p class="callout-title">${text('list.noneTitle')}</p>
      <p class="muted">${text('list.none')}</p>
      <div class="actions"><button type="button" part="button" @click=${() => this.#change(noFilter)}>${text('list.clear')}</button></div></div>`;
  }

  readonly #toggleFilters = (): void => {
    this.filtersOpen = !this.filtersOpen;
  };

  readonly #change = (change: Partial<ListFilter>): void => {
    const before = this.filter;
    this.filter = { ...before, ...change };
    clearTimeout(this.#typing);
    const typed = this.filter.text !== before.text && this.filter.text !== '';
    if (typed) this.#typing = setTimeout(() => void this.#ask(), typingMs);
    else void this.#ask();
  };

  async #ask(): Promise<void> {
    await this.#list?.ask(this.filter);
    this.#announceCount();
  }

  readonly #more = async (): Promise<void> => {
    const shown = new Set(this.#list?.contracts?.map(({ id }) => id));
    await this.#list?.more();
    this.#announceCount();
    await this.updateComplete;
    // To the first of the new contracts, because the button may be gone.
    const titles = [...this.renderRoot.querySelectorAll<HTMLElement>('a.title')];
    titles.find(({ id }) => !shown.has(id.replace('title-', '') as `ctr_${string}`))?.focus();
  };

  #announceCount(): void {
    const count = this.#list?.contracts?.length ?? 0;
    const key = this.#list?.hasMore ? 'list.countMore' : 'list.count';
    this.announce(this.localize.text(count === 0 ? 'list.noneTitle' : key, { count }));
  }

  readonly #open = (event: MouseEvent, place: Place): void => {
    if (!leavesPage(event) && !this.#navigate(place)) event.preventDefault();
  };

  #reach(client: ConnectionController['client']): void {
    this.#stopListening?.();
    clearTimeout(this.#typing);
    this.#list = client === null ? null : new LiveList(client, this.pageSize);
    this.#stopListening = this.#list?.listen(() => this.#listChanged()) ?? null;
    void this.#list?.ask(this.filter);
  }

  #listChanged(): void {
    this.requestUpdate();
    const error = this.#list?.error ?? null;
    if (error === null || error === this.#reported) return;
    this.#reported = error;
    if (isSessionOver(error)) this.tell('workroom-session-expired', {});
    this.tell('workroom-load-error', { error });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'contract-list': ContractList;
  }
}
