import { ar } from './ar.ts';
import { de } from './de.ts';
import type { DocumentTexts } from './document-texts.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { ptBr } from './pt-br.ts';

/** The languages of documents. */
export const documentTexts: Readonly<Record<string, DocumentTexts>> = { en, de, fr, es, 'pt-BR': ptBr, ja, ar };

export const documentLocales = Object.keys(documentTexts);

/** The included language for a tag: the same one, or another variant of it; otherwise English. */
export function nearestLocale(tag: string | null | undefined): string {
  if (tag == null) return 'en';
  const exact = documentLocales.find((each) => each.toLowerCase() === tag.toLowerCase());
  const [language] = tag.toLowerCase().split('-');
  return exact ?? documentLocales.find((each) => each.toLowerCase().split('-')[0] === language) ?? 'en';
}

export type { DocumentTexts } from './document-texts.ts';
