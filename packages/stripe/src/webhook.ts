import { type ProviderNews, WebhookRefused, type WebhookRequest } from '@workroom/server/payments';
import { Stripe } from 'stripe';
import type { StripeContext } from './context.ts';
import { operationNamedIn } from './names.ts';

const ours = new Set(['payment_intent', 'charge', 'refund', 'transfer']);

/**
 * Reads an event of Stripe's, and of it only whom it is about: events come late, twice and in any order, so
 * what they say of an object is left aside and the object is read again.
 */
export async function parseWebhook(context: StripeContext, { headers, body }: WebhookRequest): Promise<ProviderNews> {
  const { id, data } = await signedEvent(context, headers.get('stripe-signature'), body);
  const object: { readonly object?: string; readonly metadata?: Stripe.Metadata | null } = data?.object ?? {};
  // Other objects may carry metadata of the marketplace's own; only these four are operations.
  const named = ours.has(object.object ?? '') ? operationNamedIn(object.metadata ?? null) : null;
  return { eventId: id, operations: named === null ? [] : [named] };
}

/** What Stripe's own libraries allow for a webhook that is late. */
const toleranceSeconds = 300;

async function signedEvent(
  { api, options }: StripeContext,
  signature: string | null,
  body: Uint8Array,
): Promise<{ readonly id: string; readonly data?: { readonly object: object } }> {
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
