import { expect, test } from 'vitest';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import { client, disputeRefund, english, freelancer, givenFunded, people, requestRefund } from '../testing/index.ts';
import { noticeOf } from './notice.ts';

const offer =
  (toFreelancer: number) =>
  ({ dispute }: Contract): Command => ({ type: 'make_offer', disputeId: dispute?.id ?? 'dsp_none', toFreelancer });

/** All of the first milestone's $500.00 is in dispute. */
const disputed = givenFunded().run([
  [requestRefund(), client],
  [disputeRefund, freelancer],
]);

test('rule 33: an open offer says what the other side offered to its reader', () => {
  const title = (by: typeof client, reader: { readonly id: string } | null) => {
    const { contract, events } = disputed.run([[offer(30_000), by]]);
    const event = events.findLast(({ type }) => type === 'dispute.offer');
    if (event === undefined) throw new Error('no offer');
    return noticeOf(contract, event, reader, english).title;
  };
  const { name } = people.client;
  expect(title(client, people.freelancer)).toBe(`${name} offered a split: $300.00 to you`);
  expect(title(freelancer, people.client)).toBe(`${people.freelancer.name} offered a split: $200.00 back to you`);
  expect(title(client, null)).toBe(`${name} offered a split: $300.00 to ${people.freelancer.name}`);
});
