import type { ApprovalRules } from '../approval-request.ts';
import { mayApprove } from '../approvals.ts';
import type { Contract, Party, Person } from '../contract.ts';
import { change, record } from '../draft.ts';
import {
  hasRole,
  type Member,
  type MemberInput,
  type Role,
  roles,
  rolesOf,
  withoutAvatar,
  withRoles,
} from '../members.ts';
import { commandNames, stepOf } from '../process.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { CommandRules } from './rules.ts';

// Rules 42, 62 and 63: a side may have several members with roles, and some commands need more than one of them.

/** The side's original person always remains a member, under the name given now. */
export const setMembers: CommandRules<'set_members'> = {
  run(draft, { client, freelancer, approvals }) {
    const { contract } = draft;
    const members = {
      client: membersOf(contract, 'client', client),
      freelancer: membersOf(contract, 'freelancer', freelancer),
    };
    const clientIds = new Set(members.client.map((person) => person.id));
    if (members.freelancer.some((person) => clientIds.has(person.id))) {
      return refuse('forbidden_for_role', '/freelancer', 'Nobody can act for both sides of one contract.');
    }
    if ([...members.client, ...members.freelancer].some((person) => person.id === contract.mediator?.id)) {
      return refuse('forbidden_for_role', undefined, 'A mediator belongs to neither side. Appoint another one first.');
    }
    const refused = unfilledRole('client', members.client) ?? unfilledRole('freelancer', members.freelancer);
    if (refused !== undefined) return refused;
    const approvalRules = {
      client: approvals?.client ?? contract.approvalRules.client,
      freelancer: approvals?.freelancer ?? contract.approvalRules.freelancer,
    };
    const next = { ...contract, members };
    const unmet = unmetRule(next, 'client', approvalRules) ?? unmetRule(next, 'freelancer', approvalRules);
    if (unmet !== undefined) return unmet;
    const hasNewRules = JSON.stringify(approvalRules) !== JSON.stringify(contract.approvalRules);
    if (isSamePeople(contract.members, members) && !hasNewRules) return undefined;
    const before = [...contract.members.client, ...contract.members.freelancer];
    const after = [...members.client, ...members.freelancer];
    record(draft, 'contract.members_changed', {
      client: members.client.map(withoutAvatar),
      freelancer: members.freelancer.map(withoutAvatar),
      added: without(after, before).map(personOf),
      removed: without(before, after).map(personOf),
      changed: after.filter((member) => hasOtherRoles(before, member)).map(personOf),
      ...(hasNewRules ? { approvals: true } : {}),
    });
    const own = (party: Party) =>
      personOf(members[party].find(({ id }) => id === contract[party].id) ?? contract[party]);
    change(draft, { client: own('client'), freelancer: own('freelancer'), members, approvalRules });
    return undefined;
  },
};

/** Roles that are left out do not change. */
function membersOf(contract: Contract, party: Party, given: readonly MemberInput[]): readonly Member[] {
  const own = given.find(({ id }) => id === contract[party].id) ?? contract[party];
  return eachOnce([own, ...given]).map((member) => {
    const known = contract.members[party].find(({ id }) => id === member.id);
    return withRoles({ avatarUrl: known?.avatarUrl ?? null, ...member }, member.roles ?? known?.roles);
  });
}

/** Nobody could give the commands of this role. */
function unfilledRole(party: Party, members: readonly Member[]): Refusal | undefined {
  const role = roles.find((each) => isNeeded(party, each) && !members.some((member) => hasRole(member, each)));
  if (role === undefined) return undefined;
  return refuse('role_unfilled', `/${party}`, `Nobody of the ${party} has the role "${role}". Give it to a member.`);
}

/** The rule's command could never be executed. */
function unmetRule(contract: Contract, party: Party, rules: ApprovalRules): Refusal | undefined {
  const place = rules[party].findIndex(
    ({ command, of }) =>
      contract.members[party].filter(({ id }) => mayApprove(contract, party, command, id)).length < of,
  );
  const rule = rules[party][place];
  if (rule !== undefined) {
    const detail = `The rule on "${rule.command}" asks for ${rule.of} members, and fewer may approve it. Add members, give them the role, or ask for fewer.`;
    return refuse('too_few_approvers', `/approvals/${party}/${place}/of`, detail);
  }
  const foreign = rules[party].findIndex(({ command }) => !stepOf(command).who.includes(party));
  if (foreign < 0) return undefined;
  const detail = 'This side never does that: the rule would have no effect.';
  return refuse('too_few_approvers', `/approvals/${party}/${foreign}/command`, detail);
}

function isNeeded(party: Party, role: Role): boolean {
  return commandNames.some((name) => stepOf(name).role === role && stepOf(name).who.includes(party));
}

function isSamePeople(before: Contract['members'], after: Contract['members']): boolean {
  return (['client', 'freelancer'] as const).every(
    (side) =>
      before[side].length === after[side].length &&
      before[side].every((member, place) => {
        const next = after[side][place];
        const isSame = next?.id === member.id && next.name === member.name && next.avatarUrl === member.avatarUrl;
        return isSame && !hasOtherRoles([member], next);
      }),
  );
}

function hasOtherRoles(before: readonly Member[], member: Member): boolean {
  const known = before.find(({ id }) => id === member.id);
  return known !== undefined && rolesOf(known).join() !== rolesOf(member).join();
}

function personOf({ id, name }: Person): Person {
  return { id, name };
}

function without(people: readonly Person[], others: readonly Person[]): readonly Person[] {
  return people.filter(({ id }) => !others.some((other) => other.id === id));
}

function eachOnce(people: readonly MemberInput[]): readonly MemberInput[] {
  return people.filter((person, place) => people.findIndex(({ id }) => id === person.id) === place);
}
