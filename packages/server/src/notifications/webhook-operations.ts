import type { SecretSeal } from './secret-seal.ts';
import type { WebhookDesk } from './webhook-reader.ts';

/** What operations on webhook endpoints need. */
export interface WebhookOperations {
  readonly desk: WebhookDesk;
  readonly seal: SecretSeal;
  /** Whether endpoints may be in one's own network, in development. */
  readonly allowPrivate: boolean;
  /** Brings what has just become due. */
  readonly wake: () => void;
}
