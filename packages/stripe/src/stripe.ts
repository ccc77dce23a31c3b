import { amount, type PaymentOutcome } from '@workroom/core';
import type { LookupRequest, PaymentProvider } from '@workroom/server/payments';
import { isMissing, read } from './answer.ts';
import { cancel } from './cancel.ts';
import { charge } from './charge.ts';
import { type Desk, openDesk } from './desk.ts';
import { findIntent, findRefund, findTransfer } from './find.ts';
import { intentOutcome } from './intent-outcome.ts';
import { holdDays, minimumCharge } from './limits.ts';
import type { StripeOptions } from './options.ts';
import { refund, refundOutcome } from './refund.ts';
import { transfer } from './transfer.ts';
import { parseWebhook } from './webhook.ts';

/**
 * Moves money by Stripe Connect, as separate charges and transfers: the client pays the platform, and a
 * release pays out of that very charge to the freelancer's account. What a release leaves behind, the
 * freelancer's fee, is the platform's.
 */
export function stripe(options: StripeOptions): PaymentProvider {
  const desk = openDesk(options);
  return {
    name: 'stripe',
    maxHoldDays: options.maxHoldDays ?? holdDays(options.country),
    minimumCharge(currency) {
      const agreed = options.minimumCharge?.[currency];
      return agreed === undefined ? minimumCharge(currency) : amount(agreed);
    },
    charge: (request, signal) => whileWaitedFor(charge(desk, request, signal), signal),
    transfer: (request, signal) => whileWaitedFor(transfer(desk, request, signal), signal),
    refund: (request, signal) => whileWaitedFor(refund(desk, request, signal), signal),
    cancel: (request, signal) => whileWaitedFor(cancel(desk, request, signal), signal),
    lookup: (request, signal) => whileWaitedFor(lookup(desk, request), signal),
    canPayOut: (freelancerId) => canPayOut(desk, freelancerId),
    parseWebhook: (request) => parseWebhook(desk, request),
  };
}

async function lookup(desk: Desk, request: LookupRequest): Promise<PaymentOutcome | null> {
  switch (request.kind) {
    case 'charge': {
      const found = await findIntent(desk, request);
      return found && intentOutcome(desk, found);
    }
    case 'transfer': {
      // A transfer either was made or was not: there is no other state. One that was taken back was made.
      const found = await findTransfer(desk, request);
      return found && { status: 'succeeded', reference: found.id };
    }
    case 'refund': {
      const found = await findRefund(desk, request);
      return found && refundOutcome(found);
    }
  }
}

async function canPayOut({ api, options }: Desk, freelancerId: string): Promise<boolean> {
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

/** The SDK takes no signal: its request ends by its own time limit, and under its own key does no harm. */
function whileWaitedFor<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
