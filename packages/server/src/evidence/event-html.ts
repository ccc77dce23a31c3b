import { isAmount, linkHost, withHiddenHosts, withoutDirectionControls } from '@workroom/core';
import { type DescribedContract, eventText, type Language } from '@workroom/core/messages';
import { html } from 'hono/html';
import type { ReaderWords } from '../language/readers.ts';
import { asCommitted, asErased, type CommittedWord, readable } from '../store/commitments.ts';
import type { EvidenceEvent } from './evidence.ts';

// One event of the evidence as HTML: all of its data, formatted amounts, and safely displayed text.

type Html = ReturnType<typeof html>;
type Json = Readonly<Record<string, unknown>>;

/** The context for rendering a page's events. */
export interface RenderContext {
  readonly contract: DescribedContract;
  readonly words: ReaderWords;
  /** Titles of milestones, by id, from the events so far. */
  readonly titles: Map<string, string>;
}

export function shownEvent(event: EvidenceEvent, context: RenderContext): Html {
  const { seq, type, actor, occurredAt, recordedAt, data, hash } = event;
  const { words } = context;
  const { text: say, instant } = words;
  const who =
    'name' in actor
      ? html`${shown('name', actor.name, context)} (${codeText(actor.side, words)})`
      : say(`who.${actor.side}`);
  const recorded = recordedAt === occurredAt ? '' : `, ${say('evidence.recorded', { at: instant(recordedAt) })}`;
  return html`<section>
<h3>${seq}. ${sentenceOf(event, context) ?? html`<code>${type}</code>`}</h3>
<p>${who}, <time datetime="${occurredAt}">${instant(occurredAt)}</time>${recorded}</p>
${members(data, context)}
<p class="hash" dir="ltr">${occurredAt} ${hash}</p>
</section>
`;
}

/** The event's sentence, as on the timeline; `null` for an event of a newer version. */
function sentenceOf(event: EvidenceEvent, { contract, words, titles }: RenderContext): string | null {
  // Schema edge: the event comes from a file, and its words may be erased.
  const { actor, data } = readable(event) as Pick<Parameters<typeof eventText>[0], 'actor' | 'data'>;
  const { milestoneId, title, after } = data as {
    readonly milestoneId?: unknown;
    readonly title?: unknown;
    readonly after?: { readonly title?: unknown };
  };
  const named = title ?? after?.title;
  if (typeof milestoneId === 'string' && typeof named === 'string') titles.set(milestoneId, named);
  try {
    return eventText({ type: event.type, actor, data }, contract, titles, words)?.text ?? null;
  } catch {
    // A checked file may come from anybody, and may lack fields of our events.
    return null;
  }
}

/** People's text: it does not change the direction of the text around it, and shows the host of misleading links. */
export function text(written: string, words: ReaderWords): Html {
  const leadsTo = (host: string) => words.text('evidence.leadsTo', { host });
  return html`<bdi>${withHiddenHosts(withoutDirectionControls(words.written(written)), leadsTo)}</bdi>`;
}

/** A balance may be negative, such as that of `processor`. */
export function shownMoney(minorUnits: number, currency: string, { money }: ReaderWords): string {
  const whole = Math.abs(minorUnits);
  if (!isAmount(whole)) return String(minorUnits);
  return `${minorUnits < 0 ? '−' : ''}${money(whole, currency)}`;
}

/** Fields of event data that are amounts, at any depth. */
const amountNames: ReadonlySet<string> = new Set([
  'amount',
  'atOnce',
  'booked',
  'bonus',
  'fee',
  'charged',
  'carried',
  'increase',
  'leftover',
  'pay',
  'reinstated',
  'toFreelancer',
  'toClient',
  'withdrawn',
]);

/** Fields with a code. */
const coded: ReadonlySet<string> = new Set([
  'status',
  'kind',
  'movement',
  'purpose',
  'deadline',
  'leftoverTo',
  'side',
  'reason',
  'roles',
]);

/** Fields with an instant. */
const instants = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function members(object: Json, context: RenderContext): Html {
  return html`<dl>${Object.entries(object).map(([name, value]) => html`<dt>${labelOf(name, context.words)}</dt><dd>${shown(name, value, context)}</dd>`)}${leadsTo(object, context.words)}</dl>`;
}

function shown(name: string, value: unknown, context: RenderContext): Html | string {
  const { words, contract } = context;
  if (typeof value === 'number')
    return amountNames.has(name) ? shownMoney(value, contract.currency, words) : String(value);
  if (typeof value === 'boolean') return words.text(value ? 'evidence.yes' : 'evidence.no');
  if (typeof value === 'string') return written(name, value, context);
  if (Array.isArray(value)) {
    if (value.length === 0) return '–';
    return html`<ol>${value.map((item) => html`<li>${shown(name === 'roles' ? name : '', item, context)}</li>`)}</ol>`;
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return '–';
  const erased = asErased(value);
  if (erased !== null) return erasedAt(erased.erasedAt, words);
  const word = asCommitted(value) as CommittedWord | null;
  if (word !== null) {
    if ('withheld' in word) return html`<em>${words.text('evidence.withheld')}</em>`;
    return 'text' in word ? written(name, word.text, context) : erasedAt(word.erasedAt, words);
  }
  const object = value as Json;
  if (name === 'minimumAmount') return minimumAmounts(object, words);
  // The marketplace's own keys, shown unchanged.
  if (name === 'metadata')
    return pairs(Object.entries(object).map(([key, each]) => [text(key, words), shown('', each, context)]));
  return members(object, context);
}

function erasedAt(at: string, words: ReaderWords): Html {
  return html`<em>${words.text('evidence.erased', { at: words.instant(at) })}</em>`;
}

/** The command of an approval request is one word in JSON; its content is shown. */
function written(name: string, value: string, context: RenderContext): Html | string {
  const command = name === 'request' ? asCommand(value) : null;
  if (command !== null) return members(command, context);
  if (instants.test(value)) return html`<time datetime="${value}">${context.words.instant(value)}</time>`;
  return coded.has(name) && hasText(`value.${value}`, context.words)
    ? codeText(value, context.words)
    : text(value, context.words);
}

function asCommand(written: string): Json | null {
  try {
    const command: unknown = JSON.parse(written);
    return typeof command === 'object' && command !== null ? { ...command } : null;
  } catch {
    return null;
  }
}

/** Amounts of a policy, by currency, independent of the contract's currency. */
function minimumAmounts(byCurrency: Json, words: ReaderWords): Html {
  return pairs(
    Object.entries(byCurrency).map(([currency, minorUnits]) => [
      currency,
      typeof minorUnits === 'number' ? shownMoney(minorUnits, currency, words) : String(minorUnits),
    ]),
  );
}

function pairs(entries: readonly (readonly [Html | string, Html | string])[]): Html {
  return html`<dl>${entries.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** Shown beside a link, because its label and the start of its address can mislead. */
function leadsTo({ url: address }: Json, words: ReaderWords): Html | string {
  const url = typeof address === 'object' && address !== null && 'text' in address ? address.text : address;
  const host = typeof url === 'string' ? linkHost(url) : null;
  return host === null ? '' : html`<dt>→</dt><dd>${words.text('evidence.leadsTo', { host })}</dd>`;
}

/**
 * The label of a field in the reader's language; fields without a text, such as those of a policy, show their JSON
 * name.
 */
function labelOf(name: string, words: ReaderWords): Html | string {
  const key = `field.${name}`;
  return hasText(key, words) ? words.text(key) : html`<code>${name}</code>`;
}

/** A code in the reader's language. */
function codeText(code: string, words: ReaderWords): string {
  const key = `value.${code}`;
  return hasText(key, words) ? words.text(key) : code;
}

function hasText(key: string, words: ReaderWords): key is keyof Language {
  return words.text(key as keyof Language) !== key;
}
