import { amount, formatMoney, isAmount } from '@workroom/core';
import { html, raw } from 'hono/html';
import type { Evidence } from './collect.ts';

// The evidence to print and to read without any tool. It carries the JSON inside, so that the same file
// can be checked, and holds no script that runs and nothing that is loaded.

type Event = Evidence['events'][number];

const begin = '<script type="application/json" id="workroom-evidence">';
const end = '</script>';

export function evidenceHtml(evidence: Evidence): string {
  const { contract, events, movements, balances, exportedAt, head, howToCheck } = evidence;
  const money = (minorUnits: number) => said(minorUnits, contract.currency);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence: ${contract.title}</title>
<style>${raw(style)}</style>
</head>
<body>
<h1>${contract.title}</h1>
<dl>
<dt>Contract</dt><dd>${contract.id}</dd>
<dt>Client</dt><dd>${contract.client.name} (${contract.client.id})</dd>
<dt>Freelancer</dt><dd>${contract.freelancer.name} (${contract.freelancer.id})</dd>
<dt>Currency</dt><dd>${contract.currency}</dd>
<dt>Created</dt><dd>${contract.createdAt}</dd>
<dt>Exported</dt><dd>${exportedAt}</dd>
<dt>Head of the chain</dt><dd class="hash">${head}</dd>
</dl>
<p>All times are in UTC. ${howToCheck}</p>
<h2>What happened</h2>
${events.map((event) => eventHtml(event, money))}
<h2>Ledger</h2>
<table>
<thead><tr><th>Event</th><th>When</th><th>From</th><th>To</th><th class="amount">Amount</th></tr></thead>
<tbody>${movements.map(
    (movement) =>
      html`<tr><td>${movement.seq}</td><td>${movement.at}</td><td>${movement.debit}</td><td>${movement.credit}</td><td class="amount">${money(movement.amount)}</td></tr>`,
  )}</tbody>
</table>
<h2>Balances</h2>
<table>
<tbody>${Object.entries(balances).map(
    ([account, balance]) => html`<tr><th>${account}</th><td class="amount">${money(balance)}</td></tr>`,
  )}</tbody>
</table>
${raw(begin + scriptSafe(JSON.stringify(evidence)) + end)}
</body>
</html>
`;
  return String(page);
}

/** The document inside an HTML export; `null` where there is none. */
export function embeddedEvidence(file: string): string | null {
  const from = file.lastIndexOf(begin);
  const to = file.indexOf(end, from);
  return from === -1 || to === -1 ? null : file.slice(from + begin.length, to);
}

function eventHtml(event: Event, money: (minorUnits: number) => string) {
  const { seq, type, actor, occurredAt, recordedAt, data, hash } = event;
  const who = 'name' in actor ? `${actor.name} (${actor.side})` : actor.side;
  return html`<section>
<h3>${seq}. ${titleOf(type)}</h3>
<p>${who}, ${occurredAt}${recordedAt === occurredAt ? '' : `, recorded ${recordedAt}`}</p>
<dl>${Object.entries(data).map(([name, value]) => html`<dt>${titleOf(name)}</dt><dd>${shownAs(name, value, money)}</dd>`)}</dl>
<p class="hash">${hash}</p>
</section>
`;
}

const amountNames: ReadonlySet<string> = new Set([
  'amount',
  'fee',
  'charged',
  'carried',
  'leftover',
  'toFreelancer',
  'toClient',
]);

function shownAs(name: string, value: unknown, money: (minorUnits: number) => string): string {
  if (typeof value === 'number' && amountNames.has(name)) return money(value);
  if (value === null) return '–';
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}

/** A balance may be negative: what is at the payment provider is. */
function said(minorUnits: number, currency: string): string {
  const whole = Math.abs(minorUnits);
  if (!isAmount(whole)) return String(minorUnits);
  return `${minorUnits < 0 ? '−' : ''}${formatMoney({ amount: amount(whole), currency }, 'en-US')}`;
}

/** `milestone.auto_released` and `refundRequestId` as words. */
function titleOf(name: string): string {
  const words = name
    .replaceAll(/[._]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** JSON that ends no script element, whatever people wrote. */
function scriptSafe(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

const style = `
body { font: 11pt/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; color: #1a1a1a; }
h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 2.5rem; } h3 { margin: 0; font-size: 1em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin: 0.5rem 0; }
dt { color: #595959; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
section { border-top: 1px solid #d0d0d0; padding: 0.75rem 0; break-inside: avoid; }
section p { margin: 0.25rem 0; }
.hash { font: 8pt/1.4 ui-monospace, monospace; color: #595959; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; }
th, td { text-align: start; padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid #e4e4e4; overflow-wrap: anywhere; }
.amount { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media print { body { margin: 0; } }
`;
