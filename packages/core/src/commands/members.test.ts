import { describe, expect, test } from 'vitest';
import { actionsFor } from '../actions.ts';
import type { CommandOf } from '../command.ts';
import type { Actor } from '../draft.ts';
import { peopleConcerned } from '../events/notices.ts';
import type { Member, Role } from '../members.ts';
import {
  client,
  colleague,
  fund,
  givenContract,
  givenSubmitted,
  people,
  release,
  requestChanges,
  type Scenario,
} from '../testing/index.ts';

const { client: dana, colleague: cleo } = people;
const withRoles = (person: Member, ...roles: readonly Role[]): Member => ({ ...person, roles });
const team = (...members: readonly Member[]): CommandOf<'set_members'> => ({
  type: 'set_members',
  client: members,
  freelancer: [],
});
const reviewer = team(dana, withRoles(cleo, 'review', 'message'));

describe('rule 62: each member of a side has roles', () => {
  const submitted = givenSubmitted().run([[reviewer, 'server']]);

  test('a command within them is executed', () => {
    expect(submitted.when(requestChanges(), colleague).refused).toBe(null);
  });

  test('a command outside them is refused, and the refusal names the members who may', () => {
    const { refusal } = submitted.when(release(50_000), colleague);
    expect(refusal).toMatchObject({ refused: 'forbidden_for_role', detail: expect.stringContaining('Ask Dana.') });
    expect(submitted.when(release(50_000), client).refused).toBe(null);
  });

  test('its action is unavailable, and names the members who may', () => {
    const listed = (actor: Actor, name: string) =>
      actionsFor(submitted.contract, actor, submitted.now).find((action) => action.name === name)?.closed;
    expect(listed(colleague, 'release')).toMatchObject({
      refused: 'forbidden_for_role',
      detail: expect.stringContaining('Dana'),
    });
    expect(listed(colleague, 'request_changes')).toBe(null);
    expect(listed(client, 'release')).toBe(null);
  });

  test('also for a declined payment, which another member may retry', () => {
    const declined = givenContract()
      .run([
        [reviewer, 'server'],
        [fund(), client],
      ])
      .pays('failed');
    const retry = (actor: Actor) =>
      actionsFor(declined.contract, actor, declined.now).find(({ name }) => name === 'retry_payment')?.closed;
    expect(retry(client)).toBe(null);
    expect(retry(colleague)?.refused).toBe('forbidden_for_role');
  });

  test('every member has all roles by default', () => {
    const joined = givenSubmitted().run([[team(dana, cleo), 'server']]);
    expect(joined.when(release(50_000), colleague).refused).toBe(null);
  });

  test('the original person of a side may have fewer roles', () => {
    const watched = givenSubmitted().run([[team(withRoles(dana, 'message'), cleo), 'server']]);
    expect(watched.when(release(50_000), client).refused).toBe('forbidden_for_role');
    expect(watched.when(release(50_000), colleague).refused).toBe(null);
  });
});

describe('rule 62: roles that are left out', () => {
  const rolesOf = ({ contract }: Scenario) => contract.members.client.map(({ roles }) => roles ?? 'all');

  test('do not change for existing members, and are all roles for new ones', () => {
    const set = givenContract().run([[reviewer, 'server']]);
    expect(rolesOf(set)).toEqual(['all', ['review', 'message']]);
    const again = set.run([[team(dana, cleo, people.stranger), 'server']]);
    expect(rolesOf(again)).toEqual(['all', ['review', 'message'], 'all']);
    expect(rolesOf(again.run([[team(), 'server']]))).toEqual(['all']);
  });

  test('the original person of a side keeps theirs too', () => {
    const set = givenContract().run([[team(withRoles(dana, 'message'), cleo), 'server']]);
    expect(rolesOf(set.run([[team(cleo), 'server']]))).toEqual([['message'], 'all']);
  });

  test('are restored by listing all of them', () => {
    const all = withRoles(cleo, 'end', 'message', 'pay', 'review', 'submit', 'plan');
    const set = givenContract().run([
      [reviewer, 'server'],
      [team(dana, all), 'server'],
    ]);
    expect(set.contract.members.client).toEqual([dana, cleo]);
  });
});

test('rule 62: a change that leaves a role without members is refused', () => {
  const { refusal } = givenContract().when(team(withRoles(dana, 'plan', 'pay')), 'server');
  expect(refusal).toMatchObject({ refused: 'role_unfilled', pointer: '/client' });
  // A client never submits work.
  const others = withRoles(dana, 'plan', 'review', 'pay', 'message', 'end');
  expect(givenContract().when(team(others), 'server').refused).toBe(null);
  const kept = givenContract().run([[team(withRoles(dana, 'message'), cleo), 'server']]);
  expect(kept.when(team(), 'server').refused).toBe('role_unfilled');
});

test('rule 62: a change of roles is recorded, and the same roles in another order are no change', () => {
  const joined = givenContract().run([[team(dana, cleo), 'server']]);
  const changed = joined.run([[reviewer, 'server']]);
  const event = changed.events.at(-1);
  expect(event?.data).toMatchObject({ added: [], removed: [], changed: [cleo] });
  expect(event && peopleConcerned(changed.contract, event)).toHaveLength(3);
  expect(changed.when(team(dana, withRoles(cleo, 'message', 'review', 'review')), 'server').events).toEqual([]);
});

test('rule 62: a changed name keeps the roles', () => {
  const set = givenContract().run([[reviewer, 'server']]);
  const acted = set.run([[{ type: 'post_message', text: 'Hello' }, { person: { ...cleo, name: 'Cleo May' } }]]);
  expect(acted.contract.members.client[1]).toEqual({ ...cleo, name: 'Cleo May', roles: ['review', 'message'] });
});

describe('a member has a picture', () => {
  const avatarUrl = 'https://pictures.example/dana.png';
  const pictured = givenSubmitted().run([[team({ ...dana, avatarUrl }), 'server']]);
  const pictureIn = ({ contract }: Scenario) => contract.members.client.map((member) => member.avatarUrl);

  test('on the contract, and in no event', () => {
    expect(pictureIn(pictured)).toEqual([avatarUrl]);
    expect(JSON.stringify(pictured.events)).not.toContain('pictures.example');
    expect(pictured.contract.client).toEqual({ id: dana.id, name: dana.name });
  });

  test('that stays when it is left out, and goes with null', () => {
    expect(pictureIn(pictured.run([[team(dana, cleo), 'server']]))).toEqual([avatarUrl, undefined]);
    const gone: CommandOf<'set_members'> = {
      type: 'set_members',
      client: [{ ...dana, avatarUrl: null }],
      freelancer: [],
    };
    expect(pictureIn(pictured.run([[gone, 'server']]))).toEqual([undefined]);
  });
});
