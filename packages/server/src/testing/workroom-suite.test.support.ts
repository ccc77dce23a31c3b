import type { Output, WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkroomOptions } from '../options.ts';
import { client, contractBody, days, freelancer, type Market, openMarket, submitted } from './market.test.support.ts';

/** Tests over HTTP that must pass on every database. */
export function testWorkroomOn(name: string, open: () => Promise<OpenedDatabase>): void {
  describe(`a Workroom on ${name}`, () => {
    let market: Market;
    let opened: OpenedDatabase;
    beforeAll(async () => {
      opened = await open();
      market = openMarket({ database: opened.database });
      await market.workroom.ready;
    });
    afterAll(async () => {
      await market.workroom.close();
      await opened.close();
    });

    test('a contract from plan to payment: fund, submit, changes, partial release, carried funds, automatic release', async () => {
      const deal = await market.create(50_000, 40_000);
      const { contractId } = deal;
      const funded = await market.contract('fund', client, { params: deal.at(0), body: {} });
      expect(funded.milestones[0]).toMatchObject({ state: 'funded', funds: { deposited: 50_000, held: 50_000 } });

      await market.contract('submit', freelancer, { params: deal.at(0), body: { message: 'First draft' } });
      await market.contract('requestChanges', client, { params: deal.at(0), body: { message: 'Larger, please.' } });
      await market.contract('submit', freelancer, {
        params: deal.at(0),
        body: { message: 'Larger now', links: [{ url: 'https://example.com/logo' }] },
      });
      const released = await market.contract('release', client, {
        params: deal.at(0),
        body: { amount: 30_000, leftover: { to: 'next_milestone' } },
      });
      expect(released.milestones[0]).toMatchObject({ state: 'paid', funds: { released: 30_000, carriedOut: 20_000 } });
      expect(released.totals).toMatchObject({ released: 30_000, carried: 20_000, held: 0 });

      const again = await market.contract('fund', client, { params: deal.at(1), body: {} });
      expect(again.milestones[1]?.funds).toMatchObject({ deposited: 20_000, carriedIn: 20_000, held: 40_000 });
      expect(again.payments.filter(({ kind }) => kind === 'charge').map(({ amount }) => amount)).toEqual([
        50_000, 20_000,
      ]);

      await market.contract('submit', freelancer, { params: deal.at(1), body: { message: 'The second' } });
      market.clock.advance(days(14));
      const over = await market.contract('getContract', client, { params: { contractId } });
      expect(over.milestones[1]).toMatchObject({
        state: 'paid',
        automatically: true,
        funds: { released: 40_000, held: 0 },
      });
      expect(over.totals).toMatchObject({ deposited: 70_000, released: 70_000, held: 0, carried: 0 });
      expect(over.payments.map(({ status }) => status)).toEqual(over.payments.map(() => 'succeeded'));

      const ledger = (await market.send('getLedger', freelancer, { params: { contractId } })).body as Output<'Ledger'>;
      for (const [account, balance] of Object.entries(ledger.balances))
        expect([account, balance]).toEqual([account, 0]);
      const { data } = (await market.send('getTimeline', client, { params: { contractId } }))
        .body as Output<'Timeline'>;
      expect(data.map(({ seq }) => seq)).toEqual(data.map((_, place) => place + 1));
      expect(data.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['funds.carried', 'milestone.auto_released']),
      );
      const books = await market.provider.books(contractId);
      expect(books).toMatchObject({ charged: 70_000, transferred: 70_000, refunded: 0 });
    });

    test('rules 5 and 9: a proposal is accepted, its increase deposited, and the ledger says so', async () => {
      const deal = await submitted(market, 50_000, 40_000);
      const { contractId, milestoneId } = deal.at(0);
      const proposed = await market.contract('propose', freelancer, {
        params: { contractId },
        body: { changes: [{ edit: { milestoneId, amount: 65_000 } }, { add: { title: 'Icons', amount: 20_000 } }] },
      });
      const proposalId = proposed.proposals[0]?.id ?? '';
      const agreed = await market.contract('acceptProposal', client, { params: { contractId, proposalId } });
      expect(agreed.milestones).toHaveLength(3);
      expect(agreed.milestones[0]).toMatchObject({ amount: 50_000, pendingIncrease: { amount: 15_000 } });
      const raised = await market.contract('fund', client, { params: deal.at(0), body: {} });
      expect(raised.milestones[0]).toMatchObject({
        amount: 65_000,
        state: 'submitted',
        pendingIncrease: null,
        funds: { deposited: 65_000, held: 65_000 },
      });
      expect(await market.problem('acceptProposal', client, { params: { contractId, proposalId } })).toMatchObject({
        code: 'proposal_not_open',
      });
      expect((await market.provider.books(deal.contractId)).charged).toBe(65_000);
    });

    test('edge: a proposal whose milestones have changed is closed, with that reason', async () => {
      const deal = await market.create(50_000);
      const { contractId, milestoneId } = deal.at(0);
      const { proposals } = await market.contract('propose', freelancer, {
        params: { contractId },
        body: { changes: [{ edit: { milestoneId, title: 'Another' } }] },
      });
      await market.contract('editMilestone', client, { params: deal.at(0), body: { title: 'My own' } });
      const params = { contractId, proposalId: proposals[0]?.id ?? '' };
      expect(await market.problem('acceptProposal', client, { params })).toMatchObject({ code: 'proposal_outdated' });
    });

    test('rule 19: reminders at 7, 3 and 1 days, sent once with many sweeps, and never after the review is answered', async () => {
      const deal = await submitted(market, 30_000);
      const { contractId } = deal;
      const reminderDays = async () => {
        const { body } = await market.send('getTimeline', client, { params: { contractId }, query: { limit: 200 } });
        return (body as Output<'Timeline'>).data.flatMap(({ type, data }) =>
          type === 'review.reminder' ? [data.daysLeft] : [],
        );
      };
      for (const day of [7, 4, 2]) {
        market.clock.advance(days(day));
        await Promise.all(Array.from({ length: 10 }, () => market.workroom.sweep()));
      }
      expect(await reminderDays()).toEqual([7, 3, 1]);
      await market.contract('requestChanges', client, { params: deal.at(0), body: { message: 'Larger, please.' } });
      market.clock.advance(days(30));
      await market.workroom.sweep();
      expect(await reminderDays()).toEqual([7, 3, 1]);
    });

    test('rule 31: the freelancer gives a part back, which the provider refunds', async () => {
      const deal = await submitted(market, 30_000);
      const { contractId, milestoneId } = deal.at(0);
      const body = { milestoneId, amount: 10_000, reason: 'A third is not done.' };
      const after = await market.contract('volunteerRefund', freelancer, { params: { contractId }, body });
      expect(after.milestones[0]).toMatchObject({ state: 'submitted', funds: { refunded: 10_000, held: 20_000 } });
      expect((await market.provider.books(deal.contractId)).refunded).toBe(10_000);
    });

    test('rules 33 and 34: sealed offers overlap in the second round, and are hidden from the other side before', async () => {
      const deal = await submitted(market, 30_000);
      const { contractId, milestoneId } = deal.at(0);
      const asked = await market.contract('requestRefund', client, {
        params: { contractId },
        body: { milestoneId, reason: 'It is late.' },
      });
      const refundRequestId = asked.refundRequest?.id ?? '';
      const { dispute } = await market.contract('disputeRefund', freelancer, {
        params: { contractId, refundRequestId },
        body: { reason: 'It was on time.' },
      });
      const params = { contractId, disputeId: dispute?.id ?? '' };
      const offer = (who: typeof client, toFreelancer: number) =>
        market.contract('makeOffer', who, { params, body: { toFreelancer, sealed: true } });
      await offer(client, 10_000);
      const seen = await market.contract('getContract', freelancer, { params: { contractId } });
      expect(seen.dispute?.sealed).toEqual({ round: 1, roundsLeft: 3, mine: null, theirsIn: true });
      await offer(freelancer, 20_000);
      await offer(freelancer, 15_000);
      const agreed = await offer(client, 16_001);
      expect(agreed.dispute).toBeNull();
      expect(agreed.milestones[0]?.funds).toMatchObject({ released: 15_501, refunded: 14_499, held: 0 });
      const { body } = await market.send('getTimeline', client, { params: { contractId }, query: { limit: 200 } });
      expect(JSON.stringify(body)).not.toMatch(/"toFreelancer":(10000|20000|15000|16001)/);
      expect(await market.provider.books(deal.contractId)).toMatchObject({ transferred: 15_501, refunded: 14_499 });
    });

    test('20 parallel releases of one milestone: exactly one succeeds', async () => {
      const deal = await submitted(market, 30_000);
      const { version } = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, place) =>
          market.send('release', client, {
            params: deal.at(0),
            body: { amount: 30_000 },
            key: `race-${deal.contractId}-${place}`,
            ifMatch: version,
          }),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
      expect(await market.provider.books(deal.contractId)).toMatchObject({ transferred: 30_000 });
    });

    test('20 parallel releases through two processes: exactly one succeeds', async () => {
      const other = openMarket({
        database: opened.another ?? opened.database,
        payments: market.provider,
        clock: market.clock,
      });
      const deal = await submitted(market, 30_000);
      const { version } = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, place) =>
          (place % 2 === 0 ? market : other).send('release', client, {
            params: deal.at(0),
            body: { amount: 30_000 },
            key: `two-${deal.contractId}-${place}`,
            ifMatch: version,
          }),
        ),
      );
      await other.workroom.close();
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
      expect(await market.provider.books(deal.contractId)).toMatchObject({ transferred: 30_000 });
    });

    test('one key sent 20 times in parallel has one effect and twenty equal responses', async () => {
      const deal = await submitted(market, 30_000);
      const { version } = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
      const sent = { params: deal.at(0), body: { amount: 30_000 }, key: `one-${deal.contractId}`, ifMatch: version };
      const answers = await Promise.all(Array.from({ length: 20 }, () => market.send('release', client, sent)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ body }) => (body as WireContract).milestones[0]?.state))).toEqual(
        new Set(['paid']),
      );
      expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(19);
      expect(await market.provider.books(deal.contractId)).toMatchObject({ transferred: 30_000 });
      const later = await market.send('release', client, sent);
      expect(later.body).toEqual(
        (await market.send('getContract', client, { params: { contractId: deal.contractId } })).body,
      );
      expect(later.headers.get('idempotency-replayed')).toBe('true');
    });

    test('one key sent 20 times in parallel makes one contract', async () => {
      const sent = { body: contractBody(10_000), key: 'create-once' };
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => market.send('createContract', 'server', sent)),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(answers.map(({ body }) => (body as WireContract).id)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(19);
    });

    test('rule 13: a review is open one second before its end and over one second after, without a sweep', async () => {
      const early = await submitted(market, 10_000);
      const late = await submitted(market, 10_000);
      const before = await market.contract('getContract', client, { params: { contractId: late.contractId } });
      const endsAt = Date.parse(before.milestones[0]?.review?.endsAt ?? '');
      market.clock.to(new Date(endsAt - 1_000).toISOString());
      await market.contract('requestChanges', client, { params: early.at(0), body: { message: 'One more thing' } });
      market.clock.to(new Date(endsAt + 1_000).toISOString());
      const refused = [
        await market.problem('requestChanges', client, { params: late.at(0), body: { message: 'Too late' } }),
        await market.problem('release', client, {
          params: late.at(0),
          body: { amount: 10_000 },
          ifMatch: before.version,
        }),
        await market.problem('extendReview', freelancer, { params: late.at(0), body: { days: 1 } }),
        await market.problem('withdrawSubmission', freelancer, {
          params: { ...late.at(0), submissionId: before.milestones[0]?.submissions[0]?.id ?? '' },
        }),
      ];
      expect(refused.map(({ code, status }) => [code, status])).toEqual(refused.map(() => ['review_period_over', 409]));
      const after = await market.contract('getContract', client, { params: { contractId: late.contractId } });
      expect(after.milestones[0]?.paidAt).toBe(new Date(endsAt).toISOString());
      expect(await market.provider.books(late.contractId)).toMatchObject({ transferred: 10_000 });
    });

    test('the sweep applies deadlines of unopened contracts, once', async () => {
      const deal = await submitted(market, 10_000);
      market.clock.advance(days(15));
      const reports = await Promise.all([market.workroom.sweep(), market.workroom.sweep()]);
      expect(reports.reduce((sum, { deadlines }) => sum + deadlines, 0)).toBeGreaterThanOrEqual(1);
      expect(await market.provider.books(deal.contractId)).toMatchObject({ transferred: 10_000 });
      const again = await market.send('sweep', 'server');
      expect(again).toMatchObject({ status: 200, body: { deadlines: 0 } });
    });
  });
}

export interface OpenedDatabase {
  readonly database: NonNullable<WorkroomOptions['database']>;
  /** A separate connection to the same tables, as in another process. */
  readonly another?: NonNullable<WorkroomOptions['database']>;
  readonly close: () => Promise<void>;
}
