import { zero } from '@workroom/core';
import type { PaymentProvider } from '@workroom/server/payments';

const done = (key: string) => ({ status: 'succeeded', reference: `ref_${key}` }) as const;

/** A provider without delay, so that only the kit is measured. */
export const instantProvider: PaymentProvider = {
  name: 'instant',
  maxHoldDays: 90,
  minimumCharge: () => zero,
  charge: async ({ key }) => done(key),
  transfer: async ({ key }) => done(key),
  refund: async ({ key }) => done(key),
  cancel: async ({ key }) => done(key),
  lookup: async () => null,
  canPayOut: async () => true,
};
