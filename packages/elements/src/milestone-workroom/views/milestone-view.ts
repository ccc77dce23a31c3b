import { isFinished } from '@workroom/core';
import type { WireMilestone } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { milestoneBadge } from '../../foundation/views/milestone-badge.ts';
import { named } from '../../foundation/views/named-view.ts';
import { cash, type Room } from '../room.ts';
import { laterView } from './later-view.ts';
import { menuSpace } from './menu-space.ts';
import { increaseOn, openItemsView, paymentsOn } from './open-items-view.ts';
import { nodeView } from './rail-view.ts';
import { changeRequestView, reviewView, submissionView } from './review-view.ts';

/**
 * One milestone: terms, state, money and actions.
 *
 * @param step the next step's buttons, if nothing else on the page shows them
 */
export function milestoneView(
  room: Room,
  milestone: WireMilestone,
  { index, step }: { readonly index: number; readonly step: unknown },
): TemplateResult {
  const { contract, words } = room;
  const { id, title, state, amount } = milestone;
  return html`<li class="milestone ${state}" part="milestone ${state}">
    ${nodeView(state, index + 1)}
    <article class="milestone-card" aria-labelledby="name-${id}">
      <header class="milestone-head">
        <div class="milestone-name">
          <h4 id="name-${id}" tabindex="-1"><span class="unseen">${words.text('milestone.number', { number: index + 1 })}: </span>${named(title)}</h4>
          ${dueView(room, milestone)}
        </div>
        <div class="milestone-worth">
          <span class="money amount">${cash(room, amount)}</span>
          ${milestoneBadge(contract, milestone, words)}
          ${menuSpace(room, milestone)}
        </div>
      </header>
      ${paymentsOn(room, id)} ${increaseOn(room, milestone)} ${openItemsView(room, id)} ${reviewView(room, milestone)}
      ${state === 'submitted' && contract.viewer === 'freelancer' ? room.openItems?.receive(room, milestone) : nothing}
      ${changeRequestView(room, milestone)}
      ${isFinished(milestone) ? nothing : [submissionView(room, milestone), deliverablesView(milestone)]}
      ${paidView(room, milestone)} ${fundsView(room, milestone)}
      ${isFinished(milestone) ? foldedView(room, milestone) : nothing} ${laterView(room, milestone)}
      ${step}
    </article>
  </li>`;
}

function dueView(room: Room, milestone: WireMilestone): unknown {
  const { dueOn } = milestone;
  if (dueOn === null) return nothing;
  const { text, day } = room.words;
  const late = daysOverdue(milestone, room.contract.now);
  return late > 0
    ? html`<p class="fine overdue" part="due overdue">${text('milestone.overdue', { date: day(dueOn), count: late })}</p>`
    : html`<p class="fine" part="due">${text('milestone.due', { date: day(dueOn) })}</p>`;
}

/** A due date is a day in the reader's own calendar; it informs, and moves no money. */
function daysOverdue({ dueOn, state }: WireMilestone, now: string): number {
  if (dueOn === null || !['planned', 'funding', 'funded', 'changes_requested'].includes(state)) return 0;
  const today = new Date(now);
  const midnight = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  return Math.round((midnight - Date.parse(dueOn)) / 86_400_000);
}

function deliverablesView({ description }: WireMilestone): unknown {
  return description === ''
    ? nothing
    : html`<p class="prose deliverables" part="description" dir="auto">${description}</p>`;
}

/** Earlier change requests and submissions. */
function foldedView(room: Room, milestone: WireMilestone): unknown {
  if (milestone.description === '' && milestone.submissions.length === 0) return nothing;
  return html`<details part="details">
    <summary>${room.words.text('milestone.details')}</summary>
    <div class="stack">${deliverablesView(milestone)} ${submissionView(room, milestone)}</div>
  </details>`;
}

const fundsParts = ['deposited', 'carriedIn', 'released', 'refunded', 'carriedOut', 'chargedBack', 'held'] as const;

/** Where the milestone's money is; both sides of it add up (rule 40). */
function fundsView(room: Room, { title, funds, amount, state }: WireMilestone): unknown {
  const { text } = room.words;
  const shown = fundsParts.filter((part) => funds[part] > 0);
  // If it is held or paid as planned, the badge and the amount already show it.
  const isPlain = shown.length <= 2 && funds.deposited === amount && (funds.held === amount || state === 'paid');
  if (shown.length === 0 || isPlain) return nothing;
  return html`<dl class="funds" part="funds" aria-label=${text('funds.title', { title })}>
    ${shown.map((part) => html`<div><dt>${text(`funds.${part}`)}</dt><dd class="money">${cash(room, funds[part])}</dd></div>`)}
  </dl>`;
}

/** The payment date, and the payouts and refunds that arrived. */
function paidView(room: Room, { id, paidAt, automatically }: WireMilestone): unknown {
  const { text, instant } = room.words;
  const key = automatically ? 'milestone.paidAutomatically' : 'milestone.paidOn';
  const lines = [
    ...(paidAt === null ? [] : [text(key, { instant: instant(paidAt) })]),
    ...(room.openItems?.arrived(room, id) ?? []),
  ];
  return lines.length === 0 ? nothing : html`<p class="fine" part="paid">${lines.join(' · ')}</p>`;
}
