import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../foundation/localize.ts';
import type english from '../locales/en/notifications.ts';
import type { LiveNotifications } from './live-notifications.ts';

export interface Panel {
  readonly live: LiveNotifications;
  readonly words: Localize<typeof english>;
  /** The content of the open panel. */
  readonly content: unknown;
  readonly readAll: () => void;
  readonly toggles: () => void;
  readonly toggled: (isOpen: boolean) => void;
  readonly close: () => void;
}

const most = 99;

/** The button, and the panel that it opens. */
export function notificationsView(panel: Panel): TemplateResult {
  const { live, words, content, readAll, toggles, toggled, close } = panel;
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
      ${content}
    </div>
  </div>`;
}

export function bonesView(label: string): TemplateResult {
  return html`<div class="panel-note stack" role="status" aria-label=${label}><span class="bone wide" part="bone"></span><span class="bone" part="bone"></span></div>`;
}
