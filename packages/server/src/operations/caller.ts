import type { Actor, ContractId, Person } from '@workroom/core';

/** The authenticated caller. Never taken from a body. */
export type Caller =
  | {
      readonly kind: 'person';
      readonly person: Person;
      /** Whether the marketplace has signed them in as a member of its staff (rule 43). */
      readonly isOperator: boolean;
      /** The contracts that their token is limited to; `null` for all of theirs. */
      readonly contracts: ReadonlySet<ContractId> | null;
      /** Whether `If-Match` is required, as for elements. */
      readonly mustSayWhatTheySaw: boolean;
      /** When their session token ends, in system time; `null` without one. */
      readonly expiresAtMs: number | null;
      /** Whether they are still signed in, by their session token or the host. Absent for in-process calls. */
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
