import { amountAtProvider, type Payment, type PaymentOutcome, refuse } from '@workroom/core';
import type { PaymentWork } from '../store/store.ts';
import type { ChargeReference, LookupRequest, OperationKind, PaymentProvider } from './provider.ts';

/**
 * Makes one payment at the provider, or looks up its outcome. If it throws, the outcome is unknown.
 *
 * @param isFirst whether the provider can't know it yet; anything else is looked up first
 */
export async function operate(
  provider: PaymentProvider,
  work: PaymentWork,
  isFirst: boolean,
  signal: AbortSignal,
): Promise<PaymentOutcome> {
  const { payment } = work;
  const lookup = lookupOf(work);
  if (payment.status === 'cancelled') return provider.cancel(lookup, signal);
  if (lookup.kind === 'reversal' && provider.reverse === undefined) return cannotReverse;
  if (!isFirst) {
    const found = await provider.lookup(lookup, signal);
    if (found !== null) return found;
    if (isKnownToProvider(payment)) {
      throw new Error(`The provider "${provider.name}" no longer knows ${payment.id}, which it accepted before.`);
    }
    // The time may have run out between the two calls; then nobody waits for the answer.
    signal.throwIfAborted();
    if (wasNeverAsked(work) && !(await provider.canPayOut(work.freelancer.id))) return noPayoutAccount();
    signal.throwIfAborted();
  }
  return carryOut(provider, work, lookup.kind, signal);
}

/**
 * Whether this is the first attempt at a deposit. If it was decided in a transaction of the host, the payout account
 * was not checked yet. After the first attempt the money may have been taken, so the deposit must not fail for this
 * reason; the provider is called again with the same key.
 */
function wasNeverAsked({ payment: { kind, purpose }, attempts }: PaymentWork): boolean {
  return kind === 'charge' && purpose === 'deposit' && attempts <= 1;
}

function noPayoutAccount(): PaymentOutcome {
  const { refused: code, detail: message } = refuse('payout_account_missing');
  return { status: 'failed', reference: null, code, message };
}

/** All data by which a provider may find the payment. */
export function lookupOf({
  payment,
  contractId,
  currency,
  client,
  source,
}: Omit<PaymentWork, 'attempts'>): LookupRequest {
  return {
    kind: payment.kind,
    key: payment.id,
    reference: payment.reference,
    contractId,
    clientId: client.id,
    [drawnOn(payment.kind)]: source && { key: source.id, reference: source.reference },
    currency,
    amount: amountAtProvider(payment),
  };
}

/** Whether the provider has already answered for it, so it must never be made again. */
export function isKnownToProvider(payment: Pick<Payment, 'status' | 'reference'>): boolean {
  return payment.reference !== null || payment.status === 'requires_action';
}

/** Whether a cancelled payment may still happen, so that the provider must cancel it too. Only charges may. */
export function isToBeCalledOff({ status, kind, failure }: Pick<Payment, 'status' | 'kind' | 'failure'>): boolean {
  return status === 'cancelled' && kind === 'charge' && failure?.certain !== true;
}

/** A reversal takes back its source transfer; everything else draws on a charge. */
function drawnOn(kind: OperationKind): 'source' | 'transfer' {
  return kind === 'reversal' ? 'transfer' : 'source';
}

async function carryOut(
  provider: PaymentProvider,
  work: PaymentWork,
  kind: OperationKind,
  signal: AbortSignal,
): Promise<PaymentOutcome> {
  const { payment, contractId, currency, client, freelancer } = work;
  const request = { key: payment.id, contractId, currency, amount: amountAtProvider(payment) };
  switch (kind) {
    case 'charge':
      return provider.charge({ ...request, clientId: client.id, paymentMethod: payment.paymentMethod }, signal);
    case 'transfer':
      return provider.transfer({ ...request, freelancerId: freelancer.id, source: sourceOf(work) }, signal);
    case 'refund':
      return provider.refund({ ...request, source: sourceOf(work) }, signal);
    case 'reversal':
      if (provider.reverse === undefined) return cannotReverse;
      return provider.reverse({ ...request, freelancerId: freelancer.id, transfer: sourceOf(work) }, signal);
  }
}

function sourceOf({ payment, source }: PaymentWork): ChargeReference {
  if (source === null) throw new Error(`${payment.id} draws on a payment that was not loaded with it.`);
  return { key: source.id, reference: source.reference };
}

const cannotReverse: PaymentOutcome = {
  status: 'failed',
  reference: null,
  code: 'reversal_not_supported',
  message: 'The payment provider cannot take back what was paid out. Agree with the freelancer how it comes back.',
};
