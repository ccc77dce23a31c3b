import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ContractId, PaymentId, PaymentOutcome } from '@workroom/core';
import { z } from 'zod';
import { type ProviderNews, WebhookRefused, type WebhookRequest } from '../provider.ts';

export interface SimulatedWebhooks {
  /** Signs what is sent, and is asked of what comes in. */
  readonly secret: string;
  /** Brings a webhook to its receiver. What it throws is forgotten: the kit finds the payment by asking. */
  readonly deliver: (webhook: WebhookRequest) => Promise<unknown>;
}

/** What happened to one operation, as the simulated provider tells it. */
export interface SimulatedNews {
  readonly contractId: ContractId;
  readonly key: PaymentId;
  readonly status: PaymentOutcome['status'];
}

const signatureHeader = 'simulated-signature';

const Body = z.object({
  id: z.string().min(1).max(200),
  operation: z.object({
    contractId: z.custom<ContractId>((value) => typeof value === 'string' && value.startsWith('ctr_')),
    key: z.custom<PaymentId>((value) => typeof value === 'string' && value.startsWith('pay_')),
  }),
});

/** One operation comes to one status once, so that the two make the event's id. */
export function signedWebhook(secret: string, { contractId, key, status }: SimulatedNews): WebhookRequest {
  const body = utf8ToBytes(JSON.stringify({ id: `sim_${key}_${status}`, status, operation: { contractId, key } }));
  return { headers: new Headers({ [signatureHeader]: signatureOf(secret, body) }), body };
}

/** @throws WebhookRefused when the signature does not hold over the raw body */
export function readSignedWebhook(secret: string, { headers, body }: WebhookRequest): ProviderNews {
  const given = headers.get(signatureHeader);
  if (given === null) throw new WebhookRefused(`The webhook has no ${signatureHeader}.`);
  if (!isSame(given, signatureOf(secret, body)))
    throw new WebhookRefused('The signature of the webhook does not hold.');
  const { id, operation } = Body.parse(JSON.parse(new TextDecoder().decode(body)));
  return { eventId: id, operations: [operation] };
}

function signatureOf(secret: string, body: Uint8Array): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(secret), body));
}

/** Takes as long wherever the two differ. */
function isSame(given: string, right: string): boolean {
  let difference = given.length ^ right.length;
  for (let at = 0; at < right.length; at += 1) difference |= given.charCodeAt(at) ^ right.charCodeAt(at);
  return difference === 0;
}
