import type { WebhookSender } from './webhook-sender.ts';

export interface WebhookOptions {
  /**
   * Allows endpoints with plain HTTP and in private networks. For development only: holders of the secret key can then
   * send requests to everything that this process can reach (SSRF).
   *
   * @default false
   */
  readonly allowPrivateNetworks?: boolean | undefined;
  /**
   * Keys that encrypt the stored secrets of endpoints: 32 bytes each in base64. The first encrypts and all decrypt. The
   * next sweep re-encrypts secrets that are stored otherwise. To rotate a key, add the new one last in every process, then
   * move it first, and remove the old one after the next sweep.
   *
   * @default none: anyone who reads the database, or a backup of it, can sign webhooks in your name
   * @example [process.env.WORKROOM_WEBHOOK_KEY]   // openssl rand -base64 32
   */
  readonly encryptionKeys?: readonly (string | undefined)[] | undefined;
  /** Sends the requests. @default a sender that connects only to public addresses, on Node, Bun and Deno; `fetch` elsewhere */
  readonly sender?: WebhookSender;
}
