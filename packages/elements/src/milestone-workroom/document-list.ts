import type { Output } from '@workroom/core/api';
import { css, html, nothing, type TemplateResult } from 'lit';
import { type Failure, failureOf } from '../foundation/failure.ts';
import type { Localize } from '../foundation/localize.ts';
import { openDocument } from '../foundation/open-document.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import { errorView, failureView } from '../foundation/views/error-view.ts';
import english from '../locales/en/documents.ts';
import type { roomStrings } from './room.ts';

type WireDocument = Output<'Document'>;

const pageSize = 100;

/** The documents of the contract that the viewer may see, in the order of their numbers. */
export class DocumentList {
  readonly #room: RoomController<typeof roomStrings>;
  readonly #words: Localize<typeof roomStrings & typeof english>;
  /** `null` until the first answer. */
  #documents: readonly WireDocument[] | null = null;
  #next: string | null = null;
  #failure: Failure | null = null;
  /** The failure to open a document. */
  #openFailure: Failure | null = null;
  #reading: AbortController | null = null;

  constructor(room: RoomController<typeof roomStrings>) {
    this.#room = room;
    this.#words = room.words.learn(english);
  }

  /** Reads the shown documents again. Never rejects: failures are shown. */
  read(): Promise<void> {
    return this.#read(Math.max(1, Math.ceil((this.#documents?.length ?? 0) / pageSize)));
  }

  /** The contract or the person has changed. */
  forget(): void {
    this.#reading?.abort();
    this.#documents = null;
    this.#failure = null;
    this.#openFailure = null;
  }

  view(): TemplateResult {
    const { text } = this.#words;
    if (this.#documents === null) {
      return this.#failure === null
        ? html`<p class="fine" role="status">${text('load.busy')}</p>`
        : errorView(this.#failure, this.#words, () => void this.read());
    }
    if (this.#documents.length === 0) return html`<p class="fine">${text('documents.none')}</p>`;
    return html`${failureView(this.#openFailure ?? this.#failure, this.#words)}
      <ul class="documents">${this.#documents.map((document) => this.#row(document))}</ul>
      ${
        this.#next === null
          ? nothing
          : html`<button type="button" class="quiet" part="button" @click=${() => void this.#read(Math.ceil((this.#documents?.length ?? 0) / pageSize) + 1)}>${text('documents.more')}</button>`
      }`;
  }

  #row(document: WireDocument): TemplateResult {
    const { type, purpose, number, total, currency, issuedAt, recipient } = document;
    const { text, money, instant } = this.#words;
    const isRefund = type === 'receipt' && (purpose === 'refund' || purpose === 'return');
    const viewer = this.#room.contract?.viewer;
    const isParty = viewer === 'client' || viewer === 'freelancer';
    return html`<li part="document">
      <span class="document-name">
        <button type="button" class="link" part="link" title=${text('documents.opens')} aria-describedby="document-${document.id}" @click=${() => void this.#open(document)}>${text(`documents.${isRefund ? 'refund_receipt' : type}`)}</button>
        ${isParty ? nothing : html`<span class="fine"><bdi>${recipient.name}</bdi></span>`}
      </span>
      <span class="money">${money(total, currency)}</span>
      <span class="fine document-facts" id="document-${document.id}"><bdi>${number}</bdi> · <time datetime=${issuedAt}>${instant(issuedAt)}</time></span>
    </li>`;
  }

  async #read(pages: number): Promise<void> {
    const { client, contract } = this.#room;
    if (client === null || contract === null) return;
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    const { signal } = reading;
    this.#failure = null;
    try {
      const found: WireDocument[] = [];
      let next: string | null = null;
      for (let left = pages; left > 0; left -= 1) {
        const cursor: { cursor?: string } = next === null ? {} : { cursor: next };
        const page = await client.listDocuments({ contractId: contract.id, limit: pageSize, ...cursor }, { signal });
        found.push(...page.data);
        next = page.nextCursor;
        if (next === null) break;
      }
      if (signal.aborted) return;
      this.#documents = found;
      this.#next = next;
    } catch (error) {
      if (signal.aborted) return;
      this.#failure = failureOf(error, this.#words, this.#words.text('documents.failed'));
    }
    this.#room.redraw();
  }

  async #open(document: WireDocument): Promise<void> {
    const { client, words } = this.#room;
    if (client === null) return;
    this.#openFailure = null;
    try {
      await openDocument(client, document, words.locale);
    } catch (error) {
      this.#openFailure = failureOf(error, words);
    }
    this.#room.redraw();
  }
}

/** Styles of the list; loaded with it. */
export const documentStyles = css`
  .documents {
    display: flex;
    flex-direction: column;
    margin: calc(var(--_space) * 2) 0 0;
    padding: 0;
    list-style: none;
  }

  .documents li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) max-content;
    align-items: baseline;
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 4);
    padding-block: calc(var(--_space) * 2.5);
    border-block-end: 1px solid var(--_border);
  }

  .documents li:last-child {
    border-block-end: 0;
  }

  .document-name {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: calc(var(--_space) * 2);
    min-inline-size: 0;
  }

  .documents .money {
    font-weight: 600;
  }

  .document-facts {
    grid-column: 1 / -1;
    overflow-wrap: anywhere;
  }
`;
