import type { ContractId, Person } from '@workroom/core';
import { type Output, schemas } from '@workroom/core/api';
import type { ReaderLocale } from '@workroom/core/messages';
// Imported separately: all of jose has 46 modules and takes 18 ms to import, these 8 ms.
import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { JOSEError, JWTExpired } from 'jose/errors';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import { z } from 'zod';
import type { LocalePerson } from '../language/remember-locale.ts';
import { Problem } from '../problem.ts';
import { createRecentMap } from '../recent-map.ts';
import { unstorableParts } from '../storable.ts';
import { validInput } from '../validate.ts';
import { fingerprint } from './fingerprint.ts';
import { longestTokenMs, type Revocations } from './revocations.ts';

/** Session tokens: JWT (RFC 7519), HS256, short-lived, created by the marketplace's server for one person. */
export interface Sessions {
  /** @throws Problem `invalid_request` like `POST /sessions` */
  create(session: SessionRequest): Promise<Output<'Session'>>;
  /**
   * Revokes all tokens of a person, for example when they sign out or are blocked. Later tokens are valid. It takes
   * effect at once in this process, including open streams; in others within five seconds, and for their streams within
   * half a minute.
   */
  revoke(session: { readonly user: Pick<Person, 'id'> }): Promise<Output<'SessionRevocation'>>;
  /** @throws Problem `session_expired` or `unauthenticated` */
  verify(token: string): Promise<Session>;
}

export interface SessionOptions {
  /** The first signs, all verify. */
  readonly secrets: readonly string[];
  /** The audience of tokens, so that tokens of another Workroom with the same secret are not valid here. */
  readonly audience: string;
  /** Tokens use system time, so that moving the contracts' clock signs nobody out. */
  readonly systemNowMs: () => number;
  readonly revocations: Revocations;
  /** Stores the language and time zone of a person, for pages and mail (rule 70). */
  readonly remember?: (person: LocalePerson) => Promise<void>;
}

export interface SessionRequest {
  /** With their language (a BCP 47 tag) and time zone (an IANA name) from now on. */
  readonly user: Person & Partial<ReaderLocale>;
  /** Limits the token to these contracts; everything else is not found. */
  readonly contracts?: readonly ContractId[] | undefined;
  /** Pages that may use the token, like `https://market.example`. */
  readonly origins?: readonly string[] | undefined;
  /** @default 900 */
  readonly ttlSeconds?: number | undefined;
  /** A member of the marketplace's staff, who sees every contract (rule 43). Cannot be combined with `contracts`. */
  readonly operator?: boolean | undefined;
}

export interface Session {
  readonly person: Person;
  readonly contracts: ReadonlySet<ContractId> | null;
  readonly origins: ReadonlySet<string> | null;
  readonly operator: boolean;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
}

const issuer = 'workroom';
export const defaultAudience = 'workroom';
const { user, contracts, origins, operator } = schemas.CreateSessionBody.shape;
/** The claims of a session token. Other libraries may make tokens with the same secret. */
const Claims = z.object({
  sub: user.shape.id,
  name: user.shape.name,
  exp: z.int(),
  iat: z.number(),
  contracts,
  origins,
  operator,
});
/** How far the issuer's clock may be ahead. */
const clockToleranceMs = 5_000;

export function createSessions({ secrets, audience, systemNowMs, revocations, remember }: SessionOptions): Sessions {
  const keys = secrets.map((secret) => ({
    kid: fingerprint(secret).slice(0, 12),
    secret: new TextEncoder().encode(secret),
  }));
  const [signing] = keys;
  if (signing === undefined) throw new TypeError('Sessions need at least one secret.');
  // Verifying a signature costs more than the rest of a small request, so verified tokens are cached by hash.
  const cache = createRecentMap<Session>(10_000);

  async function verified(token: string): Promise<Session> {
    for (const { secret } of candidates(token)) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          issuer,
          audience,
          currentDate: new Date(systemNowMs()),
        });
        return sessionIn(payload, systemNowMs());
      } catch (error) {
        if (error instanceof JWTExpired) throw new Problem('session_expired');
        if (!(error instanceof JOSEError)) throw error;
      }
    }
    throw notSignedIn();
  }

  /** The key that the token names; all keys for a token without a key id, as made by other JWT libraries. */
  function candidates(token: string): typeof keys {
    const kid = kidOf(token);
    return kid === undefined ? keys : keys.filter((key) => key.kid === kid);
  }

  return {
    async create(session) {
      const { user, contracts, origins, ttlSeconds = 900, operator = false } = validInput('CreateSessionBody', session);
      // With fractional seconds (RFC 7519, section 2), so that a token made right after a revocation is valid.
      const issuedAt = systemNowMs() / 1000;
      const expiresAt = Math.floor(issuedAt) + ttlSeconds;
      const token = await new SignJWT({
        name: user.name,
        ...(contracts === undefined ? {} : { contracts: [...contracts] }),
        ...(origins === undefined ? {} : { origins: origins.map((origin) => new URL(origin).origin) }),
        ...(operator ? { operator } : {}),
      })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: signing.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(user.id)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(signing.secret);
      if (user.locale !== undefined || user.timeZone !== undefined) await remember?.(user);
      return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
    },
    async revoke(session) {
      // In-process callers may pass a whole user object.
      const { user } = validInput('RevokeSessionsBody', { user: { id: session.user.id } });
      const untilMs = await revocations.revoke(user.id);
      return { userId: user.id, revokedUntil: new Date(untilMs).toISOString() };
    },
    async verify(token) {
      const key = fingerprint(token);
      let session = cache.get(key);
      if (session === undefined) {
        session = await verified(token);
        cache.set(key, session);
      }
      if (session.expiresAtMs <= systemNowMs()) throw new Problem('session_expired');
      if (session.issuedAtMs <= (await revocations.revokedUntilMs(session.person.id))) {
        throw new Problem('session_expired', {
          detail: 'This session was ended. Sign in again, and fetch a new session token.',
        });
      }
      return session;
    },
  };
}

function sessionIn(payload: unknown, nowMs: number): Session {
  const claims = Claims.safeParse(payload);
  if (!claims.success || unstorableParts(payload).length > 0) throw notSignedIn();
  const { sub, name, iat, exp, contracts, origins, operator = false } = claims.data;
  if (operator && contracts !== undefined) throw notSignedIn();
  const [issuedAtMs, expiresAtMs] = [iat * 1000, exp * 1000];
  // Revocations are stored for the longest lifetime of a token: a longer one would become valid again.
  const isTooLong = expiresAtMs <= issuedAtMs || expiresAtMs - issuedAtMs > longestTokenMs;
  if (isTooLong || issuedAtMs > nowMs + clockToleranceMs) {
    throw new Problem('unauthenticated', {
      detail:
        'The session token lives for more than a day, or from a time to come. Make one that lives for 15 minutes.',
    });
  }
  return {
    person: { id: sub, name },
    contracts: contracts === undefined ? null : new Set(contracts),
    origins: origins === undefined ? null : new Set(origins.map((origin) => new URL(origin).origin)),
    operator,
    // With a clock that is ahead, it would seem younger than it is and survive a revocation.
    issuedAtMs: Math.min(issuedAtMs, nowMs),
    expiresAtMs,
  };
}

function kidOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    throw notSignedIn();
  }
}

function notSignedIn(): Problem {
  return new Problem('unauthenticated', {
    detail: 'The session token is not valid. Fetch a new one and send the request again.',
  });
}
