import { expect, test } from 'vitest';
import type { Actor } from '../draft.ts';
import type { ContractEvent } from '../events/event.ts';
import {
  client,
  decideDispute,
  disputeRefund,
  freelancer,
  fund,
  givenCarried,
  givenContract,
  givenFunded,
  givenSubmitted,
  mediator,
  people,
  requestRefund,
} from '../testing/index.ts';
import { sampleEvents } from '../testing/sample-events.ts';
import { presentContract, presentEvent, presentSummary } from './present.ts';
import * as schemas from './schemas.ts';

test('rule 40: money on screen adds up, for the contract and for each milestone', () => {
  const { contract, now } = givenCarried()
    .run([[fund(1), client]])
    .paid()
    .run([[{ type: 'give_bonus', amount: 1_000 }, client]])
    .paid();
  const { totals, milestones } = presentContract(contract, client, now);
  expect(totals).toEqual({
    planned: 80_000,
    deposited: 60_000,
    released: 30_000,
    refunded: 0,
    returned: 0,
    carried: 0,
    held: 30_000,
    chargedBack: 0,
    bonuses: 1_000,
  });
  expect(totals.deposited).toBe(totals.released + totals.refunded + totals.carried + totals.held);
  for (const { funds } of milestones)
    expect(funds.deposited + funds.carriedIn).toBe(funds.released + funds.refunded + funds.carriedOut + funds.held);
});

test('rule 18: who started the clock, when it ends, and what happens if nobody acts', () => {
  const { contract, now } = givenSubmitted();
  const { milestones, nextChangeAt } = presentContract(contract, client, now);
  expect(milestones[0]?.review).toEqual({
    startedAt: '2026-03-02T09:00:00.000Z',
    endsAt: '2026-03-16T09:00:00.000Z',
    leftMs: null,
    startedBy: 'u2',
    extendedDays: 0,
    ifNobodyActs: 'release',
  });
  // The first reminder comes before the end.
  expect(nextChangeAt).toBe('2026-03-09T09:00:00.000Z');
});

test('a mediator who has just decided the dispute still reads as the mediator', () => {
  const open = givenFunded().run([
    [{ type: 'appoint_mediator', mediator: people.mediator }, 'server'],
    [requestRefund(), client],
    [disputeRefund, freelancer],
  ]);
  expect(presentContract(open.contract, mediator, open.now).viewer).toBe('mediator');
  const decided = open.run([[decideDispute(1), mediator]]);
  expect(presentContract(decided.contract, mediator, decided.now)).toMatchObject({ viewer: 'mediator', actions: [] });
});

test('every event fits its schema', () => {
  const { contract, events } = givenCarried();
  for (const event of events) schemas.Event.parse(presentEvent(contract.id, event, 'sha256'));
  expect(events.length).toBeGreaterThan(5);
});

test('the decline reason in an old event is not shown', () => {
  const failure = { code: 'card_declined', message: 'Your card was declined.', certain: true };
  const declined = sampleEvents.find(({ type }) => type === 'payment.failed');
  if (declined === undefined) throw new Error('there is no such sample');
  const old = { ...declined, data: { ...declined.data, failure } } as ContractEvent;
  expect(presentEvent('ctr_1', old, 'sha256').data).toEqual(presentEvent('ctr_1', declined, 'sha256').data);
});

test('an item of the contract list names the current milestone', () => {
  expect(presentSummary(givenSubmitted().contract, client).currentMilestone).toMatchObject({
    title: 'Milestone 1',
    state: 'submitted',
  });
  expect(presentSummary(givenCarried().contract, client).currentMilestone).toMatchObject({
    title: 'Milestone 2',
    state: 'planned',
  });
});

test('only the client sees the data for the client’s bank', () => {
  const { contract, now } = givenContract()
    .run([[fund(), client]])
    .pays('requires_action');
  const actionSeenBy = (reader: Actor) => presentContract(contract, reader, now).payments[0]?.clientAction;
  expect(actionSeenBy(client)).toEqual(expect.any(Object));
  expect(actionSeenBy('server')).toEqual(expect.any(Object));
  expect(actionSeenBy(freelancer)).toBeNull();
});
