import { sha256Hex } from '../sha256.ts';

/** SHA-256 in hexadecimal: what stands for a secret where the secret itself must not be kept. */
export function fingerprint(secret: string): string {
  return sha256Hex(secret);
}
