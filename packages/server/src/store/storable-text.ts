/**
 * Postgres stores no NUL in text and no half of a surrogate pair in JSON. Schemas at the edge refuse such text with
 * 422.
 */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Text that cannot be stored was not refused at the edge. */
export class NotStorable extends Error {
  override readonly name = 'NotStorable';

  constructor() {
    super('A text holds a NUL character or half of a surrogate pair, which cannot be stored. Refuse it at the edge.');
  }
}

/** The forms in which JSON.stringify writes such text; after an escaped backslash they are plain text. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** @throws NotStorable */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (json.includes('\\u') && unstorable.test(json)) throw new NotStorable();
  return json;
}
