import { expect, test } from 'vitest';
import { createContract } from '../decide.ts';
import { defaultPolicy } from '../policy.ts';
import {
  client,
  freelancer,
  fund,
  givenContract,
  people,
  seededIds,
  start,
  stranger,
  testEnvironment,
} from '../testing/index.ts';

const offered = givenContract({ status: 'offered' });

test('rule 2: the freelancer accepts an offer, and money can move only then', () => {
  expect(offered.when(fund(), client).refused).toBe('contract_not_active');
  const accepted = offered.run([[{ type: 'accept_offer' }, freelancer]]);
  expect(accepted.contract.status).toBe('active');
  expect(accepted.when(fund(), client).refused).toBe(null);
});

test('rule 2: the freelancer declines it, or the client withdraws it', () => {
  const declined = offered.run([[{ type: 'decline_offer', reason: 'No time' }, freelancer]]);
  const withdrawn = offered.run([[{ type: 'withdraw_offer' }, client]]);
  expect([declined.contract.status, withdrawn.contract.status]).toEqual(['declined', 'withdrawn']);
  expect(declined.contract.endedAt).toBe(offered.now);
});

test('rule 2: an offer is answered once, by its recipient', () => {
  expect(offered.when({ type: 'accept_offer' }, client).refused).toBe('forbidden_for_role');
  expect(offered.when({ type: 'withdraw_offer' }, freelancer).refused).toBe('forbidden_for_role');
  expect(givenContract().when({ type: 'accept_offer' }, freelancer).refused).toBe('offer_already_answered');
});

test('a stranger does not learn that the contract exists', () => {
  expect(offered.when({ type: 'accept_offer' }, stranger).refused).toBe('not_found');
});

test('nobody can be both sides of one contract', () => {
  const newId = seededIds(1);
  const both = createContract(
    {
      id: newId('contract'),
      title: 'Alone',
      currency: 'USD',
      client: people.client,
      freelancer: people.client,
      status: 'active',
      metadata: {},
      milestones: [],
      policy: defaultPolicy,
    },
    testEnvironment(start, newId),
  );
  expect(both).toMatchObject({ refused: 'forbidden_for_role', pointer: '/freelancer/id' });
});
