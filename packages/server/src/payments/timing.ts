/** How patient the kit is with a payment provider. System time throughout: the contract's clock may be moved by a sandbox. */
export interface PaymentTiming {
  /**
   * Whether the process that commits a payment tries it right away, and the answer waits for it. Off where
   * others do the sweeping: the answer then says `pending`, and the next sweep of any process takes it up.
   */
  readonly tryAtOnce: boolean;
  /** How long a payment belongs to the process that works on it. Longer than `callTimeoutMs`, so that a process that lives finishes in time. */
  readonly leaseMs: number;
  /** How long an answer to a person waits for the provider; after that it says `pending` and the work goes on behind it. */
  readonly requestBudgetMs: number;
  /** How long the provider may take over one payment, looking up included, before the outcome counts as unsure. */
  readonly callTimeoutMs: number;
  /** How many payments one process works on at once. */
  readonly parallel: number;
  /** Trying again what is unsure; after `attempts` in a row a person has to look. */
  readonly retry: Backoff & { readonly attempts: number };
  /** Asking after what the provider is still busy with, or the client has to confirm. */
  readonly poll: Backoff;
}

/** Waits that double from `firstMs` to `mostMs`. */
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

/** @throws RangeError when two of the numbers contradict each other */
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
 * The wait after the `attempt`th try, the first being 1. Between half and all of the doubled time, so
 * that payments which failed together do not come back together.
 *
 * @param random uniform numbers in [0, 1)
 */
export function waitMs({ firstMs, mostMs }: Backoff, attempt: number, random: () => number): number {
  const doubled = Math.min(firstMs * 2 ** Math.max(attempt - 1, 0), mostMs);
  return Math.round((doubled * (1 + random())) / 2);
}
