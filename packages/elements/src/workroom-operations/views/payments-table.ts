import { amountAtProvider } from '@workroom/core';
import type { WirePayment } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { named } from '../../foundation/views/named-view.ts';
import { cash, type Room } from '../../milestone-workroom/room.ts';
import type { OperationsWords } from '../strings.ts';

/** Every payment of the contract, the newest first, and why it did not go through. */
export function paymentsTable(room: Room, words: OperationsWords): unknown {
  const { payments } = room.contract;
  if (payments.length === 0) return nothing;
  return html`<section class="panel" part="all-payments" aria-labelledby="payments-title">
    <h3 id="payments-title">${words.text('payments.title')}</h3>
    <ul class="payment-rows">${repeat(
      payments.toReversed(),
      ({ id }) => id,
      (payment) => paymentRow(room, payment, words),
    )}</ul>
  </section>`;
}

function paymentRow(room: Room, payment: WirePayment, words: OperationsWords): TemplateResult {
  const { kind, status, milestoneId, failure, createdAt } = payment;
  const { instant, instantInUtc, known } = words;
  const title = room.contract.milestones.find(({ id }) => id === milestoneId)?.title;
  // Kinds and states grow: one that this version has no words for is shown as it is.
  return html`<li class="payment-row" part="payment ${status} ${kind}">
    <div><span class="strong">${known(`payments.kind.${kind}`) ?? kind}</span>${title === undefined ? nothing : html` · ${named(title)}`}
      <p class="fine"><time datetime=${createdAt} title=${instantInUtc(createdAt)}>${instant(createdAt)}</time></p></div>
    <div class="payment-worth"><span class="money">${cash(room, amountAtProvider(payment))}</span>
      <span class="badge ${toneOf(status)}" part="badge ${status}">${known(`payments.status.${status}`) ?? status}</span></div>
    ${failure === null ? nothing : html`<p class="payment-failure" part="failure">${failure.message} <span class="fine">${failure.code}</span></p>`}
  </li>`;
}

/** As milestones in a like state look. */
function toneOf(status: string): string {
  if (status === 'succeeded') return 'paid';
  if (status === 'failed' || status === 'parked') return 'disputed';
  return status === 'cancelled' ? '' : 'submitted';
}
