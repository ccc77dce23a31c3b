/** A text with `{names}` in it, or one for each plural category of `{count}`. */
export type Message = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Messages = Readonly<Record<string, Message>>;

const locales = new Map<string, Messages>();

/** Makes a language known; elements in that language take their texts from it, and English ones where it has none. */
export function addLocale(language: string, messages: Messages): void {
  locales.set(language.toLowerCase(), { ...locales.get(language.toLowerCase()), ...messages });
}

/** `pt-BR` finds `pt-br`, then `pt`. */
export function messagesOf(locale: string): Messages | undefined {
  const tag = locale.toLowerCase();
  return locales.get(tag) ?? locales.get(tag.split('-')[0] ?? '');
}

export type Values = Readonly<Record<string, string | number>>;

/** The form of a message for these values, its `{names}` still in it. */
export function formOf(message: Message, values: Values, locale: string): string {
  if (typeof message === 'string') return message;
  const count = Number(values.count ?? 0);
  return message[new Intl.PluralRules(locale).select(count)] ?? message.other;
}

/** Splits `a {b} c` into `['a ', 'b', ' c']`: every second part is a name. */
export function partsOf(form: string): readonly string[] {
  return form.split(/\{(\w+)\}/);
}
