import { withoutDirectionControls } from '@workroom/core';
import type { WireAction } from '@workroom/core/api';
import { html, nothing } from 'lit';
import type { Room } from '../room.ts';

export interface ActionButton {
  readonly label: string;
  readonly press: () => void;
  readonly look?: 'primary' | 'quiet' | 'quiet danger' | '';
  /** The subject, if several buttons have the same label. */
  readonly about?: string;
}

/**
 * A button for one of the server's actions. An unavailable action is disabled, but focusable, and says why; an action
 * that does not apply is not shown.
 */
export function actionButton(
  room: Room,
  action: WireAction | undefined,
  { label, press, look = '', about }: ActionButton,
): unknown {
  if (action === undefined) return nothing;
  const { name, milestoneId, enabled } = action;
  const spoken = about === undefined ? nothing : `${label}: ${withoutDirectionControls(about)}`;
  if (enabled) {
    return html`<button type="button" class=${look} part=${`button ${look}`.trim()} data-action=${name} aria-label=${spoken} @click=${press}>${label}</button>`;
  }
  const id = `why-${name}-${milestoneId ?? 'contract'}`;
  return html`<span class="closed"><button type="button" class=${look === 'primary' ? '' : look} part="button closed" data-action=${name} aria-label=${spoken} aria-disabled="true" aria-describedby=${id}>${label}</button
    ><span class="tip" part="tip" role="tooltip" id=${id}>${closedReason(room, action)}</span></span>`;
}

/** In the reader's language; for an unknown code, the server's own sentence. */
export function closedReason({ words }: Room, { code, reason, people = [] }: WireAction): string {
  if (people.length > 0) {
    const names = new Intl.ListFormat(words.locale, { type: 'disjunction' }).format(people.map(({ name }) => name));
    return words.text('closed.role', { names });
  }
  return words.known(`closed.${code}`) ?? reason ?? '';
}
