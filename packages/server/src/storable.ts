import type { FieldError } from './problem.ts';

/** Deeper than any schema, and far below any stack limit. */
const maxDepth = 32;

/**
 * Checks that schemas do not make: text that a database cannot store (NUL, half of a surrogate pair), special
 * JavaScript keys, and too deep nesting.
 */
export function unstorableParts(value: unknown): readonly FieldError[] {
  const errors: FieldError[] = [];
  visit(value, '', 0, errors);
  return errors;
}

function visit(value: unknown, pointer: string, depth: number, errors: FieldError[]): void {
  if (errors.length >= 20) return;
  if (typeof value === 'string') {
    if (!isStorable(value)) errors.push({ pointer, code: 'invalid_text', message: textMessage });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth === maxDepth) {
    errors.push({ pointer, code: 'too_deep', message: `Nested more than ${maxDepth} levels deep.` });
    return;
  }
  for (const [key, each] of Object.entries(value)) {
    const at = `${pointer}/${escapePointer(key)}`;
    if (!isStorable(key)) errors.push({ pointer: at, code: 'invalid_text', message: textMessage });
    else if (key === '__proto__') errors.push({ pointer: at, code: 'unknown_field', message: unknownMessage(key) });
    else visit(each, at, depth + 1, errors);
  }
}

const textMessage = 'Contains a NUL character or half of a surrogate pair. Remove it.';

export function unknownMessage(key: string): string {
  return `There is no field "${key.slice(0, 100)}" here. Remove it.`;
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** RFC 6901, section 3. Characters that a response cannot contain are replaced. */
export function escapePointer(key: string): string {
  return key.slice(0, 100).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
}
