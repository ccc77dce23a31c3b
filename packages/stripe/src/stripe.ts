import { amount, type PaymentOutcome } from '@workroom/core';
import type { LookupRequest, PaymentProvider } from '@workroom/server/payments';
import { isMissing, read } from './answer.ts';
import { cancel } from './cancel.ts';
import { charge } from './charge.ts';
import { openContext, type StripeContext } from './context.ts';
import { amountStep } from './currency.ts';
import { readDisputes, submitEvidence } from './disputes.ts';
import { findIntent, findRefund, findReversal, findTransfer } from './find.ts';
import { intentOutcome } from './intent-outcome.ts';
import { holdDays, minimumCharge } from './limits.ts';
import { movementsOf, refundableUntil } from './movements.ts';
import type { StripeOptions } from './options.ts';
import { refund, refundOutcome } from './refund.ts';
import { reverse } from './reversal.ts';
import { checkSetUp } from './set-up.ts';
import { transfer } from './transfer.ts';
import { parseWebhook } from './webhook.ts';

/**
 * Moves money with Stripe Connect, as separate charges and transfers. The client pays the platform, and a release transfers
 * from that charge to the freelancer's account. The freelancer's fee stays with the platform.
 */
export function stripe(options: StripeOptions): PaymentProvider {
  const context = openContext(options);
  return {
    name: 'stripe',
    maxHoldDays: options.maxHoldDays ?? holdDays(options.country),
    minimumCharge(currency) {
      const agreed = options.minimumCharge?.[currency];
      return agreed === undefined ? minimumCharge(currency) : amount(agreed);
    },
    charge: (request, signal) => whileWaitedFor(charge(context, request, signal), signal),
    transfer: (request, signal) => whileWaitedFor(transfer(context, request, signal), signal),
    refund: (request, signal) => whileWaitedFor(refund(context, request, signal), signal),
    cancel: (request, signal) => whileWaitedFor(cancel(context, request, signal), signal),
    lookup: (request, signal) => whileWaitedFor(lookup(context, request), signal),
    reverse: (request, signal) => whileWaitedFor(reverse(context, request, signal), signal),
    refundableUntil: (asked, signal) => whileWaitedFor(refundableUntil(context, asked), signal),
    readDisputes: (asked, signal) => whileWaitedFor(readDisputes(context, asked), signal),
    submitEvidence: (request, signal) => whileWaitedFor(submitEvidence(context, request), signal),
    movementsOf: (asked, signal) => whileWaitedFor(movementsOf(context, asked), signal),
    amountStep,
    checkSetUp: () => checkSetUp(context),
    canPayOut: (freelancerId) => canPayOut(context, freelancerId),
    parseWebhook: (request) => parseWebhook(context, request),
  };
}

async function lookup(context: StripeContext, request: LookupRequest): Promise<PaymentOutcome | null> {
  switch (request.kind) {
    case 'charge': {
      const found = await findIntent(context, request);
      return found && intentOutcome(context, found);
    }
    case 'transfer': {
      // A transfer has no pending state: it exists or not. A reversed transfer exists.
      const found = await findTransfer(context, request);
      return found && { status: 'succeeded', reference: found.id };
    }
    case 'refund': {
      const found = await findRefund(context, request);
      return found && refundOutcome(found);
    }
    case 'reversal': {
      const found = await findReversal(context, request);
      return found && { status: 'succeeded', reference: found.id };
    }
  }
}

async function canPayOut({ api, options }: StripeContext, freelancerId: string): Promise<boolean> {
  const id = await options.accountFor(freelancerId);
  if (id === null) return false;
  try {
    const account = await read('reading an account', () => api.accounts.retrieve(id));
    return account.capabilities?.transfers === 'active';
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** The SDK takes no signal. Its request ends with its own timeout, and its idempotency key prevents a second effect. */
function whileWaitedFor<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
