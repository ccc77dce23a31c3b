import { amountAtProvider } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { named } from '../../foundation/views/named-view.ts';
import { cash, names, type Room } from '../../milestone-workroom/room.ts';
import type { Balances, LiveLedger } from '../live-ledger.ts';
import { ownWords } from '../tasks/operator-words.ts';

type Payout = WireContract['payouts'][number];

const dayMs = 86_400_000;

/** The payouts of releases and bonuses: their status, and when they are sent (rule 49). */
export function payoutsView(room: Room): unknown {
  const { payouts } = room.contract;
  if (payouts.length === 0) return nothing;
  return html`<section class="panel" part="payouts" aria-labelledby="payouts-title">
    <h3 id="payouts-title">${ownWords(room).text('books.payouts')}</h3>
    <ul class="payment-rows">${payouts.toReversed().map((each) => payoutRow(room, each))}</ul>
  </section>`;
}

function payoutRow(room: Room, payout: Payout): TemplateResult {
  const { milestoneId, amount, fee, status } = payout;
  const { text } = ownWords(room);
  const title = room.contract.milestones.find(({ id }) => id === milestoneId)?.title;
  const when = whenSent(room, payout);
  return html`<li class="payment-row" part="payout ${status}">
    <div><span class="strong">${title === undefined ? text(isBonus(room, payout) ? 'returns.bonus' : 'returns.carried') : named(title)}</span>
      ${when === '' ? nothing : html`<p class="fine">${when}</p>`}</div>
    <div class="payment-worth"><span class="money">${cash(room, amount - fee)}</span>
      ${fee === 0 ? nothing : html`<span class="fine">${text('books.fee', { fee: cash(room, fee) })}</span>`}
      <span class="badge ${toneOf(status)}" part="badge ${status}">${text(`books.payout.${status}`)}</span></div>
  </li>`;
}

function whenSent(room: Room, { status, dueAt, leftMs }: Payout): string {
  const { text, instant } = ownWords(room);
  if (status === 'waiting' && dueAt !== null) return text('books.payoutDue', { instant: instant(dueAt) });
  if (status !== 'held') return '';
  const days = Math.ceil((leftMs ?? 0) / dayMs);
  return days === 0
    ? text('books.payoutHeld')
    : text('books.payoutLeft', { days: text('operations.days', { count: days }) });
}

function isBonus({ contract }: Room, { paymentIds }: Payout): boolean {
  return contract.payments.some(({ id, purpose }) => purpose === 'bonus' && paymentIds.includes(id));
}

/** The badge of a milestone in a similar state. */
export function toneOf(status: string): string {
  if (status === 'succeeded' || status === 'paid') return 'paid';
  if (status === 'failed' || status === 'parked') return 'disputed';
  return status === 'cancelled' ? '' : 'submitted';
}

/** The ledger's balance of each account that has one (rule 48): held, owed, set aside or lost. */
export function balancesView(room: Room, ledger: LiveLedger): unknown {
  ledger.follow(room.contract);
  const { text } = ownWords(room);
  const { balances, hasFailed, tryAgain } = ledger;
  if (balances === null && !hasFailed) return nothing;
  return html`<section class="panel" part="balances" aria-labelledby="balances-title">
    <h3 id="balances-title">${text('books.title')}</h3>
    ${
      hasFailed
        ? html`<p class="muted">${text('books.failed')} <button type="button" class="link" part="button" @click=${tryAgain}>${room.words.text('load.tryAgain')}</button></p>`
        : nothing
    }
    ${
      balances === null
        ? nothing
        : html`<p class="fine">${text('books.hint')}</p><dl class="facts columns" part="facts">${rowsOf(
            room,
            balances,
          ).map(
            ([label, amount]) =>
              html`<div><dt>${named(label)}</dt><dd class="money">${signed(room, amount)}</dd></div>`,
          )}</dl>`
    }
  </section>`;
}

/** The balance at the provider can be negative: a bank may take back money that was paid out. */
function signed(room: Room, amount: number): string {
  return amount < 0 ? `−${cash(room, -amount)}` : cash(room, amount);
}

type Row = readonly [label: string, amount: number];

/** One row per kind of account; accounts of a kind are added up, except those of milestones. */
function rowsOf(room: Room, balances: Balances): readonly Row[] {
  const { contract } = room;
  const { text } = ownWords(room);
  const { client, freelancer } = names(room);
  const sum = (...prefixes: readonly string[]) =>
    Object.entries(balances)
      .filter(([account]) => prefixes.some((prefix) => account.startsWith(prefix)))
      .reduce((total, [, amount]) => total + amount, 0);
  const reversals = contract.payments.filter(
    ({ kind, status }) => kind === 'reversal' && status !== 'succeeded' && status !== 'cancelled',
  );
  const receivable = reversals.reduce((total, payment) => total + amountAtProvider(payment), 0);
  const rows: readonly Row[] = [
    [text('books.processor'), -sum('processor')],
    ...contract.milestones.map(({ id, title }): Row => [text('books.escrow', { title }), sum(`escrow:${id}`)]),
    [text('books.carried'), sum('escrow:carried')],
    [text('books.owed', { name: freelancer }), sum('payable:freelancer')],
    [text('books.owed', { name: client }), sum('payable:client')],
    [text('books.receivable', { name: freelancer }), receivable],
    [text('books.chargeback'), sum('chargeback:')],
    [text('books.loss'), -sum('loss:')],
    [text('books.back'), sum('unapplied:', 'reversed:', 'returned:', 'external', 'receivable:')],
    [text('books.fees'), sum('fees:')],
    [text('books.tax'), sum('tax:')],
  ];
  return rows.filter(([, amount], index) => index === 0 || amount !== 0);
}
