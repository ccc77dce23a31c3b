import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 in hexadecimal: what stands for a secret where the secret itself must not be kept. */
export function fingerprint(secret: string): string {
  return bytesToHex(sha256(utf8ToBytes(secret)));
}
