import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import { sha256Hex } from '../sha256.ts';

/** Encrypts the secrets of webhook endpoints, so that readers of the database or of a backup cannot use them. */
export interface SecretSeal {
  /** The stored form. It is bound to its endpoint: in another endpoint's row it cannot be decrypted. */
  seal(endpointId: string, secret: string): Promise<string>;
  /** @throws SecretUnreadable without the key that encrypted it */
  open(endpointId: string, stored: string): Promise<string>;
  /** Whether it is stored with the current key. */
  isCurrent(stored: string): boolean;
}

/** A stored secret that no key can decrypt. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

const prefix = 'sealed.1.';

/**
 * AES-256-GCM by WebCrypto.
 *
 * @param keys 32 bytes each in base64: the first encrypts, all decrypt. Without keys, secrets are stored unencrypted
 * @throws TypeError
 */
export function createSecretSeal(keys: readonly string[]): SecretSeal {
  const known = keys.map((text) => {
    const bytes = keyBytes(text);
    // Identifies the key without revealing it.
    return { id: sha256Hex(bytes).slice(0, 12), key: imported(bytes) };
  });
  const [current] = known;
  return {
    async seal(endpointId, secret) {
      if (current === undefined) return secret;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = await crypto.subtle.encrypt(aes(iv, endpointId), await current.key(), copy(utf8ToBytes(secret)));
      return `${prefix}${current.id}.${toBase64(new Uint8Array([...iv, ...new Uint8Array(text)]))}`;
    },
    async open(endpointId, stored) {
      if (!stored.startsWith(prefix)) return stored;
      const [id = '', sealed = ''] = stored.slice(prefix.length).split('.');
      const found = known.find((each) => each.id === id);
      if (found === undefined) {
        throw new SecretUnreadable(
          `The secret of ${endpointId} was encrypted with the key ${id}, which is not configured. Add it to \`webhooks.encryptionKeys\`, or create a new secret with \`rotate-secret\`.`,
        );
      }
      const bytes = fromBase64(sealed);
      try {
        const opened = await crypto.subtle.decrypt(
          aes(bytes.slice(0, 12), endpointId),
          await found.key(),
          bytes.slice(12),
        );
        return new TextDecoder().decode(opened);
      } catch {
        throw new SecretUnreadable(
          `The secret of ${endpointId} was changed in the database. Create a new one with \`rotate-secret\`.`,
        );
      }
    },
    isCurrent: (stored) => (current === undefined ? true : stored.startsWith(`${prefix}${current.id}.`)),
  };
}

function aes(iv: Uint8Array<ArrayBuffer>, endpointId: string) {
  return { name: 'AES-GCM', iv, additionalData: copy(utf8ToBytes(endpointId)) };
}

/** The type `CryptoKey`, in a form that works with every runtime's types. */
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Imported on first use, so that creating a Workroom is synchronous. */
function imported(bytes: Uint8Array<ArrayBuffer>): () => Promise<Key> {
  let importing: Promise<Key> | undefined;
  return () => {
    importing ??= crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
    return importing;
  };
}

/** @throws TypeError */
function keyBytes(text: string): Uint8Array<ArrayBuffer> {
  const isBase64 = typeof text === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(text);
  if (isBase64) return fromBase64(text);
  throw new TypeError('A webhook encryption key is 32 bytes in base64. Create one with `openssl rand -base64 32`.');
}

/** WebCrypto's types do not accept arrays over shared memory. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}
