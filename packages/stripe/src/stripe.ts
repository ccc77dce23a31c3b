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
    charge: (request, signal) => charge(desk, request, signal),
    transfer: (request, signal) => transfer(desk, request, signal),
    refund: (request, signal) => refund(desk, request, signal),
    cancel: (request, signal) => cancel(desk, request, signal),
    lookup: (request) => lookup(desk, request),
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
