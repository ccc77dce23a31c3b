import type { WireContract, WireEvent } from '@workroom/core/api';
import { titlesOf } from '@workroom/core/messages';
import { html, type ReactiveController, type TemplateResult } from 'lit';
import type { RoomController } from '../foundation/room-controller.ts';
import { openFile } from '../foundation/room-files.ts';
import type { Decision } from './decisions.ts';
import type { Filter } from './event-kinds.ts';
import type { EventWords } from './event-words.ts';
import { exportEvidence } from './export-evidence.ts';
import { seenText } from './seen-text.ts';
import { type TimelineInput, timelineView } from './timeline-view.ts';

/** The state of the activity for a reader: the filter, and which long texts are expanded. */
export class Conversation implements ReactiveController {
  readonly #room: RoomController;
  readonly #words: EventWords;
  readonly #resized = new ResizeObserver(() => this.#measure());
  #contractId: string | null = null;
  #filter: Filter = 'all';
  #whole = new Set<number>();
  #observed: Element | null = null;

  constructor(room: RoomController, words: EventWords) {
    this.#room = room;
    this.#words = words;
    room.element.addController(this);
  }

  view(input: TimelineInput): unknown {
    if (input.contract.id !== this.#contractId) {
      this.#contractId = input.contract.id;
      this.#filter = 'all';
      this.#whole = new Set();
    }
    return timelineView(input, {
      filter: this.#filter,
      choose: (filter) => {
        this.#filter = filter;
        this.#room.redraw();
      },
      isWhole: (seq) => this.#whole.has(seq),
      toggleWhole: (seq) => {
        if (!this.#whole.delete(seq)) this.#whole.add(seq);
        this.#room.redraw();
      },
      openFile: (uploadId) => openFile(this.#room, uploadId),
    });
  }

  /** Announces events by others; own actions are announced by their own controls. */
  newSince(known: number, contract: WireContract, events: readonly WireEvent[]): string | null {
    const newest = events.findLast(({ seq, actor }) => seq > known && actor.side !== contract.viewer);
    if (newest === undefined) return null;
    const entryText = seenText(newest, contract, titlesOf(contract, events), this.#words);
    return entryText && [entryText.text, entryText.quote].filter(Boolean).join(': ');
  }

  /** The decision of an entry: a link if it leads to another page, else a button. */
  decision({ asks }: Decision, follow: (event: MouseEvent) => void, href: string | null = null): TemplateResult {
    const label = this.#words.text(asks === 'review' ? 'timeline.reviewAndPay' : 'timeline.release');
    return href === null
      ? html`<button type="button" class="link" part="link" @click=${follow}>${label}</button>`
      : html`<a class="decision ${asks}" part="decision ${asks}" href=${href} @click=${follow}>${label}</a>`;
  }

  /** The download address of the contract's evidence. */
  exportView(): TemplateResult {
    const { text } = this.#words;
    const link = (format: 'html' | 'json') =>
      html`<button type="button" class="link" part="link" @click=${() => exportEvidence(this.#room, format)}>${text(`export.${format}`)}</button>`;
    return html`<p class="fine export" part="export">${text('export.title')} ${link('html')} · ${link('json')}</p>`;
  }

  hostUpdated(): void {
    const days = this.#room.element.renderRoot.querySelector('.days');
    if (days !== this.#observed) {
      this.#resized.disconnect();
      if (days !== null) this.#resized.observe(days);
      this.#observed = days;
    }
    this.#measure();
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
    this.#observed = null;
  }

  /** *Show more* is shown only if a text is cut off. */
  #measure(): void {
    for (const long of this.#room.element.renderRoot.querySelectorAll('.long:not(.whole)')) {
      const words = long.querySelector('.quote');
      const more = long.querySelector<HTMLElement>('.more');
      if (words !== null && more !== null) more.hidden = words.scrollHeight <= words.clientHeight + 1;
    }
  }
}
