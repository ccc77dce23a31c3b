import { pluralRules } from './formats.ts';

/** A text with `{names}` in it, or one for each plural category of `{count}`. */
export type Message = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Messages = Readonly<Record<string, Message>>;

export type Values = Readonly<Record<string, string | number>>;

/** The form of a message for these values, before its `{names}` are filled in. */
export function formOf(message: Message, values: Values, locale: string): string {
  if (typeof message === 'string') return message;
  return message[pluralRules(locale).select(Number(values.count ?? 0))] ?? message.other;
}

const split = new Map<string, readonly string[]>();

/** Splits `a {b} c` into `['a ', 'b', ' c']`: every second part is a name. */
export function partsOf(form: string): readonly string[] {
  const known = split.get(form) ?? form.split(/\{(\w+)\}/);
  split.set(form, known);
  return known;
}

const rightToLeftText = /[\u0590-\u08ff\u2066-\u2069\ufb1d-\ufefc]/;

/**
 * A Latin name in an Arabic sentence, or the reverse, must not change the direction of the text around it; nor must a
 * name with direction overrides.
 */
export function isolatedIn(direction: 'ltr' | 'rtl', part: string): string {
  const plain = part.replace(/[\u202a-\u202e]/g, '');
  return direction === 'ltr' && !rightToLeftText.test(plain) ? plain : `\u2068${plain}\u2069`;
}
