import { type ProviderNews, WebhookRefused, type WebhookRequest } from '@workroom/server/payments';
import { Stripe } from 'stripe';
import type { StripeContext } from './context.ts';
import { newsIn } from './news.ts';

/**
 * Reads an event of Stripe's, and of it only whom it is about: events come late, twice and in any order, so
 * what they say of an object is left aside and the object is read again.
 */
export async function parseWebhook(context: StripeContext, { headers, body }: WebhookRequest): Promise<ProviderNews> {
  const { id, type, data } = await signedEvent(context, headers.get('stripe-signature'), body);
  // Events of the other kind only point at an object.
  const object: Stripe.Event['data']['object'] | undefined = data?.object;
  return { eventId: id, ...(object === undefined ? { operations: [] } : await newsIn(context, type, object)) };
}

/** What Stripe's own libraries allow for a webhook that is late. */
const toleranceSeconds = 300;

async function signedEvent(
  { api, options }: StripeContext,
  signature: string | null,
  body: Uint8Array,
): Promise<Stripe.Event> {
  const secrets = [options.webhookSecret ?? []].flat();
  if (secrets.length === 0) throw new WebhookRefused('No `webhookSecret` is set, so no webhook of Stripe is believed.');
  if (signature === null) throw new WebhookRefused('The webhook has no Stripe-Signature.');
  // Stripe's library refuses what is too old, and takes what is from a time to come.
  const sentAt = Number([...signature.matchAll(/\bt=(\d+)/g)].at(-1)?.[1]);
  if (sentAt > Date.now() / 1_000 + toleranceSeconds) {
    throw new WebhookRefused('The webhook is from a time to come. Check the clock of this machine.');
  }
  const crypto = Stripe.createSubtleCryptoProvider();
  for (const secret of secrets) {
    try {
      return await api.webhooks.constructEventAsync(body, signature, secret, undefined, crypto);
    } catch {
      // Signed with another of our secrets, or with none of them.
    }
  }
  throw new WebhookRefused('The signature of the webhook does not hold, or is too old.');
}
