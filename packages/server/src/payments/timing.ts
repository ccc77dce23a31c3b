/** Timeouts and retries of payments, in system time. */
export interface PaymentTiming {
  /**
   * Whether the process that commits a payment attempts it at once, and the answer waits for it. When `false`, the answer
   * says `pending`, and the next sweep of any process attempts the payment.
   */
  readonly tryAtOnce: boolean;
  /** How long a process leases a payment that it works on. Must be longer than `callTimeoutMs`. */
  readonly leaseMs: number;
  /** How long an answer waits for the provider. After that it says `pending`, and the payment continues in the background. */
  readonly requestBudgetMs: number;
  /** Timeout of one payment at the provider, lookups included. After that its outcome is unknown. */
  readonly callTimeoutMs: number;
  /** Payments that one process works on at once. */
  readonly parallel: number;
  /** Retries of payments with an unknown outcome. After `attempts` in a row the payment is parked for a person. */
  readonly retry: Backoff & { readonly attempts: number };
  /** Polling of payments that the provider is processing, or that the client has to confirm. */
  readonly poll: Backoff;
}

/** Waits in milliseconds that double from `firstMs` to `mostMs`. */
export interface Backoff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** Twelve attempts spread over about two hours. */
export const defaultTiming: PaymentTiming = {
  tryAtOnce: true,
  leaseMs: 30_000,
  requestBudgetMs: 5_000,
  callTimeoutMs: 20_000,
  parallel: 8,
  retry: { firstMs: 5_000, mostMs: 3_600_000, attempts: 12 },
  poll: { firstMs: 15_000, mostMs: 900_000 },
};

/** @throws RangeError if two of the numbers contradict each other */
export function paymentTiming(changes: Partial<PaymentTiming> = {}): PaymentTiming {
  const timing = { ...defaultTiming, ...changes };
  if (timing.callTimeoutMs >= timing.leaseMs) {
    throw new RangeError(
      `callTimeoutMs (${timing.callTimeoutMs}) must be below leaseMs (${timing.leaseMs}): a payment must not be claimed by another process while this one still waits for the provider.`,
    );
  }
  return timing;
}

/**
 * The wait after attempt number `attempt`, from 1. Between half and all of the doubled time, so that payments that
 * failed together are not retried together.
 *
 * @param random uniform numbers in [0, 1)
 */
export function waitMs({ firstMs, mostMs }: Backoff, attempt: number, random: () => number): number {
  const doubled = Math.min(firstMs * 2 ** Math.max(attempt - 1, 0), mostMs);
  return Math.round((doubled * (1 + random())) / 2);
}
