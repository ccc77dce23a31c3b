import type { WireContractSummary } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type RowContext, rowView, turnOf } from './views/row-view.ts';
import { totalsView } from './views/totals-view.ts';

export { rows as rowStyles } from '../theme/rows.ts';
export { listStyles } from './list-styles.ts';
export { filterView } from './views/filter-view.ts';

export interface RowsContext extends RowContext {
  /** Whether there are more than those shown. */
  readonly hasMore: boolean;
}

/** Contracts that need the viewer first, then the others, and the totals. */
export function rowsView(contracts: readonly WireContractSummary[], context: RowsContext): TemplateResult {
  const { words, hasMore } = context;
  const rows = (shown: readonly WireContractSummary[]) =>
    html`<ul class="rows" part="list">${repeat(
      shown,
      ({ id }) => id,
      (contract) => rowView(contract, context),
    )}</ul>`;
  const group = (id: string, title: string, shown: readonly WireContractSummary[]) =>
    html`<section class="group" part="group" aria-labelledby=${id}><h3 id=${id} class="group-title" part="group-title">${title}</h3>${rows(shown)}</section>`;
  const yours = contracts.filter((contract) => turnOf(contract) !== null);
  const others = contracts.filter((contract) => turnOf(contract) === null);
  if (yours.length === 0) return html`${rows(others)} ${totalsView(contracts, words)}`;
  // The number on further pages is not known yet.
  const title = words.text(hasMore ? 'list.needsYouMore' : 'list.needsYou', { count: yours.length });
  return html`${group('needs-you', title, yours)}
    ${others.length === 0 ? nothing : group('others', words.text('list.others'), others)} ${totalsView(contracts, words)}`;
}
