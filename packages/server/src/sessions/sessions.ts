import type { ContractId, Person } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Problem } from '../operations/problem.ts';
import { createRecentMap } from '../recent-map.ts';
import { fingerprint } from './fingerprint.ts';

/** Session tokens: JWT (RFC 7519), HS256, short-lived, made by the marketplace's server for one person. */
export interface Sessions {
  create(session: SessionRequest): Promise<Output<'Session'>>;
  /** @throws Problem `session_expired` or `unauthenticated` */
  verify(token: string): Promise<Session>;
}

export interface SessionRequest {
  readonly user: Person;
  /** Binds the token to these contracts; everything else is not there for it. */
  readonly contracts?: readonly ContractId[] | undefined;
  /** Pages that may use the token, like `https://market.example`. */
  readonly origins?: readonly string[] | undefined;
  /** @default 900 */
  readonly ttlSeconds?: number | undefined;
}

export interface Session {
  readonly person: Person;
  readonly contracts: ReadonlySet<ContractId> | null;
  readonly origins: ReadonlySet<string> | null;
  readonly expiresAtMs: number;
}

const issuer = 'workroom';
const Claims = z.object({
  sub: z.string().min(1),
  name: z.string().min(1),
  exp: z.int(),
  contracts: z.array(z.string()).optional(),
  origins: z.array(z.string()).optional(),
});

/**
 * @param secrets the first signs, all verify
 * @param systemNowMs tokens live by system time, so that a contract's fourteen days passing in a second sign nobody out
 */
export function createSessions(secrets: readonly string[], systemNowMs: () => number): Sessions {
  const keys = secrets.map((secret) => ({
    kid: fingerprint(secret).slice(0, 12),
    secret: new TextEncoder().encode(secret),
  }));
  const [signing] = keys;
  if (signing === undefined) throw new TypeError('Sessions need at least one secret.');
  // Verifying a signature costs more than the rest of a small request: what was verified is remembered, by hash.
  const cache = createRecentMap<Session>(10_000);

  async function verified(token: string): Promise<Session> {
    for (const { secret } of candidates(token)) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          issuer,
          currentDate: new Date(systemNowMs()),
        });
        return sessionIn(payload);
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw new Problem('session_expired');
        if (!(error instanceof errors.JOSEError)) throw error;
      }
    }
    throw notSignedIn();
  }

  /** The key that the token names; all of them for a token that names none, as other JWT libraries make it. */
  function candidates(token: string): typeof keys {
    const kid = kidOf(token);
    return kid === undefined ? keys : keys.filter((key) => key.kid === kid);
  }

  return {
    async create({ user, contracts, origins, ttlSeconds = 900 }) {
      const issuedAt = Math.floor(systemNowMs() / 1000);
      const expiresAt = issuedAt + ttlSeconds;
      const token = await new SignJWT({
        name: user.name,
        ...(contracts === undefined ? {} : { contracts: [...contracts] }),
        ...(origins === undefined ? {} : { origins: origins.map((origin) => new URL(origin).origin) }),
      })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: signing.kid })
        .setIssuer(issuer)
        .setSubject(user.id)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(signing.secret);
      return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
    },
    async verify(token) {
      const key = fingerprint(token);
      const known = cache.get(key);
      if (known !== undefined) {
        if (known.expiresAtMs <= systemNowMs()) throw new Problem('session_expired');
        return known;
      }
      const session = await verified(token);
      cache.set(key, session);
      return session;
    },
  };
}

function sessionIn(payload: unknown): Session {
  const claims = Claims.safeParse(payload);
  if (!claims.success) throw notSignedIn();
  const { sub, name, exp, contracts, origins } = claims.data;
  return {
    person: { id: sub, name },
    contracts: contracts === undefined ? null : new Set(contracts as ContractId[]),
    origins: origins === undefined ? null : new Set(origins),
    expiresAtMs: exp * 1000,
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
