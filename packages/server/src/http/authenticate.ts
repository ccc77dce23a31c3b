import { z } from 'zod';
import type { Caller } from '../operations/caller.ts';
import { Problem } from '../operations/problem.ts';
import type { Identify } from '../options.ts';
import { secretKeyPrefix } from '../sessions/secret-keys.ts';
import type { Session, Sessions } from '../sessions/sessions.ts';

export interface Authentication {
  readonly sessions: Pick<Sessions, 'verify'>;
  readonly isSecretKey: (given: string) => boolean;
  readonly identify: Identify | null;
  readonly origins: ReadonlySet<string>;
}

const Identified = z.object({ id: z.string().min(1).max(200), name: z.string().min(1).max(200) }).nullish();
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Who is calling. @throws Problem 401, or 403 when the page's origin is the reason */
export async function authenticate(request: Request, authentication: Authentication): Promise<Caller> {
  const header = credentialsOf(request);
  if (header === null) return identified(request, authentication);
  const token = /^Bearer +([\w.~+/=-]{1,8192})$/i.exec(header.trim())?.[1];
  if (token === undefined) throw new Problem('unauthenticated');
  if (token.startsWith(secretKeyPrefix)) {
    if (authentication.isSecretKey(token)) return { kind: 'server' };
    throw new Problem('unauthenticated', {
      detail: 'This secret key is not known here. Check the `secretKeys` option.',
    });
  }
  const session = await authentication.sessions.verify(token);
  assertOriginOf(session, request);
  return {
    kind: 'person',
    person: session.person,
    contracts: session.contracts,
    mustSayWhatTheySaw: true,
    expiresAtMs: session.expiresAtMs,
    isSignedIn: () =>
      authentication.sessions.verify(token).then(
        () => true,
        (error: unknown) => !(error instanceof Problem),
      ),
  };
}

/**
 * What the caller brings for us. `Authorization` of another scheme is a proxy's, like HTTP Basic before a staging site:
 * it says nothing here. Behind one, a token travels in a header of its own.
 */
function credentialsOf({ headers }: Request): string | null {
  const own = headers.get('x-workroom-authorization');
  if (own !== null) return own;
  const header = headers.get('authorization');
  return header !== null && /^\s*Bearer(\s|$)/i.test(header) ? header : null;
}

/** By the host's own cookie. A cookie comes along from any page, so unsafe methods need a page we know. */
async function identified(request: Request, { identify, origins }: Authentication): Promise<Caller> {
  if (identify === null) throw new Problem('unauthenticated');
  const person = Identified.parse(await identify(request));
  if (person == null) throw new Problem('unauthenticated', { detail: 'Sign in, then send the request again.' });
  if (!safeMethods.has(request.method) && !origins.has(request.headers.get('origin') ?? '')) {
    throw new Problem('origin_not_allowed');
  }
  return { kind: 'person', person, contracts: null, mustSayWhatTheySaw: true, expiresAtMs: null };
}

/** Browsers name the page's origin with everything but a same-origin GET or HEAD (Fetch, section 3.2). */
function assertOriginOf({ origins }: Session, { method, headers }: Request): void {
  if (origins === null) return;
  const origin = headers.get('origin');
  if (origin === null ? safeMethods.has(method) : origins.has(origin)) return;
  throw new Problem('origin_not_allowed', {
    detail: 'This session token was made for other pages. Name this page’s origin when the session is created.',
  });
}
