import { type Currency, currencyExponent, formatInstant, type Instant } from '@workroom/core';
import { html, raw } from 'hono/html';
import type { BillingDetails } from '../billing-details.ts';
import { decimalField } from '../csv.ts';
import type { Document } from './document.ts';
import { headingOf, labelOf, textsIn } from './present-document.ts';

export interface PrintOptions {
  /** One of the included languages. */
  readonly locale: string;
  readonly timeZone: string;
  readonly paper: 'a4' | 'letter';
}

/** The document as a printable page, without scripts and external resources. */
export function documentHtml(document: Document, { locale, timeZone, paper }: PrintOptions): string {
  const texts = textsIn(locale);
  const { number, currency, issuer, recipient, lines, total, paymentId, contractId, event } = document;
  const heading = headingOf(document, locale);
  const money = (amount: number) => html`<bdi>${shownMoney(amount, currency, locale)}</bdi>`;
  const hasTax = lines.some(({ tax }) => tax !== 0);
  const net = lines.reduce((whole, line) => whole + line.amount, 0);
  const sumOf = (amount: number) => html`<td class="amount"${hasTax ? raw(' colspan="2"') : ''}>${money(amount)}</td>`;
  const sum = (name: string, amount: number) => html`<tr><th scope="row">${name}</th>${sumOf(amount)}</tr>
`;
  const fact = (name: string, value: unknown) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const issuedAt = html`<time datetime="${formatInstant(document.issuedAt)}">${day(document.issuedAt, locale, timeZone)}</time>`;
  return String(html`<!doctype html>
<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} ${number}</title>
<style>${raw(`@page { size: ${paper === 'letter' ? 'letter' : 'A4'}; margin: 18mm 20mm; @bottom-right { content: '${number} · ' counter(page) ' / ' counter(pages); font: 8.5pt system-ui, sans-serif; color: #595959; } }${style}`)}</style>
</head>
<body>
<main>
<header>
<h1>${heading}</h1>
<dl class="facts">${fact(texts.number, html`<bdi class="code">${number}</bdi>`)}${fact(texts.issuedOn, issuedAt)}</dl>
</header>
<div class="parties">
${issuer === null ? html`<div></div>` : party(texts.issuer, issuer.legalName, issuer, texts.taxId)}
${party(texts.recipient, recipient.legalName ?? recipient.name, recipient, texts.taxId)}
</div>
<table>
<thead><tr><th scope="col">${texts.description}</th><th scope="col" class="amount">${texts.amount}</th>${hasTax ? html`<th scope="col" class="amount">${texts.tax}</th>` : ''}</tr></thead>
<tbody>
${lines.map(
  (
    line,
  ) => html`<tr><td>${raw(labelOf(line, locale, (words) => `<bdi>${escaped(words)}</bdi>`))}</td><td class="amount">${money(line.amount)}</td>${hasTax ? html`<td class="amount">${money(line.tax)}</td>` : ''}</tr>
`,
)}</tbody>
<tfoot>
${hasTax ? html`${sum(texts.amount, net)}${sum(texts.tax, total - net)}` : ''}<tr class="total"><th scope="row">${texts.total}</th>${sumOf(total)}</tr>
</tfoot>
</table>
<footer>
<dl class="facts">${fact(texts.contract, html`<bdi class="code">${contractId}</bdi>`)}${paymentId === null ? '' : fact(texts.payment, html`<bdi class="code">${paymentId}</bdi>`)}</dl>
<p>${texts.madeFrom.replace('{seq}', String(event.seq))}</p>
</footer>
</main>
</body>
</html>
`);
}

function party(name: string, called: string | null, { address, taxId, email }: BillingDetails, taxLabel: string) {
  const lines = [...(address ?? '').split(/\r?\n/), email ?? ''].filter((each) => each.trim() !== '');
  return html`<section><h2>${name}</h2>
<p class="name"><bdi>${called}</bdi></p>
${lines.map((each) => html`<p><bdi>${each}</bdi></p>`)}${taxId === null ? '' : html`<p>${taxLabel}: <bdi>${taxId}</bdi></p>`}
</section>`;
}

function shownMoney(amount: number, currency: Currency, locale: string): string {
  const exponent = currencyExponent(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  // The decimal string is formatted exactly, and the language places the sign.
  return format.format(decimalField(amount, exponent).decimal as `${number}`);
}

function day(at: Instant, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at);
}

/** Labels contain people's text, so they are escaped here. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

// Points and millimetres, for paper. Logical properties, for both directions.
const style = `
* { box-sizing: border-box; }
body { margin: 0; color: #1a1a1a; background: #fff; font: 10.5pt/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Noto Sans JP", "Hiragino Sans", sans-serif; }
main { max-width: 174mm; margin: 0 auto; padding: 12mm 6mm; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: flex-start; gap: 6mm; border-block-end: 1.5pt solid #1a1a1a; padding-block-end: 4mm; }
h1 { flex: 1 1 60mm; margin: 0; font-size: 20pt; line-height: 1.2; }
h2 { margin: 0 0 1mm; font-size: 8.5pt; font-weight: 600; color: #595959; }
p { margin: 0; overflow-wrap: anywhere; }
.name { font-weight: 600; }
.facts { display: grid; grid-template-columns: max-content 1fr; column-gap: 3mm; margin: 0; font-size: 9.5pt; }
.facts div { display: contents; }
dt { color: #595959; } dd { margin: 0; overflow-wrap: anywhere; }
.code { font-variant-numeric: tabular-nums; }
.parties { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; margin-block: 8mm 10mm; }
table { inline-size: 100%; border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: 2mm 0; border-block-end: 0.5pt solid #c8c8c8; overflow-wrap: anywhere; }
thead th { font-size: 8.5pt; color: #595959; border-block-end: 1pt solid #1a1a1a; }
th + th, td + td, th + td { padding-inline-start: 6mm; }
.amount { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; inline-size: 1%; overflow-wrap: normal; }
tfoot { display: table-row-group; }
tfoot th { font-weight: 400; color: #595959; } tfoot td { color: #595959; }
tfoot .total :is(th, td) { font-weight: 700; font-size: 12pt; color: #1a1a1a; border-block: 1pt solid #1a1a1a; }
tr { break-inside: avoid; } tfoot { break-inside: avoid; break-before: avoid; }
footer { break-before: avoid; break-inside: avoid; margin-block-start: 10mm; font-size: 8.5pt; color: #595959; }
footer p { margin-block-start: 2mm; }
@media print { main { padding: 0; max-width: none; } }
`;
