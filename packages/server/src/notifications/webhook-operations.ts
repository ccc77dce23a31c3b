import type { SecretSeal } from './secret-seal.ts';
import type { WebhookDispatcher } from './webhook-reader.ts';

/** What operations on webhook endpoints need. */
export interface WebhookOperations {
  readonly dispatcher: WebhookDispatcher;
  readonly seal: SecretSeal;
  /** Whether endpoints may be in one's own network, in development. */
  readonly allowPrivate: boolean;
  /** Brings what has just become due. */
  readonly wake: () => void;
}
