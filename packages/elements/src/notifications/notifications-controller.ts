import type { Client } from '@workroom/client';
import type { WireNotification } from '@workroom/core/api';
import { html, type LitElement, nothing, type ReactiveController } from 'lit';
import { addStyles } from '../foundation/add-styles.ts';
import { failureOf } from '../foundation/failure.ts';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import { leavesPage, type Place } from '../foundation/links.ts';
import type { Localize } from '../foundation/localize.ts';
import { errorView } from '../foundation/views/error-view.ts';
import type english from '../locales/en/notifications.ts';
import { type LiveNotifications, notificationsOf } from './live-notifications.ts';
import { bonesView, notificationsView } from './notifications-view.ts';

type NoticesPart = typeof import('./notices-view.ts');

const noticesPart = new LazyPart<NoticesPart>(() => import('./notices-view.ts'));

export interface NotificationsHost {
  readonly words: Localize<typeof english>;
  /** `null` without a server, or if notifications are hidden. */
  readonly client: () => Client | null;
  readonly addressOf: (place: Place) => string;
  /** @returns false if the page routes it itself */
  readonly navigate: (place: Place) => boolean;
  readonly announce: (text: string) => void;
  /** Whether to announce new ones; not if the element itself announces events. */
  readonly announcesNew: boolean;
}

/** A person’s notifications (rule 38): a button with the number of unread ones, and the list that it opens. */
export class NotificationsController implements ReactiveController {
  readonly #element: LitElement;
  readonly #host: NotificationsHost;
  readonly #notices: OwnPart<NoticesPart, NoticesPart['noticesView']>;
  #client: Client | null = null;
  #live: LiveNotifications | null = null;
  #stopListening: (() => void) | null = null;
  #unreadBefore: number | null = null;
  #isOpen = false;
  /** When the panel began to close. A click elsewhere keeps its focus there. */
  #focusWasInside = false;

  constructor(element: LitElement, host: NotificationsHost) {
    this.#element = element;
    this.#host = host;
    const part = { words: host.words, redraw: () => element.requestUpdate() };
    this.#notices = new OwnPart(part, noticesPart, [], ({ noticesView, noticesStyles }) => {
      addStyles(element, noticesStyles);
      return noticesView;
    });
    element.addController(this);
  }

  /** Called in each rendering, when the element knows its client. */
  view(): unknown {
    this.#reach(this.#host.client());
    const live = this.#live;
    if (live === null) return null;
    return notificationsView({
      live,
      words: this.#host.words,
      content: this.#isOpen ? this.#contentOf(live) : nothing,
      readAll: () => void this.#readAll(),
      toggles: () => {
        this.#focusWasInside = this.#popover?.contains(this.#element.shadowRoot?.activeElement ?? null) ?? false;
      },
      toggled: (isOpen) => this.#toggled(isOpen),
      close: () => this.#popover?.hidePopover(),
    });
  }

  #contentOf(live: LiveNotifications): unknown {
    const { words } = this.#host;
    const { made, error } = this.#notices;
    if (error !== null) {
      const tryAgain = () => void this.#notices.load();
      return html`<div class="panel-note">${errorView(failureOf(error, words, words.text('load.unexpectedTitle')), words, tryAgain)}</div>`;
    }
    if (made === null) return bonesView(words.text('load.busy'));
    return made({
      live,
      words,
      addressOf: (notification) => this.#host.addressOf(placeOf(notification)),
      follow: (event, notification) => this.#follow(event, notification),
      read: (notification) => void this.#read(notification),
      more: () => void this.#more(),
      tryAgain: () => void live.refresh(),
    });
  }

  /** Called after an event that may have created a notification. */
  refresh(): void {
    void this.#live?.refresh();
  }

  hostDisconnected(): void {
    this.#reach(null);
  }

  get #popover(): HTMLElement | null {
    return this.#element.shadowRoot?.querySelector<HTMLElement>('#notifications') ?? null;
  }

  #reach(client: Client | null): void {
    if (client === this.#client) return;
    this.#stopListening?.();
    this.#client = client;
    this.#unreadBefore = null;
    this.#live = client === null ? null : notificationsOf(client);
    this.#stopListening = this.#live?.listen(() => this.#changed()) ?? null;
  }

  #changed(): void {
    this.#element.requestUpdate();
    const live = this.#live;
    if (live === null || live.notifications === null) return;
    const fresh = live.unread - (this.#unreadBefore ?? live.unread);
    this.#unreadBefore = live.unread;
    if (fresh > 0 && this.#host.announcesNew)
      this.#host.announce(this.#host.words.text('notifications.new', { count: fresh }));
  }

  #toggled(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#element.requestUpdate();
    if (!isOpen) {
      if (this.#focusWasInside) this.#element.shadowRoot?.querySelector<HTMLElement>('.bell')?.focus();
      return;
    }
    void this.#notices.load();
    this.refresh();
    this.#focus('#notifications-title');
  }

  #follow(event: MouseEvent, notification: WireNotification): void {
    if (notification.readAt === null) void this.#live?.markRead([notification.id]);
    if (leavesPage(event)) return;
    if (!this.#host.navigate(placeOf(notification))) event.preventDefault();
    this.#popover?.hidePopover();
  }

  async #read({ id }: WireNotification): Promise<void> {
    if ((await this.#live?.markRead([id])) !== true) return;
    this.#host.announce(this.#host.words.text('notifications.isRead'));
    // The pressed button is gone.
    await this.#element.updateComplete;
    this.#focus(`#notice-${id}`);
  }

  async #readAll(): Promise<void> {
    if ((await this.#live?.markRead()) !== true) return;
    this.#host.announce(this.#host.words.text('notifications.allRead'));
    await this.#element.updateComplete;
    this.#focus('#notifications-title');
  }

  async #more(): Promise<void> {
    const shown = this.#live?.notifications?.length ?? 0;
    await this.#live?.more();
    await this.#element.updateComplete;
    this.#popover?.querySelectorAll<HTMLElement>('.notice a')[shown]?.focus();
  }

  #focus(selector: string): void {
    this.#popover?.querySelector<HTMLElement>(selector)?.focus();
  }
}

function placeOf({ contractId, link }: WireNotification): Place {
  return { to: link.to, contractId, milestoneId: link.milestoneId };
}
