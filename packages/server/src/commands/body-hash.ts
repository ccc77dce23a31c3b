import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Says whether two requests ask for the same: SHA-256 over JSON with sorted keys, so that spelling does not count. */
export function bodyHash(request: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(sorted(request)))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  // Entries and not an object: a key like `__proto__` stays a key.
  return { entries: entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]) };
}
