import type { WireContractSummary } from '@workroom/core/api';
import { html, nothing } from 'lit';
import type { Localize } from '../../foundation/localize.ts';
import type english from '../../locales/en/list.ts';

/** The totals of the listed contracts, by currency. */
export function totalsView(contracts: readonly WireContractSummary[], words: Localize<typeof english>): unknown {
  if (contracts.length < 2) return nothing;
  const { text, money } = words;
  const currencies = [...new Set(contracts.map(({ currency }) => currency))];
  return html`<section class="totals" part="totals" aria-label=${text('list.totals')}>
    <p class="fine">${text('list.totals')}</p>
    <ul>${currencies.map((currency) => {
      const own = contracts.filter((each) => each.currency === currency).map(({ totals }) => totals);
      const sum = (of: (totals: WireContractSummary['totals']) => number) =>
        money(
          own.reduce((all, each) => all + of(each), 0),
          currency,
        );
      const held = text('list.held', { amount: sum((totals) => totals.held + totals.carried) });
      const paid = text('list.paidOf', { paid: sum(({ released }) => released), total: sum(({ planned }) => planned) });
      return html`<li class="money" part="total"><span class="strong">${held}</span> · ${paid}</li>`;
    })}</ul>
  </section>`;
}
