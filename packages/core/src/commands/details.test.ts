import { describe, expect, test } from 'vitest';
import type { CommandOf } from '../command.ts';
import { peopleConcerned } from '../events/notices.ts';
import {
  client,
  colleague,
  disputeRefund,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  mediator,
  people,
  requestRefund,
  type Scenario,
} from '../testing/index.ts';

const team: CommandOf<'set_members'> = { type: 'set_members', client: [people.colleague], freelancer: [] };
const appoint = { type: 'appoint_mediator', mediator: people.mediator } as const;

test('rule 42: every member of a side may act, and the timeline names the person', () => {
  expect(givenContract().when(fund(), colleague).refused).toBe('not_found');
  const funding = givenContract().run([
    [team, 'server'],
    [fund(), colleague],
  ]);
  expect(funding.events.at(-1)?.actor).toEqual({ side: 'client', id: 'u4', name: 'Cleo' });
});

test('rule 42: the original person of a side always stays, and nobody is on it twice', () => {
  const twice = { ...team, client: [people.colleague, people.colleague, people.client] };
  const { contract } = givenContract().run([[twice, 'server']]);
  expect(contract.members.client).toEqual([people.client, people.colleague]);
});

test('rule 42: nobody acts for both sides', () => {
  const both = { ...team, freelancer: [people.colleague] };
  expect(givenContract().when(both, 'server').refused).toBe('forbidden_for_role');
  expect(givenContract().when({ ...team, client: [people.freelancer] }, 'server').refused).toBe('forbidden_for_role');
});

test('a mediator belongs to neither side', () => {
  expect(givenContract().when({ ...appoint, mediator: people.client }, 'server').refused).toBe('forbidden_for_role');
  const appointed = givenContract().run([[appoint, 'server']]);
  expect(appointed.when({ ...team, client: [people.mediator] }, 'server').refused).toBe('forbidden_for_role');
});

test('a mediator sees a contract only while it is disputed', () => {
  const message = { type: 'post_message', text: 'Hello' } as const;
  const requested = givenFunded().run([
    [appoint, 'server'],
    [requestRefund(), client],
  ]);
  expect(requested.when(message, mediator).refused).toBe('not_found');
  expect(requested.run([[disputeRefund, freelancer]]).when(message, mediator).refused).toBe(null);
});

describe('a person’s name can change', () => {
  const renamed = { ...people.client, name: 'Dana Okafor' };
  const news = ({ contract, events }: Scenario) =>
    events.slice(-1).flatMap((event) => peopleConcerned(contract, event));

  test('by the server, without a notification', () => {
    const changed = givenContract().run([[{ ...team, client: [renamed] }, 'server']]);
    expect(changed.contract).toMatchObject({ client: renamed, members: { client: [renamed] } });
    expect(news(changed)).toEqual([]);
    expect(changed.when({ ...team, client: [renamed] }, 'server').events).toEqual([]);
    const joined = changed.run([[{ ...team, client: [renamed, people.colleague] }, 'server']]);
    expect(news(joined)).toEqual([renamed, people.colleague, people.freelancer]);
    expect(joined.events.at(-1)?.data).toMatchObject({ added: [people.colleague], removed: [] });
  });

  test('by acting under the new name', () => {
    const acted = givenContract().run([[{ type: 'post_message', text: 'Hello' }, { person: renamed }]]);
    expect(acted.contract).toMatchObject({ client: renamed, members: { client: [renamed] } });
    expect(acted.events.at(-1)?.actor).toMatchObject({ name: 'Dana Okafor' });
  });

  test('a refused or empty command does not change it', () => {
    const { contract, next } = { ...givenContract(), ...givenContract().when(fund(7), { person: renamed }) };
    expect(next.contract.client).toEqual(contract.client);
    const same = givenContract().when({ type: 'edit_contract' }, { person: renamed });
    expect(same.next.contract.client).toEqual(contract.client);
  });

  test('a mediator’s name can change too', () => {
    const again = { ...appoint, mediator: { ...people.mediator, name: 'Mona' } };
    const appointed = givenContract().run([[appoint, 'server']]);
    expect(appointed.when(appoint, 'server').events).toEqual([]);
    const scenario = appointed.run([[again, 'server']]);
    expect(scenario.contract.mediator?.name).toBe('Mona');
    expect(news(scenario)).toEqual([]);
  });
});

test('a change of the marketplace’s metadata does not notify the freelancer', () => {
  const edited = givenContract().run([[{ type: 'edit_contract', metadata: { job: '7' } }, 'server']]);
  const [event] = edited.events.slice(-1);
  expect(event && peopleConcerned(edited.contract, event)).toEqual([]);
  expect(edited.when({ type: 'edit_contract', metadata: { job: '7' } }, 'server').events).toEqual([]);
});

test('only the server names people', () => {
  expect(givenContract().when(team, client).refused).toBe('forbidden_for_role');
  expect(givenContract().when(appoint, freelancer).refused).toBe('forbidden_for_role');
});

test('a message does not invalidate an open Pay now', () => {
  const { contract } = givenContract();
  const { next } = givenContract().when({ type: 'post_message', text: 'Hello' }, client);
  expect([next.contract.seq, next.contract.version]).toEqual([contract.seq + 1, contract.version]);
  expect(next.when({ type: 'post_message', text: '  ' }, client).refused).toBe('message_required');
});

test('title and metadata can change; an edit without changes records nothing', () => {
  const edited = givenContract().run([[{ type: 'edit_contract', title: 'New', metadata: { job: '7' } }, client]]);
  expect(edited.contract).toMatchObject({ title: 'New', metadata: { job: '7' } });
  expect(edited.when({ type: 'edit_contract', title: 'New' }, client).events).toEqual([]);
});
