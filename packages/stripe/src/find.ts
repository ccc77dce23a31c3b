import type { ContractId } from '@workroom/core';
import type { LookupRequest } from '@workroom/server/payments';
import type { Stripe } from 'stripe';
import { read } from './answer.ts';
import type { StripeContext } from './context.ts';
import { isOf } from './names.ts';

// Idempotency keys expire after 24 hours (https://docs.stripe.com/api/idempotent_requests). These functions find
// objects by metadata, which does not expire, and in lists, which are always up to date.

/** The PaymentIntent of a charge; `null` if Stripe does not know it. */
export async function findIntent(context: StripeContext, request: LookupRequest): Promise<Stripe.PaymentIntent | null> {
  if (request.reference !== null) return ours(request, await readIntent(context, request.reference));
  const customer = request.clientId === undefined ? null : await context.options.customerFor(request.clientId);
  const found = (customer && (await findInList(context, customer, request))) || (await findInSearch(context, request));
  return found === null ? null : readIntent(context, found);
}

export function readIntent({ api }: StripeContext, id: string): Promise<Stripe.PaymentIntent> {
  return read('reading a charge', () => api.paymentIntents.retrieve(id, { expand: ['latest_charge'] }));
}

export async function findTransfer(context: StripeContext, request: LookupRequest): Promise<Stripe.Transfer | null> {
  const { reference, key } = request;
  if (reference !== null) {
    return ours(request, await read('reading a payout', () => context.api.transfers.retrieve(reference)));
  }
  const all = await transfersOf(context, contractOf(request));
  return all.find((each) => isOf(key, each)) ?? null;
}

/** Every payout of a contract: its id is their `transfer_group`. */
export function transfersOf({ api }: StripeContext, contractId: ContractId): Promise<readonly Stripe.Transfer[]> {
  return read('listing payouts', () => inFull(api.transfers.list({ transfer_group: contractId, limit: 100 })));
}

/** A reversal of a transfer; `null` if Stripe does not know it. */
export async function findReversal(
  context: StripeContext,
  request: LookupRequest,
): Promise<Stripe.TransferReversal | null> {
  const transfer = await transferTakenBack(context, request);
  const all = await reversalsOf(context, transfer);
  return all.find((each) => isOf(request.key, each)) ?? null;
}

export function reversalsOf({ api }: StripeContext, transferId: string): Promise<readonly Stripe.TransferReversal[]> {
  return read('listing reversals', () => inFull(api.transfers.listReversals(transferId, { limit: 100 })));
}

async function transferTakenBack(context: StripeContext, request: LookupRequest): Promise<string> {
  const { key, transfer } = request;
  if (!transfer) throw new TypeError(`Stripe finds ${key} by the transfer that it takes back: pass \`transfer\`.`);
  if (transfer.reference !== null) return transfer.reference;
  const found = await findTransfer(context, { ...request, kind: 'transfer', ...transfer });
  if (found !== null) return found.id;
  throw new Error(`Stripe does not know the transfer ${transfer.key} that ${key} takes back.`);
}

export async function findRefund(context: StripeContext, request: LookupRequest): Promise<Stripe.Refund | null> {
  const { reference, key } = request;
  if (reference !== null) {
    return ours(request, await read('reading a refund', () => context.api.refunds.retrieve(reference)));
  }
  for (const each of await refundsOf(context, request)) if (isOf(key, each)) return each;
  return null;
}

export function refundsOfIntent({ api }: StripeContext, intentId: string): Promise<readonly Stripe.Refund[]> {
  return read('listing refunds', () => inFull(api.refunds.list({ payment_intent: intentId, limit: 100 })));
}

export function disputesOfIntent({ api }: StripeContext, intentId: string): Promise<readonly Stripe.Dispute[]> {
  return read('listing disputes', () => inFull(api.disputes.list({ payment_intent: intentId, limit: 100 })));
}

async function refundsOf(context: StripeContext, request: LookupRequest): Promise<readonly Stripe.Refund[]> {
  const from = request.source?.reference ?? null;
  if (from !== null) return refundsOfIntent(context, from);
  const { api } = context;
  return read('listing refunds', async () => {
    const charges = await inFull(api.charges.list({ transfer_group: contractOf(request), limit: 100 }));
    const refunds = await Promise.all(charges.map(({ id }) => inFull(api.refunds.list({ charge: id, limit: 100 }))));
    return refunds.flat();
  });
}

/** Among the customer's newest, because a search may be a minute late and a list is not. */
async function findInList({ api }: StripeContext, customer: string, { key }: LookupRequest): Promise<string | null> {
  const { data } = await read('listing charges', () => api.paymentIntents.list({ customer, limit: 100 }));
  return data.find((each) => isOf(key, each))?.id ?? null;
}

/** Among all charges (https://docs.stripe.com/search). */
async function findInSearch({ api }: StripeContext, { key }: LookupRequest): Promise<string | null> {
  const query = `metadata['workroom_payment']:'${key}'`;
  const { data } = await read('searching a charge', () => api.paymentIntents.search({ query, limit: 1 }));
  return data[0]?.id ?? null;
}

/** @throws Error if the reference leads to another object; the outcome is then unknown */
function ours<T extends { readonly id: string; readonly metadata: Stripe.Metadata | null }>(
  { key }: LookupRequest,
  found: T,
): T {
  if (isOf(key, found)) return found;
  throw new Error(`${found.id} at Stripe does not belong to ${key}. Look at both before anything else is done.`);
}

function contractOf({ contractId, key }: LookupRequest): ContractId {
  if (contractId !== undefined) return contractId;
  throw new TypeError(`Stripe finds ${key} by its contract: pass \`contractId\` to look it up.`);
}

const most = 10_000;

/** @throws Error if it cannot read the list to its end */
async function inFull<T extends { id: string }>(pages: Stripe.ApiListPromise<T>): Promise<readonly T[]> {
  const all = await pages.autoPagingToArray({ limit: most });
  if (all.length >= most) throw new Error(`Stripe lists more than ${most} of them for one contract.`);
  return all;
}
