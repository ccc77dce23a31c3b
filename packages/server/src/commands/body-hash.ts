import { sha256Hex } from '../sha256.ts';

/** A fingerprint for comparing requests: SHA-256 over JSON with sorted keys. */
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
