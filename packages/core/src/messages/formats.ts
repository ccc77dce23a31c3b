// Creating a formatter costs a hundred times as much as using it, and a long list uses thousands.
const made = new Map<string, unknown>();

function kept<Format>(key: string, make: () => Format): Format {
  const known = made.get(key) as Format | undefined;
  if (known !== undefined) return known;
  const format = make();
  made.set(key, format);
  return format;
}

/** Limits the cache: a server sees many locales and time zones. */
export function limitFormats(most = 1_000): void {
  if (made.size > most) made.clear();
}

export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return kept(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`date ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

export function pluralRules(locale: string): Intl.PluralRules {
  return kept(`plural ${locale}`, () => new Intl.PluralRules(locale));
}

/** Whether it is a language tag that this runtime knows. */
export function isLocale(locale: string | undefined): locale is string {
  if (locale === undefined) return false;
  return kept(`known ${locale}`, () => {
    try {
      return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
    } catch {
      return false;
    }
  });
}

const rightToLeft = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

export function isRightToLeft(locale: string): boolean {
  return kept(`direction ${locale}`, () => rightToLeft.has(new Intl.Locale(locale).language));
}
