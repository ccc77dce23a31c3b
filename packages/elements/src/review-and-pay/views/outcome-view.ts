import { amountAtProvider } from '@workroom/core';
import type { WireContract, WirePayment } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../foundation/failure.ts';
import { type Bill, billView, chargedRow, releasedRow } from '../../foundation/views/bill-view.ts';
import { failureView } from '../../foundation/views/error-view.ts';
import { receiveView } from '../../foundation/views/receive-view.ts';
import { moneyOf, type ReviewContext } from './review-context.ts';

/** The result of the person's last command. */
export type Done =
  | {
      readonly kind: 'released';
      readonly amount: number;
      /** The freelancer's earnings after fees, including the bonus; `null` without a quote. */
      readonly receive: number | null;
      readonly withBonus: boolean;
      readonly toNext: { readonly amount: number; readonly title: string } | null;
      readonly toRefund: number;
    }
  | { readonly kind: 'changes' }
  /** It waits for approval by others: nothing was paid. */
  | { readonly kind: 'requested'; readonly missing: number };

/** The person's next steps from here. */
export interface Onward {
  readonly done: () => void;
  /** `null` if there is nothing to fund, or no way to do it. */
  readonly fundNext: (() => void) | null;
  /** Receipts and invoices, once they are loaded. */
  readonly receipts: unknown;
}

export function doneView(
  context: ReviewContext,
  done: Done,
  { done: leave, fundNext, receipts }: Onward,
): TemplateResult {
  const { words, contract } = context;
  if (done.kind === 'requested') {
    return html`<div class="callout attention" part="requested">
      <p class="callout-title" id="done" tabindex="-1">${words.text('approval.waits', { count: done.missing })}</p>
      <p>${words.text('approval.nothingYet')}</p>
    </div>`;
  }
  const freelancer = contract.freelancer.name;
  const lines =
    done.kind === 'changes'
      ? [words.text('done.changesNext')]
      : [
          done.toNext &&
            words.text('done.toNext', { amount: moneyOf(context, done.toNext.amount), next: done.toNext.title }),
          done.toRefund > 0 && words.text('done.toRefund', { amount: moneyOf(context, done.toRefund), freelancer }),
        ];
  const title =
    done.kind === 'changes'
      ? words.text('done.changes', { freelancer })
      : words.text('done.released', { amount: moneyOf(context, done.amount), freelancer });
  return html`<div class="stack">
    <div class="callout success finished" part="success">
      <svg class="check" viewBox="0 0 24 24" width="32" height="32" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="12" r="10" /><path d="m7.5 12.5 3 3 6-6.5" /></svg>
      <div class="stack tight">
        <p class="callout-title" id="done" tabindex="-1">${title}</p>
        ${lines.map((line) => (line ? html`<p>${line}</p>` : nothing))}
      </div>
    </div>
    ${done.kind === 'released' ? html`<div class="bill-box" part="summary">${billView(context, { caption: words.text('done.summary'), ...outcomeOf(context, done) })}${receipts}</div>` : nothing}
    <div class="actions">
      ${fundNext === null ? nothing : html`<button type="button" class="primary" part="button primary" @click=${fundNext}>${words.text('done.fundNext')}</button>`}
      <button type="button" part="button" @click=${leave}>${words.text('done.close')}</button>
    </div>
  </div>`;
}

/** The total charge, and the freelancer's share of it. */
function outcomeOf(
  context: ReviewContext,
  { amount, receive, withBonus }: Extract<Done, { kind: 'released' }>,
): Pick<Bill, 'rows' | 'sums'> {
  const { contract, milestone } = context;
  const bonus = withBonus ? paymentsFor(contract, milestone.id, 'bonus', 'charge')[0] : undefined;
  const isCharged = bonus?.status === 'succeeded';
  const charged = chargedRow(context, bonus !== undefined && isCharged ? amountAtProvider(bonus) : 0);
  // A bonus that was not paid does not reach the freelancer.
  const isAsQuoted = receive !== null && withBonus === isCharged;
  if (isAsQuoted) return { rows: [], sums: [charged, releasedRow(context, receive)] };
  const label = context.words.text('quote.milestone', { title: milestone.title });
  return { rows: [{ label, amount: moneyOf(context, amount) }], sums: [charged] };
}

/** The state of the milestone, for viewers who have nothing to decide here. */
export function standingView(context: ReviewContext): TemplateResult {
  const { milestone } = context;
  const tone = milestone.state === 'disputed' ? 'danger' : milestone.state === 'paid' ? 'success' : '';
  const standing = html`<p class="callout ${tone}" part="standing">${standingOf(context)}</p>`;
  const isTheirs = context.contract.viewer === 'freelancer' && milestone.state === 'submitted';
  const { held: amount } = milestone.funds;
  return isTheirs ? html`${standing} ${receiveView(context, [{ title: milestone.title, amount }])}` : standing;
}

function standingOf(context: ReviewContext): string {
  const { words, contract, milestone } = context;
  const { text } = words;
  const people = { client: contract.client.name, freelancer: contract.freelancer.name };
  const released = moneyOf(context, milestone.funds.released);
  const held = moneyOf(context, milestone.funds.held);
  switch (milestone.state) {
    case 'funded':
    case 'submitted':
    case 'changes_requested':
      return text(`state.${milestone.state}.freelancer`, people);
    case 'refund_requested':
      return text('state.refund_requested', {
        ...people,
        amount: moneyOf(context, contract.refundRequest?.amount ?? 0),
      });
    case 'disputed':
      return text('state.disputed', { amount: held });
    case 'paid':
      return text(milestone.automatically ? 'state.paidAutomatically' : 'state.paid', { ...people, amount: released });
    default:
      return text(`state.${milestone.state}`, people);
  }
}

export interface PaymentHandlers {
  readonly tryAgain: (payment: WirePayment) => void;
  /** Fires the event that a payment needs the client's action. */
  readonly confirm: (payment: WirePayment) => void;
  readonly inFlight: boolean;
  readonly failure: Failure | null;
}

/** Rule 27: bonus and payout settle independently and show their own state; a declined bonus can be retried. */
export function paymentsView(context: ReviewContext, handlers: PaymentHandlers): unknown {
  const { contract, milestone, words } = context;
  const bonus = paymentsFor(contract, milestone.id, 'bonus', 'charge')[0];
  // A waiting payout is not on its way; the room shows when it is sent.
  const payouts = paymentsFor(contract, milestone.id, 'release', 'transfer').filter(
    ({ status }) => status !== 'waiting',
  );
  if (bonus === undefined && payouts.length === 0) return nothing;
  return html`<ul class="stack tight" part="payments">
    ${payouts.map((payment) => html`<li class=${payment.status === 'parked' ? '' : 'fine'}>${payoutText(context, payment)}</li>`)}
    ${bonus === undefined ? nothing : html`<li>${bonusView(context, bonus, handlers)}</li>`}
  </ul>
  ${failureView(handlers.failure, words)}`;
}

function bonusView(
  context: ReviewContext,
  payment: WirePayment,
  { tryAgain, confirm, inFlight }: PaymentHandlers,
): TemplateResult {
  const { contract, words } = context;
  const { status, failure } = payment;
  // A charge never waits: a freeze holds outgoing payments only.
  const said = words.text(`bonus.${status === 'waiting' ? 'pending' : status}`, {
    amount: moneyOf(context, payment.amount),
  });
  if (status === 'requires_action' && contract.viewer === 'client') {
    return html`<div class="callout attention" part="payment">
      <p class="callout-title">${said}</p>
      <div class="actions"><button type="button" class="primary" part="button primary" @click=${() => confirm(payment)}>${words.text('milestone.confirmPayment')}</button></div>
    </div>`;
  }
  if (status !== 'failed' && status !== 'parked') return html`<p class="fine">${said}</p>`;
  const canRetry = contract.actions.some(
    (action) => action.name === 'retry_payment' && action.paymentId === payment.id && action.enabled,
  );
  return html`<div class="callout danger" part="error">
    <p class="callout-title">${said}</p>
    <p>${failure?.message ?? ''} ${words.text('bonus.untouched')}</p>
    ${
      canRetry
        ? html`<slot name="payment"></slot>
            <p>${words.text('retry.text', { amount: moneyOf(context, amountAtProvider(payment)) })}</p>
            <div class="actions"><button type="button" part="button" aria-disabled=${inFlight ? 'true' : nothing} @click=${() => tryAgain(payment)}>${words.text('payment.tryAgain')}</button></div>`
        : nothing
    }
  </div>`;
}

function payoutText(context: ReviewContext, payment: WirePayment): string {
  const { status, failure } = payment;
  const key = status === 'succeeded' || status === 'parked' ? (`payout.${status}` as const) : 'payout.pending';
  const said = context.words.text(key, { amount: moneyOf(context, amountAtProvider(payment)) });
  return failure === null ? said : `${said} ${failure.message}`;
}

/** The payments for a purpose on a milestone, newest first. */
function paymentsFor(
  { payments }: WireContract,
  milestoneId: string,
  purpose: WirePayment['purpose'],
  kind: WirePayment['kind'],
): readonly WirePayment[] {
  return payments
    .filter((each) => each.milestoneId === milestoneId && each.purpose === purpose && each.kind === kind)
    .toReversed();
}
