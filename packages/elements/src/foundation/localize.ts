import { currencyExponent, erasedName, erasedText } from '@workroom/core';
import {
  dateFormat,
  formOf,
  isLocale,
  isolatedIn,
  isRightToLeft,
  type Message,
  type Messages,
  numberFormat,
  partsOf,
  type Values,
} from '@workroom/core/messages';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import english from '../locales/en/common.ts';
import { hasMessages, loadMessages, type MessagePart, messagesOf } from './messages.ts';
import type { Settings } from './settings.ts';

type Host = ReactiveControllerHost & HTMLElement;
type TextKey<Own extends Messages> = (keyof Own & string) | keyof typeof english;

/** A deadline; `at` is null while a freeze stops it, and `leftMs` is the remaining time. */
export interface Clock {
  readonly at: string | null;
  readonly leftMs: number | null;
}

/**
 * Texts, money and times in the reader's language: the element's or the provider's `locale`, else the nearest `lang`,
 * else English.
 */
export class Localize<Own extends Messages> implements ReactiveController {
  readonly #host: Host;
  /** The English texts. */
  #own: Messages;
  readonly #settings: () => Settings;
  /** The parts of another language that the element needs. */
  readonly #parts = new Set<MessagePart>(['common']);
  readonly #languageChanges: MutationObserver | undefined;
  /** Cached values that do not change during one rendering. */
  #drawing: { readonly locale: string; readonly strings: Messages | undefined } | null = null;

  /** @param parts the parts of other languages that contain the texts of `own` */
  constructor(host: Host, own: Partial<Own>, settings: () => Settings, parts: readonly MessagePart[] = []) {
    this.#host = host;
    this.#own = own as Messages;
    for (const part of parts) this.#parts.add(part);
    this.#settings = settings;
    if (typeof MutationObserver !== 'undefined')
      this.#languageChanges = new MutationObserver(() => host.requestUpdate());
    host.addController(this);
  }

  hostConnected(): void {
    this.#languageChanges?.observe(document.documentElement, { attributes: true, attributeFilter: ['lang'] });
  }

  hostDisconnected(): void {
    this.#languageChanges?.disconnect();
  }

  /** Loads missing parts; the element draws again afterwards. */
  hostUpdate(): void {
    this.#drawing = null;
    this.#drawing = { locale: this.locale, strings: this.#settings().strings };
    if (!this.isReady) void loadMessages(this.locale, this.#parts).then(() => this.#host.requestUpdate());
  }

  hostUpdated(): void {
    this.#drawing = null;
  }

  /** Whether all texts are loaded. */
  get isReady(): boolean {
    return hasMessages(this.locale, this.#parts);
  }

  /** Adds the English texts of a lazily loaded part. */
  learn<More extends Messages>(more: More): Localize<Own & More> {
    this.#own = { ...more, ...this.#own };
    // The object is the same, and now contains these texts too.
    return this as unknown as Localize<Own & More>;
  }

  has(parts: readonly MessagePart[]): boolean {
    return hasMessages(this.locale, parts);
  }

  /** The same for the current language, now and after a change. */
  async load(parts: readonly MessagePart[]): Promise<void> {
    await loadMessages(this.locale, parts);
    for (const part of parts) this.#parts.add(part);
  }

  get locale(): string {
    if (this.#drawing !== null) return this.#drawing.locale;
    const wanted = this.#settings().locale ?? nearestLanguage(this.#host);
    if (!isLocale(wanted)) return 'en';
    // English sentences with Arabic dates, laid out from right to left, are unreadable.
    const isSpoken = messagesOf(wanted) !== undefined || this.#settings().strings !== undefined;
    return isRightToLeft(wanted) && !isSpoken ? 'en' : wanted;
  }

  get direction(): 'ltr' | 'rtl' {
    return isRightToLeft(this.locale) ? 'rtl' : 'ltr';
  }

  /** A text with its `{names}` filled in. */
  text = (key: TextKey<Own>, values: Values = {}): string => {
    const { direction } = this;
    return this.rich(key, values)
      .map((part, index) =>
        index % 2 === 0
          ? part
          : isolatedIn(direction, typeof part === 'number' ? this.number(part) : this.written(part)),
      )
      .join('');
  };

  /** A person's text, or a note that it was erased. */
  written = (words: string): string => (words === erasedName || words === erasedText ? this.text(words) : words);

  /** A text whose key contains a code of the server; `null` if there is none. */
  known = (key: string): string | null => {
    const text = this.text(key as TextKey<Own>);
    return text === key ? null : text;
  };

  /** The same in parts, for texts that contain templates. */
  rich = <Value>(key: TextKey<Own>, values: Readonly<Record<string, Value>>): readonly (Value | string)[] => {
    const { locale } = this;
    const form = formOf(this.#message(key), values as Values, locale);
    return partsOf(form).map((part, index) => (index % 2 === 0 ? part : (values[part] ?? `{${part}}`)));
  };

  /** An amount in minor units: `$500.00`. */
  money = (amount: number, currency: string): string =>
    this.#decimal(Math.max(0, amount), currency, { style: 'currency', currency });

  /** An amount as a person types it: `500.00`. */
  plainMoney = (amount: number, currency: string): string => this.#decimal(amount, currency, { useGrouping: false });

  /** `$` or `€`, as the reader's language writes it. */
  currencySymbol = (currency: string): string =>
    numberFormat(this.locale, { style: 'currency', currency })
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? currency;

  number = (value: number): string => numberFormat(this.locale).format(value);

  /** A day of the calendar, `2026-12-01`. */
  day = (calendarDate: string): string =>
    dateFormat(this.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(calendarDate));

  /** An instant in the reader's own zone. */
  instant = (rfc3339: string): string =>
    dateFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(rfc3339));

  /** The time of day of an instant, in the reader's own zone. */
  time = (rfc3339: string): string => dateFormat(this.locale, { timeStyle: 'short' }).format(new Date(rfc3339));

  instantInUtc = (rfc3339: string): string =>
    `${dateFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(rfc3339))} UTC`;

  /**
   * `14 days left`, `5 hours left`, `less than an hour left`. Rounded up, so that a period of 14 days starts at 14. For
   * a clock stopped by a freeze: `14 days left once it resumes`.
   */
  timeLeft = ({ at, leftMs }: Clock, now: string): string => {
    const hours = (at === null ? (leftMs ?? 0) : Date.parse(at) - Date.parse(now)) / 3_600_000;
    const left =
      hours > 23
        ? this.text('time.daysLeft', { count: Math.ceil(hours / 24) })
        : hours >= 1
          ? this.text('time.hoursLeft', { count: Math.ceil(hours) })
          : this.text('time.lastHour');
    return at === null ? this.text('time.stopped', { left }) : left;
  };

  #decimal(amount: number, currency: string, options: Intl.NumberFormatOptions): string {
    const exponent = currencyExponent(currency);
    return numberFormat(this.locale, {
      ...options,
      minimumFractionDigits: exponent,
      maximumFractionDigits: exponent,
    }).format(decimalOf(amount, exponent));
  }

  #message(key: TextKey<Own>): Message {
    const strings = this.#drawing === null ? this.#settings().strings : this.#drawing.strings;
    return (
      strings?.[key] ?? messagesOf(this.locale)?.[key] ?? this.#own[key] ?? english[key as keyof typeof english] ?? key
    );
  }
}

/** Intl formats a decimal string exactly where a division would round amounts near 2^53. */
function decimalOf(minorUnits: number, exponent: number): `${number}` {
  const digits = String(minorUnits).padStart(exponent + 1, '0');
  const split = digits.length - exponent;
  return (exponent === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`) as `${number}`;
}

/** Also across shadow roots, where `closest` stops. */
function nearestLanguage(from: Element): string | undefined {
  let element: Element | null = from;
  while (element !== null) {
    const found: Element | null = element.closest('[lang]');
    if (found !== null) return found.getAttribute('lang') || undefined;
    const root: Node = element.getRootNode();
    element = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}
