import { createRecentMap } from '../recent-map.ts';
import type { Store } from '../store/store.ts';
import { roundOfTheLoop } from '../timer.ts';

/** The time before which a person's session tokens are revoked. */
export interface Revocations {
  /** System time in milliseconds; 0 when nothing was revoked. */
  revokedUntilMs(personId: string): Promise<number>;
  /**
   * Revokes all tokens made until now: at once in this process, including open streams; within five seconds in others.
   */
  revoke(personId: string): Promise<number>;
}

/** For code that only creates tokens, without a store. */
export const noRevocations: Revocations = {
  revokedUntilMs: async () => 0,
  revoke: () => Promise.reject(new Error('Tokens cannot be revoked here, because nothing is stored.')),
};

const rememberedMs = 5_000;
/** No token is valid for more than a day, so older revocations are not needed. */
export const longestTokenMs = 86_400_000;

export interface RevocationOptions {
  readonly store: Pick<Store, 'sessionsRevokedUntil' | 'revokeSessions'>;
  /** Authentication comes first, so the tables may not exist yet. */
  readonly ready: () => Promise<void>;
  readonly systemNowMs: () => number;
  /** Called with a person whose sessions were revoked here. */
  readonly onRevoked: (personId: string) => void;
}

export function createRevocations({ store, ready, systemNowMs, onRevoked }: RevocationOptions): Revocations {
  const known = createRecentMap<{ readonly untilMs: number; readonly readAtMs: number }>(50_000);
  let asking: { readonly people: Set<string>; readonly answer: Promise<ReadonlyMap<string, number>> } | null = null;

  /** One statement for all people checked at the same time: of 5,000 open streams, 500 send heartbeats together. */
  function readWithOthers(personId: string): Promise<ReadonlyMap<string, number>> {
    if (asking === null) {
      const people = new Set<string>();
      const answer = roundOfTheLoop().then(() => {
        asking = null;
        return store.sessionsRevokedUntil([...people]);
      });
      asking = { people, answer };
    }
    asking.people.add(personId);
    return asking.answer;
  }

  return {
    async revokedUntilMs(personId) {
      const last = known.get(personId);
      const nowMs = systemNowMs();
      if (last !== undefined && nowMs - last.readAtMs < rememberedMs) return last.untilMs;
      await ready();
      const readMs = (await readWithOthers(personId)).get(personId) ?? 0;
      // If it was revoked here meanwhile, the later time is kept.
      const untilMs = Math.max(readMs, known.get(personId)?.untilMs ?? 0);
      known.set(personId, { untilMs, readAtMs: nowMs });
      return untilMs;
    },
    async revoke(personId) {
      const nowMs = systemNowMs();
      await store.revokeSessions(personId, nowMs, nowMs - longestTokenMs);
      known.set(personId, { untilMs: nowMs, readAtMs: nowMs });
      onRevoked(personId);
      return nowMs;
    },
  };
}
