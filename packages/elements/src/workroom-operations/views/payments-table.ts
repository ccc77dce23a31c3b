import { amountAtProvider } from '@workroom/core';
import type { WirePayment } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { named } from '../../foundation/views/named-view.ts';
import { actionOn } from '../../milestone-workroom/actions.ts';
import { cash, type Room } from '../../milestone-workroom/room.ts';
import { actionButton } from '../../milestone-workroom/views/action-button.ts';
import { ownWords } from '../tasks/operator-words.ts';
import { toneOf } from './books-view.ts';

/** Every payment of the contract, newest first, with the reason of a failure and the operator's actions. */
export function paymentsTable(room: Room): unknown {
  const { payments } = room.contract;
  if (payments.length === 0) return nothing;
  return html`<section class="panel" part="all-payments" aria-labelledby="payments-title">
    <h3 id="payments-title">${ownWords(room).text('payments.title')}</h3>
    <ul class="payment-rows">${repeat(
      payments.toReversed(),
      ({ id }) => id,
      (payment) => paymentRow(room, payment),
    )}</ul>
  </section>`;
}

const actions = [
  ['retry_payment', 'action.tryAgain'],
  ['settle_outside', 'command.settle_outside'],
] as const;

function paymentRow(room: Room, payment: WirePayment): TemplateResult {
  const { id: paymentId, kind, status, milestoneId, failure, createdAt, provider, outside, pendingReason } = payment;
  const { instant, instantInUtc, known, text } = ownWords(room);
  const title = room.contract.milestones.find(({ id }) => id === milestoneId)?.title;
  // Newer servers may have more kinds and states; an unknown one is shown by its code.
  const name = known(`payments.kind.${kind}`) ?? kind;
  const amount = cash(room, amountAtProvider(payment));
  const on = { milestoneId, paymentId };
  const possible = actions.flatMap(([each, label]) => {
    const action = actionOn(room, each, on);
    return action === undefined ? [] : [{ each, label, action }];
  });
  return html`<li class="payment-row" part="payment ${status} ${kind}">
    <div><span class="strong">${name}</span>${title === undefined ? nothing : html` · ${named(title)}`}
      <p class="fine"><time datetime=${createdAt} title=${instantInUtc(createdAt)}>${instant(createdAt)}</time>${
        provider === null ? nothing : html` · ${text('payments.provider', { provider })}`
      }</p></div>
    <div class="payment-worth"><span class="money">${amount}</span>
      <span class="badge ${toneOf(status)}" part="badge ${status}">${known(`payments.status.${status}`) ?? status}</span></div>
    ${outside ? html`<p class="fine payment-note">${text('payments.outside')}</p>` : nothing}
    ${
      pendingReason === undefined
        ? nothing
        : html`<p class="payment-failure">${text('payments.pending', { instant: instant(pendingReason.since) })}${
            pendingReason.code === 'insufficient_funds' ? html` ${text('payments.insufficientFunds')}` : nothing
          } <span class="fine">${pendingReason.code}</span></p>`
    }
    ${failure === null ? nothing : html`<p class="payment-failure" part="failure">${failure.message} <span class="fine">${failure.code}</span></p>`}
    ${
      possible.length === 0
        ? nothing
        : html`<div class="actions payment-note">${possible.map(({ each, label, action }) =>
            actionButton(room, action, {
              label: text(label),
              about: `${name} ${amount}`,
              press: () => room.open(each, on),
            }),
          )}</div>`
    }
  </li>`;
}
