import type { AnswerOf } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { OperationsWords } from '../strings.ts';

export type Totals = AnswerOf<'getTotals'>['data'];

const now = ['held', 'carried', 'payoutsWaiting', 'receivable', 'losses'] as const;
const ever = ['deposited', 'released', 'refunded', 'fees'] as const;

/** Where the money of all contracts is, a line for each currency (rule 48). */
export function totalsView(totals: Totals, words: OperationsWords): unknown {
  if (totals.length === 0) return nothing;
  return html`<section class="totals" part="totals" aria-label=${words.text('totals.title')}>${totals.map((each) => currencyView(each, words))}</section>`;
}

function currencyView(totals: Totals[number], { text, money }: OperationsWords): TemplateResult {
  const { currency } = totals;
  // Held always stands there; the rest where there is any.
  const shown = [...now, ...ever].filter((name) => name === 'held' || totals[name] !== 0);
  return html`<dl class="totals-row" part="totals-row" aria-label=${currency}>${shown.map(
    (name) =>
      html`<div><dt>${text(`totals.${name}`)}</dt><dd class="money">${money(totals[name], currency)}</dd></div>`,
  )}</dl>`;
}
