import type { WireContract, WireEvent } from '@workroom/core/api';
import { type EntryText, eventText, titlesOf } from '@workroom/core/messages';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EventWords } from './event-words.ts';
import { plainEvents } from './plain-events.ts';

export interface TimelineInput {
  readonly contract: WireContract;
  /** Oldest first. */
  readonly events: readonly WireEvent[];
  /** How many to show, counted from the newest. */
  readonly shown: number;
  /** There are earlier events than these. */
  readonly hasEarlier: boolean;
  readonly showEarlier: () => void;
  /** The entry's own link, *Review and pay* on the submission that waits, say. */
  readonly link: (event: WireEvent) => unknown;
  readonly words: EventWords;
  /** Of the days' headings. @default 4 */
  readonly headingLevel?: 3 | 4;
}

interface Entry {
  readonly event: WireEvent;
  readonly entryText: EntryText;
}

/** What happened, the newest first, a heading a day. */
export function timelineView({
  contract,
  events,
  shown,
  hasEarlier,
  showEarlier,
  link,
  words,
  headingLevel = 4,
}: TimelineInput): TemplateResult {
  const titles = titlesOf(contract, events);
  const plain = plainEvents(events);
  const entries: Entry[] = [];
  let index = plain.length - 1;
  for (; index >= 0 && entries.length < shown; index -= 1) {
    const event = plain[index];
    const entryText = event === undefined ? null : eventText(event, contract, titles, words);
    if (event !== undefined && entryText !== null) entries.push({ event, entryText });
  }
  const days = Map.groupBy(entries, ({ event }) => localDay(event.occurredAt));
  return html`<ol class="days" part="timeline">
      ${repeat(
        days,
        ([day]) => day,
        ([day, ofDay]) => html`<li>
          <div class="day" part="day" role="heading" aria-level=${headingLevel}>${dayWords(day, contract.now, words)}</div>
          <ol class="events">
            ${repeat(
              ofDay,
              ({ event }) => event.seq,
              (entry) => eventView(entry, link(entry.event), words),
            )}
          </ol>
        </li>`,
      )}
    </ol>
    ${
      index < 0 && !hasEarlier
        ? nothing
        : html`<button type="button" class="quiet" part="button" @click=${showEarlier}>${words.text('timeline.earlier')}</button>`
    }`;
}

function eventView(
  { event, entryText }: Entry,
  link: unknown,
  { text, time, instant, instantInUtc }: EventWords,
): TemplateResult {
  const { occurredAt, recordedAt, type, actor } = event;
  const isMessage = type === 'message.posted';
  const late = Date.parse(recordedAt) - Date.parse(occurredAt) > 60_000;
  const zones = `${instant(occurredAt)} · ${instantInUtc(occurredAt)}`;
  return html`<li class="event ${isMessage ? 'message' : ''} ${actor.side} ${toneOf(type)}" part="event ${type.replace('.', '-')}">
    <div class="event-line">
      <p>${entryText.text}</p>
      <time class="fine" datetime=${occurredAt} title=${late ? `${zones} · ${text('timeline.recorded', { instant: instant(recordedAt) })}` : zones}>${time(occurredAt)}</time>
    </div>
    ${entryText.quote === null ? nothing : html`<p class="quote prose" part="quote" dir="auto">${entryText.quote}</p>`} ${link}
  </li>`;
}

function toneOf(type: string): string {
  if (/released|paid|funded|agreed|accepted|succeeded|bonus/.test(type)) return 'good';
  if (/failed|parked|declined|dispute/.test(type)) return 'bad';
  return /changes|refund|submitted|requires/.test(type) ? 'notable' : '';
}

/** The reader's own calendar day, `2026-11-22`. */
function localDay(at: string | number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function dayWords(day: string, now: string, { text, day: format }: EventWords): string {
  if (day === localDay(now)) return text('timeline.today');
  // A calendar day back, not 24 hours: clocks change.
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return day === localDay(yesterday.getTime()) ? text('timeline.yesterday') : format(day);
}
