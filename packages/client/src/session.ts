import { WorkroomSessionError } from './problem.ts';

export interface SessionRequest {
  /** `start`: there was none; `expiring`: four fifths of its life are over; `rejected`: the server answered 401. */
  readonly reason: 'start' | 'expiring' | 'rejected';
  readonly signal: AbortSignal;
}

/** Asks the marketplace's own server for a session token of the person who is signed in there. */
export type FetchSession = (request: SessionRequest) => Promise<string>;

export interface SessionKeeper {
  /** The token to send now. */
  token(): Promise<string>;
  /** Another token, because this one was answered 401. Somebody may have renewed it already. */
  replace(rejected: string): Promise<string>;
  /** Renews ahead of time what is about to expire; on focus, say. */
  refresh(): void;
}

interface Held {
  readonly token: string;
  readonly renewAt: number;
  readonly expiresAt: number;
}

const giveUpAfterMs = 30_000;

/** Keeps one token alive: at most one fetch in flight, renewed at 80 % of its life. */
export function keepSession(fetchSession: FetchSession, now: () => number): SessionKeeper {
  let held: Held | null = null;
  let inFlight: Promise<string> | null = null;

  function renew(reason: SessionRequest['reason']): Promise<string> {
    inFlight ??= fetchToken(reason).finally(() => {
      inFlight = null;
    });
    return inFlight;
  }

  async function fetchToken(reason: SessionRequest['reason']): Promise<string> {
    try {
      const token = await fetchSession({ reason, signal: AbortSignal.timeout(giveUpAfterMs) });
      if (typeof token !== 'string' || token === '') throw new TypeError('fetchSession answered no token');
      const life = lifetimeMs(token);
      held = { token, renewAt: now() + life * 0.8, expiresAt: now() + life };
      return token;
    } catch (cause) {
      throw new WorkroomSessionError(cause);
    }
  }

  function renewAhead(): void {
    // The token still serves; should this fail, the next call or a 401 tries again.
    if (held !== null && now() >= held.renewAt) renew('expiring').catch(() => {});
  }

  return {
    async token() {
      if (held === null) return renew('start');
      if (now() >= held.expiresAt) return renew('expiring');
      renewAhead();
      return held.token;
    },
    async replace(rejected) {
      return held !== null && held.token !== rejected ? held.token : renew('rejected');
    },
    refresh: renewAhead,
  };
}

/** Of a JWT, counted from its own dates so that a wrong clock here does not matter; for ever for any other token. */
function lifetimeMs(token: string): number {
  try {
    const payload = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const { iat, exp } = JSON.parse(atob(payload)) as { iat?: unknown; exp?: unknown };
    if (typeof iat === 'number' && typeof exp === 'number' && exp > iat) return (exp - iat) * 1000;
  } catch {
    // Not a JWT.
  }
  return Number.POSITIVE_INFINITY;
}
