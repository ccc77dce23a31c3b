import type { WireContract } from '@workroom/core/api';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ContractElement } from '../foundation/contract-element.ts';
import { failureOf } from '../foundation/failure.ts';
import { addressOf, leavesPage, type Place } from '../foundation/links.ts';
import { version } from '../foundation/version.ts';
import { errorView } from '../foundation/views/error-view.ts';
import { named } from '../foundation/views/named-view.ts';
import activity from '../locales/en/activity.ts';
import message from '../locales/en/message.ts';
import notifications from '../locales/en/notifications.ts';
import { NotificationsController } from '../notifications/notifications-controller.ts';
import { notificationStyles } from '../notifications/styles.ts';
import { theme } from '../theme/index.ts';
import type { Decision } from '../timeline/decisions.ts';
import { composerSpace, lazyComposer } from '../timeline/lazy-composer.ts';
import { lazyTimeline, type TimelineViews } from '../timeline/lazy-timeline.ts';
import { LiveTimeline } from '../timeline/live-timeline.ts';
import { timelineStyles } from '../timeline/styles.ts';
import { styles } from './styles.ts';

const strings = { ...activity, ...message, ...notifications };

/**
 * The activity of a contract, made for a sidebar next to the marketplace's messages: messages and events, newest
 * first, *Review and pay* on a submission that waits for the client, and the person's notifications.
 *
 * @fires workroom-message-request - Fired before a message is sent. Cancelable.
 * @fires workroom-message-posted - Fired after a message is sent.
 * @fires workroom-navigate - Fired when a link is followed. Cancel it to do the navigation yourself.
 *
 * @slot header - Replaces the title.
 * @slot empty - Replaces the text shown while there are no entries.
 * @slot footer - At the bottom, below the content.
 *
 * @csspart card - The card around the element's content.
 * @csspart composer - The form to write a message.
 * @csspart timeline - The entries; each is `event` plus its type, as in `event milestone-submitted`.
 * @csspart people - The people on the contract; each is `person` plus their side, as in `person client`.
 * @csspart filters - The filters of the entries; each is `filter`, and the selected one `filter chosen`.
 * @csspart bubble - The text of a message. The viewer's own messages are in `event message-posted own`.
 * @csspart facts - The steps of a payment, collapsed into the entry for what it pays.
 * @csspart attachments - The links and files of an entry.
 * @csspart files - The files attached to a message that is being written; each is `file` plus its status: `sending`, `sent`, `failed` or `refused`, as in `file sending`.
 * @csspart decision - The link to a decision: `decision review` or `decision release`.
 * @csspart notifications-button - The button that opens the notifications.
 * @csspart notifications - The list of notifications.
 * @csspart notification - One notification; also `unread` or `read`, as in `notification unread`.
 *
 * @cssproperty --workroom-activity-timeline-accent - The accent colour.
 * @cssproperty --workroom-activity-timeline-surface - The background.
 * @cssproperty --workroom-activity-timeline-text - The text colour.
 * @cssproperty --workroom-activity-timeline-border - The colour of lines and borders.
 * @cssproperty --workroom-activity-timeline-radius - The corner radius.
 * @cssproperty --workroom-activity-timeline-padding - The padding between the border and the content.
 * @cssproperty --workroom-activity-timeline-max-width - The maximum width.
 */
export class ActivityTimeline extends ContractElement {
  static readonly elementName = 'activity-timeline';
  static readonly version = version;
  static override properties: PropertyDeclarations = {
    contractHref: { attribute: 'contract-href' },
    reviewHref: { attribute: 'review-href' },
    pageSize: { type: Number, attribute: 'page-size' },
    withoutComposer: { type: Boolean, attribute: 'without-composer' },
    withoutNotifications: { type: Boolean, attribute: 'without-notifications' },
    pages: { state: true },
  };
  static override styles = [...theme, timelineStyles, notificationStyles, styles];

  /** The address of a contract's page; `{contractId}` is replaced by its id. */
  contractHref = '?contract={contractId}';
  /** The address of *Review and pay*; `{contractId}` and `{milestoneId}` are replaced by their ids. */
  reviewHref = '?contract={contractId}&review={milestoneId}';
  /** The number of entries shown at first, and added by *Show earlier activity*. */
  pageSize = 30;
  /** Hides the message field. */
  withoutComposer = false;
  /** Hides the notifications. */
  withoutNotifications = false;

  private pages = 1;

  protected override readonly room = this.createRoom(strings, ['activity', 'message', 'notifications']);
  readonly #timeline = new LiveTimeline(this);
  readonly #timelineViews = lazyTimeline(this.room);
  readonly #composer = lazyComposer(this.room);

  readonly #addressOf = (place: Place): string =>
    addressOf(place.to === 'contract' ? this.contractHref : this.reviewHref, place);
  readonly #navigate = (place: Place): boolean => this.tell('workroom-navigate', place, { cancelable: true });

  readonly #notifications = new NotificationsController(this, {
    words: this.room.words,
    client: () => (this.withoutNotifications ? null : this.room.client),
    addressOf: this.#addressOf,
    navigate: this.#navigate,
    announce: (text) => this.announce(text),
    announcesNew: false,
  });

  protected override contractView(contract: WireContract): TemplateResult {
    const { text } = this.room.words;
    return html`<section class="card activity" part="card" aria-labelledby="activity-title">
      <div class="head">
        <slot name="header"><div>
          <h2 id="activity-title" part="title">${text('timeline.title')}</h2>
          <p class="about">${named(contract.title)}</p>
        </div></slot>
        ${this.#notifications.view()}
      </div>
      ${this.room.isStale ? html`<p class="callout attention" part="stale">${text('load.stale')}</p>` : nothing}
      ${this.withoutComposer ? nothing : this.#composerView(contract)} ${this.#entriesView(contract)}
      <slot name="footer"></slot>
    </section>`;
  }

  #composerView(contract: WireContract): unknown {
    const space = composerSpace(this.room.action('post_message'));
    return this.#composer.view((composer) => composer.messageView(contract), space);
  }

  get #shown(): number {
    return Math.max(this.pageSize, 1) * this.pages;
  }

  #entriesView(contract: WireContract): unknown {
    const { words } = this.room;
    const { events } = this.#timeline;
    const views = this.#timelineViews.made;
    const error = this.#timeline.error ?? this.#timelineViews.error;
    const failed =
      error === null
        ? nothing
        : errorView(failureOf(error, words, words.text('timeline.failed')), words, () => void this.#readTimeline());
    if (events === null || views === null) {
      if (error !== null) return failed;
      return html`<div class="events-loading" role="status" aria-label=${words.text('timeline.loading')}><span class="bone wide" part="bone"></span><span class="bone" part="bone"></span><span class="bone wide" part="bone"></span></div>`;
    }
    if (events.length === 0) {
      return html`<slot name="empty"><div class="empty" part="empty"><p class="callout-title">${words.text('activity.emptyTitle')}</p>
        <p class="fine">${words.text('activity.empty')}</p></div></slot>`;
    }
    const decisions = views.decisionsAskedIn(events, contract);
    return html`${failed}
      ${views.conversation.view({
        contract,
        events,
        shown: this.#shown,
        hasEarlier: this.#timeline.hasEarlier,
        showEarlier: () => void this.#showEarlier(),
        link: ({ seq }) => this.#decisionLink(contract, views, decisions.get(seq)),
        words: views.words,
        headingLevel: 3,
        people: true,
      })}`;
  }

  #decisionLink({ id }: WireContract, { conversation }: TimelineViews, decision: Decision | undefined): unknown {
    if (decision === undefined) return nothing;
    const place = { to: 'review-and-pay', contractId: id, milestoneId: decision.milestoneId } as const;
    const follow = (event: MouseEvent) => {
      if (!leavesPage(event) && !this.#navigate(place)) event.preventDefault();
    };
    return conversation.decision(decision, follow, this.#addressOf(place));
  }

  protected override contractChanged(_contract: WireContract, before: WireContract | null): void {
    void this.#readTimeline();
    if (before !== null) this.#notifications.refresh();
  }

  protected override forget(other: 'contract' | 'person'): void {
    this.room.failure = null;
    this.pages = 1;
    if (other === 'person') this.#composer.made?.forget();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('withoutComposer') && !this.withoutComposer) void this.#composer.load();
    this.internals.role = 'region';
    this.internals.ariaLabel = this.room.words.text('timeline.title');
    this.setState('empty', this.#timeline.events?.length === 0);
  }

  async #showEarlier(): Promise<void> {
    const shown = this.renderRoot.querySelectorAll('.event').length;
    this.pages += 1;
    await this.#readTimeline();
    await this.updateComplete;
    // To the first of the earlier entries, because the button may be gone.
    const first = this.renderRoot.querySelectorAll<HTMLElement>('.event')[shown];
    first?.setAttribute('tabindex', '-1');
    first?.focus({ preventScroll: true });
    this.announce(this.room.words.text('activity.loadedEarlier'));
  }

  async #readTimeline(): Promise<void> {
    const { client, contract } = this.room;
    if (client === null || contract === null) return;
    const known = this.#timeline.events?.at(-1)?.seq ?? null;
    await Promise.all([this.#timeline.show(client, contract, this.#shown), this.#timelineViews.load()]);
    this.requestUpdate();
    if (known === null || this.contract?.id !== contract.id) return;
    const news = this.#timelineViews.made?.conversation.newSince(known, this.contract, this.#timeline.events ?? []);
    if (news) this.announce(news);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'activity-timeline': ActivityTimeline;
  }
}
