/** Postgres keeps no NUL in text and no half of a surrogate pair in JSON. Schemas at the edge refuse such text with 422. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Text that no database can hold got past the edge. */
export class NotStorable extends Error {
  override readonly name = 'NotStorable';

  constructor() {
    super('A text holds a NUL character or half of a surrogate pair, which cannot be stored. Refuse it at the edge.');
  }
}

/** How JSON.stringify writes what cannot be stored; an escaped backslash before it makes it plain text. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** @throws NotStorable */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (json.includes('\\u') && unstorable.test(json)) throw new NotStorable();
  return json;
}
