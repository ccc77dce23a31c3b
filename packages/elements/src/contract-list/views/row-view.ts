import type { WireContractSummary } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../foundation/localize.ts';
import type { ListStrings } from '../strings.ts';
import { turnOf } from '../turn.ts';

export interface RowContext {
  readonly words: Localize<ListStrings>;
  /** Where a contract's own page is. */
  readonly hrefOf: (contract: WireContractSummary) => string;
  readonly open: (event: MouseEvent, contract: WireContractSummary) => void;
}

/** One contract: what it is, with whom, where it stands, and what it waits for. */
export function rowView(contract: WireContractSummary, { words, hrefOf, open }: RowContext): TemplateResult {
  const { id, title, status, currency, totals, currentMilestone } = contract;
  const { text, money } = words;
  const turn = turnOf(contract);
  return html`<li part="contract ${status}" class="row">
    <div class="what">
      <a part="link" class="title" href=${hrefOf(contract)} aria-describedby="about-${id}" @click=${(event: MouseEvent) => open(event, contract)}>${title}</a>
      <p class="muted" id="about-${id}">${text('list.with', { name: otherParty(contract) })}</p>
    </div>
    <div class="where">
      <span class="badge ${status}" part="badge ${status}">${text(`status.${status}`)}</span>
      ${turn === null ? nothing : html`<span class="turn" part="turn">${text(turn)}</span>`}
      ${
        currentMilestone === null
          ? nothing
          : html`<p class="fine milestone">${currentMilestone.title} · ${text(`milestone.${currentMilestone.state}`)}</p>`
      }
    </div>
    <div class="money">
      <p part="held">${text('list.held', { amount: money(totals.held + totals.carried, currency) })}</p>
      <p class="fine">${text('list.of', { amount: money(totals.planned, currency) })}</p>
    </div>
  </li>`;
}

function otherParty({ viewer, client, freelancer }: WireContractSummary): string {
  if (viewer === 'client') return freelancer.name;
  return viewer === 'freelancer' ? client.name : `${client.name}, ${freelancer.name}`;
}
