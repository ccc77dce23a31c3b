import { html, nothing } from 'lit';
import { addStyles } from '../foundation/add-styles.ts';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type { DocumentList } from './document-list.ts';
import type { roomStrings } from './room.ts';

type Part = typeof import('./document-list.ts');

const part = new LazyPart(() => import('./document-list.ts'));

/** The list of a contract's receipts and invoices (rule 59). It loads when it is opened. */
export class RoomDocuments {
  readonly #room: RoomController<typeof roomStrings>;
  readonly #part: OwnPart<Part, DocumentList>;
  #isOpen = false;

  constructor(room: RoomController<typeof roomStrings>) {
    this.#room = room;
    this.#part = new OwnPart(room, part, ['documents'], ({ DocumentList, documentStyles }) => {
      addStyles(room.element, documentStyles);
      const list = new DocumentList(room);
      void list.read();
      return list;
    });
  }

  view(): unknown {
    const { contract, words } = this.#room;
    // Documents are for the parties, not for the mediator.
    if (contract === null || contract.viewer === 'mediator') return nothing;
    if (contract.totals.deposited + contract.totals.bonuses === 0) return nothing;
    return html`<details part="details documents" @toggle=${this.#toggle}>
      <summary>${words.text('documents.title')}</summary>
      ${this.#isOpen ? this.#part.view((list) => list.view(), html`<p class="fine" role="status">${words.text('load.busy')}</p>`) : nothing}
    </details>`;
  }

  contractChanged(): void {
    if (this.#isOpen) void this.#part.made?.read();
  }

  forget(): void {
    this.#part.made?.forget();
  }

  readonly #toggle = (event: Event): void => {
    this.#isOpen = (event.currentTarget as HTMLDetailsElement).open;
    if (this.#isOpen) void (this.#part.made?.read() ?? this.#part.load());
    this.#room.redraw();
  };
}
