import type { Logger } from '../logger.ts';

/** The number of different origins that are logged. Callers can send any `Origin`. */
const mostNamed = 20;

/**
 * Logs each origin that is missing in `origins` once, with what to do. The page itself only shows a failed connection.
 *
 * @returns a function to call with each request and whether it was refused for its origin
 */
export function createOriginWarnings(
  origins: ReadonlySet<string>,
  logger: Logger,
): (request: Request, isRefused: boolean) => void {
  const named = new Set<string>();
  return ({ url, headers }, isRefused) => {
    const origin = headers.get('origin');
    if (origin === null || origins.has(origin) || named.has(origin) || named.size >= mostNamed) return;
    if (!isRefused && isOwn(origin, url, headers)) return;
    const parsed = URL.canParse(origin) ? new URL(origin).origin : null;
    if (origin !== 'null' && parsed !== origin) return;
    named.add(origin);
    logger({
      level: 'warn',
      message:
        origin === 'null'
          ? 'A page without an origin (a file, or a sandboxed frame) sent a request, which was refused. Serve it over HTTP, or allow its frame "allow-same-origin".'
          : 'A page of this origin sent a request, and its browser hides the answer. If the page is yours, add the origin to the `origins` option.',
      origin,
    });
  };
}

/** Browsers send `Origin` with unsafe requests to the page's own host too. TLS may end before the handler, so schemes are not compared. */
function isOwn(origin: string, url: string, headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  return URL.canParse(origin) && new URL(origin).host === new URL(url).host;
}
