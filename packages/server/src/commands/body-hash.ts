import { sha256Hex } from '../sha256.ts';

/** Says whether two requests ask for the same: SHA-256 over JSON with sorted keys, so that spelling does not count. */
export function bodyHash(request: unknown): string {
  return sha256Hex(JSON.stringify(sorted(request)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  // Entries and not an object: a key like `__proto__` stays a key.
  return { entries: entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]) };
}
