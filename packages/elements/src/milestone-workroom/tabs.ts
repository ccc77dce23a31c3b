import { css, html, type ReactiveController } from 'lit';
import { fileKind } from '../files/file-words.ts';
import { addStyles } from '../foundation/add-styles.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import { fileLink } from '../foundation/views/file-link.ts';
import { named } from '../foundation/views/named-view.ts';
import type { Room, roomStrings } from './room.ts';
import type { MenuRoom } from './views/menu-items.ts';

const tabs = ['milestones', 'activity', 'files'] as const;
export type Tab = (typeof tabs)[number];

/** From this width on, everything is shown at once. */
const wide = 560;

/**
 * On a phone, milestones, activity and files are tabs, following the ARIA practices. On wider screens there are no
 * tabs.
 */
export class Tabs implements ReactiveController {
  readonly #room: RoomController<typeof roomStrings>;
  readonly #words: MenuRoom['words'];
  readonly #widths: ResizeObserver;
  #chosen: Tab = 'milestones';
  #isNarrow = false;
  #watched: Element | null = null;

  constructor(room: RoomController<typeof roomStrings>, words: MenuRoom['words']) {
    this.#room = room;
    this.#words = words;
    this.#widths = new ResizeObserver(([entry]) => {
      // Rendering in the same frame would change what is observed.
      setTimeout(() => this.#measure(entry?.contentRect.width ?? wide));
    });
    addStyles(room.element, tabStyles);
    room.element.addController(this);
  }

  /** The selected tab; `null` without tabs. */
  get shown(): Tab | null {
    return this.#isNarrow ? this.#chosen : null;
  }

  choose(tab: Tab): void {
    if (tab === this.#chosen) return;
    this.#chosen = tab;
    this.#room.redraw();
  }

  /** `null` on wide screens. */
  view(): unknown {
    if (!this.#isNarrow) return null;
    const { text } = this.#words;
    const labels = { milestones: 'milestones.title', activity: 'timeline.title', files: 'submission.files' } as const;
    return html`<div class="tabs" part="tabs" role="tablist" aria-label=${text('tab.label')} @keydown=${this.#keyDown}>
      ${tabs.map((tab) => {
        const isChosen = tab === this.#chosen;
        return html`<button type="button" role="tab" class="tab" part="tab" id="tab-${tab}" aria-selected=${isChosen ? 'true' : 'false'} aria-controls="panel-${tab}"
          tabindex=${isChosen ? '0' : '-1'} @click=${() => this.choose(tab)}>${text(labels[tab])}</button>`;
      })}
    </div>`;
  }

  /** Every file that was submitted, by milestone, and the receipts and invoices. */
  filesView(room: Room, documents: unknown): unknown {
    const given = room.contract.milestones
      .map(({ title, submissions }) => ({ title, files: submissions.flatMap(({ files }) => files) }))
      .filter(({ files }) => files.length > 0);
    return html`${
      given.length === 0
        ? html`<p class="muted">${this.#words.text('tab.noFiles')}</p>`
        : given.map(
            ({ title, files }) => html`<section class="stack tight"><h4>${named(title)}</h4>
              <ul class="attachments">${files.map((file) => html`<li>${fileLink(room, file)} <span class="fine">${fileKind(file)}</span></li>`)}</ul></section>`,
          )
    }
    ${documents}`;
  }

  hostUpdated(): void {
    const root = this.#room.element.renderRoot.querySelector('.root');
    if (root === null || root === this.#watched) return;
    this.#widths.disconnect();
    this.#watched = root;
    this.#widths.observe(root);
    this.#measure(root.getBoundingClientRect().width);
  }

  hostDisconnected(): void {
    this.#widths.disconnect();
    this.#watched = null;
  }

  #measure(width: number): void {
    const isNarrow = width > 0 && width < wide;
    if (isNarrow === this.#isNarrow) return;
    this.#isNarrow = isNarrow;
    this.#room.redraw();
  }

  readonly #keyDown = (event: KeyboardEvent): void => {
    const at = tabs.indexOf(this.#chosen);
    const isRightToLeft = this.#words.direction === 'rtl';
    const on = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
    const back = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
    const to = { [on]: at + 1, [back]: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[to % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    this.choose(next);
    this.#room.focus(`#tab-${next}`);
  };
}

/** Styles of the tabs; loaded with them. */
const tabStyles = css`
  .tabs {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    gap: calc(var(--_space) * 1);
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
  }

  .tab {
    flex: 1;
    min-inline-size: 0;
    padding-inline: calc(var(--_space) * 0.5);
    border: 0;
    border-block-end: 3px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--_muted);
  }

  .tab[aria-selected='true'] {
    border-color: var(--_accent-edge);
    color: var(--_text);
  }

  [role='tabpanel'][hidden] {
    display: none;
  }

  [role='tabpanel'] {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 4);
    min-inline-size: 0;
  }

  .room:has(> .tabs) {
    gap: calc(var(--_space) * 5);
  }

  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      border-color: Highlight;
    }
  }
`;
