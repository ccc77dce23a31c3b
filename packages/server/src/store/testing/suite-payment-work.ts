import { describe, expect, test } from 'vitest';
import { overConnections } from '../database.ts';
import type { PaymentWork, StoredContract } from '../store.ts';
import { storeOver } from '../store-over.ts';
import { rowsFrom } from './ask.ts';
import type { LongTest, SuiteStore } from './store-suite.ts';
import { type Deals, dana, dealsIn, lee, milestoneAt, onlyPayment, present } from './suite-deals.ts';

export function testPaymentWork(suite: () => SuiteStore, atLength: LongTest): void {
  /** Postpones due payments of other tests. */
  const clean = async () => {
    const { store } = suite();
    const others = await store.claimPayments(1_000, 2_000, 1_000);
    for (const { contractId, payment } of others)
      await store.postponePayment(contractId, payment.id, null, payment.status);
    expect(await store.claimPayments(1_000, 2_000, 1_000)).toEqual([]);
  };
  const fund = (deals: Deals, stored: StoredContract) =>
    deals.decide(stored, { type: 'fund', milestoneId: milestoneAt(stored, 0).id, paymentMethod: 'pm_1' }, dana);

  describe('payment work', () => {
    test('claimed work contains all data for the provider, including the charge it draws on', async () => {
      await clean();
      const { store } = suite();
      const deals = dealsIn(store);
      const deal = await deals.fund(await deals.create(), 0);
      await clean();
      const charge = present(deal.contract.payments[0]);
      const release = { type: 'release', milestoneId: milestoneAt(deal, 0).id, amount: 50_000 } as const;
      const decision = deals.decide(deal, release, dana);
      await deals.commit(deal, decision);
      const expected: PaymentWork = {
        contractId: deal.contract.id,
        currency: 'USD',
        client: dana.person,
        freelancer: lee.person,
        payment: present(decision.payments[0]),
        source: { id: charge.id, reference: charge.reference },
        attempts: 1,
      };
      expect(await store.claimPayments(1, 2, 10)).toEqual([expected]);
      expect(await store.paymentWork(deal.contract.id, [onlyPayment(decision)])).toEqual([expected]);
      const [work] = await store.paymentWork(deal.contract.id, [charge.id]);
      expect(work).toMatchObject({ source: null, payment: { paymentMethod: 'pm_1', status: 'succeeded' } });
    });

    atLength('two stores that claim at once share nothing and leave nothing', async () => {
      await clean();
      const { store, another } = suite();
      const deals = dealsIn(store);
      const other = storeOver(await another(), 'workroom');
      const wanted: string[] = [];
      for (let count = 0; count < 30; count += 1) {
        const stored = await deals.create();
        const decision = fund(deals, stored);
        await deals.commit(stored, decision);
        wanted.push(onlyPayment(decision));
      }
      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, place) => (place % 2 ? store : other).claimPayments(10, 20, 5)),
      );
      const taken = claims.flat().map(({ payment }) => payment.id);
      expect(new Set(taken).size).toBe(taken.length);
      // A claim may return fewer rows than exist if another claim holds some of them.
      const rest = (await store.claimPayments(10, 20, 100)).map(({ payment }) => payment.id);
      expect([...taken, ...rest].sort()).toEqual(wanted.sort());
    });

    test('a payment that was settled while another claim was looking for work is not claimed again', async () => {
      await clean();
      const { store, database } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      const decision = fund(deals, stored);
      const paymentId = onlyPayment(decision);
      await deals.commit(stored, decision);
      let statements = 0;
      const slow = overConnections('postgres', async () => ({
        async send(statement, parameters) {
          const rows = await rowsFrom(database, statement, parameters);
          statements += 1;
          // After both queries for payments that are due, and before the claim.
          if (statements === 2) await store.postponePayment(stored.contract.id, paymentId, null, 'pending');
          return rows;
        },
        close: async () => {},
      }));
      expect(await storeOver(slow, 'workroom').claimPayments(10, 20, 10)).toEqual([]);
      expect(await store.paymentWork(stored.contract.id, [paymentId])).toMatchObject([{ attempts: 0 }]);
    });

    test('a lease lasts until it expires, and every claim is counted', async () => {
      await clean();
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      await deals.commit(stored, fund(deals, stored));
      const attempts = async (nowMs: number) =>
        (await store.claimPayments(nowMs, nowMs + 100, 10)).map((work) => work.attempts);
      expect(await attempts(0)).toEqual([]);
      expect(await attempts(10)).toEqual([1]);
      expect(await attempts(109)).toEqual([]);
      expect(await attempts(110)).toEqual([2]);
    });

    test('a commit may take the lease itself, and postponing ends it', async () => {
      await clean();
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      const decision = fund(deals, stored);
      const paymentId = onlyPayment(decision);
      const work = [{ paymentId, nextAttemptAtMs: 10, leaseUntilMs: 50 }];
      await deals.commit(stored, decision, { work });
      expect(await store.claimPayments(49, 60, 10)).toEqual([]);
      expect(await store.paymentWork(stored.contract.id, [paymentId])).toMatchObject([{ attempts: 1 }]);
      await store.postponePayment(stored.contract.id, paymentId, 30, 'pending');
      expect(await store.claimPayments(29, 60, 10)).toEqual([]);
      expect(await store.claimPayments(30, 60, 10)).toMatchObject([{ attempts: 2 }]);
      await store.postponePayment(stored.contract.id, paymentId, null, 'pending');
      expect(await store.claimPayments(1_000, 2_000, 10)).toEqual([]);
    });

    atLength('a clock that was years ahead for a moment delays no payment for long', async () => {
      await clean();
      const { store } = suite();
      const deals = dealsIn(store);
      const yearsAhead = Date.UTC(2036, 0, 1);
      const claim = async (nowMs: number) =>
        (await store.claimPayments(nowMs, nowMs + 100, 10)).map(({ payment }) => payment.id);
      const commitAt = async (nextAttemptAtMs: number, leaseUntilMs: number | null) => {
        const stored = await deals.create();
        const decision = fund(deals, stored);
        const paymentId = onlyPayment(decision);
        await deals.commit(stored, decision, { work: [{ paymentId, nextAttemptAtMs, leaseUntilMs }] });
        return paymentId;
      };
      const leased = await commitAt(10, yearsAhead);
      const scheduled = await commitAt(yearsAhead, null);
      const soon = await commitAt(3_600_000, null);
      const held = await commitAt(10, 3_600_000);
      expect((await claim(20)).sort()).toEqual([leased, scheduled].sort());
      // The new leases are valid too.
      expect(await claim(21)).toEqual([]);
      expect(await claim(3_600_000)).toEqual(expect.arrayContaining([soon, held]));
      await clean();
    });

    test('a payment that has changed is not postponed, and a retry continues the count of attempts', async () => {
      await clean();
      const { store } = suite();
      const deals = dealsIn(store);
      const created = await deals.create();
      const funding = fund(deals, created);
      const paymentId = onlyPayment(funding);
      const stored = await deals.commit(created, funding, {
        work: [{ paymentId, nextAttemptAtMs: 0, leaseUntilMs: 10 }],
      });
      const unknown = { status: 'unknown', code: 'no_answer', message: 'Nobody knows.' } as const;
      const parks = deals.decide(stored, { type: 'settle_payment', paymentId, outcome: unknown }, 'system');
      const parked = await deals.commit(stored, parks, {
        work: [{ paymentId, nextAttemptAtMs: null, leaseUntilMs: null }],
      });
      const tries = deals.decide(parked, { type: 'retry_payment', paymentId }, 'server');
      await deals.commit(parked, tries, { work: [{ paymentId, nextAttemptAtMs: 20, leaseUntilMs: 30 }] });
      // The provider may know it already, so this does not count as a first attempt.
      expect(await store.paymentWork(stored.contract.id, [paymentId])).toMatchObject([{ attempts: 2 }]);
      await store.postponePayment(stored.contract.id, paymentId, 1_000, 'parked');
      expect(await store.claimPayments(29, 60, 10)).toEqual([]);
      expect(await store.claimPayments(30, 60, 10)).toMatchObject([{ attempts: 3 }]);
    });

    test('a commit sets the schedule of the payments that it names, and keeps that of others', async () => {
      await clean();
      const { store } = suite();
      const deals = dealsIn(store);
      const created = await deals.create();
      const funding = fund(deals, created);
      const paymentId = onlyPayment(funding);
      const stored = await deals.commit(created, funding);
      const pending = { status: 'pending', reference: 'slow' } as const;
      const waits = deals.decide(stored, { type: 'settle_payment', paymentId, outcome: pending }, 'system');
      const kept = await deals.commit(stored, waits);
      expect(await store.claimPayments(1, 2, 10)).toMatchObject([{ attempts: 1, payment: { reference: 'slow' } }]);
      const succeeded = { status: 'succeeded', reference: 'slow' } as const;
      const settled = deals.decide(kept, { type: 'settle_payment', paymentId, outcome: succeeded }, 'system');
      await deals.commit(kept, settled, { work: [{ paymentId, nextAttemptAtMs: null, leaseUntilMs: null }] });
      expect(await store.claimPayments(1_000, 2_000, 10)).toEqual([]);
    });
  });
}
