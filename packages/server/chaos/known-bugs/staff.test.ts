import type { Output } from '@workroom/core/api';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, freelancer, operator, secondOperator, thirdOperator } from '../market/people.ts';
import { readReckonings } from '../market/read-reckoning.ts';
import { differences } from '../market/reckoning.ts';
import { type Deal, openDeal, openTwoServers, statuses, type TwoServers } from './two-servers.ts';

// Simultaneous actions of staff, of parties and of time, on two servers.

const dayMs = 86_400_000;
const reason = 'We look into this.';

describe.skipIf(!hasPostgres(18))('staff and others at once', () => {
  let market: TwoServers;
  beforeAll(async () => {
    market = await openTwoServers(await (await startPostgres({ version: 18 })).freshDatabase());
  });
  afterAll(() => market?.close());

  /** What the provider moved, after checking that all books agree. */
  async function moved({ contractId }: Deal) {
    const { url, store, provider } = market;
    const reckonings = await readReckonings(url, store, provider, [contractId]);
    expect(reckonings.flatMap(differences)).toEqual([]);
    const { charged, transferred, refunded } = await provider.books(contractId);
    return { charged, transferred, refunded };
  }
  const ofMilestone = ({ milestoneId }: Deal) => ({ body: { milestoneId, reason } });

  /** An operator's release of everything held, which waits for a second operator. */
  async function waiting() {
    const deal = await openDeal(market);
    const asked = await market.one.send('operatorRelease', operator, deal, ofMilestone(deal));
    expect(asked.status).toBe(202);
    const approvalId = (asked.body as Output<'Contract'>).approvals[0]?.id ?? '';
    const { version } = await market.one.read(deal);
    return { ...deal, sent: { version, parameters: { approvalId } } };
  }

  test.each([
    ['two operators', thirdOperator],
    ['one operator twice', secondOperator],
  ])('rule 64: the approval at once by %s has one effect', async (_how, other) => {
    const deal = await waiting();
    const answers = await Promise.all([
      market.one.send('approve', secondOperator, deal, deal.sent),
      market.other.send('approve', other, deal, deal.sent),
    ]);
    expect(statuses(answers)).toEqual([200, 409]);
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 1_000, refunded: 0 });
  });

  test.each(['rejectApproval', 'withdrawApproval'] as const)('rule 64: the approval and %s at once', async (name) => {
    const deal = await waiting();
    const by = name === 'withdrawApproval' ? operator : secondOperator;
    const answers = await Promise.all([
      market.one.send('approve', secondOperator, deal, deal.sent),
      market.other.send(name, by, deal, { parameters: deal.sent.parameters }),
    ]);
    expect(statuses(answers)).toEqual([200, 409]);
    expect((await moved(deal)).transferred).toBe(answers[0].status === 200 ? 1_000 : 0);
  });

  test('rule 64: the same command requested by two operators at once makes one request', async () => {
    const deal = await openDeal(market);
    const answers = await Promise.all([
      market.one.send('operatorRefund', operator, deal, ofMilestone(deal)),
      market.other.send('operatorRefund', secondOperator, deal, ofMilestone(deal)),
    ]);
    expect(statuses(answers)).toEqual([202, 409]);
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 0, refunded: 0 });
  });

  test('rule 46: a release by the client and a refund by an operator at once', async () => {
    const deal = await openDeal(market);
    const answers = await Promise.all([
      market.one.send('release', client, deal, { body: { amount: 1_000 } }),
      market.other.send('operatorRefund', operator, deal, {
        body: { milestoneId: deal.milestoneId, amount: 900, reason },
      }),
    ]);
    const [released, refunded] = answers.map(({ status }) => status < 300);
    expect([released, refunded].filter(Boolean)).toHaveLength(1);
    expect(await moved(deal)).toEqual({
      charged: 1_000,
      transferred: released ? 1_000 : 0,
      refunded: refunded ? 900 : 0,
    });
  });

  test('rule 45: a freeze and a release at once end in one of the two', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 10; round += 1) {
      const deal = await openDeal(market);
      const { version } = await market.one.read(deal);
      const release = () => market.one.send('release', client, deal, { version, body: { amount: 1_000 } });
      const freeze = () => market.other.send('freeze', operator, deal, { version, body: { reason } });
      const first = round % 2 === 0 ? release() : freeze();
      const second = round % 2 === 0 ? freeze() : release();
      const [released, frozen] = round % 2 === 0 ? await Promise.all([first, second]) : [await second, await first];
      expect(frozen.status).toBe(200);
      const isReleased = released.status === 200;
      if (!isReleased) expect(released).toMatchObject({ status: 409, body: { code: 'contract_frozen' } });
      seen.add(isReleased ? 'released' : 'frozen');
      const { milestones } = await market.one.read(deal);
      expect(milestones[0]?.state).toBe(isReleased ? 'paid' : 'funded');
      expect(await moved(deal)).toEqual({ charged: 1_000, transferred: isReleased ? 1_000 : 0, refunded: 0 });
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  test('rule 45: a freeze, the sweep and a reader at the instant of the automatic release', async () => {
    for (let round = 0; round < 10; round += 1) {
      const deal = await openDeal(market);
      await market.one.send('submit', freelancer, deal, { body: { message: 'Here it is.' } });
      market.advance(14 * dayMs - 30 + 5 * round);
      const [, , frozen] = await Promise.all([
        market.one.sweep(),
        market.other.read(deal),
        market.other.send('freeze', operator, deal, { version: 1, body: { reason } }),
      ]);
      expect(frozen.status).toBe(200);
      await market.one.sweep();
      const { milestones, payments } = await market.one.read(deal);
      const [milestone] = milestones;
      const out = payments.filter(({ kind }) => kind === 'transfer').map(({ status }) => status);
      const { transferred } = await moved(deal);
      // Before the deadline: the clock is stopped. After it: the payout is held, or was sent before the freeze.
      if (milestone?.state === 'submitted') expect([out, transferred]).toEqual([[], 0]);
      else
        expect([
          ['waiting', 0],
          ['succeeded', 1_000],
        ]).toContainEqual([...out, transferred]);
      await market.other.send('unfreeze', operator, deal, { body: { reason } });
      market.advance(1_000);
      market.advanceSystem(60_000);
      await Promise.all([market.one.sweep(), market.other.sweep()]);
      expect((await market.one.read(deal)).milestones[0]).toMatchObject({ state: 'paid', automatically: true });
      expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 1_000, refunded: 0 });
    }
  });
});
