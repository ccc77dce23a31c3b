/** What a member of a side may do (rule 62). The process table says which command needs which. */
export const roles = ['plan', 'submit', 'review', 'pay', 'message', 'end'] as const;
export type Role = (typeof roles)[number];

/** A person who acts for a side. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** Absent means every role. */
  readonly roles?: readonly Role[];
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
export function withRoles({ id, name }: Member, given: readonly Role[] | undefined): Member {
  const own = given === undefined ? roles : roles.filter((role) => given.includes(role));
  return own.length === roles.length ? { id, name } : { id, name, roles: own };
}
