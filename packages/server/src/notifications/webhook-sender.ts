import { isLongLived } from '../timer.ts';
import { AddressRefused, urlProblem } from './public-address.ts';

/** One attempt at a webhook. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For the whole of it, from resolving the name to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Whether hosts of one's own network may be asked, in development. */
  readonly allowPrivate: boolean;
}

/**
 * Sends a webhook and returns the status. It must not follow redirects, must connect to public addresses only (checked
 * after resolving, on the connection that is used), and must time out.
 *
 * @throws AddressRefused for a place that webhooks never go to; what went wrong otherwise
 */
export type WebhookSender = (request: WebhookRequest) => Promise<{ readonly status: number }>;

/**
 * For runtimes such as Workers, whose `fetch` reaches the public internet only. Where `fetch` can reach a network of
 * one's own this is not safe: a name may resolve to anything.
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

/** On Node, Bun and Deno the one that pins the address it has checked, loaded when it is first needed. */
export const defaultWebhookSender: WebhookSender = async (request) => {
  if (!isLongLived()) return fetchWebhookSender(request);
  const { pinnedWebhookSender } = await import('../node/pinned-webhook-sender.ts');
  return pinnedWebhookSender()(request);
};
