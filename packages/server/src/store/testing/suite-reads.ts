import { DAY_MS, later } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import type { ListQuery } from '../store.ts';
import type { LongTest, SuiteStore } from './store-suite.ts';
import { type Deals, dana, dealsIn, lee, milestoneAt, present } from './suite-deals.ts';

export function testReads(suite: () => SuiteStore, atLength: LongTest): void {
  /** Two people that belong to this test, so their lists do too. */
  const pair = (deals: Deals) => {
    const suffix = deals.newId('command');
    return { client: { id: `c-${suffix}`, name: 'Zoë' }, freelancer: { id: `f-${suffix}`, name: 'Ada' } };
  };
  const list = async (query: Partial<ListQuery>) =>
    suite().store.listContracts({ personId: null, sort: 'newest', limit: 100, ...query });

  describe('reads', () => {
    test('a timeline is read in pages, with unchanged events', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const offer = deals.offer();
      let deal = await deals.commit(null, offer);
      const { id } = deal.contract;
      for (let count = 0; count < 10; count += 1) deal = await deals.say(deal, `message ${count}`);
      const all = await store.timeline(id, 0, 1_000);
      expect(all.slice(0, offer.events.length).map(({ event }) => event)).toEqual(offer.events);
      expect(all.map(({ event }) => event.seq)).toEqual(Array.from({ length: 13 }, (_, place) => place + 1));
      expect([...(await store.timeline(id, 0, 5)), ...(await store.timeline(id, 5, 100))]).toEqual(all);
      expect(await store.timeline(id, 13, 5)).toEqual([]);
    });

    test('movements are read unchanged, in the order of their events', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const deal = await deals.fund(await deals.create(), 0);
      const release = deals.decide(
        deal,
        { type: 'release', milestoneId: milestoneAt(deal, 0).id, amount: 1, leftover: { to: 'next_milestone' } },
        dana,
      );
      await deals.commit(deal, release);
      const movements = await store.movements(deal.contract.id);
      expect(movements.slice(1)).toEqual(release.movements);
      expect(movements.map(({ seq }) => seq)).toEqual(movements.map(({ seq }) => seq).sort((a, b) => a - b));
      const through = movements[0]?.seq ?? 0;
      const { id } = deal.contract;
      const [first, rest] = [
        { after: 0, through },
        { after: through, through: Number.MAX_SAFE_INTEGER },
      ];
      expect(await store.movements(id, first)).toEqual(movements.slice(0, 1));
      expect(await store.movements(id, rest)).toEqual(movements.slice(1));
    });

    test('a person’s list is paged by id in both orders, without gaps or repetitions', async () => {
      const deals = dealsIn(suite().store);
      const people = pair(deals);
      const ids: string[] = [];
      for (let count = 0; count < 7; count += 1) ids.push((await deals.create(people)).contract.id);
      for (const sort of ['newest', 'oldest'] as const) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await list({ personId: people.client.id, sort, limit: 3, cursor });
          seen.push(...page.data);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(seen).toEqual(sort === 'oldest' ? ids : [...ids].reverse());
      }
      expect((await list({ personId: people.client.id, limit: 7 })).nextCursor).toBeNull();
      expect((await list({ limit: 7 })).data).toHaveLength(7);
    });

    test('a list can be filtered by role, status, text and the contracts of a token', async () => {
      const deals = dealsIn(suite().store);
      const { client, freelancer } = pair(deals);
      const first = (await deals.create({ client, freelancer, title: 'ÉLAN 100%_sure' })).contract.id;
      const swapped = { client: freelancer, freelancer: client };
      const second = (await deals.create({ ...swapped, title: 'Guide', status: 'offered' })).contract.id;
      const of = async (query: Partial<ListQuery>) => (await list({ personId: client.id, ...query })).data;
      expect(await of({})).toEqual([second, first]);
      expect(await of({ role: 'client' })).toEqual([first]);
      expect(await of({ role: 'freelancer' })).toEqual([second]);
      expect(await of({ status: 'offered' })).toEqual([second]);
      expect(await of({ text: 'élan' })).toEqual([first]);
      expect(await of({ text: '100%_S' })).toEqual([first]);
      expect(await of({ text: '%' })).toEqual([first]);
      expect(await of({ text: 'ZOË' })).toEqual([second, first]);
      expect(await of({ text: 'nothing like it' })).toEqual([]);
      expect(await of({ contractIds: [first, 'ctr_none'] })).toEqual([first]);
      expect(await of({ contractIds: [] })).toEqual([]);
      expect((await list({ contractIds: [first, second], status: 'active' })).data).toEqual([first]);
    });

    test('a contract is once in the lists of its members, and in the mediator’s while it is disputed', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const people = pair(deals);
      const helper = { id: `h-${people.client.id}`, name: 'Hal' };
      const judge = { id: `j-${people.client.id}`, name: 'Jo' };
      const client = { person: people.client };
      let deal = await deals.create(people);
      const of = async (personId: string) => (await list({ personId })).data;
      const members = { client: [helper], freelancer: [] };
      deal = await deals.perform(deal, { type: 'set_members', ...members }, 'server');
      deal = await deals.perform(deal, { type: 'appoint_mediator', mediator: judge }, 'server');
      const { id } = deal.contract;
      expect([await of(people.client.id), await of(helper.id), await of(judge.id)]).toEqual([[id], [id], []]);
      expect((await list({ personId: helper.id, text: 'hal' })).data).toEqual([id]);

      deal = await deals.perform(deal, { type: 'fund', milestoneId: milestoneAt(deal, 0).id }, client);
      deal = await deals.settle(deal);
      const refund = { type: 'request_refund', milestoneId: milestoneAt(deal, 0).id, reason: 'No' } as const;
      deal = await deals.perform(deal, refund, client);
      const refundRequestId = present(deal.contract.refundRequest).id;
      const dispute = { type: 'dispute_refund', refundRequestId, reason: 'Yes' } as const;
      deal = await deals.perform(deal, dispute, { person: people.freelancer });
      expect(await of(judge.id)).toEqual([id]);
      const disputeId = present(deal.contract.dispute).id;
      const decision = { type: 'decide_dispute', disputeId, toFreelancer: 1, note: 'So' } as const;
      deal = await deals.perform(deal, decision, { person: judge });
      deal = await deals.perform(deal, { type: 'set_members', client: [], freelancer: [] }, 'server');
      expect([await of(helper.id), await of(judge.id)]).toEqual([[], []]);
    });

    test('due contracts are listed in the order of their deadlines', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const submitted = async () => {
        const deal = await deals.fund(await deals.create(), 0);
        return deals.perform(deal, { type: 'submit', milestoneId: milestoneAt(deal, 0).id, message: 'Done' }, lee);
      };
      const early = await submitted();
      deals.wait(DAY_MS);
      const late = await submitted();
      // The next deadline of a review is its first reminder.
      const reminded = later(deals.now(), 7 * DAY_MS);
      const due = async (at: typeof reminded) => {
        const ids = await store.dueContracts(at, 1_000);
        return ids.filter((id) => id === early.contract.id || id === late.contract.id);
      };
      expect(await due(reminded)).toEqual([early.contract.id, late.contract.id]);
      expect(await due(later(reminded, -1))).toEqual([early.contract.id]);
      expect(await due(later(reminded, -DAY_MS - 1))).toEqual([]);
      expect(await store.dueContracts(reminded, 1)).toHaveLength(1);
      const release = { type: 'release', milestoneId: milestoneAt(early, 0).id, amount: 50_000 } as const;
      await deals.perform(early, release, dana);
      expect(await due(reminded)).toEqual([late.contract.id]);
    });

    atLength('a contract is loaded with its open payments, the newest fifty and the requested ones', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      let deal = await deals.create();
      const bonus = { type: 'give_bonus', amount: 1_000 } as const;
      deal = await deals.perform(deal, bonus, dana);
      const open = present(deal.contract.payments[0]);
      const pending = { status: 'pending', reference: 'slow' } as const;
      deal = await deals.perform(deal, { type: 'settle_payment', paymentId: open.id, outcome: pending }, 'system');
      const all = [open.id];
      for (let count = 0; count < 52; count += 1) {
        const given = deals.decide(deal, bonus, dana);
        const paymentId = present(given.payments[0]).id;
        all.push(paymentId);
        deal = await deals.commit(deal, given);
        const declined = { status: 'failed', reference: null, code: 'declined', message: 'No.' } as const;
        deal = await deals.perform(deal, { type: 'settle_payment', paymentId, outcome: declined }, 'system');
        deal = await deals.perform(deal, { type: 'cancel_payment', paymentId }, dana);
      }
      const { id } = deal.contract;
      const loaded = async (payments: typeof all) =>
        present((await store.load([{ id, payments }])).get(id)).contract.payments.map((payment) => payment.id);
      const newest = all.slice(-50);
      expect(await loaded([])).toEqual([open.id, ...newest]);
      expect(await loaded(all.slice(1, 2))).toEqual([open.id, ...all.slice(1, 2), ...newest]);
      expect(await loaded(all.slice(-1))).toEqual([open.id, ...newest]);
    });

    test('unknown contracts are missing from a load, and nothing is queried twice', async () => {
      const { store } = suite();
      const deals = dealsIn(store);
      const { id } = (await deals.create()).contract;
      expect([...(await store.load([{ id }, { id: 'ctr_none' }])).keys()]).toEqual([id]);
      expect((await store.load([])).size).toBe(0);
      await expect(store.load([{ id }, { id }])).rejects.toThrow(TypeError);
      await store.ping();
    });
  });
}
