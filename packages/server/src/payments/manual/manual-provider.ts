import { amount, type Currency, type PaymentOutcome } from '@workroom/core';
import type { PaymentProvider } from '../provider.ts';

export interface ManualProviderOptions {
  /** How long the marketplace may hold its users' money, by its own licence and law. @default 365 */
  readonly maxHoldDays?: number | undefined;
  /** The smallest charge it takes, in minor units. @default nothing is too small */
  readonly minimumCharge?: ((currency: Currency) => number) | undefined;
  /** Whether the freelancer can be paid out. @default everybody can */
  readonly canPayOut?: ((freelancerId: string) => Promise<boolean>) | undefined;
}

const waiting: PaymentOutcome = { status: 'pending', reference: null };

/**
 * For marketplaces that move the money themselves, by bank transfer say. Every operation waits until it is
 * reported: `GET /payments` lists what is to be moved, `POST …/payments/{paymentId}/report` says how it
 * turned out. Nothing is known here, so nothing can be known wrongly: a restart forgets nothing.
 *
 * A charge that was given up and arrives all the same is reported like any other; it goes back by a refund
 * that waits to be made.
 *
 * @example createWorkroom({ payments: manualProvider({ maxHoldDays: 180 }), … })
 */
export function manualProvider(options: ManualProviderOptions = {}): PaymentProvider {
  const { maxHoldDays = 365, minimumCharge = () => 0, canPayOut = async () => true } = options;
  return {
    name: 'manual',
    isReported: true,
    maxHoldDays,
    minimumCharge: (currency) => amount(minimumCharge(currency)),
    charge: async () => waiting,
    transfer: async () => waiting,
    refund: async () => waiting,
    // The marketplace collects it from the freelancer.
    reverse: async () => waiting,
    // Nobody is asked for the money any more.
    cancel: async () => ({ status: 'failed', reference: null, code: 'given_up', message: 'The payment was given up.' }),
    lookup: async () => waiting,
    canPayOut,
  };
}
