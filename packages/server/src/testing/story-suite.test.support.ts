import type { Output, WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkroomOptions } from '../options.ts';
import { client, contractBody, days, freelancer, type Market, openMarket, submitted } from './market.test.support.ts';

/** What must hold on every database, told over HTTP. */
export function testWorkroomOn(name: string, open: () => Promise<OpenedDatabase>): void {
  describe(`a Workroom on ${name}`, () => {
    let market: Market;
    let opened: OpenedDatabase;
    beforeAll(async () => {
      opened = await open();
      market = openMarket({ database: opened.database });
      await market.workroom.ready;
    }, 60_000);
    afterAll(async () => {
      await market.workroom.close();
      await opened.close();
    });

    test('a deal from plan to paid: fund, submit, changes, partial release, carried funds, auto-release', async () => {
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

    test('20 parallel releases of one milestone: exactly one', async () => {
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

    test('20 parallel releases through two processes: exactly one', async () => {
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

    test('one key 20 times in parallel: one effect, twenty answers of the same status and contract', async () => {
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

    test('one key 20 times in parallel makes one contract', async () => {
      const sent = { body: contractBody(10_000), key: 'create-once' };
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => market.send('createContract', 'server', sent)),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(answers.map(({ body }) => (body as WireContract).id)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(19);
    });

    test('rule 13: one second before the end a review is open, one second after it is over, without a sweep', async () => {
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

    test('the sweep settles what nobody looks at, once', async () => {
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
  /** A connection of its own to the same tables, as another process has. */
  readonly another?: NonNullable<WorkroomOptions['database']>;
  readonly close: () => Promise<void>;
}
