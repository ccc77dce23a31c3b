import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import type { WebhookSecret } from '../store/outbox.ts';

// Standard Webhooks 1.0: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

const prefix = 'whsec_';

/** 192 random bits from the system. */
export function newWebhookSecret(): string {
  return `${prefix}${toBase64(crypto.getRandomValues(new Uint8Array(24)))}`;
}

/** The endpoint's secrets that sign now: the newest, and older ones until they expire. */
export function signingSecrets(secrets: readonly WebhookSecret[], nowMs: number): readonly WebhookSecret[] {
  return secrets.filter(({ endsAtMs }) => endsAtMs === null || endsAtMs > nowMs);
}

/** The headers of one attempt, signed with every secret, so that a receiver can switch to the new one at any time. */
export function signedHeaders(
  secrets: readonly string[],
  messageId: string,
  nowMs: number,
  body: string,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const content = utf8ToBytes(`${messageId}.${timestamp}.${body}`);
  const signatures = secrets.map((secret) => `v1,${toBase64(hmac(sha256, keyOf(secret), content))}`);
  return {
    'content-type': 'application/json',
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

function keyOf(secret: string): Uint8Array {
  return fromBase64(secret.slice(prefix.length));
}
