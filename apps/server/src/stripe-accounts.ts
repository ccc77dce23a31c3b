import { z } from 'zod';

const Accounts = z.object({ customer: z.string().nullish(), account: z.string().nullish() });
const none = { customer: null, account: null };
const timeoutMs = 5_000;

export interface StripeAccounts {
  readonly customer: string | null;
  readonly account: string | null;
}

/**
 * Asks the marketplace who a user is to Stripe: it alone knows. 404 is a user without either; anything else that is no
 * answer throws, so that the payment is tried again.
 */
export function stripeAccounts(
  { url, key }: { readonly url: string; readonly key: string | undefined },
  ask: typeof fetch = fetch,
): (userId: string) => Promise<StripeAccounts> {
  return async (userId) => {
    const response = await ask(`${url.replace(/\/+$/, '')}/${encodeURIComponent(userId)}`, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 404) return none;
    if (!response.ok) throw new Error(`STRIPE_ACCOUNTS_URL answered ${response.status}.`);
    const { customer = null, account = null } = Accounts.parse(await response.json());
    return { customer, account };
  };
}
