import { Stripe } from 'stripe';
import type { OfflineEvent } from './state.ts';

export interface WebhookEndpoint {
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
  /** @default fetch */
  readonly send?: (request: Request) => Promise<Response>;
}

export interface DeliveryOptions {
  /** @default 'as_sent' */
  readonly order?: 'as_sent' | 'reversed';
  /** How many times each event is sent. @default 1 */
  readonly times?: number;
  /** The time of the signature, in seconds. @default now, by the system's clock, with which receivers compare it */
  readonly signedAt?: number;
}

export interface Delivery {
  readonly eventId: string;
  readonly type: string;
  /** `null` if there was no response. */
  readonly status: number | null;
}

/** A request in Stripe's format. */
async function signedRequest(
  endpoint: WebhookEndpoint,
  event: OfflineEvent,
  signedAt: number = Math.floor(Date.now() / 1_000),
): Promise<Request> {
  const payload = JSON.stringify(event, null, 2);
  const cryptoProvider = Stripe.createSubtleCryptoProvider();
  const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
    payload,
    secret: endpoint.secret,
    timestamp: signedAt,
    cryptoProvider,
  });
  return new Request(endpoint.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
    body: payload,
  });
}

/** Sends events one after another. The caller keeps those that were not accepted, to send them again. */
export async function sendAll(
  endpoint: WebhookEndpoint,
  events: readonly OfflineEvent[],
  { order = 'as_sent', times = 1, signedAt }: DeliveryOptions,
): Promise<readonly Delivery[]> {
  const { send = fetch } = endpoint;
  const inOrder = order === 'reversed' ? events.toReversed() : events;
  const sent: Delivery[] = [];
  for (const event of inOrder.flatMap((each) => Array.from({ length: times }, () => each))) {
    const request = await signedRequest(endpoint, event, signedAt);
    const status = await send(request).then(
      (response) => response.status,
      () => null,
    );
    sent.push({ eventId: event.id, type: event.type, status });
  }
  return sent;
}
