import type { Output, WireContract, WireMilestone } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { type Failure, failureOf } from '../foundation/failure.ts';
import type { Localize } from '../foundation/localize.ts';
import { openDocument } from '../foundation/open-document.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import { failureView } from '../foundation/views/error-view.ts';
import english from '../locales/en/documents.ts';

type WireDocument = Output<'Document'>;

/** The receipts and invoices of the last payment (rule 59). */
export class Receipts {
  readonly #room: RoomController;
  readonly #words: Localize<typeof english>;
  #documents: readonly WireDocument[] = [];
  /** The contract and version for which they were loaded. */
  #read = '';
  #failure: Failure | null = null;

  constructor(room: RoomController) {
    this.#room = room;
    this.#words = room.words.learn(english);
  }

  view(contract: WireContract, milestone: WireMilestone): unknown {
    void this.#readAgain(contract);
    const { text, money } = this.#words;
    const own = this.#documents.filter((each) => isOf(each, contract, milestone));
    if (own.length === 0) return nothing;
    return html`${failureView(this.#failure, this.#words)}
      <ul class="attachments" part="receipts">${own.map(
        (document) =>
          html`<li><button type="button" class="link" part="link" title=${text('documents.opens')} @click=${() => void this.#open(document)}>${text(`documents.${document.type}`)}</button>
            <span class="fine money">${money(document.total, document.currency)}</span></li>`,
      )}</ul>`;
  }

  /**
   * Reads once per change, because the receipt of a bonus may come later. A failed read is ignored; the room lists the
   * documents too.
   */
  async #readAgain({ id: contractId, version }: WireContract): Promise<void> {
    const { client } = this.#room;
    const key = `${contractId} ${version}`;
    if (client === null || key === this.#read) return;
    this.#read = key;
    try {
      const found: WireDocument[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const from: { cursor?: string } = cursor === '' ? {} : { cursor };
        const page = await client.listDocuments({ contractId, limit: 200, ...from });
        found.push(...page.data);
        cursor = page.nextCursor;
      }
      if (this.#read !== key) return;
      this.#documents = found;
    } catch {
      return;
    }
    this.#room.redraw();
  }

  async #open(document: WireDocument): Promise<void> {
    const { client } = this.#room;
    if (client === null) return;
    this.#failure = null;
    try {
      await openDocument(client, document, this.#words.locale);
    } catch (error) {
      this.#failure = failureOf(error, this.#words);
    }
    this.#room.redraw();
  }
}

/** The documents of the milestone's charges and of its release. */
function isOf(
  { type, purpose, paymentId, issuedAt }: WireDocument,
  { payments }: WireContract,
  { id, paidAt }: WireMilestone,
): boolean {
  if (type !== 'receipt' && type !== 'fee_invoice') return false;
  if (purpose !== 'deposit' && purpose !== 'bonus' && purpose !== 'release') return false;
  const payment = payments.find((each) => each.id === paymentId);
  return payment === undefined ? issuedAt === paidAt : payment.milestoneId === id;
}
