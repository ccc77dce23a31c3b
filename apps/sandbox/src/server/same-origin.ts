import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

/**
 * Refuses requests from other sites' pages. Browsers send the page's origin with every POST; programs send none, and
 * have no cookie that could be abused.
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
