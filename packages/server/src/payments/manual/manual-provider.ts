import { amount, type Currency, type PaymentOutcome } from '@workroom/core';
import type { PaymentProvider } from '../provider.ts';

export interface ManualProviderOptions {
  /** How long the marketplace may hold its users' money, by its licence and law. @default 365 */
  readonly maxHoldDays?: number | undefined;
  /** The smallest charge, in minor units. @default no limit */
  readonly minimumCharge?: ((currency: Currency) => number) | undefined;
  /** Whether the freelancer can be paid out. @default everybody can */
  readonly canPayOut?: ((freelancerId: string) => Promise<boolean>) | undefined;
}

const waiting: PaymentOutcome = { status: 'pending', reference: null };

/**
 * For marketplaces that move the money themselves, for example by bank transfer. Every payment waits until its outcome
 * is reported: `GET /payments` lists the payments to make, and `POST …/payments/{paymentId}/report` reports an outcome.
 * The provider has no state, so a restart loses nothing.
 *
 * If the money of a cancelled charge arrives after all, report it like any other; its refund is then listed.
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
    // The client no longer has to pay it.
    cancel: async () => ({ status: 'failed', reference: null, code: 'given_up', message: 'The payment was given up.' }),
    lookup: async () => waiting,
    canPayOut,
  };
}
