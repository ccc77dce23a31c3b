import { sha256Hex } from '../sha256.ts';

/** SHA-256 in hexadecimal, stored in place of a secret. */
export function fingerprint(secret: string): string {
  return sha256Hex(secret);
}
