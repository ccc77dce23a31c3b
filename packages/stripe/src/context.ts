import { Stripe } from 'stripe';
import type { StripeOptions } from './options.ts';

/** What every operation needs: Stripe's API, and who is who there. */
export interface StripeContext {
  readonly api: Stripe;
  readonly options: StripeOptions;
}

export function openContext(options: StripeOptions): StripeContext {
  if (!options.secretKey) {
    throw new TypeError('stripe() needs a secretKey: the platform’s secret key, from the dashboard’s API keys.');
  }
  const api = new Stripe(options.secretKey, {
    // Pinned with the SDK: a newer version is a change to be read, not a surprise.
    apiVersion: '2026-10-28.endive',
    // Node, Bun, Deno and Workers all have `fetch`; Node's own client exists in one of them.
    httpClient: Stripe.createFetchHttpClient(),
    // Both tries together stay inside the 20 seconds that the payment runner waits for a provider.
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
