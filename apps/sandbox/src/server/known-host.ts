import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

/**
 * Refuses requests for other hosts. A foreign page can point its own name at this machine (DNS rebinding), and the
 * browser would treat it as the sandbox's page. IP addresses are safe.
 *
 * @param names allowed host names besides `localhost`
 */
export function knownHost(names: readonly string[]): MiddlewareHandler {
  const known = new Set(['localhost', ...names.map((name) => name.toLowerCase())]);
  return async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (known.has(hostname) || hostname.endsWith('.localhost') || isAddress(hostname)) return next();
    return problem(
      421,
      'host_not_known',
      'Unknown host',
      `The sandbox does not accept this host name. Open it at localhost, or start it with WORKROOM_HOSTS=${hostname}.`,
    );
  };
}

/** URLs write an IPv4 address in four parts, whatever form it was given in, and an IPv6 address in brackets. */
function isAddress(hostname: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(hostname) || hostname.startsWith('[');
}
