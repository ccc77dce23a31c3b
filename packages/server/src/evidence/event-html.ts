import { amount, formatMoney, isAmount, linkHost, withHiddenHosts, withoutDirectionControls } from '@workroom/core';
import { html } from 'hono/html';
import { asCommitted, asErased, type CommittedWord } from '../store/commitments.ts';
import type { EvidenceEvent } from './evidence.ts';

// One event of the evidence, for people: all of its data, amounts as money, and text that cannot pass for something else.

type Html = ReturnType<typeof html>;
type Json = Readonly<Record<string, unknown>>;

export function shownEvent(event: EvidenceEvent, currency: string): Html {
  const { seq, type, actor, occurredAt, recordedAt, data, hash } = event;
  const who = 'name' in actor ? html`${shown('name', actor.name, currency)} (${actor.side})` : actor.side;
  return html`<section>
<h3>${seq}. ${titleOf(type)}</h3>
<p>${who}, ${occurredAt}${recordedAt === occurredAt ? '' : `, recorded ${recordedAt}`}</p>
${members(data, currency)}
<p class="hash">${hash}</p>
</section>
`;
}

/** What people wrote: it turns no text around it, and a link that hides where it leads says so. */
export function text(written: string): Html {
  return html`<bdi>${withHiddenHosts(withoutDirectionControls(written))}</bdi>`;
}

/** A balance may be negative: what is at the payment provider is. */
export function shownMoney(minorUnits: number, currency: string): string {
  const whole = Math.abs(minorUnits);
  if (!isAmount(whole)) return String(minorUnits);
  return `${minorUnits < 0 ? '−' : ''}${formatMoney({ amount: amount(whole), currency }, 'en-US')}`;
}

/** Members of event data that are amounts, wherever they stand in it. */
const amountNames: ReadonlySet<string> = new Set([
  'amount',
  'bonus',
  'fee',
  'charged',
  'carried',
  'increase',
  'leftover',
  'pay',
  'toFreelancer',
  'toClient',
]);

function members(object: Json, currency: string): Html {
  return html`<dl>${Object.entries(object).map(([name, value]) => html`<dt>${titleOf(name)}</dt><dd>${shown(name, value, currency)}</dd>`)}${leadsTo(object)}</dl>`;
}

function shown(name: string, value: unknown, currency: string): Html | string {
  if (typeof value === 'number') return amountNames.has(name) ? shownMoney(value, currency) : String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return words(name, value, currency);
  if (Array.isArray(value)) {
    if (value.length === 0) return '–';
    return html`<ol>${value.map((item) => html`<li>${shown('', item, currency)}</li>`)}</ol>`;
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return '–';
  const erased = asErased(value);
  if (erased !== null) return html`<em>erased ${erased.erasedAt}</em>`;
  const word = asCommitted(value) as CommittedWord | null;
  if (word !== null) {
    if ('withheld' in word) return html`<em>not shown to this side</em>`;
    return 'text' in word ? words(name, word.text, currency) : html`<em>erased ${word.erasedAt}</em>`;
  }
  const object = value as Json;
  if (name === 'minimumAmount') return minimumAmounts(object);
  // The marketplace's own names, shown as they are.
  if (name === 'metadata') return pairs(Object.entries(object).map(([key, each]) => [text(key), shown('', each, '')]));
  return members(object, currency);
}

/** The command of an approval request is one word, as JSON: people read what it holds. */
function words(name: string, written: string, currency: string): Html {
  const command = name === 'request' ? asCommand(written) : null;
  return command === null ? text(written) : members(command, currency);
}

function asCommand(written: string): Json | null {
  try {
    const command: unknown = JSON.parse(written);
    return typeof command === 'object' && command !== null ? { ...command } : null;
  } catch {
    return null;
  }
}

/** Of a contract's policy: by currency, whatever the contract's own is. */
function minimumAmounts(byCurrency: Json): Html {
  return pairs(
    Object.entries(byCurrency).map(([currency, minorUnits]) => [
      currency,
      typeof minorUnits === 'number' ? shownMoney(minorUnits, currency) : String(minorUnits),
    ]),
  );
}

function pairs(entries: readonly (readonly [Html | string, Html | string])[]): Html {
  return html`<dl>${entries.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** Beside a link: its label may say anything, and so may the beginning of the address. */
function leadsTo({ url: written }: Json): Html | string {
  const url = typeof written === 'object' && written !== null && 'text' in written ? written.text : written;
  const host = typeof url === 'string' ? linkHost(url) : null;
  return host === null ? '' : html`<dt>Leads to</dt><dd>${host}</dd>`;
}

/** `milestone.auto_released` and `refundRequestId` as words. */
function titleOf(name: string): string {
  const words = name
    .replaceAll(/[._]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
