import type english from './en.ts';
import type { Message } from './message.ts';

/** All that a language says on the server: each text that English has. */
export type Language = Readonly<Record<keyof typeof english, Message>>;

/** The languages that are shipped whole. */
export const languageTags = ['en', 'de', 'es', 'fr', 'pt-BR', 'ja', 'ar'] as const;
export type LanguageTag = (typeof languageTags)[number];

/**
 * The shipped language that speaks to who wants `locale`: `de-AT` is spoken to in German, `pt` in Brazilian Portuguese.
 *
 * @returns `null` where none does
 */
export function spokenLanguage(locale: string): LanguageTag | null {
  const wanted = locale.toLowerCase();
  const [base] = wanted.split('-');
  return (
    languageTags.find((tag) => tag.toLowerCase() === wanted) ??
    languageTags.find((tag) => tag.toLowerCase() === base) ??
    languageTags.find((tag) => tag.toLowerCase().split('-')[0] === base) ??
    null
  );
}
