import { isLongLived } from '../timer.ts';
import { AddressRefused, urlProblem } from './public-address.ts';

/** One attempt at a webhook. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Timeout for the whole attempt, from resolving the name to the last byte of the response. */
  readonly timeoutMs: number;
  /** Whether private hosts are allowed, for development. */
  readonly allowPrivate: boolean;
}

/**
 * Sends a webhook and returns the status. It must not follow redirects, must connect only to public addresses (checked
 * after resolving, on the connection that is used), and must time out.
 *
 * @throws AddressRefused for a forbidden address; other errors as they occur
 */
export type WebhookSender = (request: WebhookRequest) => Promise<{ readonly status: number }>;

/**
 * For runtimes such as Workers, whose `fetch` reaches only the public internet. It is not safe if `fetch` can reach a
 * private network, because a name may resolve to any address.
 */
export const fetchWebhookSender: WebhookSender = async ({ url, headers, body, timeoutMs, allowPrivate }) => {
  const problem = urlProblem(url, allowPrivate);
  if (problem !== null) throw new AddressRefused(problem);
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  return { status: response.status };
};

/** On Node, Bun and Deno: the sender that pins the checked address, loaded on first use. */
export const defaultWebhookSender: WebhookSender = async (request) => {
  if (!isLongLived()) return fetchWebhookSender(request);
  const { pinnedWebhookSender } = await import('../node/pinned-webhook-sender.ts');
  return pinnedWebhookSender()(request);
};
