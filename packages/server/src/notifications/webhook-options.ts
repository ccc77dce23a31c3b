import type { WebhookSender } from './webhook-sender.ts';

export interface WebhookOptions {
  /**
   * Whether endpoints may have plain HTTP and hosts of one's own network. For development: whoever has the secret key
   * can then ask anything that this process can reach.
   *
   * @default false
   */
  readonly allowPrivateNetworks?: boolean | undefined;
  /**
   * What endpoints' secrets are encrypted with where they are stored: 32 bytes each in base64. The first encrypts, all
   * decrypt. What is stored otherwise is encrypted anew within a round of the sweep; to replace a key, name the new one
   * behind the old everywhere, then in front, and take the old one away a round later.
   *
   * @default none: whoever reads the database, or a backup of it, can sign webhooks in your name
   * @example [process.env.WORKROOM_WEBHOOK_KEY]   // openssl rand -base64 32
   */
  readonly encryptionKeys?: readonly (string | undefined)[] | undefined;
  /** @default one that connects only to public addresses, on Node, Bun and Deno; `fetch` elsewhere */
  readonly sender?: WebhookSender;
}
