import { describe, expect, test } from 'vitest';
import { presentPayment } from './api/present.ts';
import type { Person } from './contract.ts';
import { peopleConcerned } from './events/notices.ts';
import { noticeOf } from './messages/notice.ts';
import {
  client,
  english,
  fund,
  givenContract,
  givenSubmitted,
  people,
  release,
  type Scenario,
} from './testing/index.ts';

const reason = 'The card was declined.';
const notices = ({ contract, events }: Scenario, person: Person) =>
  events
    .filter((event) => peopleConcerned(contract, event).some(({ id }) => id === person.id))
    .map((event) => noticeOf(contract, event, person, english).text)
    .join('\n');

describe('the reason of a failed payment is shown to the bank’s customer and to the marketplace', () => {
  const declined = givenContract()
    .run([[fund(), client]])
    .pays('failed');
  const payout = givenSubmitted()
    .run([[release(50_000), client]])
    .pays('failed');
  const refund = givenSubmitted()
    .run([[{ type: 'end' }, { person: people.freelancer }]])
    .pays('failed');

  test.each([
    ['a declined charge', declined, 'client'],
    ['a returned payout', payout, 'freelancer'],
    ['a returned refund', refund, 'client'],
  ] as const)('%s', (_, scenario, owner) => {
    const payment = scenario.contract.payments.findLast(({ failure }) => failure !== null);
    if (payment === undefined) throw new Error('nothing has failed');
    for (const side of ['client', 'freelancer', 'mediator', 'server', null] as const) {
      const isShown = side === owner || side === 'server';
      expect(presentPayment(payment, side).failure?.message ?? null).toBe(isShown ? reason : null);
      expect(presentPayment(payment, side).status).toBe(payment.status);
    }
    const other = owner === 'client' ? 'freelancer' : 'client';
    expect(notices(scenario, people[owner])).toContain(reason);
    expect(notices(scenario, people[other])).not.toContain(reason);
    // Timeline, stream, webhooks and evidence all show the same events to both sides.
    expect(JSON.stringify(scenario.events)).not.toContain(reason);
  });

  test('a request of the bank is shown only to its customer', () => {
    const asked = givenSubmitted()
      .run([[release(50_000), client]])
      .pays('requires_action');
    const payment = asked.contract.payments.at(-1);
    if (payment === undefined) throw new Error('there is no payout');
    expect(presentPayment(payment, 'freelancer').clientAction).not.toBe(null);
    expect(presentPayment(payment, 'client').clientAction).toBe(null);
  });
});
