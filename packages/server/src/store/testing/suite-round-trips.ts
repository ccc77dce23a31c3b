import { amount, type Contract, contractStatuses, milestoneStates, type Payment } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../hash-chain.ts';
import type { StoredContract } from '../store.ts';
import type { SuiteStore } from './store-suite.ts';
import { type Deals, dana, dealsIn, lee, milestoneAt, mo, onlyPayment, present } from './suite-deals.ts';

export function testRoundTrips(suite: () => SuiteStore): void {
  describe('round trips', () => {
    test('a decided contract is loaded unchanged, in every state of a contract and of a milestone', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const seen = new Set<string>();
      const committed: Contract[] = [];
      // Every decision is compared with the contract loaded after it.
      const watched: Deals = {
        ...deals,
        async perform(stored, command, actor) {
          const decision = deals.decide(stored, command, actor);
          const loaded = await deals.commit(stored, decision);
          expect(loaded.contract).toEqual(decision.contract);
          see(loaded);
          return loaded;
        },
      };
      const see = (loaded: StoredContract) => {
        committed.push(loaded.contract);
        seen.add(`contract ${loaded.contract.status}`);
        for (const { state } of loaded.contract.milestones) seen.add(`milestone ${state}`);
      };

      await answerOffers(watched, see);
      await walkToTheEnd(watched, see);
      await walkThroughDispute(watched, see);
      await walkThroughChargeback(watched, see);

      expect([...seen].sort()).toEqual(
        [
          ...contractStatuses.map((status) => `contract ${status}`),
          ...milestoneStates.map((state) => `milestone ${state}`),
        ].sort(),
      );
      for (const { id } of new Set(
        committed.map((contract) => present(committed.findLast((each) => each.id === contract.id))),
      ))
        expect(verifyChain(id, await store.timeline(id, 0, 1_000), await store.movements(id))).toBeNull();
    });

    test('a change updates the changed terms only', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      let stored = await deals.create();
      const changes: readonly Partial<Contract>[] = [
        { title: 'Another title' },
        { metadata: { order: '4712' } },
        { client: { ...stored.contract.client, name: 'Dana Later' } },
        { freelancer: { ...stored.contract.freelancer, name: 'Lee Later' } },
        { members: { client: [mo.person], freelancer: [] } },
        {},
      ];
      for (const change of changes) {
        const decision = deals.decide(
          stored,
          { type: 'post_message', text: 'a change' },
          { person: stored.contract.client },
        );
        const contract = { ...decision.contract, ...change };
        stored = await deals.commit(stored, { ...decision, contract });
        expect(stored.contract).toEqual(contract);
      }
      const found = { personId: null, text: 'dana later', sort: 'newest', limit: 9 } as const;
      expect((await store.listContracts(found)).data).toContain(stored.contract.id);
    });

    test('a change updates everything of a payment that may change', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const created = await deals.create();
      const { id: milestoneId } = milestoneAt(created, 0);
      let stored = await deals.perform(created, { type: 'fund', milestoneId }, dana);
      const asked = stored.contract.payments;
      const code = 'insufficient_funds';
      const changes: readonly Partial<Payment>[] = [
        { pendingReason: { code, since: stored.contract.updatedAt } },
        { status: 'requires_action', clientAction: { url: 'https://bank.example' }, leftMs: 60_000 },
        { clientAction: null, actionBy: stored.contract.updatedAt },
        { actionBy: null, reference: 'ref_1', bonus: { by: dana.person, note: 'Thanks' } },
        { status: 'parked', failure: { code, message: 'No', certain: true, at: stored.contract.updatedAt } },
        { status: 'succeeded', failure: null, outside: true },
        {},
      ];
      for (const change of changes) {
        // Decided on the payments as they were, since the rules refuse some of these.
        const asItWas = { ...stored, contract: { ...stored.contract, payments: asked } };
        const decision = deals.decide(asItWas, { type: 'post_message', text: 'a change' }, dana);
        const payments = stored.contract.payments.map((payment) => ({ ...payment, ...change }));
        const contract = { ...decision.contract, payments };
        const loaded = await deals.commit(stored, { ...decision, contract, payments });
        expect(loaded.contract.payments).toEqual(payments);
        stored = loaded;
      }
    });

    test('amounts up to 2^53 − 1 are exact', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      const most = amount(Number.MAX_SAFE_INTEGER);
      const decision = deals.decide(stored, { type: 'post_message', text: 'so much' }, dana);
      const contract: Contract = {
        ...decision.contract,
        totals: {
          deposited: most,
          released: most,
          refunded: amount(0),
          chargedBack: amount(0),
          bonuses: most,
          returned: amount(0),
        },
      };
      const loaded = await deals.commit(stored, { ...decision, contract });
      expect(loaded.contract).toEqual(contract);
    });

    test('text is unchanged, including quotes, backslashes and emoji', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const text = `"double" 'single' \\u0000 \\ $1 {braces} %_ \n\t\u2028 👩🏽‍🎨 ﷽ Ω \u{10FFFF}`;
      const decision = deals.offer({ title: text, metadata: { [text]: text }, client: { id: text, name: text } });
      const loaded = await deals.commit(null, decision);
      expect(loaded.contract).toEqual(decision.contract);
      const { data } = await store.listContracts({ personId: text, text, sort: 'newest', limit: 5 });
      expect(data).toEqual([loaded.contract.id]);
    });

    test.each([
      ['NUL', 'a\0b'],
      ['half of a surrogate pair', 'a\ud83d'],
    ])('%s is refused with a specific error, and nothing is written', async (_, text) => {
      const { store } = suite();
      const deals = dealsIn(store);
      const stored = await deals.create();
      await expect(deals.say(stored, text)).rejects.toThrow('cannot be stored');
      expect(await deals.load(stored.contract.id)).toEqual(stored);
      expect(await store.listContracts({ personId: text, sort: 'newest', limit: 5 })).toEqual({
        data: [],
        nextCursor: null,
      });
      expect((await store.load([{ id: `ctr_${text}` }])).size).toBe(0);
      expect(await store.timeline(`ctr_${text}`, 0, 10)).toEqual([]);
    });
  });
}

async function answerOffers(deals: Deals, see: (stored: StoredContract) => void): Promise<void> {
  const offers = await Promise.all([0, 1, 2].map(() => deals.create({ status: 'offered' })));
  const [declined, withdrawn, accepted] = offers.map(present);
  see(present(declined));
  await deals.perform(present(declined), { type: 'decline_offer', reason: 'too busy' }, lee);
  await deals.perform(present(withdrawn), { type: 'withdraw_offer' }, dana);
  await deals.perform(present(accepted), { type: 'accept_offer' }, lee);
}

async function walkToTheEnd(deals: Deals, see: (stored: StoredContract) => void): Promise<void> {
  let deal = await deals.create({ milestones: ['Logo', 'Guide', 'Print'].map((title) => ({ title, amount: 50_000 })) });
  see(deal);
  const [first, second] = [milestoneAt(deal, 0).id, milestoneAt(deal, 1).id];
  deal = await deals.perform(deal, { type: 'edit_contract', title: 'Brand', metadata: {} }, 'server');
  const members = { client: [dana.person, mo.person], freelancer: [lee.person] };
  deal = await deals.perform(deal, { type: 'set_members', ...members }, 'server');
  const order = [...deal.contract.milestones].reverse().map(({ id }) => id);
  deal = await deals.perform(deal, { type: 'reorder_milestones', milestoneIds: order }, dana);
  deal = await deals.perform(deal, { type: 'reorder_milestones', milestoneIds: [...order].reverse() }, dana);

  deal = await deals.perform(deal, { type: 'fund', milestoneId: first, paymentMethod: 'pm_bank' }, dana);
  const charge = present(deal.contract.payments[0]).id;
  const clientAction = { url: 'https://bank.example', nested: [{ rate: 0.25, on: true, none: null }] };
  const outcome = { status: 'requires_action', reference: 'pi_1', clientAction } as const;
  deal = await deals.perform(deal, { type: 'settle_payment', paymentId: charge, outcome }, 'system');
  const declined = { status: 'failed', reference: 'pi_1', code: 'declined', message: 'The bank said no.' } as const;
  deal = await deals.perform(deal, { type: 'settle_payment', paymentId: charge, outcome: declined }, 'system');
  deal = await deals.perform(deal, { type: 'retry_payment', paymentId: charge }, dana);
  const again = present(deal.contract.payments.find(({ status }) => status === 'pending')).id;
  const paid = { status: 'succeeded', reference: 'pi_2' } as const;
  deal = await deals.perform(deal, { type: 'settle_payment', paymentId: again, outcome: paid }, 'system');

  const links = [{ url: 'https://example.com/logo', label: null }];
  deal = await deals.perform(deal, { type: 'submit', milestoneId: first, message: 'Done', links }, lee);
  deal = await deals.perform(deal, { type: 'request_changes', milestoneId: first, message: 'Bluer' }, dana);
  deal = await deals.perform(deal, { type: 'submit', milestoneId: first, message: 'Bluer' }, lee);
  deal = await deals.perform(deal, { type: 'extend_review', milestoneId: first, days: 3 }, lee);
  const leftover = { to: 'next_milestone' } as const;
  deal = await deals.perform(deal, { type: 'release', milestoneId: first, amount: 30_000, leftover }, dana);
  deal = await deals.perform(deal, { type: 'fund', milestoneId: second }, dana);
  const difference = present(deal.contract.payments.findLast(({ kind }) => kind === 'charge')).id;
  deal = await deals.perform(deal, { type: 'settle_payment', paymentId: difference, outcome: paid }, 'system');
  deal = await deals.perform(deal, { type: 'release', milestoneId: second, amount: 50_000, bonus: 7_000 }, dana);
  deal = await deals.perform(deal, { type: 'end' }, dana);
  expect(deal.contract.status).toBe('ended');
}

async function walkThroughDispute(deals: Deals, see: (stored: StoredContract) => void): Promise<void> {
  let deal = await deals.create();
  const [first, second] = [milestoneAt(deal, 0).id, milestoneAt(deal, 1).id];
  deal = await deals.fund(deal, 0);
  see(deal);
  deal = await deals.perform(deal, { type: 'submit', milestoneId: first, message: 'Done' }, lee);
  deal = await deals.perform(deal, { type: 'request_refund', milestoneId: first, reason: 'Not that' }, dana);
  const refundRequestId = present(deal.contract.refundRequest).id;
  deal = await deals.perform(deal, { type: 'appoint_mediator', mediator: mo.person }, 'server');
  deal = await deals.perform(deal, { type: 'dispute_refund', refundRequestId, reason: 'It is' }, lee);
  const disputeId = present(deal.contract.dispute).id;
  deal = await deals.perform(deal, { type: 'add_statement', disputeId, message: 'See the brief' }, dana);
  deal = await deals.perform(deal, { type: 'decide_dispute', disputeId, toFreelancer: 0, note: 'Agreed' }, mo);
  expect(milestoneAt(deal, 0).state).toBe('refunded');

  const funding = deals.decide(deal, { type: 'fund', milestoneId: second }, dana);
  deal = await deals.commit(deal, funding);
  const outcome = { status: 'unknown', code: 'timeout', message: 'No answer.' } as const;
  deal = await deals.perform(deal, { type: 'settle_payment', paymentId: onlyPayment(funding), outcome }, 'system');
  deal = await deals.perform(deal, { type: 'cancel_payment', paymentId: onlyPayment(funding) }, dana);
  deal = await deals.fund(deal, 1);
  deal = await deals.perform(deal, { type: 'end', pay: 10_000, reason: 'Enough' }, dana);
  expect(deal.contract.status).toBe('ending');
}

async function walkThroughChargeback(deals: Deals, see: (stored: StoredContract) => void): Promise<void> {
  let deal = await deals.fund(await deals.create(), 0);
  see(deal);
  const paymentId = present(deal.contract.sources[0]).payment;
  const { amount: charged } = present(deal.contract.sources[0]);
  const dispute = {
    reference: 'dp_1',
    amount: charged,
    withdrawn: charged,
    reinstated: amount(0),
    openedAt: deal.contract.updatedAt,
    evidenceDueBy: null,
  };
  for (const state of ['open', 'lost'] as const)
    deal = await deals.perform(
      deal,
      { type: 'report_chargeback', paymentId, dispute: { ...dispute, state } },
      'system',
    );
  expect(milestoneAt(deal, 0).state).toBe('charged_back');
}
