import { describe, expect, test } from 'vitest';
import { presentContract } from '../api/present.ts';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import { sealedRounds } from '../dispute-record.ts';
import {
  client,
  disputeRefund,
  freelancer,
  givenFunded,
  mediator,
  people,
  requestRefund,
  type Scenario,
} from '../testing/index.ts';

/** All of the first milestone's $500.00 is in dispute, and the contract has a mediator. */
const givenDispute = (): Scenario =>
  givenFunded().run([
    [{ type: 'appoint_mediator', mediator: people.mediator }, 'server'],
    [requestRefund(), client],
    [disputeRefund, freelancer],
  ]);
const offer =
  (toFreelancer: number, sealed = false) =>
  ({ dispute }: Contract): Command => ({
    type: 'make_offer',
    disputeId: dispute?.id ?? 'dsp_none',
    toFreelancer,
    sealed,
  });

describe('rule 33: a dispute ends when both accept the same split', () => {
  test('an open offer equal to the other side’s accepts it', () => {
    const offered = givenDispute().when(offer(30_000), client);
    expect(offered.events).toEqual(['dispute.offer']);
    const agreed = offered.next.when(offer(30_000), freelancer);
    expect(agreed.events).toEqual(['dispute.offer', 'dispute.settled', 'milestone.released', 'milestone.refunded']);
    expect(agreed.next.contract.dispute).toBeNull();
    expect(agreed.next.milestone()).toMatchObject({
      state: 'paid',
      funds: { released: 30_000, refunded: 20_000, held: 0 },
    });
  });

  test('a different split is a counter-offer, and only the newest of each side is open', () => {
    const next = givenDispute().run([
      [offer(20_000), client],
      [offer(45_000), freelancer],
      [offer(30_000), client],
    ]);
    expect(next.contract.dispute?.offers).toMatchObject({
      client: { toFreelancer: 30_000 },
      freelancer: { toFreelancer: 45_000 },
    });
    expect(next.when(offer(20_000), freelancer).events).toEqual(['dispute.offer']);
  });

  test.each([0, 50_000])('all or nothing is a valid split: %i', (toFreelancer) => {
    const { next } = givenDispute()
      .run([[offer(toFreelancer), client]])
      .when(offer(toFreelancer), freelancer);
    expect(next.milestone().state).toBe(toFreelancer === 0 ? 'refunded' : 'paid');
  });

  test.each([-1, 50_001, 0.5])('refuses a split with %d that does not add up to the held money', (toFreelancer) => {
    expect(givenDispute().when(offer(toFreelancer), client).refusal).toMatchObject({
      refused: 'split_does_not_add_up',
      pointer: '/toFreelancer',
    });
  });

  test('the mediator cannot make offers', () => {
    expect(givenDispute().when(offer(10_000), mediator).refused).toBe('forbidden_for_role');
  });
});

describe('rule 34: sealed offers', () => {
  test.each([
    [30_000, 20_000, 25_000],
    [30_000, 30_000, 30_000],
    // The odd unit goes to the freelancer.
    [30_001, 20_000, 25_001],
  ])('the client’s maximum of %i and the freelancer’s minimum of %i resolve to %i', (most, least, midpoint) => {
    for (const order of [
      [[offer(most, true), client] as const, [offer(least, true), freelancer] as const],
      [[offer(least, true), freelancer] as const, [offer(most, true), client] as const],
    ]) {
      const next = givenDispute().run(order);
      expect(next.events.find(({ type }) => type === 'dispute.settled')?.data).toMatchObject({
        toFreelancer: midpoint,
        toClient: 50_000 - midpoint,
        sealed: true,
      });
      expect(next.milestone().funds).toMatchObject({ released: midpoint, refunded: 50_000 - midpoint });
    }
  });

  test('without an overlap both sides learn only that there is none', () => {
    const next = givenDispute().run([
      [offer(20_000, true), client],
      [offer(40_000, true), freelancer],
    ]);
    expect(next.events.at(-1)).toMatchObject({ type: 'dispute.no_overlap', data: { round: 1, roundsLeft: 2 } });
    expect(next.contract.dispute?.sealed).toEqual({ round: 2, most: null, least: null });
    expect(JSON.stringify(next.events)).not.toMatch(/"toFreelancer":(20000|40000)/);
  });

  test('only its own side can read a sealed offer', () => {
    const { contract, now } = givenDispute().run([[offer(20_000, true), client]]);
    const seen = (reader: typeof client | 'server') => presentContract(contract, reader, now).dispute?.sealed;
    expect(seen(client)).toEqual({ round: 1, roundsLeft: 3, mine: 20_000, theirsIn: false });
    expect(seen(freelancer)).toEqual({ round: 1, roundsLeft: 3, mine: null, theirsIn: true });
    expect(seen(mediator)).toEqual({ round: 1, roundsLeft: 3, mine: null, theirsIn: false });
    expect(seen('server')).toEqual({ round: 1, roundsLeft: 3, mine: null, theirsIn: false });
  });

  test('one offer per side and round', () => {
    const once = givenDispute().run([[offer(20_000, true), client]]);
    expect(once.when(offer(21_000, true), client).refused).toBe('offer_already_made');
  });

  test('the offers can overlap in the second round', () => {
    const next = givenDispute().run([
      [offer(20_000, true), client],
      [offer(40_000, true), freelancer],
      [offer(32_000, true), freelancer],
      [offer(32_000, true), client],
    ]);
    expect(next.milestone().funds.released).toBe(32_000);
  });

  test('at most three rounds, so that nobody can find out the other’s limit', () => {
    let scenario = givenDispute();
    for (let round = 1; round <= sealedRounds; round += 1)
      scenario = scenario.run([
        [offer(10_000, true), client],
        [offer(40_000, true), freelancer],
      ]);
    expect(scenario.when(offer(40_000, true), client).refused).toBe('no_sealed_rounds_left');
    expect(scenario.when(offer(40_000), client).refused).toBeNull();
  });
});
