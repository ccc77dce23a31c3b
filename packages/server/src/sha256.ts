import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256 of bytes, or of a text's UTF-8, in lower-case hexadecimal. Uses the runtime's synchronous hash if there is
 * one (Node, Bun, Deno), which is faster than JavaScript.
 */
export function sha256Hex(data: string | Uint8Array): string {
  ofRuntime ??= runtimeHash() ?? portableSha256Hex;
  return ofRuntime(data);
}

type Hash = (data: string | Uint8Array) => string;
let ofRuntime: Hash | undefined;

export function portableSha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** Loaded by name at run time, because an import of a `node:` module would fail in Workers. */
function runtimeHash(): Hash | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  const crypto = process?.getBuiltinModule?.('node:crypto') as
    | { readonly hash?: (algorithm: 'sha256', data: string | Uint8Array, encoding: 'hex') => string }
    | undefined;
  const hash = crypto?.hash;
  return hash === undefined ? undefined : (data) => hash('sha256', data, 'hex');
}
