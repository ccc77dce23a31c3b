import { decide, isRefusal, zero } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { seededIds, testEnvironment } from '@workroom/core/testing';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, colleague, freelancer, mediator } from '../market/people.ts';
import { readReckonings } from '../market/read-reckoning.ts';
import { differences } from '../market/reckoning.ts';
import { heldTransaction, isWaitingForRow } from './held-transaction.ts';
import { type Deal, openDeal, openTwoServers, statuses, type TwoServers } from './two-servers.ts';

// Known ways in which other systems lost money, one test each, on two independent servers.

describe.skipIf(!hasPostgres(18))('known bugs of other systems', () => {
  let market: TwoServers;
  beforeAll(async () => {
    market = await openTwoServers(await (await startPostgres({ version: 18 })).freshDatabase());
  });
  afterAll(() => market?.close());

  /** What the provider moved at the end, after checking that all books agree. */
  async function moved({ contractId }: Deal) {
    const { url, store, provider } = market;
    const reckonings = await readReckonings(url, store, provider, [contractId]);
    expect(reckonings.flatMap(differences)).toEqual([]);
    const { charged, transferred, refunded } = await provider.books(contractId);
    return { charged, transferred, refunded };
  }
  const requestOf = async (deal: Deal) => {
    const { refundRequest } = await market.one.read(deal);
    return { parameters: { refundRequestId: refundRequest?.id ?? 'rfd_none' } };
  };

  test.each(['with keys of their own', 'with one key'])('two captures at once, %s', async (how) => {
    const deal = await openDeal(market, false);
    const { version } = await market.one.read(deal);
    const keyed = (key: string) => ({ version, key: `${how === 'with one key' ? 'same' : key}-${deal.contractId}` });
    const answers = await Promise.all([
      market.one.send('fund', client, deal, keyed('a')),
      market.other.send('fund', client, deal, keyed('b')),
      market.one.send('fund', client, deal, keyed('c')),
      market.other.send('fund', client, deal, keyed('d')),
    ]);
    expect(answers.filter(({ status, isReplay }) => status === 200 && !isReplay)).toHaveLength(1);
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 0, refunded: 0 });
  });

  /** A release of everything held, which waits for another member of the client's side. */
  async function waiting(): Promise<Deal & { readonly approvalId: string }> {
    const deal = await openDeal(market);
    const approvals = { client: [{ command: 'release', of: 2 }] };
    const members = { client: [client, colleague, mediator], freelancer: [freelancer], approvals };
    await market.one.send('setMembers', 'server', deal, { body: members });
    const asked = await market.one.send('release', client, deal, { body: { amount: 1_000 } });
    expect(asked.status).toBe(202);
    return { ...deal, approvalId: (asked.body as Output<'Contract'>).approvals[0]?.id ?? '' };
  }

  test.each(['by two people', 'by one person twice'])('rule 63: the last approval at once, %s', async (how) => {
    const deal = await waiting();
    const { version } = await market.one.read(deal);
    const sent = { version, parameters: { approvalId: deal.approvalId } };
    const answers = await Promise.all([
      market.one.send('approve', colleague, deal, sent),
      market.other.send('approve', how === 'by two people' ? mediator : colleague, deal, sent),
    ]);
    expect(statuses(answers)).toEqual([200, 409]);
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 1_000, refunded: 0 });
  });

  test('rule 63: the last approval and a rejection at once', async () => {
    const deal = await waiting();
    const sent = { parameters: { approvalId: deal.approvalId } };
    const answers = await Promise.all([
      market.one.send('approve', colleague, deal, { ...sent }),
      market.other.send('rejectApproval', mediator, deal, sent),
    ]);
    expect(statuses(answers)).toEqual([200, 409]);
    const isApproved = answers[0].status === 200;
    expect((await moved(deal)).transferred).toBe(isApproved ? 1_000 : 0);
    const [request] = (await market.one.read(deal)).approvals;
    expect(request?.state).toBe(isApproved ? 'done' : 'rejected');
  });

  test('rule 63: the same command requested twice at once', async () => {
    const deal = await openDeal(market);
    const approvals = { client: [{ command: 'give_bonus', of: 2 }] };
    const members = { client: [client, colleague], freelancer: [freelancer], approvals };
    await market.one.send('setMembers', 'server', deal, { body: members });
    const answers = await Promise.all([
      market.one.send('giveBonus', client, deal, { body: { amount: 500 } }),
      market.other.send('giveBonus', colleague, deal, { body: { amount: 500 } }),
    ]);
    expect(statuses(answers)).toEqual([202, 409]);
    expect((await market.one.read(deal)).approvals).toHaveLength(1);
  });

  test('approval and refund at once', async () => {
    const deal = await openDeal(market);
    const answers = await Promise.all([
      market.one.send('release', client, deal, { body: { amount: 1_000 } }),
      market.other.send('endContract', freelancer, deal),
    ]);
    const { transferred, refunded } = await moved(deal);
    expect([transferred, refunded].sort()).toEqual([0, 1_000]);
    // The other command is refused, or it ends a contract that holds nothing any more.
    expect(statuses(answers)[0]).toBe(200);
  });

  test('a retry after an unclear timeout with a new key moves 1,000, not 2,000', async () => {
    const deal = await openDeal(market);
    const deaf = market.server({
      payments: {
        ...market.provider,
        async transfer(request) {
          await market.provider.transfer(request);
          throw new Error('The answer to a payout was lost.');
        },
      },
    });
    const { version } = await market.one.read(deal);
    await deaf.send('release', client, deal, { body: { amount: 1_000 } });
    expect((await market.one.read(deal)).payments.at(-1)).toMatchObject({ kind: 'transfer', status: 'pending' });
    // The client's request is repeated with a new key, once with the old version and once with the current one.
    const before = await market.other.send('release', client, deal, { body: { amount: 1_000 }, version });
    const now = await market.other.send('release', client, deal, { body: { amount: 1_000 } });
    expect(statuses([before, now])).toEqual([409, 409]);
    // The payout is looked up again and again with its original key.
    for (let hours = 0; hours < 3; hours += 1) {
      market.advanceSystem(3_600_000);
      await Promise.all([deaf.sweep(), market.other.sweep()]);
    }
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 1_000, refunded: 0 });
  });

  test('two partial refunds at once', async () => {
    const deal = await openDeal(market);
    const body = { milestoneId: deal.milestoneId, amount: 600 };
    const answers = await Promise.all([
      market.one.send('volunteerRefund', freelancer, deal, { body }),
      market.other.send('volunteerRefund', freelancer, deal, { body }),
    ]);
    expect(statuses(answers)).toEqual([201, 422]);
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 0, refunded: 600 });
  });

  test('an agreed refund that is accepted twice at once', async () => {
    const deal = await openDeal(market);
    const body = { milestoneId: deal.milestoneId, amount: 600, reason: 'Half of it is missing.' };
    await market.one.send('requestRefund', client, deal, { body });
    const request = await requestOf(deal);
    const answers = await Promise.all([
      market.one.send('agreeToRefund', freelancer, deal, request),
      market.other.send('agreeToRefund', freelancer, deal, request),
    ]);
    expect(statuses(answers)).toEqual([200, 409]);
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 0, refunded: 600 });
  });

  test('a webhook about another contract’s charge', async () => {
    const [mine, theirs] = [await openDeal(market, false), await openDeal(market)];
    const [charge] = (await market.one.read(theirs)).payments;
    if (charge === undefined) throw new Error('There is no charge.');
    // A payment is looked up by contract and id: the other contract does not have it,
    const { store } = market;
    expect(await store.paymentWork(mine.contractId, [charge.id])).toEqual([]);
    // so there is nothing to record.
    const stored = (await store.load([{ id: mine.contractId, payments: [charge.id] }])).get(mine.contractId);
    if (stored === undefined) throw new Error('The contract is not there.');
    const outcome = { status: 'succeeded', reference: charge.id } as const;
    const environment = testEnvironment(stored.contract.updatedAt, seededIds(1));
    const command = { type: 'settle_payment', paymentId: charge.id, outcome } as const;
    const decision = decide(stored.contract, command, 'system', environment);
    expect(isRefusal(decision) && decision.refused).toBe('not_found');
    expect(await moved(mine)).toEqual({ charged: zero, transferred: 0, refunded: 0 });
  });

  test('a charge that succeeds and keeps its open state, and is then cancelled', async () => {
    const deal = await openDeal(market);
    const [charge] = (await market.one.read(deal)).payments;
    const answer = await market.other.send('cancelPayment', client, deal, {
      parameters: { paymentId: charge?.id ?? 'pay_none' },
    });
    expect([answer.status, (await market.one.read(deal)).milestones[0]?.state]).toEqual([409, 'funded']);
    await market.one.send('release', client, deal, { body: { amount: 1_000 } });
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 1_000, refunded: 0 });
  });

  test('a charge cancelled while it settles: the milestone is funded, or the money is refunded', async () => {
    for (let round = 0; round < 5; round += 1) {
      const deal = await openDeal(market, false);
      await market.one.send('fund', client, deal, { body: { paymentMethod: 'pm_needs_action' } });
      const [charge] = (await market.one.read(deal)).payments;
      if (charge === undefined) throw new Error('There is no charge.');
      await market.provider.complete(charge.id);
      market.advanceSystem(60_000);
      const cancel = { parameters: { paymentId: charge.id } };
      await Promise.all([market.other.send('cancelPayment', client, deal, cancel), market.one.sweep()]);
      market.advanceSystem(3_600_000);
      await market.one.sweep();
      const [milestone] = (await market.one.read(deal)).milestones;
      const isFunded = milestone?.state === 'funded';
      expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 0, refunded: isFunded ? 0 : 1_000 });
      expect(milestone?.state).toMatch(/^(funded|planned)$/);
    }
  });

  test('a dispute that is committed while a release waits for the row', async () => {
    const deal = await openDeal(market);
    const held = await heldTransaction(market.url);
    const writer = market.server({ database: held.store });
    const reason = 'The colours are wrong.';
    await writer.send('requestRefund', client, deal, { body: { milestoneId: deal.milestoneId, reason } });
    const { refundRequest } = await writer.read(deal);
    const request = { parameters: { refundRequestId: refundRequest?.id ?? 'rfd_none' }, body: { reason } };
    expect((await writer.send('disputeRefund', freelancer, deal, request)).status).toBe(200);
    // The release is decided without the dispute, which is not visible yet, and then waits for the row.
    const release = market.one.send('release', client, deal, { body: { amount: 1_000 } });
    await isWaitingForRow(market.url);
    await held.commit();
    expect(await release).toMatchObject({ status: 409, body: { code: 'dispute_open' } });
    expect((await market.one.read(deal)).milestones[0]?.state).toBe('disputed');
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 0, refunded: 0 });
  });

  test('an id of a hold that is generated for each request', async () => {
    const keys: string[] = [];
    const flaky = market.server({
      payments: {
        ...market.provider,
        async charge(request) {
          keys.push(request.key);
          if (keys.length === 2) await market.provider.charge(request);
          if (keys.length < 3) throw new Error('No answer.');
          return market.provider.charge(request);
        },
        // Like a provider with a delayed index, which does not find its own data.
        lookup: async () => null,
      },
    });
    const deal = await openDeal(market, false);
    const { version } = await market.one.read(deal);
    const once = { version, key: `once-${deal.contractId}` };
    await flaky.send('fund', client, deal, once);
    await flaky.send('fund', client, deal, once);
    for (let minutes = 0; minutes < 3; minutes += 1) {
      market.advanceSystem(60_000);
      await flaky.sweep();
    }
    const { payments } = await market.one.read(deal);
    expect(keys).toEqual([payments[0]?.id, payments[0]?.id, payments[0]?.id]);
    expect(await moved(deal)).toEqual({ charged: 1_000, transferred: 0, refunded: 0 });
  });
});
