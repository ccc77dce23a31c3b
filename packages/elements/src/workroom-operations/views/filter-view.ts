import { html, nothing, type TemplateResult } from 'lit';
import { type QueueFilter, reasons } from '../live-queue.ts';
import type { OperationsWords } from '../strings.ts';
import { selectView } from './select-view.ts';

interface FilterContext {
  readonly words: OperationsWords;
  readonly filter: QueueFilter;
  readonly change: (change: Partial<QueueFilter>) => void;
}

const statuses = ['active', 'offered', 'ending', 'ended', 'declined', 'withdrawn'] as const;

export function filterView({ words: { text }, filter, change }: FilterContext): TemplateResult {
  const typed = (event: InputEvent) => (event.target as HTMLInputElement).value;
  return html`<form class="filters" part="filters" role="search" @submit=${(event: SubmitEvent) => event.preventDefault()}>
    ${selectView(
      'attention',
      text('operations.show'),
      filter.attention,
      [
        ['any', text('operations.any')],
        ...reasons.map((reason) => [reason, text(`attention.${reason}`)] as const),
        ['none', text('operations.back')],
      ],
      (attention) => change({ attention: attention as QueueFilter['attention'] }),
    )}
    <div class="field search">
      <label for="search" part="label">${text('list.search')}</label>
      <input id="search" part="input" type="search" autocomplete="off" maxlength="200" placeholder=${text('list.searchHint')}
        .value=${filter.text} @input=${(event: InputEvent) => change({ text: typed(event) })} />
    </div>
    <div class="field">
      <label for="person" part="label">${text('operations.person')}</label>
      <input id="person" part="input" type="search" autocomplete="off" maxlength="200"
        .value=${filter.person} @input=${(event: InputEvent) => change({ person: typed(event) })} />
    </div>
    ${selectView(
      'status',
      text('list.status'),
      filter.status,
      [['', text('list.anyStatus')], ...statuses.map((status) => [status, text(`status.${status}`)] as const)],
      (status) => change({ status: status as QueueFilter['status'] }),
    )}
    ${filter.attention === 'none' ? sortView() : nothing}
  </form>`;

  function sortView(): TemplateResult {
    return selectView(
      'sort',
      text('list.sort'),
      filter.sort,
      [
        ['newest', text('list.newest')],
        ['oldest', text('list.oldest')],
      ],
      (sort) => change({ sort: sort as QueueFilter['sort'] }),
    );
  }
}
