import type { WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  client,
  days,
  freelancer,
  type Market,
  openMarket,
  operator,
  submitted,
} from '../testing/market.test.support.ts';

let market: Market;
beforeAll(async () => {
  market = openMarket();
  await market.workroom.ready;
}, 60_000);
afterAll(() => market.workroom.close());

const reason = 'We look into this.';
const transfersOf = ({ payments }: WireContract) =>
  payments.filter(({ kind }) => kind === 'transfer').map(({ status }) => status);
const frozen = (contractId: string) =>
  market.contract('freeze', operator, { params: { contractId }, body: { reason } });
const unfrozen = (contractId: string) =>
  market.contract('unfreeze', operator, { params: { contractId }, body: { reason } });
const paidOut = async (contractId: string) => {
  const { movements } = await market.workroom.api.getLedger({ actor: 'server', contractId });
  const out = movements.filter(({ credit, debit }) => debit === 'payable:freelancer' && credit === 'processor');
  return out.reduce((sum, { amount }) => sum + amount, 0);
};

describe('rule 45: a freeze', () => {
  test('that applies a passed deadline holds its payout, and lifting it sends the payout once', async () => {
    const { contractId } = await submitted(market, 50_000);
    market.clock.advance(days(15));
    const held = await frozen(contractId);
    expect(held.milestones[0]).toMatchObject({ state: 'paid', automatically: true });
    expect(transfersOf(held)).toEqual(['waiting']);
    await market.workroom.sweep();
    expect(await paidOut(contractId)).toBe(0);
    const sent = await unfrozen(contractId);
    expect(transfersOf(sent)).toEqual(['succeeded']);
    await market.workroom.sweep();
    expect(await paidOut(contractId)).toBe(50_000);
  });

  test('and a simultaneous release: one of the two succeeds, never half', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { contractId, at } = await submitted(market, 50_000);
      const { version } = await market.contract('getContract', client, { params: { contractId } });
      const release = market.send('release', client, {
        params: at(0),
        body: { amount: 50_000 },
        key: `race-${round}`,
        ifMatch: version,
      });
      const [released] = await Promise.all([release, frozen(contractId)]);
      const contract = await market.contract('getContract', client, { params: { contractId } });
      if (released.status === 200) {
        expect(contract.milestones[0]?.state).toBe('paid');
        expect(await paidOut(contractId)).toBe(50_000);
      } else {
        expect(released.body).toMatchObject({ code: expect.stringMatching(/^(contract_frozen|edited_meanwhile)$/) });
        expect(contract.milestones[0]).toMatchObject({ state: 'submitted', review: { endsAt: null } });
        expect(await paidOut(contractId)).toBe(0);
      }
    }
  });

  test('stores the deadline that it stopped', async () => {
    const { contractId } = await submitted(market, 50_000);
    market.clock.advance(days(4));
    const stopped = await frozen(contractId);
    expect(stopped).toMatchObject({ milestones: [{ review: { endsAt: null, leftMs: days(10) } }] });
    market.clock.advance(days(40));
    await market.workroom.sweep();
    const later = await market.contract('getContract', freelancer, { params: { contractId } });
    expect(later.milestones[0]).toMatchObject({ state: 'submitted', review: { leftMs: days(10) } });
    const running = await unfrozen(contractId);
    const endsAt = new Date(market.clock.now().getTime() + days(10)).toISOString();
    expect(running.milestones[0]?.review).toMatchObject({ endsAt, leftMs: null });
    market.clock.advance(days(10));
    const over = await market.contract('getContract', client, { params: { contractId } });
    expect(over.milestones[0]?.state).toBe('paid');
  });

  test('stores the deadline of a charge that waits for the client', async () => {
    const { contractId, at } = await market.create(50_000);
    await market.contract('fund', client, { params: at(0), body: { paymentMethod: 'pm_needs_action' } });
    market.clock.advance(3_600_000);
    const stopped = await frozen(contractId);
    expect(stopped.payments[0]).toMatchObject({ status: 'requires_action', actionBy: null });
    market.clock.advance(days(3));
    const running = await unfrozen(contractId);
    const actionBy = new Date(market.clock.now().getTime() + 23 * 3_600_000).toISOString();
    expect(running.payments[0]).toMatchObject({ status: 'requires_action', actionBy });
  });

  test('notifies both parties with the reason, and the timeline names the operator', async () => {
    const { contractId } = await submitted(market, 50_000);
    await frozen(contractId);
    for (const party of [client, freelancer]) {
      const { data } = await market.workroom.api.listNotifications({ actor: party });
      expect(data[0]).toMatchObject({
        contractId,
        type: 'contract.frozen',
        title: 'Rae (for the marketplace) froze the contract: deadlines are paused, and nothing is paid out',
      });
      expect(data[0]?.text).toContain(reason);
    }
    const { data } = await market.workroom.api.getTimeline({ actor: client, contractId });
    expect(data.at(-1)).toMatchObject({
      type: 'contract.frozen',
      actor: { side: 'operator', id: 'u_operator', name: 'Rae' },
      data: { reason },
    });
  });
});

describe('rule 46: two simultaneous operators', () => {
  test('release the money once', async () => {
    const { contractId, at } = await submitted(market, 50_000);
    const { version } = await market.contract('getContract', operator, { params: { contractId } });
    const other = { operator: { id: 'u_operator2', name: 'Kim' } };
    const body = { milestoneId: at(0).milestoneId, reason };
    const answers = await Promise.all(
      [operator, other].map((as) =>
        market.send('operatorRelease', as, { params: { contractId }, body, key: 'same', ifMatch: version }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await paidOut(contractId)).toBe(50_000);
  });
});
