import type { Actor, ContractId, Person } from '@workroom/core';

/** The authenticated caller. Never taken from a body. */
export type Caller =
  | {
      readonly kind: 'person';
      readonly person: Person;
      /** Whether the marketplace has signed them in as a member of its staff (rule 43). */
      readonly isOperator: boolean;
      /** The contracts that their token is bound to; `null` for all of theirs. */
      readonly contracts: ReadonlySet<ContractId> | null;
      /** Whether what they act on must be named (`If-Match`), as widgets do. */
      readonly mustSayWhatTheySaw: boolean;
      /** When their session token ends, in system time; `null` without one. */
      readonly expiresAtMs: number | null;
      /** Whether they are still signed in: their session token counts, or the host says so. Nothing for calls in the process. */
      readonly isSignedIn?: () => Promise<boolean>;
    }
  | { readonly kind: 'server' }
  | { readonly kind: 'anyone' };

export function actorOf(caller: Exclude<Caller, { kind: 'anyone' }>): Actor {
  if (caller.kind === 'server') return 'server';
  return caller.isOperator ? { person: caller.person, operator: true } : { person: caller.person };
}

/** The scope of idempotency keys and rate limits. */
export function actorKey(caller: Exclude<Caller, { kind: 'anyone' }>): string {
  return caller.kind === 'server' ? 'server' : `person:${caller.person.id}`;
}
