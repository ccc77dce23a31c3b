import { withoutDirectionControls } from '@workroom/core';
import type { WireNotification } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { failureOf } from '../foundation/failure.ts';
import type { Localize } from '../foundation/localize.ts';
import { errorView } from '../foundation/views/error-view.ts';
import { named } from '../foundation/views/named-view.ts';
import type english from '../locales/en/notifications.ts';
import type { LiveNotifications } from './live-notifications.ts';

interface Doors {
  readonly live: LiveNotifications;
  readonly words: Localize<typeof english>;
  readonly isOpen: boolean;
  readonly addressOf: (told: WireNotification) => string;
  readonly follow: (event: MouseEvent, told: WireNotification) => void;
  readonly read: (told: WireNotification) => void;
  readonly readAll: () => void;
  readonly more: () => void;
  readonly tryAgain: () => void;
  readonly toggles: () => void;
  readonly toggled: (isOpen: boolean) => void;
  readonly close: () => void;
}

const most = 99;

export function notificationsView(doors: Doors): TemplateResult {
  const { live, words, isOpen, readAll, toggles, toggled, close } = doors;
  const { text, number } = words;
  const { unread } = live;
  return html`<div class="notifications">
    <button type="button" class="icon bell" part="button notifications-button" popovertarget="notifications"
      aria-label=${unread === 0 ? text('notifications.openNone') : text('notifications.open', { count: unread })}>
      <slot name="icon-notifications"><svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M10 2.5a5 5 0 0 0-5 5c0 4.2-1.7 5.6-1.7 6.5h13.4c0-.9-1.7-2.3-1.7-6.5a5 5 0 0 0-5-5ZM8.3 16.7a1.8 1.8 0 0 0 3.4 0" /></svg></slot>
      ${unread === 0 ? nothing : html`<span class="unread-count" part="unread-count" aria-hidden="true">${unread > most ? text('notifications.many') : number(unread)}</span>`}
    </button>
    <div popover id="notifications" class="panel" part="notifications" role="dialog" aria-labelledby="notifications-title"
      @beforetoggle=${toggles} @toggle=${(event: ToggleEvent) => toggled(event.newState === 'open')}>
      <div class="panel-bar" part="panel-bar">
        <p id="notifications-title" class="panel-title" role="heading" aria-level="3" tabindex="-1">${text('notifications.title')}</p>
        ${unread === 0 ? nothing : html`<button type="button" class="quiet small" part="button" @click=${readAll}>${text('notifications.readAll')}</button>`}
        <button type="button" class="icon" part="close" aria-label=${text('action.close')} @click=${close}>
          <slot name="icon-close"><svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><path d="m5 5 10 10M15 5 5 15" /></svg></slot>
        </button>
      </div>
      ${isOpen ? contentView(doors) : nothing}
    </div>
  </div>`;
}

function contentView(doors: Doors): unknown {
  const { live, words, more, tryAgain } = doors;
  const { text } = words;
  const { told, error, hasMore } = live;
  const failure =
    error === null
      ? nothing
      : html`<div class="panel-note">${errorView(failureOf(error, words), words, tryAgain)}</div>`;
  if (told === null) {
    if (error !== null) return failure;
    return html`<div class="panel-note stack" role="status" aria-label=${text('load.busy')}><span class="bone wide" part="bone"></span><span class="bone" part="bone"></span></div>`;
  }
  if (told.length === 0) {
    return html`${failure}<div class="panel-empty" part="empty"><p class="callout-title">${text('notifications.emptyTitle')}</p>
      <p class="fine">${text('notifications.empty')}</p></div>`;
  }
  return html`${failure}
    <ul class="notices">${repeat(
      told,
      ({ id }) => id,
      (each) => noticeView(each, doors),
    )}</ul>
    ${hasMore ? html`<div class="panel-note"><button type="button" class="quiet" part="button" @click=${more}>${text('notifications.more')}</button></div>` : nothing}`;
}

/** The words are the server's own: whoever reads them later, by e-mail say, reads the same. */
function noticeView(told: WireNotification, { words, addressOf, follow, read }: Doors): TemplateResult {
  const { text, instant, instantInUtc } = words;
  const { id, title, contractTitle, createdAt, readAt } = told;
  const isUnread = readAt === null;
  return html`<li class="notice ${isUnread ? 'unread' : ''}" part="notification ${isUnread ? 'unread' : 'read'}">
    <a id="notice-${id}" part="link" dir="auto" href=${addressOf(told)} aria-describedby="about-${id}" @click=${(event: MouseEvent) => follow(event, told)}
      >${isUnread ? html`<span class="unseen">${text('notifications.unread')}: </span>` : nothing}${withoutDirectionControls(title)}</a>
    <div id="about-${id}">
      <p class="notice-text" dir="auto">${told.text}</p>
      <p class="fine">${named(contractTitle)} · <time datetime=${createdAt} title=${instantInUtc(createdAt)}>${instant(createdAt)}</time></p>
    </div>
    ${
      isUnread
        ? html`<button type="button" class="quiet small" part="button" aria-label=${text('notifications.readOne', { title })} @click=${() => read(told)}>${text('notifications.read')}</button>`
        : nothing
    }
  </li>`;
}
