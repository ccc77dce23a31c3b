import { labelIn } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import type review from '../../locales/en/review.ts';
import type { Localize } from '../localize.ts';
import type { Quoted, WireQuote } from '../quotes.ts';

export interface BillContext {
  readonly contract: WireContract;
  readonly words: Localize<typeof review>;
}

export interface BillRow {
  readonly label: string;
  readonly amount: string;
  /** A note in small letters under the label. */
  readonly fine?: string | undefined;
  readonly isSum?: boolean;
}

type Line = WireQuote['lines'][number];

export interface Bill {
  /** The effect of the command, as a sentence. */
  readonly caption?: string;
  /** The subject of the amounts. */
  readonly rows: readonly BillRow[];
  /** The sums. */
  readonly sums: readonly BillRow[];
}

/** @param isOld whether the quote is being replaced */
export function billView({ words }: BillContext, { rows, sums, caption }: Bill, isOld = false): TemplateResult {
  return html`<table class="bill ${isOld ? 'old' : ''}" part="bill" aria-busy=${isOld ? 'true' : nothing}>
    <caption>${caption ?? words.text('pay.summary')}</caption>
    ${rows.length === 0 ? nothing : html`<tbody>${rows.map(rowView)}</tbody>`}
    <tbody class="sums" aria-live="polite">${sums.map(rowView)}</tbody>
  </table>`;
}

function rowView({ label, amount, fine, isSum }: BillRow): TemplateResult {
  return html`<tr class=${isSum ? 'sum' : nothing} part="row"><th scope="row" part="label">${label}${fine ? html`<br /><span class="fine">${fine}</span>` : nothing}</th><td class="money" part="amount">${amount}</td></tr>`;
}

/**
 * The quote as a table; before the first response and after a failure, the rows that are known without it.
 *
 * @param known rows without a quote @param more content below the sums
 */
export function quoteView(
  context: BillContext,
  { quote, state, refused = null, tryAgain }: Quoted,
  { known, more = [], pays }: { known: readonly BillRow[]; more?: readonly BillRow[]; pays: boolean },
): TemplateResult {
  const { text } = context.words;
  // An outdated quote may be wrong and will not be corrected.
  const shown = state === 'failed' ? null : quote;
  const bill =
    shown === null
      ? { rows: known, sums: more }
      : { rows: quoteRows(context, shown), sums: [...quoteSums(context, shown, pays), ...more] };
  // If the command would be refused, shows why and what to do instead of a price.
  if (refused !== null) {
    return html`<div class="callout attention" part="note refused">
      <p class="callout-title">${refused.title}</p>
      <p>${refused.detail}</p>
    </div>`;
  }
  return html`<div class="bill-box" part="summary">
    ${billView(context, bill, state === 'pending')}
    ${
      state === 'failed'
        ? html`<p class="fine" part="note">${text('quote.failed')} <button type="button" class="link" part="button" @click=${tryAgain}>${text('payment.tryAgain')}</button></p>`
        : nothing
    }
  </div>`;
}

function quoteRows(context: BillContext, { lines }: WireQuote): readonly BillRow[] {
  return lines.filter(({ amount, tax }) => amount + tax !== 0).map((line) => rowOf(context, line));
}

/** The client's payment now, and the freelancer's part of it. */
function quoteSums(context: BillContext, { pay, receive }: WireQuote, pays: boolean): readonly BillRow[] {
  return [chargedRow(context, pay), ...(pays ? [releasedRow(context, receive)] : [])];
}

export function chargedRow({ contract, words }: BillContext, amount: number): BillRow {
  return { label: words.text('quote.charged'), amount: words.money(amount, contract.currency), isSum: true };
}

export function releasedRow({ contract, words }: BillContext, amount: number): BillRow {
  const label = words.text('quote.released', { freelancer: contract.freelancer.name });
  return { label, amount: words.money(amount, contract.currency), isSum: true };
}

function rowOf({ contract, words }: BillContext, { kind, label: given, payer, amount, tax }: Line): BillRow {
  const { text, money, locale } = words;
  const { currency, viewer, freelancer } = contract;
  const name = labelIn(given, locale);
  const isTaken = payer === 'freelancer';
  const label =
    kind === 'milestone' || kind === 'release'
      ? text('quote.milestone', { title: name })
      : kind === 'fee' && isTaken && viewer !== 'freelancer'
        ? text('quote.feeOf', { label: name, freelancer: freelancer.name })
        : name;
  const whole = money(Math.abs(amount + tax), currency);
  return {
    label,
    amount: amount < 0 !== (kind === 'fee' && isTaken) ? `−${whole}` : whole,
    fine: tax === 0 ? undefined : text('quote.tax', { amount: money(Math.abs(tax), currency) }),
  };
}
