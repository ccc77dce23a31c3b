import type { WireContractSummary } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { withErasedWords } from '../../foundation/erased-words.ts';
import { failureOf } from '../../foundation/failure.ts';
import { errorView } from '../../foundation/views/error-view.ts';
import { named } from '../../foundation/views/named-view.ts';
import { skeletonView } from '../../foundation/views/skeleton-view.ts';
import { isFiltered, type LiveQueue, type QueueFilter } from '../live-queue.ts';
import type { OperationsWords } from '../strings.ts';
import { filterView } from './filter-view.ts';

export interface QueueContext {
  readonly words: OperationsWords;
  /** `null` while the element has no server. */
  readonly queue: LiveQueue | null;
  readonly filter: QueueFilter;
  readonly totals: unknown;
  /** The server's clock, as far as it is known. */
  readonly now: string;
  readonly unfolded: boolean;
  readonly unfold: () => void;
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
  const { words, queue, filter, unfolded, unfold, change, totals, compare } = context;
  return html`<section class="card queue" part="card" aria-labelledby="title">
    <div class="row between"><slot name="header"><h2 id="title" part="title" tabindex="-1">${words.text('operations.title')}</h2></slot>
      <button type="button" class="quiet" part="button" id="compare-books" @click=${compare}>${words.text('operations.compare')}</button></div>
    ${totals} ${filterView({ words, filter, unfolded, unfold, change })}
    ${queue === null ? skeletonView(words.text('load.busy')) : contentView(context, queue)}
    <slot name="footer"></slot>
  </section>`;
}

function contentView(context: QueueContext, queue: LiveQueue): TemplateResult {
  const { words, more, tryAgain } = context;
  const { contracts, error } = queue;
  if (contracts === null) {
    return error === null ? skeletonView(words.text('load.busy')) : errorView(failureOf(error, words), words, tryAgain);
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
