import type { Person } from '@workroom/core';
import type { Caller } from '../operations/caller.ts';
import { Problem } from '../problem.ts';
import type { Revocations } from '../sessions/revocations.ts';
import { secretKeyPrefix } from '../sessions/secret-keys.ts';
import type { Session, Sessions } from '../sessions/sessions.ts';
import { validPerson } from '../validate.ts';

/** Returns the person that the host's cookie, or another part of the request, signs in. */
export type Identify = (request: Request) => Promise<Person | null | undefined> | Person | null | undefined;

export interface Authentication {
  readonly sessions: Pick<Sessions, 'verify'>;
  readonly isSecretKey: (given: string) => boolean;
  readonly identify: Identify | null;
  readonly origins: ReadonlySet<string>;
  readonly revocations: Pick<Revocations, 'revokedUntilMs'>;
  readonly systemNowMs: () => number;
  /** Called if `identify` returns something that is not a person. */
  readonly onBadIdentity: (problem: Problem) => void;
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Authenticates the caller. @throws Problem 401, or 403 because of the page's origin */
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
    isOperator: session.operator,
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
 * Reads the token of the request. An `Authorization` of another scheme belongs to a proxy, such as HTTP Basic in front
 * of a staging site, and is ignored. Behind such a proxy the token is sent in `X-Workroom-Authorization`.
 */
function credentialsOf({ headers }: Request): string | null {
  const own = headers.get('x-workroom-authorization');
  if (own !== null) return own;
  const header = headers.get('authorization');
  return header !== null && /^\s*Bearer(\s|$)/i.test(header) ? header : null;
}

/** Signs in by the host's own cookie. Browsers send it from any page, so unsafe methods need a listed origin (CSRF). */
async function identified(request: Request, authentication: Authentication): Promise<Caller> {
  const { origins, revocations, systemNowMs } = authentication;
  const sinceMs = systemNowMs();
  const person = await whoIs(request, authentication);
  if (person === null) throw new Problem('unauthenticated', { detail: 'Sign in, then send the request again.' });
  if (!safeMethods.has(request.method) && !origins.has(request.headers.get('origin') ?? '')) {
    throw new Problem('origin_not_allowed');
  }
  return {
    kind: 'person',
    person,
    isOperator: false,
    contracts: null,
    mustSayWhatTheySaw: true,
    expiresAtMs: null,
    async isSignedIn() {
      // When `identify` no longer returns the person, the session has ended.
      const now = await whoIs(request, authentication).catch(() => null);
      if (now?.id !== person.id) return false;
      const revokedUntilMs = await revocations.revokedUntilMs(person.id).catch(() => 0);
      return revokedUntilMs < sinceMs;
    },
  };
}

async function whoIs(request: Request, { identify, onBadIdentity }: Authentication): Promise<Person | null> {
  const found = (await identify?.(request)) ?? null;
  if (found === null) return null;
  try {
    return validPerson(found);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    onBadIdentity(error);
    throw new Problem('unauthenticated', {
      detail: 'The site’s sign-in returned no usable name and id. Its operator finds the reason in the log.',
    });
  }
}

/**
 * Checks that the signed-in person is the one the page was opened for. Another person may have signed in meanwhile, in
 * another tab, and must not act on what this page shows.
 *
 * @throws Problem `signed_in_as_another`
 */
export function assertIsWhomThePageMeans(caller: Caller, header: string | null): void {
  if (header === null || caller.kind !== 'person') return;
  if (header !== encodeURIComponent(caller.person.id)) throw new Problem('signed_in_as_another');
}

/** Browsers send the page's origin with everything except a same-origin GET or HEAD (Fetch, section 3.2). */
function assertOriginOf({ origins }: Session, { method, headers }: Request): void {
  if (origins === null) return;
  const origin = headers.get('origin');
  if (origin === null ? safeMethods.has(method) : origins.has(origin)) return;
  throw new Problem('origin_not_allowed', {
    detail: 'This session token was made for other pages. Name this page’s origin when the session is created.',
  });
}
