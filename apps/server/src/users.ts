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
    // In a URL a segment of dots is a step, however it is written: the question would go to another address.
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
