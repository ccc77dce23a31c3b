import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

/**
 * Refuses requests for a host that is not the sandbox's. A page elsewhere can point a name of its own at this machine
 * (DNS rebinding): to the browser it is then the sandbox's own page. An address of digits cannot be pointed anywhere.
 *
 * @param names besides `localhost`: how else people reach it
 */
export function knownHost(names: readonly string[]): MiddlewareHandler {
  const known = new Set(['localhost', ...names.map((name) => name.toLowerCase())]);
  return async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (known.has(hostname) || hostname.endsWith('.localhost') || isAddress(hostname)) return next();
    return problem(
      421,
      'host_not_known',
      'Host not known',
      `The sandbox does not go by this name. Open it at localhost, or start it with WORKROOM_HOSTS=${hostname}.`,
    );
  };
}

/** URLs write an IPv4 address in four parts, whatever form it was given in, and an IPv6 address in brackets. */
function isAddress(hostname: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(hostname) || hostname.startsWith('[');
}
