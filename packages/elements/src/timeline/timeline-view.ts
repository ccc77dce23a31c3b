import { linkHost } from '@workroom/core';
import type { WireContract, WireEvent } from '@workroom/core/api';
import { type EntryText, titlesOf } from '@workroom/core/messages';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ownSide } from '../foundation/own-side.ts';
import { fileLink } from '../foundation/views/file-link.ts';
import { givenLink } from '../foundation/views/given-link.ts';
import { named } from '../foundation/views/named-view.ts';
import { dayWords, localDay } from './days.ts';
import { type Filter, filters, isShown, toneOf } from './event-kinds.ts';
import type { EventWords } from './event-words.ts';
import { type FoldedEvent, foldedEvents } from './folded-events.ts';
import { avatar, peopleView } from './people-view.ts';
import { seenText } from './seen-text.ts';

export interface TimelineInput {
  readonly contract: WireContract;
  /** Oldest first. */
  readonly events: readonly WireEvent[];
  /** The number of entries to show, counted from the newest. */
  readonly shown: number;
  /** Whether there are earlier events. */
  readonly hasEarlier: boolean;
  readonly showEarlier: () => void;
  /** The entry's own link, such as *Review and pay* on the submission in review. */
  readonly link: (event: WireEvent) => unknown;
  readonly words: EventWords;
  /** The heading level of the days. @default 4 */
  readonly headingLevel?: 3 | 4;
  /** Whether to show the participants. */
  readonly people?: boolean;
}

/** The reader's choices, and their actions. */
export interface Reading {
  readonly filter: Filter;
  readonly choose: (filter: Filter) => void;
  /** Whether a long text is shown completely. */
  readonly isWhole: (seq: number) => boolean;
  readonly toggleWhole: (seq: number) => void;
  readonly openFile: (uploadId: string) => void;
}

interface Entry extends FoldedEvent {
  readonly entryText: EntryText;
}

/** Messages and events, newest first, with a heading per day. */
export function timelineView(input: TimelineInput, reading: Reading): TemplateResult {
  const { contract, events, shown, hasEarlier, showEarlier, words, headingLevel = 4, people = false } = input;
  const { text } = words;
  const titles = titlesOf(contract, events);
  const folded = foldedEvents(events);
  const entries: Entry[] = [];
  let index = folded.length - 1;
  for (; index >= 0 && entries.length < shown; index -= 1) {
    const each = folded[index];
    if (each === undefined || !isShown(each.event, reading.filter)) continue;
    const entryText = seenText(each.event, contract, titles, words);
    if (entryText !== null) entries.push({ ...each, entryText });
  }
  const days = Map.groupBy(entries, ({ event }) => localDay(event.occurredAt));
  const factText = (event: WireEvent) => seenText(event, contract, titles, words)?.text ?? event.type;
  return html`${people ? peopleView(contract, words) : nothing} ${filterView(reading, words)}
    ${entries.length === 0 ? html`<p class="muted" part="empty">${text('timeline.nothing')}</p>` : nothing}
    <ol class="days" part="timeline">
      ${repeat(
        days,
        ([day]) => day,
        ([day, ofDay]) => html`<li>
          <div class="day" part="day" role="heading" aria-level=${headingLevel}>${dayWords(day, contract.now, words)}</div>
          <ol class="events">
            ${repeat(
              ofDay,
              ({ event }) => event.seq,
              (entry) => entryView(entry, input, reading, factText),
            )}
          </ol>
        </li>`,
      )}
    </ol>
    ${
      index < 0 && !hasEarlier
        ? nothing
        : html`<button type="button" class="quiet" part="button" @click=${showEarlier}>${text('timeline.earlier')}</button>`
    }`;
}

function filterView({ filter, choose }: Reading, { text }: EventWords): TemplateResult {
  return html`<div class="filters" part="filters" role="group" aria-labelledby="activity-title">${filters.map(
    (each) =>
      html`<button type="button" class="filter" part="filter ${each === filter ? 'chosen' : ''}" aria-pressed=${each === filter ? 'true' : 'false'} @click=${() => choose(each)}>${text(`timeline.${each}`)}</button>`,
  )}</div>`;
}

function entryView(
  entry: Entry,
  { contract, link, words }: TimelineInput,
  reading: Reading,
  factText: (event: WireEvent) => string,
): TemplateResult {
  const { event, entryText, facts } = entry;
  const { type, actor, seq } = event;
  const name = 'name' in actor ? words.written(actor.name) : null;
  const isOwn = actor.side === contract.viewer;
  const quote = entryText.quote === null ? nothing : quoteView(entryText.quote, seq, reading, words);
  const rest = html`${attachments(event, reading)} ${link(event)} ${factsView(facts, reading.filter === 'money', factText, words)}`;
  const part = `event ${type.replace('.', '-')}`;
  if (type === 'message.posted' && name !== null) {
    return html`<li class="event message ${actor.side} ${isOwn ? 'own' : ''}" part="${part} ${isOwn ? 'own' : ''}">
      ${avatar(contract, { id: '', ...actor, name })}
      <div class="said">
        <p class="said-by"><span class="strong">${actor.side === ownSide(contract) ? words.text('timeline.you') : named(name)}</span> ${timeView(event, words)}</p>
        <div class="bubble" part="bubble">${quote} ${rest}</div>
      </div>
    </li>`;
  }
  return html`<li class="event ${actor.side} ${toneOf(type)}" part=${part}>
    <div class="event-line"><p>${entryText.text}</p>${timeView(event, words)}</div>
    ${quote} ${rest}
  </li>`;
}

function timeView({ occurredAt, recordedAt }: WireEvent, words: EventWords): TemplateResult {
  const { text, time, instant, instantInUtc } = words;
  const late = Date.parse(recordedAt) - Date.parse(occurredAt) > 60_000;
  const zones = `${instant(occurredAt)} · ${instantInUtc(occurredAt)}`;
  return html`<time class="fine" datetime=${occurredAt} title=${late ? `${zones} · ${text('timeline.recorded', { instant: instant(recordedAt) })}` : zones}>${time(occurredAt)}</time>`;
}

/** A text that may need more than eight lines, which is measured after rendering. */
function quoteView(
  quote: string,
  seq: number,
  { isWhole, toggleWhole }: Reading,
  { text }: EventWords,
): TemplateResult {
  const words = html`<p class="quote prose" part="quote" dir="auto">${quote}</p>`;
  if (quote.length < 240 && quote.split('\n', 9).length < 9) return words;
  const whole = isWhole(seq);
  return html`<div class="long ${whole ? 'whole' : ''}">${words}
    <button type="button" class="link more" part="link" aria-expanded=${whole ? 'true' : 'false'} @click=${() => toggleWhole(seq)}>${text(whole ? 'timeline.less' : 'timeline.more')}</button>
  </div>`;
}

function attachments({ data }: WireEvent, reading: Reading): unknown {
  const { files = [], links = [] } = data as {
    readonly files?: readonly { readonly uploadId: string; readonly name: string }[];
    readonly links?: readonly { readonly url: string; readonly label: string | null }[];
  };
  const safe = links.filter(({ url }) => linkHost(url) !== null);
  if (safe.length + files.length === 0) return nothing;
  return html`<ul class="event-files" part="attachments">${safe.map((each) => html`<li>${givenLink(each)}</li>`)}${files.map((file) => html`<li>${fileLink(reading, file)}</li>`)}</ul>`;
}

function factsView(
  facts: readonly WireEvent[],
  isOpen: boolean,
  factText: (event: WireEvent) => string,
  words: EventWords,
): unknown {
  if (facts.length === 0) return nothing;
  return html`<details class="facts" part="facts" ?open=${isOpen}>
    <summary>${words.text('timeline.details', { count: facts.length })}</summary>
    <ol>${facts.map((fact) => html`<li>${factText(fact)} · <time class="fine" datetime=${fact.occurredAt} title=${words.instantInUtc(fact.occurredAt)}>${words.instant(fact.occurredAt)}</time></li>`)}</ol>
  </details>`;
}
