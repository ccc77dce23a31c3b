import { WorkroomNetworkError, WorkroomSessionError } from './problem.ts';

export interface SessionRequest {
  /**
   * `start`: there was no token. `expiring`: 80 % of its lifetime is over. `rejected`: the server answered 401.
   * `returned`: the person returned to the page, and somebody else may be signed in now.
   */
  readonly reason: 'start' | 'expiring' | 'rejected' | 'returned';
  readonly signal: AbortSignal;
}

/** Fetches a session token for the signed-in person from the marketplace's own server. */
export type FetchSession = (request: SessionRequest) => Promise<string>;

export interface SessionKeeper {
  /** The token to send now. */
  token(): Promise<string>;
  /** Returns another token after a 401 for this one. It may already have been renewed. */
  replace(rejected: string): Promise<string>;
  /** Fetches the session again before the next request, for example on focus. */
  returned(): void;
}

export interface SessionOptions {
  readonly now: () => number;
  /** The server that the tokens are for. */
  readonly url: () => URL;
  /** Called when another person is signed in. No tokens are returned after that. */
  readonly personChanged: () => void;
}

interface Held {
  readonly token: string;
  readonly renewAt: number;
  readonly expiresAt: number;
}

const giveUpAfterMs = 30_000;

/** Keeps one person's token valid: at most one fetch in flight, renewed at 80 % of its lifetime. */
export function keepSession(fetchSession: FetchSession, { now, url, personChanged }: SessionOptions): SessionKeeper {
  let held: Held | null = null;
  let inFlight: Promise<string> | null = null;
  /** The person of the tokens, if the tokens name one. */
  let person: string | null = null;
  /** Whether somebody else may be signed in now. */
  let isUnsure = false;

  function renew(reason: SessionRequest['reason']): Promise<string> {
    inFlight ??= fetchToken(reason).finally(() => {
      inFlight = null;
    });
    return inFlight;
  }

  async function fetchToken(reason: SessionRequest['reason']): Promise<string> {
    try {
      const token = await fetchSession({ reason, signal: AbortSignal.timeout(giveUpAfterMs) });
      if (typeof token !== 'string' || token === '') throw new Error('fetchSession answered no token');
      const { life, sub } = claimsOf(token);
      if (person !== null && sub !== null && sub !== person) {
        held = null;
        personChanged();
        throw new Error('Somebody else is signed in by now.');
      }
      person ??= sub;
      held = { token, renewAt: now() + life * 0.8, expiresAt: now() + life };
      isUnsure = false;
      return token;
    } catch (cause) {
      // A network failure does not sign the person out.
      if (reason === 'returned' && cause instanceof TypeError) throw new WorkroomNetworkError(url(), cause);
      throw new WorkroomSessionError(cause);
    }
  }

  function renewAhead(): void {
    // The token is still valid; if this fails, the next call or a 401 tries again.
    if (held !== null && now() >= held.renewAt) renew('expiring').catch(() => {});
  }

  return {
    async token() {
      if (held === null) return renew('start');
      if (isUnsure) return renew('returned');
      if (now() >= held.expiresAt) return renew('expiring');
      renewAhead();
      return held.token;
    },
    async replace(rejected) {
      return held !== null && held.token !== rejected ? held.token : renew('rejected');
    },
    returned() {
      if (held === null) return;
      isUnsure = true;
      // If it fails, the next call tries again.
      renew('returned').catch(() => {});
    },
  };
}

interface Claims {
  /** In milliseconds, computed from the token's own dates so that a wrong local clock does not matter. */
  readonly life: number;
  /** The person's id. */
  readonly sub: string | null;
}

/** Reads the claims of a JWT. Any other token has no expiry and no person. */
function claimsOf(token: string): Claims {
  try {
    const payload = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const { iat, exp, sub } = JSON.parse(atob(payload)) as { iat?: unknown; exp?: unknown; sub?: unknown };
    const lives = typeof iat === 'number' && typeof exp === 'number' && exp > iat;
    return {
      life: lives ? (exp - iat) * 1000 : Number.POSITIVE_INFINITY,
      sub: typeof sub === 'string' ? sub : null,
    };
  } catch {
    return { life: Number.POSITIVE_INFINITY, sub: null };
  }
}
