import { amountAtProvider } from '@workroom/core';
import type { WirePayment } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { deadline } from '../../foundation/deadline.ts';
import { actionOn } from '../actions.ts';
import { nextStepOf } from '../next-step.ts';
import { cash, names } from '../room.ts';
import type { TaskRoom } from '../tasks/task-form.ts';
import { actionButton } from './action-button.ts';
import { wayOf } from './payment-ways.ts';

/** Pending and failed payments, and the last payouts. */
export function paymentsView(room: TaskRoom, payments: readonly WirePayment[]): TemplateResult {
  return html`<ul class="payments" part="payments" aria-label=${room.words.text('payment.title')}>${repeat(
    payments,
    ({ id }) => id,
    (payment) => html`<li>${paymentView(room, payment)}</li>`,
  )}</ul>`;
}

function paymentView(room: TaskRoom, payment: WirePayment): TemplateResult {
  const { text } = room.words;
  const { kind, status } = payment;
  const amount = cash(room, amountAtProvider(payment));
  if (kind === 'charge' && status === 'requires_action') return confirmView(room, payment, amount);
  if (kind === 'charge' && status === 'failed') return declinedView(room, payment, amount);
  if (status === 'parked') return parkedView(room, payment, amount);
  if (kind === 'charge') {
    return note(room, payment, 'attention', text('payment.pendingTitle', { amount }), text('payment.pending'));
  }
  return html`<p class="fine" part="payment ${status}">${wayOf(room, payment)}</p>`;
}

function confirmView(room: TaskRoom, payment: WirePayment, amount: string): TemplateResult {
  const { text } = room.words;
  const { contract } = room;
  if (contract.viewer !== 'client') {
    return note(
      room,
      payment,
      'attention',
      text('payment.pendingTitle', { amount }),
      text('payment.confirmOther', { amount, name: names(room).client }),
    );
  }
  const until = payment.actionBy;
  const by = until === null ? '' : ` ${text('payment.confirmBy', { instant: deadline(until, room.words) })}`;
  // The page has one primary button, which belongs to the next step.
  const look = nextStepOf(room).kind === 'yours' ? '' : 'primary';
  const confirm = html`<button type="button" class=${look} part="button ${look}" @click=${() => room.confirmPayment(payment)}>${text('action.confirmPayment')}</button>`;
  return note(
    room,
    payment,
    'attention',
    text('payment.confirmTitle', { amount }),
    text('payment.confirm') + by,
    confirm,
  );
}

function declinedView(room: TaskRoom, payment: WirePayment, amount: string): TemplateResult {
  const { text } = room.words;
  const isBonus = payment.purpose === 'bonus';
  const next =
    room.contract.viewer === 'client'
      ? text(isBonus ? 'payment.failedBonusNext' : 'payment.failedNext')
      : text('payment.failedOther', { name: names(room).client });
  const title = text(isBonus ? 'payment.failedBonusTitle' : 'payment.failedTitle', { amount });
  return note(room, payment, 'danger', title, `${payment.failure?.message ?? ''} ${next}`.trim());
}

function parkedView(room: TaskRoom, payment: WirePayment, amount: string): TemplateResult {
  const { text } = room.words;
  const { client, freelancer } = names(room);
  const title = {
    charge: 'payment.parkedChargeTitle',
    transfer: 'payment.parkedTransferTitle',
    refund: 'payment.parkedRefundTitle',
    reversal: 'payment.parkedReversalTitle',
  } as const;
  const canRetry = actionOn(
    room,
    'retry_payment',
    payment.milestoneId === null
      ? { paymentId: payment.id }
      : { milestoneId: payment.milestoneId, paymentId: payment.id },
  );
  const next =
    canRetry === undefined || room.contract.viewer === 'operator'
      ? text('payment.parkedWait', { name: payment.kind === 'refund' ? client : freelancer })
      : text('payment.parkedNext');
  return note(
    room,
    payment,
    'danger',
    text(title[payment.kind], { amount }),
    `${payment.failure?.message ?? ''} ${next}`.trim(),
  );
}

function note(
  room: TaskRoom,
  { id: paymentId, milestoneId, status, kind }: WirePayment,
  tone: string,
  title: string,
  body: string,
  first: unknown = nothing,
): TemplateResult {
  const { text } = room.words;
  const on = { milestoneId, paymentId };
  const button = (name: 'retry_payment' | 'cancel_payment', label: string, look: '' | 'quiet') =>
    actionButton(room, actionOn(room, name, on), { label, look, press: () => room.open(name, on) });
  return html`<div class="note ${tone}" part="payment ${status} ${kind}">
    <p class="strong">${title}</p>
    <p>${body}</p>
    <div class="actions">${first} ${button('retry_payment', text('action.tryAgain'), '')} ${button('cancel_payment', text('action.cancelPayment'), 'quiet')}</div>
  </div>`;
}
