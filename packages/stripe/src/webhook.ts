import { type ProviderNews, WebhookRefused, type WebhookRequest } from '@workroom/server/payments';
import { Stripe } from 'stripe';
import type { StripeContext } from './context.ts';
import { newsIn } from './news.ts';

/**
 * Reads only the subject of a Stripe event. Events arrive late, twice and in any order, so their object data is ignored
 * and the object is read again.
 */
export async function parseWebhook(context: StripeContext, { headers, body }: WebhookRequest): Promise<ProviderNews> {
  const { id, type, data } = await signedEvent(context, headers.get('stripe-signature'), body);
  // Thin events only refer to an object.
  const object: Stripe.Event['data']['object'] | undefined = data?.object;
  return { eventId: id, ...(object === undefined ? { operations: [] } : await newsIn(context, type, object)) };
}

/** The tolerance of Stripe's own libraries for late webhooks. */
const toleranceSeconds = 300;

async function signedEvent(
  { api, options }: StripeContext,
  signature: string | null,
  body: Uint8Array,
): Promise<Stripe.Event> {
  const secrets = [options.webhookSecret ?? []].flat();
  if (secrets.length === 0) throw new WebhookRefused('No `webhookSecret` is set, so no webhook of Stripe is believed.');
  if (signature === null) throw new WebhookRefused('The webhook has no Stripe-Signature.');
  // Stripe's library refuses old timestamps, but accepts future ones.
  const sentAt = Number([...signature.matchAll(/\bt=(\d+)/g)].at(-1)?.[1]);
  if (sentAt > Date.now() / 1_000 + toleranceSeconds) {
    throw new WebhookRefused('The webhook is from a time to come. Check the clock of this machine.');
  }
  const crypto = Stripe.createSubtleCryptoProvider();
  for (const secret of secrets) {
    try {
      return await api.webhooks.constructEventAsync(body, signature, secret, undefined, crypto);
    } catch {
      // Signed with another secret, or with none of them.
    }
  }
  throw new WebhookRefused('The signature of the webhook does not hold, or is too old.');
}
