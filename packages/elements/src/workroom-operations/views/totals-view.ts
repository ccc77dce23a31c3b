import { html, nothing, type TemplateResult } from 'lit';
import { failureOf } from '../../foundation/failure.ts';
import { errorView } from '../../foundation/views/error-view.ts';
import type { LiveTotals, Totals } from '../live-totals.ts';
import type { OperationsWords } from '../strings.ts';

const now = ['held', 'carried', 'payoutsWaiting', 'receivable', 'losses'] as const;
const ever = ['deposited', 'released', 'refunded', 'fees'] as const;

/** Why the totals could not be loaded, if they could not. */
export function totalsFailureView({ error }: LiveTotals, words: OperationsWords, tryAgain: () => void): unknown {
  return error === null ? nothing : errorView(failureOf(error, words, words.text('totals.failed')), words, tryAgain);
}

/** The money of all contracts, one line per currency (rule 48). */
export function totalsView({ totals }: LiveTotals, words: OperationsWords): unknown {
  if (totals.length === 0) return nothing;
  return html`<section class="totals" part="totals" aria-label=${words.text('totals.title')}>${totals.map((each) => currencyView(each, words))}</section>`;
}

function currencyView(totals: Totals[number], { text, money }: OperationsWords): TemplateResult {
  const { currency } = totals;
  // The held amount is always shown; the others only if they are not zero.
  const shown = [...now, ...ever].filter((name) => name === 'held' || totals[name] !== 0);
  return html`<dl class="totals-row" part="totals-row" aria-label=${currency}>${shown.map(
    (name) =>
      html`<div><dt>${text(`totals.${name}`)}</dt><dd class="money">${money(totals[name], currency)}</dd></div>`,
  )}</dl>`;
}
