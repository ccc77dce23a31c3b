import { Stripe } from 'stripe';
import type { StripeOptions } from './options.ts';

/** What every operation needs: Stripe's API, and the users' Stripe ids. */
export interface StripeContext {
  readonly api: Stripe;
  readonly options: StripeOptions;
}

export function openContext(options: StripeOptions): StripeContext {
  if (!options.secretKey) {
    throw new TypeError('stripe() needs a secretKey: the platform’s secret key, from the dashboard’s API keys.');
  }
  const api = new Stripe(options.secretKey, {
    // Pinned with the SDK, so that a newer version is a deliberate change.
    apiVersion: '2026-10-28.endive',
    // Node, Bun, Deno and Workers all have `fetch`; Node's HTTP client is not everywhere.
    httpClient: Stripe.createFetchHttpClient(),
    // Both attempts together take less than the 20 seconds that the payment runner waits.
    timeout: 8_000,
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: 'Workroom' },
    ...(options.api && {
      host: options.api.host,
      protocol: options.api.protocol ?? 'https',
      ...(options.api.port !== undefined && { port: options.api.port }),
    }),
  });
  return { api, options };
}
