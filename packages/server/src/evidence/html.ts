import type { Person } from '@workroom/core';
import { isRightToLeft, type ReaderLocale, spokenLanguage } from '@workroom/core/messages';
import { html, raw } from 'hono/html';
import type { ReaderWords } from '../language/readers.ts';
import { type RenderContext, shownEvent, shownMoney, text } from './event-html.ts';
import { type EvidenceSource, runningBalances } from './evidence.ts';
import { evidenceJson } from './json.ts';

// The evidence as a printable page. It contains the JSON, so that the same file can be checked, and has no scripts and
// no external resources.

const begin = '<script type="application/json" id="workroom-evidence">';
const end = '</script>';

/**
 * The page, in chunks. It depends only on the evidence and on the language and time zone that it states: `verify`
 * renders it again from the JSON inside and compares.
 */
export async function* evidenceHtml(evidence: EvidenceSource, words: ReaderWords): AsyncGenerator<string> {
  const { contract, exportedAt, head, events, movements, format } = evidence;
  const { currency, client, freelancer } = contract;
  const { locale, timeZone, text: say, instant } = words;
  const balances = runningBalances();
  const context: RenderContext = { contract, words, titles: new Map() };
  const party = ({ id, name }: Person) => html`${text(name, words)} (${text(id, words)})`;
  yield String(html`<!doctype html>
<html lang="${locale}" dir="${isRightToLeft(locale) ? 'rtl' : 'ltr'}" data-time-zone="${timeZone}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('evidence.title', { contract: contract.title })}</title>
<style>${raw(style)}</style>
</head>
<body>
<h1>${text(contract.title, words)}</h1>
<dl>
<dt>${say('evidence.contract')}</dt><dd>${contract.id}</dd>
<dt>${say('evidence.client')}</dt><dd>${party(client)}</dd>
<dt>${say('evidence.freelancer')}</dt><dd>${party(freelancer)}</dd>
<dt>${say('evidence.currency')}</dt><dd>${currency}</dd>
<dt>${say('evidence.created')}</dt><dd>${instant(contract.createdAt)}</dd>
<dt>${say('evidence.exported')}</dt><dd>${instant(exportedAt)}</dd>
<dt>${say('evidence.head')}</dt><dd class="hash" dir="ltr">${head}</dd>
</dl>
<p>${say('evidence.howToCheck', { command: 'npx @workroom/server verify', zone: timeZone })} (${format})</p>
<h2>${say('evidence.happened')}</h2>
`);
  for await (const page of events()) for (const event of page) yield String(shownEvent(event, context));
  yield String(html`<h2>${say('evidence.ledger')}</h2>
<table>
<thead><tr><th>${say('evidence.event')}</th><th>${say('evidence.when')}</th><th>${say('evidence.from')}</th><th>${say('evidence.to')}</th><th class="amount">${say('field.amount')}</th></tr></thead>
<tbody>`);
  for await (const page of movements()) {
    balances.add(page);
    for (const { seq, at, debit, credit, amount } of page)
      yield String(
        html`<tr><td>${seq}</td><td>${instant(at)}</td><td><code>${debit}</code></td><td><code>${credit}</code></td><td class="amount">${shownMoney(amount, currency, words)}</td></tr>`,
      );
  }
  yield String(html`</tbody>
</table>
<h2>${say('evidence.balances')}</h2>
<table>
<tbody>${Object.entries(balances.result()).map(
    ([account, balance]) =>
      html`<tr><th><code>${account}</code></th><td class="amount">${shownMoney(balance, currency, words)}</td></tr>`,
  )}</tbody>
</table>
`);
  yield begin;
  for await (const piece of evidenceJson(evidence)) yield scriptSafe(piece);
  yield `${end}\n</body>\n</html>\n`;
}

/** The language and time zone that a page states; `null` if they are missing or unknown. */
export function readerOfPage(file: string): ReaderLocale | null {
  const [, locale, timeZone] =
    /<html lang="([\w-]{1,35})" dir="\w+" data-time-zone="([\w/+-]{1,64})">/.exec(file) ?? [];
  if (locale === undefined || timeZone === undefined || spokenLanguage(locale) === null) return null;
  try {
    new Intl.DateTimeFormat(locale, { timeZone });
    return { locale, timeZone };
  } catch {
    return null;
  }
}

/** The JSON inside an HTML export; `null` if there is none. */
export function embeddedEvidence(file: string): string | null {
  const from = file.lastIndexOf(begin);
  const to = file.indexOf(end, from);
  return from === -1 || to === -1 ? null : file.slice(from + begin.length, to);
}

/** JSON that cannot close its script element. */
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
code { font: 8pt/1.4 ui-monospace, monospace; }
.amount { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media print { body { margin: 0; } }
`;
