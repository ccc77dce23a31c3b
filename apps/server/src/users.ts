import type { z } from 'zod';

const timeoutMs = 5_000;

/**
 * Asks the marketplace about a user: it alone knows who they are to Stripe, and where they get mail. 404 is a user of
 * whom there is nothing; anything else that is no answer throws, so that what needed it is tried again.
 */
export function askAboutUsers<Schema extends z.ZodType>(
  { url, key, answer }: { readonly url: string; readonly key: string | undefined; readonly answer: Schema },
  ask: typeof fetch = fetch,
): (userId: string) => Promise<z.output<Schema> | null> {
  return async (userId) => {
    const response = await ask(`${url.replace(/\/+$/, '')}/${encodeURIComponent(userId)}`, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 404) return null;
    if (!response.ok)
      throw new Error(`${new URL(url).host} answered ${response.status} when it was asked about a user.`);
    return answer.parse(await response.json());
  };
}
