import type { WireContract } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { deadline } from '../../foundation/deadline.ts';
import { cash, names } from '../room.ts';
import type { TaskRoom } from '../tasks/task-form.ts';
import { isOpenReturn, isUndecided } from './payment-progress.ts';

type Chargeback = WireContract['chargebacks'][number];
type Return = WireContract['returns'][number];

/** Chargebacks and returns, with what happens next (rules 50 to 52). */
export function moneyBackView(room: TaskRoom): unknown {
  const { chargebacks, returns } = room.contract;
  return [
    ...chargebacks.filter(isUndecided).map((each) => chargebackView(room, each)),
    ...returns.filter(isOpenReturn).map((each) => returnView(room, each)),
  ];
}

function chargebackView(room: TaskRoom, { state, amount, evidenceDueBy, evidenceSentAt }: Chargeback): TemplateResult {
  const { text, instant } = room.words;
  const values = { amount: cash(room, amount), ...names(room) };
  const isInquiry = state === 'inquiry';
  return html`<section class="note ${isInquiry ? 'attention' : 'danger'}" part="chargeback ${state}">
    <h3 class="strong">${text(isInquiry ? 'chargeback.inquiryTitle' : 'chargeback.openTitle', values)}</h3>
    <p>${text(isInquiry ? 'chargeback.inquiry' : room.contract.viewer === 'client' ? 'chargeback.openYours' : 'chargeback.open', values)}</p>
    ${
      evidenceSentAt !== null
        ? html`<p class="fine">${text('chargeback.evidenceSent', { instant: instant(evidenceSentAt) })}</p>`
        : evidenceDueBy !== null
          ? html`<p class="fine">${text('chargeback.evidenceDue', { instant: deadline(evidenceDueBy, room.words) })}</p>`
          : nothing
    }
  </section>`;
}

function returnView(room: TaskRoom, { state, amount, returned, reason, failure }: Return): TemplateResult {
  const { text } = room.words;
  const values = { amount: cash(room, amount - returned), ...names(room) };
  const isParked = state === 'parked';
  return html`<section class="note ${isParked ? 'danger' : ''}" part="return ${state}">
    <h3 class="strong">${text(isParked ? 'return.parkedTitle' : 'return.pendingTitle', values)}</h3>
    <p>${text(isParked ? 'return.parked' : 'return.pending', values)}</p>
    ${failure === null ? nothing : html`<p class="fine">${failure.message}</p>`}
    ${reason === '' ? nothing : html`<p class="quote prose" part="quote" dir="auto">${reason}</p>`}
  </section>`;
}
