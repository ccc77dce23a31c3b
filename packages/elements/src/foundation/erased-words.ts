import { erasedName, erasedText } from '@workroom/core';

interface Speaker {
  readonly locale: string;
  readonly written: (words: string) => string;
}

const spoken = new WeakMap<object, readonly [locale: string, value: unknown]>();

/** Data from the server, with erased words (rule 68) replaced in the reader's language. */
export function withErasedWords<Value extends object>(value: Value, { locale, written }: Speaker): Value {
  const known = spoken.get(value);
  if (known?.[0] === locale) return known[1] as Value;
  const json = JSON.stringify(value);
  const isWhole = !json.includes(erasedName) && !json.includes(erasedText);
  const result = isWhole ? value : JSON.parse(json, (_, each) => (typeof each === 'string' ? written(each) : each));
  spoken.set(value, [locale, result]);
  return result;
}
