import { lookup } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { AddressRefused, isPublicAddress, literalAddress, urlProblem } from '../notifications/public-address.ts';
import type { WebhookRequest, WebhookSender } from '../notifications/webhook-sender.ts';

export interface PinnedSenderOptions {
  /** All addresses of a name. @default the system's own resolver */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
  /** The allowed addresses. @default isPublicAddress */
  readonly mayConnect?: (address: string) => boolean;
  /** Certificates of additional authorities, in PEM, for endpoints inside a company. @default those of the runtime */
  readonly ca?: string;
}

/** Most bytes read of a response. Its content is ignored, but reading it lets the receiver finish. */
const maxAnswerBytes = 65_536;

/**
 * Resolves a name once, refuses it if any of its addresses is not public, and connects to a checked address, so that a
 * changed DNS answer has no effect. A redirect is not followed.
 */
export function pinnedWebhookSender({
  resolve = async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
  mayConnect = isPublicAddress,
  ca,
}: PinnedSenderOptions = {}): WebhookSender {
  return async (request) => {
    const problem = urlProblem(request.url, request.allowPrivate);
    if (problem !== null) throw new AddressRefused(problem);
    const url = new URL(request.url);
    const signal = AbortSignal.timeout(request.timeoutMs);
    const literal = literalAddress(url.hostname);
    const addresses = literal === null ? await inTime(resolve(url.hostname), signal) : [literal];
    const [address] = addresses;
    if (address === undefined) throw new AddressRefused(`${url.hostname} has no address.`);
    if (!request.allowPrivate && !addresses.every(mayConnect)) {
      throw new AddressRefused(`${url.hostname} is not on the public internet.`);
    }
    return send(request, url, { address, ca, signal });
  };
}

function send(
  { headers, body }: WebhookRequest,
  url: URL,
  { address, ca, signal }: { readonly address: string; readonly ca: string | undefined; readonly signal: AbortSignal },
): Promise<{ readonly status: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly status: number }>();
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const isSecure = url.protocol === 'https:';
  const outgoing = (isSecure ? requestHttps : requestHttp)({
    method: 'POST',
    // The checked address, so that the name is not resolved again. The certificate is still checked against the name.
    host: address,
    port: url.port === '' ? (isSecure ? 443 : 80) : url.port,
    path: url.pathname + url.search,
    headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body), 'user-agent': 'Workroom' },
    ...(isSecure && literalAddress(hostname) === null ? { servername: hostname } : {}),
    ...(ca === undefined ? {} : { ca }),
    // Connections are not reused, because they were checked for another webhook.
    agent: false,
    maxHeaderSize: 16_384,
    signal,
  });
  outgoing.once('error', (error) => reject(signal.aborted ? new Error('no answer in time', { cause: error }) : error));
  outgoing.once('response', (answer) => {
    const status = answer.statusCode ?? 0;
    let taken = 0;
    answer.on('data', (chunk: Buffer) => {
      taken += chunk.length;
      if (taken > maxAnswerBytes) outgoing.destroy();
    });
    // Only the status counts; the rest of the response does not change it.
    answer.once('close', () => resolve({ status }));
    answer.once('error', () => resolve({ status }));
  });
  outgoing.end(body);
  return promise;
}

function inTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the name was not resolved in time')), { once: true });
    work.then(resolve, reject);
  });
}
