import type { EventWords } from './event-words.ts';

/** The reader's own calendar day, `2026-11-22`. */
export function localDay(at: string | number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `Today`, `Yesterday`, `Monday, November 16`, and with the year if it is not the current one. */
export function dayWords(day: string, now: string, { text, locale }: EventWords): string {
  if (day === localDay(now)) return text('timeline.today');
  // The previous calendar day, not 24 hours ago, because of daylight saving time.
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === localDay(yesterday.getTime())) return text('timeline.yesterday');
  const isThisYear = day.slice(0, 4) === localDay(now).slice(0, 4);
  return dayFormat(locale, !isThisYear).format(new Date(day));
}

// Creating a format is a hundred times slower than using it.
const formats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(locale: string, hasYear: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${hasYear}`;
  const options = { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, ...(hasYear ? { year: 'numeric' } : {}) });
  formats.set(key, format);
  return format;
}
