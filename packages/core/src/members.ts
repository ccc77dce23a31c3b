/** What a member of a side may do (rule 62). The process table says which command needs which. */
export const roles = ['plan', 'submit', 'review', 'pay', 'message', 'end'] as const;
export type Role = (typeof roles)[number];

/** A person who acts for a side. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** Absent means every role. */
  readonly roles?: readonly Role[];
  /** A picture of them. It is stored on the contract only, never in an event, so that it can be erased with the name. */
  readonly avatarUrl?: string;
}

/** A member as a command gives them. */
export interface MemberInput extends Omit<Member, 'avatarUrl'> {
  /** The picture stays when it is absent, and goes with `null`. */
  readonly avatarUrl?: string | null;
}

export function hasRole(member: Member, role: Role): boolean {
  return member.roles === undefined || member.roles.includes(role);
}

export function rolesOf({ roles: own }: Member): readonly Role[] {
  return own ?? roles;
}

/**
 * The member with these roles, without duplicates and in the usual order. All roles are stored as no list, so that new
 * roles are included.
 */
export function withRoles({ id, name, avatarUrl }: MemberInput, given: readonly Role[] | undefined): Member {
  const own = given === undefined ? roles : roles.filter((role) => given.includes(role));
  return {
    id,
    name,
    ...(own.length === roles.length ? {} : { roles: own }),
    ...(typeof avatarUrl === 'string' ? { avatarUrl } : {}),
  };
}

/** As an event names them. */
export function withoutAvatar({ avatarUrl: _, ...member }: Member): Member {
  return member;
}
