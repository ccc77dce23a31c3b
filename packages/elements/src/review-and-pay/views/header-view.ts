import { nameOf } from '@workroom/core';
import { html, nothing, type TemplateResult } from 'lit';
import { deadline } from '../../foundation/deadline.ts';
import { isReader } from '../../foundation/own-side.ts';
import { milestoneBadge } from '../../foundation/views/milestone-badge.ts';
import { named } from '../../foundation/views/named-view.ts';
import { moneyOf, type ReviewContext } from './review-context.ts';

/**
 * @param job the viewer's task, if there is one
 * @param inDialog takes the focus when the dialog opens, and leaves the task's name to the dialog's own bar
 */
export function headerView(context: ReviewContext, job: string | null, inDialog: boolean): TemplateResult {
  const { contract, milestone, words } = context;
  const other = contract.viewer === 'freelancer' ? contract.client : contract.freelancer;
  const { held } = milestone.funds;
  return html`<header class="stack" part="header">
    <slot name="header"></slot>
    ${job === null || inDialog ? nothing : html`<p class="job" part="job">${job}</p>`}
    <div class="row between headline">
      <div class="stack tight">
        <h2 id="title" part="title" tabindex="-1" ?autofocus=${inDialog}>${named(milestone.title)}</h2>
        <p class="muted">${named(contract.title)} · ${named(other.name)}</p>
      </div>
      <div class="worth">
        <p class="amount money" part="amount">${moneyOf(context, milestone.amount)}</p>
        ${held === milestone.amount || held === 0 ? nothing : html`<p class="fine money">${words.text('review.held', { amount: moneyOf(context, held) })}</p>`}
      </div>
    </div>
    <div>${milestoneBadge(contract, milestone, words)}</div>
  </header>`;
}

/** Rule 18: who started the clock, when it ends here and in UTC, and what happens if nobody acts. */
export function reviewClockView(context: ReviewContext): unknown {
  const { contract, milestone, words } = context;
  const { review } = milestone;
  if (review === null) return nothing;
  const { text, instant } = words;
  const ending = contract.viewer === 'client' || contract.viewer === 'freelancer' ? contract.viewer : 'other';
  const outcome = {
    amount: moneyOf(context, milestone.funds.held),
    client: contract.client.name,
    freelancer: contract.freelancer.name,
  };
  const { endsAt } = review;
  return html`<div class="callout ${ending === 'client' ? 'attention' : ''}" part="clock">
    <p class="callout-title">${text(endsAt === null ? 'clock.stopped' : `clock.${ending}`, outcome)}</p>
    <p class="fine">
      ${endsAt === null ? nothing : text('clock.endsAt', { instant: deadline(endsAt, words) })}
      ${text(isReader(contract, review.startedBy) ? 'clock.startedByYou' : 'clock.startedBy', { name: nameOf(contract, review.startedBy), instant: instant(review.startedAt) })}
    </p>
  </div>`;
}
