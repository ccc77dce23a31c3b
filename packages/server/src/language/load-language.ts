import type { Language, LanguageTag } from '@workroom/core/messages';

/** Each language is a separate module: a process loads only those of its readers. */
const languages: Readonly<Record<LanguageTag, () => Promise<{ readonly default: Language }>>> = {
  en: () => import('@workroom/core/messages/en'),
  de: () => import('@workroom/core/messages/de'),
  es: () => import('@workroom/core/messages/es'),
  fr: () => import('@workroom/core/messages/fr'),
  'pt-BR': () => import('@workroom/core/messages/pt-BR'),
  ja: () => import('@workroom/core/messages/ja'),
  ar: () => import('@workroom/core/messages/ar'),
};

export async function loadLanguage(tag: LanguageTag): Promise<Language> {
  return (await languages[tag]()).default;
}
