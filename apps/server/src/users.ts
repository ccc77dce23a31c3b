import type { z } from 'zod';

const timeoutMs = 5_000;

/**
 * Asks the marketplace for a user's Stripe ids or mail address. 404 means that there are none. Any other failure
 * throws, so that the caller retries.
 */
export function askAboutUsers<Schema extends z.ZodType>(
  { url, key, answer }: { readonly url: string; readonly key: string | undefined; readonly answer: Schema },
  ask: typeof fetch = fetch,
): (userId: string) => Promise<z.output<Schema> | null> {
  return async (userId) => {
    // In a URL, a segment of dots changes the path, even when encoded, so the request would go to another address.
    if (/^\.{1,2}$/.test(userId)) {
      throw new Error(`A user cannot be looked up by the id "${userId}". Use ids that are more than dots.`);
    }
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
