import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

/**
 * Refuses what another site's page would have a browser send here. Browsers name the page's origin on every
 * POST; programs name none, and hold no cookie that could be borrowed.
 */
export const sameOrigin: MiddlewareHandler = async (context, next) => {
  const origin = context.req.header('origin');
  const isOurs = origin === undefined || hostOf(origin) === new URL(context.req.url).host;
  if (isOurs || context.req.method === 'GET') return next();
  return problem(403, 'origin_not_allowed', 'Origin not allowed', 'Send it from the sandbox’s own pages.');
};

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
