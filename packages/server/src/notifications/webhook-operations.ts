import type { SecretSeal } from './secret-seal.ts';
import type { WebhookDispatcher } from './webhook-reader.ts';

/** The dependencies of the operations on webhook endpoints. */
export interface WebhookOperations {
  readonly dispatcher: WebhookDispatcher;
  readonly seal: SecretSeal;
  /** Whether endpoints may be in private networks, for development. */
  readonly allowPrivate: boolean;
  /** Delivers events that have just become due. */
  readonly wake: () => void;
}
