import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../foundation/localize.ts';
import type english from '../../locales/en/list.ts';
import type { ListFilter } from '../live-list.ts';

export interface FilterContext {
  readonly words: Localize<typeof english>;
  readonly filter: ListFilter;
  readonly change: (change: Partial<ListFilter>) => void;
  /** On a phone the filters are behind one button. */
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

const statuses = ['active', 'offered', 'ending', 'ended', 'declined', 'withdrawn'] as const;

export function filterView(context: FilterContext): TemplateResult {
  const { words, filter, change, isOpen, toggle } = context;
  const { text } = words;
  return html`<form class="filters ${isOpen ? 'open' : ''}" part="filters" role="search" @submit=${(event: SubmitEvent) => event.preventDefault()}>
    <div class="field search">
      <label for="search" part="label">${text('list.search')}</label>
      <input id="search" part="input" type="search" autocomplete="off" maxlength="200" placeholder=${text('list.searchHint')}
        .value=${filter.text} @input=${(event: InputEvent) => change({ text: (event.target as HTMLInputElement).value })} />
    </div>
    <button type="button" class="filter-button" part="button" aria-expanded=${isOpen ? 'true' : 'false'} @click=${toggle}>${text('list.filters')}</button>
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
    ${chipsView(context)}
  </form>`;
}

/** Chips of the active filters, each removable. */
function chipsView({ words: { text }, filter, change }: FilterContext): unknown {
  const { status, role } = filter;
  const chips: readonly (readonly [name: string, change: Partial<ListFilter>])[] = [
    ...(status === '' ? [] : [[text(`status.${status}`), { status: '' }] as const]),
    ...(role === '' ? [] : [[text(role === 'client' ? 'list.asClient' : 'list.asFreelancer'), { role: '' }] as const]),
  ];
  if (chips.length === 0) return nothing;
  return html`<div class="chips" part="chips">${chips.map(
    ([name, without]) =>
      html`<button type="button" class="chip" part="button chip" aria-label=${text('list.removeFilter', { name })} @click=${() => change(without)}>${name} <span aria-hidden="true">×</span></button>`,
  )}</div>`;
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
