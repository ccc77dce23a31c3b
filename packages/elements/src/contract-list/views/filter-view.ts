import { html, type TemplateResult } from 'lit';
import type { Localize } from '../../foundation/localize.ts';
import type english from '../../locales/en/list.ts';
import type { ListFilter } from '../live-list.ts';

export interface FilterContext {
  readonly words: Localize<typeof english>;
  readonly filter: ListFilter;
  readonly change: (change: Partial<ListFilter>) => void;
}

const statuses = ['active', 'offered', 'ending', 'ended', 'declined', 'withdrawn'] as const;

export function filterView({ words: { text }, filter, change }: FilterContext): TemplateResult {
  return html`<form class="filters" part="filters" role="search" @submit=${(event: SubmitEvent) => event.preventDefault()}>
    <div class="field search">
      <label for="search" part="label">${text('list.search')}</label>
      <input id="search" part="input" type="search" autocomplete="off" maxlength="200" placeholder=${text('list.searchHint')}
        .value=${filter.text} @input=${(event: InputEvent) => change({ text: (event.target as HTMLInputElement).value })} />
    </div>
    ${select(
      'status',
      text('list.status'),
      filter.status,
      [['', text('list.anyStatus')], ...statuses.map((status) => [status, text(`status.${status}`)] as const)],
      (status) => change({ status: status as ListFilter['status'] }),
    )}
    ${select(
      'role',
      text('list.role'),
      filter.role,
      [
        ['', text('list.anyRole')],
        ['client', text('list.asClient')],
        ['freelancer', text('list.asFreelancer')],
      ],
      (role) => change({ role: role as ListFilter['role'] }),
    )}
    ${select(
      'sort',
      text('list.sort'),
      filter.sort,
      [
        ['newest', text('list.newest')],
        ['oldest', text('list.oldest')],
      ],
      (sort) => change({ sort: sort as ListFilter['sort'] }),
    )}
  </form>`;
}

function select(
  id: string,
  label: string,
  value: string,
  options: readonly (readonly [string, string])[],
  choose: (value: string) => void,
): TemplateResult {
  return html`<div class="field">
    <label for=${id} part="label">${label}</label>
    <select id=${id} part="input" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${options.map(([each, name]) => html`<option value=${each} .selected=${each === value}>${name}</option>`)}
    </select>
  </div>`;
}
