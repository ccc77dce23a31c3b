import type { Message, Messages } from '@workroom/core/messages';

export type { Message, Messages } from '@workroom/core/messages';

/** The parts of a language match those of the elements, so that no texts are loaded for views that are not shown. */
export const messageParts = [
  'common',
  'work',
  'review',
  'room',
  'next',
  'tasks',
  'disputes',
  'open',
  'documents',
  'message',
  'files',
  'timeline',
  'conversation',
  'activity',
  'list',
  'notifications',
  'operations',
  'staff',
  'books',
  'reconcile',
] as const;
export type MessagePart = (typeof messageParts)[number];
export type MessageLoaders = { readonly [Part in MessagePart]?: () => Promise<{ readonly default: Messages }> };

interface Language {
  readonly messages: Record<string, Message>;
  readonly loaders: Partial<Record<MessagePart, () => Promise<{ readonly default: Messages }>>>;
  readonly loading: Map<MessagePart, Promise<void>>;
  readonly finished: Set<MessagePart>;
}

// Under a global key, so that every copy of this package on the page uses the language.
const key = Symbol.for('workroom.languages');
const page = globalThis as { [key]?: Map<string, Language> };
page[key] ??= new Map();
const languages = page[key];

/**
 * Adds a language. Elements in that language use its texts, and English ones for those that it
 * lacks. `loaders` fetch its parts when an element first needs them.
 */
export function addLocale(language: string, messages: Messages, loaders: MessageLoaders = {}): void {
  const tag = language.toLowerCase();
  const known = languages.get(tag) ?? { messages: {}, loaders: {}, loading: new Map(), finished: new Set() };
  Object.assign(known.messages, messages);
  Object.assign(known.loaders, loaders);
  languages.set(tag, known);
}

/** `pt-BR` matches `pt-br`, then `pt`. */
export function messagesOf(locale: string): Messages | undefined {
  return languageOf(locale)?.messages;
}

/**
 * Whether none of these parts is still loading. A part that failed to load is in English until it is requested again.
 */
export function hasMessages(locale: string, parts: Iterable<MessagePart>): boolean {
  const language = languageOf(locale);
  return (
    language === undefined || [...parts].every((part) => !(part in language.loaders) || language.finished.has(part))
  );
}

export async function loadMessages(locale: string, parts: Iterable<MessagePart>): Promise<void> {
  const language = languageOf(locale);
  if (language !== undefined) await Promise.all(Array.from(parts, (part) => loadPart(language, part)));
}

function loadPart(language: Language, part: MessagePart): Promise<void> | undefined {
  const load = language.loaders[part];
  if (load === undefined) return undefined;
  const known = language.loading.get(part);
  if (known !== undefined) return known;
  const loading = load().then(
    (module) => {
      // Texts that the page added are kept.
      Object.assign(language.messages, { ...module.default, ...language.messages });
      language.finished.add(part);
    },
    () => {
      language.finished.add(part);
      language.loading.delete(part);
    },
  );
  language.loading.set(part, loading);
  return loading;
}

function languageOf(locale: string): Language | undefined {
  const tag = locale.toLowerCase();
  return languages.get(tag) ?? languages.get(tag.split('-')[0] ?? '');
}
