import { withoutDirectionOverrides } from '../display-text.ts';
import { erasedName, erasedText } from '../events/words.ts';
import { formatMoney, isAmount } from '../money.ts';
import { dateFormat, isRightToLeft, limitFormats, numberFormat } from './formats.ts';
import { formOf, isolatedIn, type Messages, partsOf, type Values } from './message.ts';

/** Texts, money and times in a reader's language and time zone. */
export interface Words<Key extends string = string> {
  /** A BCP 47 language tag. */
  readonly locale: string;
  /** A text with its `{names}` filled in. */
  readonly text: (key: Key, values?: Values) => string;
  /** A person's text, or a note that it was erased (rule 68). */
  readonly written: (words: string) => string;
  /** An amount in minor units. */
  readonly money: (amount: number, currency: string) => string;
  /** An RFC 3339 instant. */
  readonly instant: (rfc3339: string) => string;
  /** A day of the calendar, `2026-12-01`. */
  readonly day: (calendarDate: string) => string;
}

/** The reader, as far as texts depend on it (rule 70). */
export interface ReaderLocale {
  /** A BCP 47 language tag. */
  readonly locale: string;
  /** An IANA time zone, `Europe/Berlin`. */
  readonly timeZone: string;
}

/** A complete language for one reader, for texts outside the page: times have their zone. */
export function wordsFor<Language extends Messages>(
  messages: Language,
  { locale, timeZone }: ReaderLocale,
): Words<keyof Language & string> & ReaderLocale {
  limitFormats();
  const direction = isRightToLeft(locale) ? 'rtl' : 'ltr';
  const written = (words: string) =>
    words === erasedName || words === erasedText ? String(messages[words] ?? words) : words;
  const plain = (value: string | number) =>
    typeof value === 'number' ? numberFormat(locale).format(value) : withoutDirectionOverrides(written(value));
  const at = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  } as const;
  return {
    locale,
    timeZone,
    text(key, values = {}) {
      const form = formOf(messages[key] ?? key, values, locale);
      return partsOf(form)
        .map((part, index) => (index % 2 === 0 ? part : isolatedIn(direction, plain(values[part] ?? `{${part}}`))))
        .join('');
    },
    written,
    money: (amount, currency) => (isAmount(amount) ? formatMoney({ amount, currency }, locale) : String(amount)),
    instant: (rfc3339) => dateFormat(locale, at).format(new Date(rfc3339)),
    day: (calendarDate) => dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(calendarDate)),
  };
}
