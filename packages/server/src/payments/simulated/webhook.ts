import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ContractId, PaymentId, PaymentOutcome } from '@workroom/core';
import { z } from 'zod';
import { type ProviderNews, WebhookRefused, type WebhookRequest } from '../provider.ts';

export interface SimulatedWebhooks {
  /** Signs sent webhooks and verifies received ones. */
  readonly secret: string;
  /** Delivers a webhook. Errors are ignored, because the kit polls payments. */
  readonly deliver: (webhook: WebhookRequest) => Promise<unknown>;
}

/** A change of one payment, in a webhook of the simulated provider. */
export interface SimulatedNews {
  readonly contractId: ContractId;
  readonly key: PaymentId;
  readonly status: PaymentOutcome['status'];
}

/** A change of a charge: a dispute, or a change in the dashboard. */
export interface SimulatedChargeNews {
  readonly contractId: ContractId;
  readonly key: PaymentId;
  /** The number of the webhook about this charge, from 1. */
  readonly number: number;
}

const signatureHeader = 'simulated-signature';

const named = z.object({
  contractId: z.custom<ContractId>((value) => typeof value === 'string' && value.startsWith('ctr_')),
  key: z.custom<PaymentId>((value) => typeof value === 'string' && value.startsWith('pay_')),
});
const id = z.string().min(1).max(200);
const Body = z.union([z.object({ id, operation: named }), z.object({ id, charge: named })]);

/** A payment reaches each status once, so payment and status form the event's id. */
export function signedWebhook(secret: string, { contractId, key, status }: SimulatedNews): WebhookRequest {
  return signed(secret, { id: `sim_${key}_${status}`, status, operation: { contractId, key } });
}

export function signedChargeNews(secret: string, { contractId, key, number }: SimulatedChargeNews): WebhookRequest {
  return signed(secret, { id: `sim_${key}_news_${number}`, charge: { contractId, key } });
}

function signed(secret: string, news: object): WebhookRequest {
  const body = utf8ToBytes(JSON.stringify(news));
  return { headers: new Headers({ [signatureHeader]: signatureOf(secret, body) }), body };
}

/** @throws WebhookRefused if the signature over the raw body is invalid */
export function readSignedWebhook(secret: string, { headers, body }: WebhookRequest): ProviderNews {
  const given = headers.get(signatureHeader);
  if (given === null) throw new WebhookRefused(`The webhook has no ${signatureHeader}.`);
  if (!isSame(given, signatureOf(secret, body)))
    throw new WebhookRefused('The signature of the webhook does not hold.');
  const news = Body.parse(JSON.parse(new TextDecoder().decode(body)));
  if ('charge' in news) return { eventId: news.id, operations: [], charges: [news.charge] };
  return { eventId: news.id, operations: [news.operation] };
}

function signatureOf(secret: string, body: Uint8Array): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(secret), body));
}

/** Compares in constant time. */
function isSame(given: string, right: string): boolean {
  let difference = given.length ^ right.length;
  for (let at = 0; at < right.length; at += 1) difference |= given.charCodeAt(at) ^ right.charCodeAt(at);
  return difference === 0;
}
