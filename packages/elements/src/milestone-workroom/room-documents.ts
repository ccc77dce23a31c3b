import { html, nothing } from 'lit';
import { addStyles } from '../foundation/add-styles.ts';
import { failureOf } from '../foundation/failure.ts';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import { errorView } from '../foundation/views/error-view.ts';
import type { DocumentList } from './document-list.ts';
import type { roomStrings } from './room.ts';

type Part = typeof import('./document-list.ts');

const part = new LazyPart(() => import('./document-list.ts'));

/** Where the receipts and invoices of a contract are listed (rule 59). Nothing of it is loaded until it is opened. */
export class RoomDocuments {
  readonly #room: RoomController<typeof roomStrings>;
  readonly #part: OwnPart<Part, DocumentList>;
  #isOpen = false;

  constructor(room: RoomController<typeof roomStrings>) {
    this.#room = room;
    this.#part = new OwnPart(room, part, ['documents'], ({ DocumentList, documentStyles }) => {
      addStyles(room.element, documentStyles);
      return new DocumentList(room);
    });
  }

  view(): unknown {
    const { contract, words } = this.#room;
    // They are for the parties, not for the mediator.
    if (contract === null || contract.viewer === 'mediator') return nothing;
    if (contract.totals.deposited + contract.totals.bonuses === 0) return nothing;
    return html`<details part="details documents" @toggle=${this.#toggle}>
      <summary>${words.text('documents.title')}</summary>
      ${this.#isOpen ? this.#listView() : nothing}
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
    if (this.#isOpen) void this.#load();
    this.#room.redraw();
  };

  readonly #load = async (): Promise<void> => {
    await this.#part.load();
    await this.#part.made?.read();
  };

  #listView(): unknown {
    const { words } = this.#room;
    const { error, made } = this.#part;
    if (error !== null) return errorView(failureOf(error, words), words, () => void this.#load());
    return made === null ? html`<p class="fine" role="status">${words.text('load.busy')}</p>` : made.view();
  }
}
