import { html, type TemplateResult } from 'lit';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type { ReconcilePage } from './reconcile/reconcile-page.ts';
import type { OperationsWords, operationsStrings } from './strings.ts';

const part = new LazyPart(() => import('./reconcile/reconcile-page.ts'));

/** Replaces the list: the comparison of the books with the payment provider. Loaded when it is opened. */
export class ComparePage {
  isOpen = false;
  readonly #room: RoomController<typeof operationsStrings>;
  readonly #openContract: (contractId: string) => void;
  readonly #page: OwnPart<{ readonly ReconcilePage: typeof ReconcilePage }, ReconcilePage>;

  constructor(room: RoomController<typeof operationsStrings>, openContract: (contractId: string) => void) {
    this.#room = room;
    this.#openContract = openContract;
    this.#page = new OwnPart(room, part, ['reconcile'], (module) => new module.ReconcilePage(room));
  }

  readonly open = (): void => {
    this.isOpen = true;
    void this.#page.load();
    this.#room.focus('#back');
  };

  readonly close = (): void => {
    this.isOpen = false;
    this.#room.focus('#compare-books');
  };

  /** The results of another person are discarded. */
  forget(): void {
    this.isOpen = false;
    this.#page.made?.run.forget();
  }

  view(): TemplateResult {
    return html`${backView(this.#room.words, this.close)} ${this.#contentView()}`;
  }

  #contentView(): unknown {
    return this.#page.view((page) =>
      page.view({
        announce: (text) => this.#room.announce(text),
        open: this.#openContract,
        focus: (selector) => this.#room.focus(selector),
      }),
    );
  }
}

/** Returns to the list, or to the previous page. */
export function backView({ text }: OperationsWords, back: () => void): TemplateResult {
  return html`<div class="back"><button type="button" class="quiet" part="button" id="back" @click=${back}>
    <span class="arrow" aria-hidden="true">←</span> ${text('operations.back')}</button></div>`;
}
