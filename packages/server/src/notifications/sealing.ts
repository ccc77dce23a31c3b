import type { WebhookStore } from '../store/outbox.ts';
import { type SecretSeal, SecretUnreadable } from './secret-seal.ts';

/**
 * Re-encrypts secrets that are stored without a key, or with an older one.
 *
 * @returns a function that may be called any number of times; it runs once
 */
export function createSealing(
  store: Pick<WebhookStore, 'endpoints' | 'replaceSecrets'>,
  seal: SecretSeal,
): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    for (const { id, secrets } of await store.endpoints()) {
      if (secrets.every(({ secret }) => seal.isCurrent(secret))) continue;
      try {
        const again = async (secret: string) => seal.seal(id, await seal.open(id, secret));
        const sealed = await Promise.all(
          secrets.map(async ({ secret, endsAtMs }) => ({ secret: await again(secret), endsAtMs })),
        );
        // A concurrent change has already stored them encrypted.
        await store.replaceSecrets(id, secrets, sealed);
      } catch (error) {
        // Its next delivery reports it, and the other endpoints must continue.
        if (!(error instanceof SecretUnreadable)) throw error;
      }
    }
    isDone = true;
  };
}
