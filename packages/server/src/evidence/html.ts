import { html, raw } from 'hono/html';
import { shownEvent, shownMoney, text } from './event-html.ts';
import { type EvidenceSource, howToCheck, runningBalances } from './evidence.ts';
import { evidenceJson } from './json.ts';

// The evidence to print and to read without any tool. It carries the JSON inside, so that the same file
// can be checked, and holds no script that runs and nothing that is loaded.

const begin = '<script type="application/json" id="workroom-evidence">';
const end = '</script>';

/**
 * The page, in pieces. It depends on the evidence alone, so `verify` renders it again from the document inside and
 * compares.
 */
export async function* evidenceHtml(evidence: EvidenceSource): AsyncGenerator<string> {
  const { contract, exportedAt, head, events, movements } = evidence;
  const { currency, client, freelancer } = contract;
  const balances = runningBalances();
  yield String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evidence: ${contract.title}</title>
<style>${raw(style)}</style>
</head>
<body>
<h1>${text(contract.title)}</h1>
<dl>
<dt>Contract</dt><dd>${contract.id}</dd>
<dt>Client</dt><dd>${text(client.name)} (${text(client.id)})</dd>
<dt>Freelancer</dt><dd>${text(freelancer.name)} (${text(freelancer.id)})</dd>
<dt>Currency</dt><dd>${currency}</dd>
<dt>Created</dt><dd>${contract.createdAt}</dd>
<dt>Exported</dt><dd>${exportedAt}</dd>
<dt>Head of the chain</dt><dd class="hash">${head}</dd>
</dl>
<p>All times are in UTC. ${howToCheck[evidence.format]}</p>
<h2>What happened</h2>
`);
  for await (const page of events()) for (const event of page) yield String(shownEvent(event, currency));
  yield `<h2>Ledger</h2>
<table>
<thead><tr><th>Event</th><th>When</th><th>From</th><th>To</th><th class="amount">Amount</th></tr></thead>
<tbody>`;
  for await (const page of movements()) {
    balances.add(page);
    for (const { seq, at, debit, credit, amount } of page)
      yield String(
        html`<tr><td>${seq}</td><td>${at}</td><td>${debit}</td><td>${credit}</td><td class="amount">${shownMoney(amount, currency)}</td></tr>`,
      );
  }
  yield String(html`</tbody>
</table>
<h2>Balances</h2>
<table>
<tbody>${Object.entries(balances.result()).map(
    ([account, balance]) => html`<tr><th>${account}</th><td class="amount">${shownMoney(balance, currency)}</td></tr>`,
  )}</tbody>
</table>
`);
  yield begin;
  for await (const piece of evidenceJson(evidence)) yield scriptSafe(piece);
  yield `${end}\n</body>\n</html>\n`;
}

/** The document inside an HTML export; `null` where there is none. */
export function embeddedEvidence(file: string): string | null {
  const from = file.lastIndexOf(begin);
  const to = file.indexOf(end, from);
  return from === -1 || to === -1 ? null : file.slice(from + begin.length, to);
}

/** JSON that ends no script element, whatever people wrote. */
function scriptSafe(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

const style = `
body { font: 11pt/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; color: #1a1a1a; }
h1, h2, h3 { line-height: 1.2; } h2 { margin-top: 2.5rem; } h3 { margin: 0; font-size: 1em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin: 0.5rem 0; }
dl dl, dl ol { margin: 0; } ol { padding-inline-start: 1.2rem; }
dt { color: #595959; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
section { border-top: 1px solid #d0d0d0; padding: 0.75rem 0; break-inside: avoid; }
section p { margin: 0.25rem 0; }
.hash { font: 8pt/1.4 ui-monospace, monospace; color: #595959; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; }
th, td { text-align: start; padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid #e4e4e4; overflow-wrap: anywhere; }
.amount { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media print { body { margin: 0; } }
`;
