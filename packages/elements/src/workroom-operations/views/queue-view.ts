import type { WireContractSummary } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { withErasedWords } from '../../foundation/erased-words.ts';
import { failureOf } from '../../foundation/failure.ts';
import { errorView } from '../../foundation/views/error-view.ts';
import { named } from '../../foundation/views/named-view.ts';
import { skeletonView } from '../../foundation/views/skeleton-view.ts';
import { filtersOn, isFiltered, type LiveQueue, type QueueFilter } from '../live-queue.ts';
import type { OperationsWords } from '../strings.ts';
import { filterView } from './filter-view.ts';

export type Foldable = 'filters' | 'totals';

export interface QueueContext {
  readonly words: OperationsWords;
  /** `null` while the element has no server. */
  readonly queue: LiveQueue | null;
  readonly filter: QueueFilter;
  readonly totals: unknown;
  readonly totalsFailure: unknown;
  /** The server's clock, as far as it is known. */
  readonly now: string;
  /** The section that is unfolded on a narrow screen; on wide ones both are always shown. */
  readonly unfolded: Foldable | null;
  readonly unfold: (section: Foldable) => void;
  readonly change: (change: Partial<QueueFilter>) => void;
  readonly clear: () => void;
  readonly more: () => void;
  readonly tryAgain: () => void;
  readonly open: (contractId: string) => void;
  /** Shows the comparison with the payment provider. */
  readonly compare: () => void;
}

/** The contracts of the queue, below the totals. */
export function queueView(context: QueueContext): TemplateResult {
  const { words, queue, filter, unfolded, change, totals, totalsFailure, compare } = context;
  return html`<section class="card queue" part="card" aria-labelledby="title">
    <div class="row between"><slot name="header"><h2 id="title" part="title" tabindex="-1">${words.text('operations.title')}</h2></slot>
      <button type="button" class="quiet" part="button" id="compare-books" @click=${compare}>${words.text('operations.compare')}</button></div>
    ${totalsFailure} ${foldsView(context)}
    <div class="fold ${unfolded === 'totals' ? 'unfolded' : ''}" id="fold-totals">${totals}</div>
    <div class="fold ${unfolded === 'filters' ? 'unfolded' : ''}" id="fold-filters">${filterView({ words, filter, change })}</div>
    ${queue === null ? skeletonView(words.text('load.busy')) : contentView(context, queue)}
    <slot name="footer"></slot>
  </section>`;
}

/** On a narrow screen, filters and totals are behind buttons, so that the first contract is in view. */
function foldsView({ words: { text }, filter, unfolded, unfold }: QueueContext): TemplateResult {
  const count = filtersOn(filter);
  const button = (section: Foldable, label: string) =>
    html`<button type="button" id="show-${section}" part="button" aria-expanded=${unfolded === section} aria-controls="fold-${section}" @click=${() => unfold(section)}>${label}</button>`;
  return html`<div class="folds">
    ${button('filters', count === 0 ? text('operations.filters') : text('operations.filtersOn', { count }))}
    ${button('totals', text('totals.title'))}
    <p class="fine">${text(attentionWords(filter))}</p>
  </div>`;
}

function attentionWords({ attention }: QueueFilter) {
  if (attention === 'any') return 'operations.any';
  return attention === 'none' ? 'operations.back' : (`attention.${attention}` as const);
}

function contentView(context: QueueContext, queue: LiveQueue): TemplateResult {
  const { words, more, tryAgain } = context;
  const { contracts, error } = queue;
  if (contracts === null) {
    if (error === null) return skeletonView(words.text('load.busy'));
    return errorView(failureOf(error, words, words.text('list.failed')), words, tryAgain);
  }
  return html`${error === null ? nothing : html`<p class="callout attention" part="stale">${words.text('list.stale')}</p>`}
    ${contracts.length === 0 ? emptyView(context) : rowsView(context, contracts)}
    ${
      queue.hasMore
        ? html`<div class="actions"><button type="button" part="button more" ?disabled=${queue.isReading} @click=${more}>
            ${words.text(queue.isReading ? 'list.reading' : 'list.more')}</button></div>`
        : nothing
    }`;
}

function emptyView({ words, filter, clear }: QueueContext): TemplateResult {
  const { text } = words;
  if (filter.attention !== 'none' && !isFiltered(filter)) {
    return html`<div class="empty" part="empty"><p class="callout-title">${text('operations.calmTitle')}</p>
      <p class="muted">${text('operations.calm')}</p>
      <div class="actions"><button type="button" part="button" @click=${clear}>${text('list.clear')}</button></div></div>`;
  }
  return isFiltered(filter)
    ? html`<div class="empty" part="empty"><p class="callout-title">${text('list.noneTitle')}</p>
        <p class="muted">${text('list.none')}</p>
        <div class="actions"><button type="button" part="button" @click=${clear}>${text('list.clear')}</button></div></div>`
    : html`<slot name="empty"><div class="empty" part="empty"><p class="callout-title">${text('operations.emptyTitle')}</p>
        <p class="muted">${text('operations.empty')}</p></div></slot>`;
}

function rowsView(context: QueueContext, contracts: readonly WireContractSummary[]): TemplateResult {
  return html`<ul class="rows" part="list">${repeat(
    contracts,
    ({ id }) => id,
    (contract) => rowView(contract, context),
  )}</ul>`;
}

/** Why it waits for the staff, and for how long. */
function waitingView({ attention = [] }: WireContractSummary, { words, now }: QueueContext): unknown {
  const { known, instant } = words;
  return attention.map(
    ({ reason, since }) =>
      html`<span class="waits" part="attention ${reason}">${known(`attention.${reason}`) ?? reason} · <time datetime=${since} title=${instant(since)}>${waitedWords(words, since, now)}</time></span>`,
  );
}

function rowView(summary: WireContractSummary, context: QueueContext): TemplateResult {
  const { words, open } = context;
  const contract = withErasedWords(summary, words);
  const { id, title, status, currency, totals, currentMilestone, client, freelancer } = contract;
  const { text, money } = words;
  return html`<li part="contract ${status}" class="found">
    <div class="what">
      <button type="button" class="link title" part="link" id="open-${id}" aria-describedby="about-${id}" @click=${() => open(id)}>${named(title)}</button>
      <p class="muted" id="about-${id}">${named(client.name)} · ${named(freelancer.name)}</p>
    </div>
    <div class="where">
      <span class="badge ${status}" part="badge ${status}">${text(`status.${status}`)}</span>
      ${waitingView(contract, context)}
      ${
        currentMilestone === null
          ? nothing
          : html`<p class="fine current">${named(currentMilestone.title)} · ${text(`milestone.${currentMilestone.state}`)}</p>`
      }
    </div>
    <div class="money">
      <p part="held">${text('list.held', { amount: money(totals.held + totals.carried, currency) })}</p>
      <p class="fine">${text('list.of', { amount: money(totals.planned, currency) })}</p>
    </div>
  </li>`;
}

/** `3 days`, `5 hours`, `less than an hour`. */
function waitedWords({ text }: OperationsWords, since: string, now: string): string {
  const hours = Math.floor((Date.parse(now) - Date.parse(since)) / 3_600_000);
  if (hours >= 24) return text('operations.days', { count: Math.floor(hours / 24) });
  return hours >= 1 ? text('operations.hours', { count: hours }) : text('operations.lessThanHour');
}
