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
import { bonesView } from './notifications-view.ts';

export { noticesStyles } from './notices-styles.ts';

export interface Notices {
  readonly live: LiveNotifications;
  readonly words: Localize<typeof english>;
  readonly addressOf: (notification: WireNotification) => string;
  readonly follow: (event: MouseEvent, notification: WireNotification) => void;
  readonly read: (notification: WireNotification) => void;
  readonly more: () => void;
  readonly tryAgain: () => void;
}

/** The notifications in the panel; loaded when it is first opened. */
export function noticesView(notices: Notices): unknown {
  const { live, words, more, tryAgain } = notices;
  const { text } = words;
  const { notifications, error, hasMore } = live;
  const failure =
    error === null
      ? nothing
      : html`<div class="panel-note">${errorView(failureOf(error, words, words.text('load.unexpectedTitle')), words, tryAgain)}</div>`;
  if (notifications === null) {
    if (error !== null) return failure;
    return bonesView(text('load.busy'));
  }
  if (notifications.length === 0) {
    return html`${failure}<div class="panel-empty" part="empty"><p class="callout-title">${text('notifications.emptyTitle')}</p>
      <p class="fine">${text('notifications.empty')}</p></div>`;
  }
  return html`${failure}
    <ul class="notices">${repeat(
      notifications,
      ({ id }) => id,
      (each) => noticeView(each, notices),
    )}</ul>
    ${hasMore ? html`<div class="panel-note"><button type="button" class="quiet" part="button" @click=${more}>${text('notifications.more')}</button></div>` : nothing}`;
}

/** Shows the server's own text, which is the same in e-mails. */
function noticeView(notification: WireNotification, { words, addressOf, follow, read }: Notices): TemplateResult {
  const { text, instant, instantInUtc } = words;
  const { id, title, contractTitle, createdAt, readAt } = notification;
  const isUnread = readAt === null;
  return html`<li class="notice ${isUnread ? 'unread' : ''}" part="notification ${isUnread ? 'unread' : 'read'}">
    <a id="notice-${id}" part="link" dir="auto" href=${addressOf(notification)} aria-describedby="about-${id}" @click=${(event: MouseEvent) => follow(event, notification)}
      >${isUnread ? html`<span class="unseen">${text('notifications.unread')}: </span>` : nothing}${withoutDirectionControls(title)}</a>
    <div id="about-${id}">
      <p class="notice-text" dir="auto">${notification.text}</p>
      <p class="fine">${named(contractTitle)} · <time datetime=${createdAt} title=${instantInUtc(createdAt)}>${instant(createdAt)}</time></p>
    </div>
    ${
      isUnread
        ? html`<button type="button" class="quiet small" part="button" aria-label=${text('notifications.readOne', { title })} @click=${() => read(notification)}>${text('notifications.read')}</button>`
        : nothing
    }
  </li>`;
}
