import { type Language, type ReaderLocale, spokenLanguage, type Words, wordsFor } from '@workroom/core/messages';
import type { PeopleStore } from '../store/people.ts';
import { loadLanguage } from './load-language.ts';

/** All texts of the server, in a reader's language and time zone. */
export type ReaderWords = Words<keyof Language> & ReaderLocale;

export interface Readers {
  /** Texts for each of these people. */
  wordsOf(personIds: readonly string[]): Promise<ReadonlyMap<string, ReaderWords>>;
  /**
   * Texts for the reader of a file.
   *
   * @param personId `null` for the marketplace's server
   * @param locale takes precedence over the person's own
   */
  wordsFor(personId: string | null, locale?: string): Promise<ReaderWords>;
  /** The language and time zone of each, without the texts. */
  localesOf(personIds: readonly string[]): Promise<ReadonlyMap<string, ReaderLocale>>;
}

/** The marketplace's defaults, for people without a known language or time zone. */
export interface LanguageDefaults {
  /** @default 'en' */
  readonly defaultLocale?: string | undefined;
  /** @default 'UTC' */
  readonly defaultTimeZone?: string | undefined;
}

/** Rule 70: the language and time zone of people. */
export function createReaders(
  people: Pick<PeopleStore, 'current'>,
  { defaultLocale = 'en', defaultTimeZone = 'UTC' }: LanguageDefaults,
): Readers {
  async function localeOf(personId: string | null): Promise<Partial<ReaderLocale>> {
    if (personId === null) return {};
    const found = (await people.current([personId])).get(personId);
    return known(found);
  }
  const spoken = ({ locale, timeZone }: Partial<ReaderLocale>) =>
    wordsIn(locale, { locale: defaultLocale, timeZone: timeZone ?? defaultTimeZone });

  return {
    async wordsOf(personIds) {
      const found = await people.current(personIds);
      const words = personIds.map(async (id) => [id, await spoken(known(found.get(id)))] as const);
      return new Map(await Promise.all(words));
    },
    async wordsFor(personId, locale) {
      const own = await localeOf(personId);
      return spoken(locale === undefined ? own : { ...own, locale });
    },
    async localesOf(personIds) {
      const found = await people.current(personIds);
      const defaults = { locale: defaultLocale, timeZone: defaultTimeZone };
      return new Map(
        personIds.map((id) => {
          const { locale, timeZone = defaults.timeZone } = known(found.get(id));
          const isSpoken = locale !== undefined && spokenLanguage(locale) !== null;
          return [id, { locale: isSpoken ? locale : defaults.locale, timeZone }] as const;
        }),
      );
    },
  };
}

/** The first shipped language of: the requested one, the default, English. */
export async function wordsIn(wanted: string | undefined, reader: ReaderLocale): Promise<ReaderWords> {
  for (const locale of [wanted, reader.locale]) {
    const tag = locale === undefined ? null : spokenLanguage(locale);
    if (locale !== undefined && tag !== null) {
      return wordsFor(await loadLanguage(tag), { locale, timeZone: reader.timeZone });
    }
  }
  return wordsFor(await loadLanguage('en'), { locale: 'en', timeZone: reader.timeZone });
}

function known(
  details: { readonly locale: string | null; readonly timeZone: string | null } | undefined,
): Partial<ReaderLocale> {
  return {
    ...(details?.locale != null && { locale: details.locale }),
    ...(details?.timeZone != null && { timeZone: details.timeZone }),
  };
}
