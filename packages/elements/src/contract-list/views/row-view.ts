import type { WireContractSummary } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { withErasedWords } from '../../foundation/erased-words.ts';
import type { Place } from '../../foundation/links.ts';
import type { Localize } from '../../foundation/localize.ts';
import { named } from '../../foundation/views/named-view.ts';
import type english from '../../locales/en/list.ts';
import { widened } from '../../milestone-workroom/views/widened.ts';

export interface RowContext {
  readonly words: Localize<typeof english>;
  readonly hrefOf: (place: Place) => string;
  readonly open: (event: MouseEvent, place: Place) => void;
}

/** One contract: its title, the other side, its progress, and its next step. */
export function rowView(summary: WireContractSummary, context: RowContext): TemplateResult {
  const { words, hrefOf, open } = context;
  const contract = withErasedWords(summary, words);
  const { id, title, status, viewer, currency, totals, currentMilestone, frozen } = contract;
  const { text, money } = words;
  const place = { to: 'contract', contractId: id, milestoneId: null } as const;
  return html`<li part="contract ${status}" class="row">
    <div class="what">
      <a part="link" class="title" id="title-${id}" href=${hrefOf(place)} aria-describedby="about-${id}" @click=${(event: MouseEvent) => open(event, place)}>${named(title)}</a>
      <p class="muted" id="about-${id}">${text('list.with', { name: otherParty(contract) })}</p>
    </div>
    <div class="where">
      <span class="badge ${status}" part="badge ${status}">${text(status === 'offered' && viewer === 'freelancer' ? 'status.received' : `status.${status}`)}</span>
      ${frozen ? html`<span class="badge disputed" part="badge frozen">${text('list.frozen')}</span>` : nothing}
      ${
        currentMilestone === null
          ? nothing
          : html`<p class="fine milestone">${named(currentMilestone.title)} · ${text(`milestone.${currentMilestone.state}`)}</p>`
      }
    </div>
    <div class="money">
      <p part="held">${text('list.held', { amount: money(totals.held + totals.carried, currency) })}</p>
      ${totals.planned === 0 ? nothing : html`<p class="fine">${text('list.paidOf', { paid: money(totals.released, currency), total: money(totals.planned, currency) })}</p>`}
      ${progressView(totals)}
    </div>
    ${turnView(contract, context)}
  </li>`;
}

/** A bar for the amounts next to it. */
function progressView({ released, planned }: WireContractSummary['totals']): unknown {
  if (planned <= 0) return nothing;
  const paid = Math.min(released, planned);
  return html`<span class="progress" part="progress" aria-hidden="true"><span class="progress-paid" part="progress-paid" ${widened(paid)}></span><span ${widened(planned - paid)}></span></span>`;
}

/** The next step of the contract; *Review and pay* links directly to the decision (rule 36). */
function turnView(contract: WireContractSummary, { words, hrefOf, open }: RowContext): unknown {
  const turn = turnOf(contract);
  if (turn === null) return nothing;
  const label = words.text(turn);
  const milestoneId = contract.currentMilestone?.id;
  const place: Place =
    turn === 'turn.review' && milestoneId !== undefined
      ? { to: 'review-and-pay', contractId: contract.id, milestoneId }
      : { to: 'contract', contractId: contract.id, milestoneId: null };
  return html`<a class="turn" part="turn link" href=${hrefOf(place)} aria-describedby="title-${contract.id}" @click=${(event: MouseEvent) => open(event, place)}>${label}</a>`;
}

function otherParty({ viewer, client, freelancer }: WireContractSummary): string {
  if (viewer === 'client') return freelancer.name;
  return viewer === 'freelancer' ? client.name : `${client.name}, ${freelancer.name}`;
}

type Turn = Extract<keyof typeof english, `turn.${string}`>;

/** The viewer's next step, if there is one. */
export function turnOf({ viewer, status, currentMilestone, frozen }: WireContractSummary): Turn | null {
  // Only messages can be sent.
  if (frozen) return null;
  if (status === 'offered') return viewer === 'freelancer' ? 'turn.answerOffer' : null;
  if (currentMilestone === null || (status !== 'active' && status !== 'ending')) return null;
  switch (currentMilestone.state) {
    case 'planned':
      return viewer === 'client' && status === 'active' ? 'turn.fund' : null;
    case 'funded':
    case 'changes_requested':
      return viewer === 'freelancer' ? 'turn.submit' : null;
    case 'submitted':
      return viewer === 'client' ? 'turn.review' : null;
    case 'refund_requested':
      return viewer === 'freelancer' ? 'turn.answerRefund' : null;
    case 'disputed':
      return 'turn.dispute';
    default:
      return null;
  }
}
