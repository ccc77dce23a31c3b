import { expect, test } from 'vitest';
import { actionsFor } from './actions.ts';
import type { Actor } from './draft.ts';
import {
  client,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  givenSubmitted,
  release,
  type Scenario,
  stranger,
} from './testing/index.ts';

const offered = ({ contract, now }: Scenario, actor: Actor, place = 0) =>
  actionsFor(contract, actor, now)
    .filter(({ milestoneId }) => milestoneId === contract.milestones[place]?.id)
    .map(({ name, closed }) => (closed === null ? name : `${name}: ${closed.refused}`));

test('the actions of each side in every state', () => {
  expect(offered(givenContract(), client)).toEqual(['edit_milestone', 'remove_milestone', 'fund']);
  expect(offered(givenContract(), freelancer)).toEqual([]);
  expect(offered(givenFunded(), client)).toEqual(['release']);
  expect(offered(givenFunded(), freelancer)).toEqual(['submit']);
  expect(offered(givenSubmitted(), client)).toEqual(['request_changes', 'release']);
  expect(offered(givenSubmitted(), freelancer)).toEqual(['submit', 'withdraw_submission', 'extend_review']);
  expect(offered(givenFunded().run([[release(50_000), client]]), client)).toEqual([]);
});

test('an action that is blocked is listed as closed, with the reason', () => {
  expect(offered(givenFunded(), client, 1)).toContain('fund: another_milestone_is_funded');
  const capped = givenSubmitted({ policy: { maxReviewExtensionDays: 0 } });
  expect(offered(capped, freelancer)).toContain('extend_review: extension_limit_reached');
});

test('a payment is listed for the people who can act on it', () => {
  const declined = givenContract()
    .run([[fund(), client]])
    .pays('failed');
  const about = (actor: Actor) =>
    actionsFor(declined.contract, actor, declined.now)
      .filter(({ paymentId }) => paymentId !== null)
      .map(({ name }) => name);
  expect([about(client), about(freelancer)]).toEqual([['retry_payment'], []]);
});

test('a stranger has no actions', () => {
  expect(actionsFor(givenContract().contract, stranger, givenContract().now)).toEqual([]);
});
