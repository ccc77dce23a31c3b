import { bytesToHex } from '@noble/hashes/utils.js';
import type { Logger } from './logger.ts';
import { secretKeyPrefix } from './sessions/secret-keys.ts';

// The host's text options are checked at startup, so that mistakes are not found by a customer's first click. No
// message repeats a secret.

/** @throws TypeError */
export function checkedOrigins(origins: readonly (string | undefined)[]): ReadonlySet<string> {
  const checked = new Set<string>();
  for (const origin of origins) {
    if (origin === undefined || !URL.canParse(origin) || new URL(origin).origin !== origin || origin.includes('*')) {
      throw new TypeError(
        `"${origin}" is no origin. Use scheme, host and port, like "https://market.example". There are no wildcards: name each one.`,
      );
    }
    checked.add(origin);
  }
  return checked;
}

/** @throws TypeError */
export function checkedHeaderNames(names: readonly (string | undefined)[]): readonly string[] {
  return names.map((name) => {
    // RFC 9110, section 5.6.2: a token.
    if (typeof name !== 'string' || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      throw new TypeError(`"${name}" in \`allowedHeaders\` is no name of a header. Use names like "traceparent".`);
    }
    return name;
  });
}

/** @throws TypeError */
export function checkedSecretKeys(keys: readonly (string | undefined)[], logger: Logger): readonly string[] {
  return keys.map((key) => {
    if (typeof key !== 'string' || !/^wk_[\w.~+/=-]{4,}$/.test(key)) {
      throw new TypeError(
        `A secret key must start with "${secretKeyPrefix}", followed by at least 4 letters or digits. Check the \`secretKeys\` option.`,
      );
    }
    if (key.length < 27) {
      logger({
        level: 'warn',
        message: 'A secret key is short enough to be guessed. Use at least 24 random characters.',
      });
    }
    return key;
  });
}

/** RFC 7518, section 3.2: a key of HS256 has at least 256 bits. @throws TypeError */
export function checkedSessionSecrets(
  secrets: readonly (string | undefined)[] | undefined,
  logger: Logger,
): readonly string[] {
  if (secrets === undefined) {
    logger({
      level: 'warn',
      message: 'No `sessionSecrets`: session tokens are only valid in this process. Set one for production.',
    });
    return [madeUpSecret()];
  }
  if (secrets.length === 0)
    throw new TypeError('`sessionSecrets` is empty. Give at least one secret, or leave it out.');
  return secrets.map((secret) => {
    if (typeof secret !== 'string' || new TextEncoder().encode(secret).length < 32) {
      throw new TypeError('A session secret must have at least 32 bytes. Create one with `openssl rand -base64 32`.');
    }
    return secret;
  });
}

function madeUpSecret(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
}
