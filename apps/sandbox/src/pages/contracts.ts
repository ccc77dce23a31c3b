import type { Client } from '@workroom/client';
import type { WireContractSummary } from '@workroom/core/api';
import { html, nothing, render, type TemplateResult } from 'lit';
import { contractLabel, milestoneLabel, money, timeLeft } from './labels.ts';
import { openShell } from './shell.ts';

const rereadMs = 10_000;

const place = document.querySelector<HTMLElement>('#contracts');
if (place !== null) {
  let refresh: () => Promise<void> = async () => {};
  const { client } = await openShell(() => refresh());
  refresh = () => show(client, place);
  await refresh();
  setInterval(() => {
    if (!document.hidden) void refresh();
  }, rereadMs);
  window.addEventListener('focus', () => void refresh());
}

async function show(client: Client, place: HTMLElement): Promise<void> {
  try {
    const contracts = await allContracts(client);
    const now = Date.parse(((await (await fetch('/sandbox/clock')).json()) as { now: string }).now);
    doneReading(place);
    render(contracts.length === 0 ? emptyView() : html`<ul>${contracts.map((each) => rowView(each, now))}</ul>`, place);
  } catch (error) {
    doneReading(place);
    render(
      errorView(error, () => void show(client, place)),
      place,
    );
  }
}

/** Takes the page's own words for the wait away: what is rendered comes after what is there. */
function doneReading(place: HTMLElement): void {
  if (place.ariaBusy === 'true') place.replaceChildren();
  place.ariaBusy = 'false';
}

async function allContracts(client: Client): Promise<WireContractSummary[]> {
  const found: WireContractSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listContracts({ limit: 100, cursor });
    found.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

function rowView(contract: WireContractSummary, now: number): TemplateResult {
  const { id, title, totals, currency } = contract;
  const amount = (label: string, value: number) => html`<div><dt>${label}</dt><dd>${money(value, currency)}</dd></div>`;
  return html`<li class="contract">
    <div class="contract-what">
      <h2><a href="/contracts/${id}">${title}</a></h2>
      <p class="muted">${withWhom(contract)}</p>
      <p class="contract-state">${stateView(contract, now)}</p>
    </div>
    <dl>${amount('Planned', totals.planned)}${amount('Held', totals.held + totals.carried)}${amount('Released', totals.released)}</dl>
  </li>`;
}

function withWhom({ viewer, client, freelancer }: WireContractSummary): string {
  if (viewer === 'client') return `with ${freelancer.name}`;
  return viewer === 'freelancer' ? `for ${client.name}` : `${client.name} and ${freelancer.name}`;
}

function stateView({ id, status, viewer, currentMilestone, nextChangeAt }: WireContractSummary, now: number): unknown {
  if (status !== 'active' || currentMilestone === null) {
    return html`<span class="badge ${status}">${contractLabel(status)}</span>`;
  }
  const { state, title } = currentMilestone;
  return html`<span class="badge ${state}">${milestoneLabel(state)}${nextChangeAt === null ? nothing : `, ${timeLeft(nextChangeAt, now)}`}</span>
    <span class="muted">${title}</span>
    ${
      viewer === 'client' && state === 'submitted'
        ? html`<a class="above" href="/contracts/${id}/review?milestone=${currentMilestone.id}">Review and pay</a>`
        : nothing
    }`;
}

function emptyView(): TemplateResult {
  return html`<div class="empty">
    <h2>No contracts yet</h2>
    <p>Programs create contracts with <code>POST /workroom/contracts</code> and the secret key; a person who is named in one sees it here. A mediator sees a contract only while it is disputed.</p>
  </div>`;
}

function errorView(error: unknown, tryAgain: () => void): TemplateResult {
  return html`<div class="empty" role="alert">
    <h2>The contracts could not be read</h2>
    <p>${error instanceof Error ? error.message : String(error)}</p>
    <button type="button" @click=${tryAgain}>Try again</button>
  </div>`;
}
