import type english from './en.ts';
import type { Message } from './message.ts';

/** All server texts of a language: every text that English has. */
export type Language = Readonly<Record<keyof typeof english, Message>>;

/** The languages with a complete translation. */
export const languageTags = ['en', 'de', 'es', 'fr', 'pt-BR', 'ja', 'ar'] as const;
export type LanguageTag = (typeof languageTags)[number];

/**
 * The included language for `locale`: German for `de-AT`, Brazilian Portuguese for `pt`.
 *
 * @returns `null` if there is none
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
