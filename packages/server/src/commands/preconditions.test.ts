import { type OperationName, operation, operations } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, contractBody, freelancer, openMarket, submitted } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const store = ownStore();
const market = openMarket({ database: store });
beforeAll(() => market.workroom.ready, 240_000);
afterAll(async () => {
  await market.workroom.close();
  await store.close();
});

describe('If-Match', () => {
  test('a missing version is 428, an outdated one 412, and the rules are checked before both', async () => {
    const deal = await submitted(market, 20_000);
    const params = deal.at(0);
    const { version } = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
    const release = (ifMatch: string | undefined, body: unknown = { amount: 20_000 }) =>
      market.send('release', client, {
        params,
        body,
        key: `match-${ifMatch?.length}`,
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
    expect((await release(undefined)).status).toBe(428);
    expect((await release('*')).status).toBe(428);
    expect(await release(`"${version - 1}"`)).toMatchObject({ status: 412, body: { code: 'edited_meanwhile' } });
    expect(await release(`"${version - 1}"`, { amount: 20_001 })).toMatchObject({
      body: { code: 'amount_exceeds_deposit' },
    });
    expect((await release(`W/"1", "${version}"`)).status).toBe(200);
    expect(await release(`"${version - 1}"`, { amount: 1 })).toMatchObject({ body: { code: 'milestone_not_funded' } });
  });

  test('a message does not outdate a version', async () => {
    const deal = await submitted(market, 20_000);
    const params = { contractId: deal.contractId };
    const { version } = await market.contract('getContract', client, { params });
    await market.contract('postMessage', freelancer, { params, body: { text: 'One more thing' } });
    await market.contract('release', client, { params: deal.at(0), body: { amount: 20_000 }, ifMatch: version });
  });

  test('nobody agrees to terms or money that they did not see', async () => {
    const offered = { ...contractBody(500_000), status: 'offered' };
    const {
      id: contractId,
      milestones,
      version,
    } = await market.contract('createContract', 'server', { body: offered });
    const params = { contractId, milestoneId: milestones[0]?.id ?? '' };
    await market.contract('editMilestone', client, { params, body: { amount: 5_000 } });
    const accept = (ifMatch?: number) =>
      market.send('acceptOffer', freelancer, { params: { contractId }, ...(ifMatch && { ifMatch }) });
    expect(await accept()).toMatchObject({ status: 428, body: { code: 'if_match_required' } });
    expect(await accept(version)).toMatchObject({ status: 412, body: { code: 'edited_meanwhile' } });
    const { status, version: seen } = await market.contract('acceptOffer', freelancer, { params: { contractId } });
    expect(status).toBe('active');
    const fund = (ifMatch?: number) =>
      market.send('fund', client, { params, body: {}, key: 'fund', ...(ifMatch && { ifMatch }) });
    expect((await fund()).status).toBe(428);
    expect((await fund(seen - 1)).status).toBe(412);
    expect((await fund(seen)).status).toBe(200);
    const end = { params: { contractId }, body: {}, key: 'end' };
    expect((await market.send('endContract', client, end)).status).toBe(428);
  });

  test('the commands that require it and those that ignore it are the listed ones', () => {
    const named = (kind: 'required' | 'ignored' | undefined) =>
      (Object.keys(operations) as OperationName[]).filter(
        (name) => operation(name).command !== undefined && operation(name).ifMatch === kind,
      );
    expect(named('ignored')).toEqual(['addStatement', 'postMessage', 'freeze']);
    // The others refuse or withdraw something, give somebody time or work, or belong to the server.
    expect(named(undefined)).toEqual([
      'appointMediator',
      'setMembers',
      'declineOffer',
      'withdrawOffer',
      'propose',
      'rejectProposal',
      'withdrawProposal',
      'submit',
      'withdrawSubmission',
      'requestChanges',
      'extendReview',
      'withdrawRefundRequest',
      'rejectApproval',
      'withdrawApproval',
      'unfreeze',
      'operatorExtend',
      'retryReturn',
      'cancelReturn',
      'bearReturn',
      'cancelPayment',
      'settleOutside',
      'openChargeback',
      'resolveChargeback',
      'acknowledgeDifference',
    ]);
  });

  test('is ignored on messages and statements', async () => {
    const deal = await market.create(20_000);
    const params = { contractId: deal.contractId };
    const { version } = await market.contract('fund', client, { params: deal.at(0), body: {} });
    const { milestoneId } = deal.at(0);
    const asked = await market.contract('requestRefund', client, { params, body: { milestoneId, reason: 'Late.' } });
    const { dispute } = await market.contract('disputeRefund', freelancer, {
      params: { ...params, refundRequestId: asked.refundRequest?.id ?? '' },
      body: { reason: 'It was on time.' },
    });
    const message = { params, body: { text: 'One moment.' }, ifMatch: version };
    expect((await market.send('postMessage', client, message)).status).toBe(201);
    const of = { ...params, disputeId: dispute?.id ?? '' };
    const statement = { params: of, body: { message: 'See the mail.' }, ifMatch: version };
    expect((await market.send('addStatement', client, statement)).status).toBe(201);
  });

  test('is honoured if sent, and not required of the server', async () => {
    const { contractId } = await market.create(20_000);
    const params = { contractId };
    expect(
      await market.send('appointMediator', 'server', { params, body: { mediator: null }, ifMatch: 99 }),
    ).toMatchObject({ status: 412 });
    expect(await market.send('editContract', 'server', { params, body: { title: 'Ours' } })).toMatchObject({
      status: 200,
    });
  });
});

describe('Idempotency-Key', () => {
  test('is required for commands that can move money', async () => {
    const { at } = await market.create(20_000);
    const answer = await market.send('fund', client, { params: at(0), body: {} });
    expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency_key_required' } });
  });

  test('a different body under the same key is 422; formatting does not make it different', async () => {
    const deal = await submitted(market, 20_000);
    const sent = { params: deal.at(0), key: 'same', ifMatch: 5 };
    const { version } = await market.contract('getContract', client, { params: { contractId: deal.contractId } });
    const first = await market.send('release', client, {
      ...sent,
      ifMatch: version,
      body: { amount: 20_000, note: 'Thanks' },
    });
    expect(first.status).toBe(200);
    const spelled = await market.send('release', client, { ...sent, body: { note: 'Thanks', amount: 20_000 } });
    expect([spelled.status, spelled.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    const other = await market.send('release', client, { ...sent, body: { amount: 19_999, note: 'Thanks' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    const otherCommand = await market.send('giveBonus', client, {
      params: { contractId: deal.contractId },
      key: 'same',
      body: { amount: 1_000 },
    });
    expect(otherCommand).toMatchObject({ body: { code: 'idempotency_key_reused' } });
  });

  test('a refusal does not use up a key', async () => {
    const { at, contractId } = await market.create(20_000);
    await market.contract('fund', client, { params: at(0), body: {} });
    const { version } = await market.contract('getContract', client, { params: { contractId } });
    const release = (amount: number) =>
      market.send('release', client, { params: at(0), body: { amount }, key: 'again', ifMatch: version });
    expect((await release(20_001)).status).toBe(422);
    expect((await release(20_000)).status).toBe(200);
  });

  test('is separate for each caller', async () => {
    const { contractId } = await market.create(20_000);
    const post = (as: typeof client) =>
      market.send('postMessage', as, { params: { contractId }, body: { text: 'Hi' }, key: 'hi' });
    expect([(await post(client)).status, (await post(freelancer)).status]).toEqual([201, 201]);
    const again = await post(client);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    const { body } = await market.send('getTimeline', client, { params: { contractId } });
    expect((body as { data: { type: string }[] }).data.filter(({ type }) => type === 'message.posted')).toHaveLength(2);
  });

  test('is kept by a command that changed nothing, so a late repeat is not decided again', async () => {
    const deal = await market.create(50_000);
    const params = { contractId: deal.contractId };
    await market.contract('fund', client, { params: deal.at(0), body: {} });
    const { milestoneId } = deal.at(0);
    const asked = await market.contract('requestRefund', client, { params, body: { milestoneId, reason: 'Late.' } });
    const { dispute } = await market.contract('disputeRefund', freelancer, {
      params: { ...params, refundRequestId: asked.refundRequest?.id ?? '' },
      body: { reason: 'It was on time.' },
    });
    const of = { ...params, disputeId: dispute?.id ?? '' };
    const offer = async (as: typeof client, toFreelancer: number, key: string) => {
      const { version } = await market.contract('getContract', as, { params });
      return market.send('makeOffer', as, { params: of, body: { toFreelancer }, key, ifMatch: version });
    };
    expect((await offer(client, 300, 'A')).headers.get('idempotency-replayed')).toBe(null);
    expect((await offer(client, 300, 'B')).headers.get('idempotency-replayed')).toBe(null);
    await offer(client, 100, 'C');
    await offer(freelancer, 300, 'D');
    const late = await offer(client, 300, 'B');
    expect([late.status, late.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(late.body).toMatchObject({ dispute: { id: of.disputeId }, totals: { released: 0 } });
    expect(await offer(client, 400, 'B')).toMatchObject({ body: { code: 'idempotency_key_reused' } });
  });

  test('replays the answer to a mediator who no longer sees the contract', async () => {
    const deal = await market.create(50_000);
    const params = { contractId: deal.contractId };
    const mediator = { id: 'u_mediator', name: 'Mio' };
    await market.contract('fund', client, { params: deal.at(0), body: {} });
    await market.contract('appointMediator', 'server', { params, body: { mediator } });
    const { milestoneId } = deal.at(0);
    const asked = await market.contract('requestRefund', client, { params, body: { milestoneId, reason: 'Late.' } });
    const { dispute, version } = await market.contract('disputeRefund', freelancer, {
      params: { ...params, refundRequestId: asked.refundRequest?.id ?? '' },
      body: { reason: 'It was on time.' },
    });
    const decide = () =>
      market.send('decideDispute', mediator, {
        params: { ...params, disputeId: dispute?.id ?? '' },
        body: { toFreelancer: 20_000, note: 'Both have a point.' },
        key: 'decided',
        ifMatch: version,
      });
    expect((await decide()).status).toBe(200);
    expect((await market.send('getContract', mediator, { params })).status).toBe(404);
    const again = await decide();
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    await market.contract('appointMediator', 'server', { params, body: { mediator: null } });
    expect((await decide()).status).toBe(404);
  });

  test('a creation with a different body under the same key is 422', async () => {
    const send = (amount: number) =>
      market.send('createContract', 'server', { body: contractBody(amount), key: 'made' });
    expect([(await send(10_000)).status, (await send(10_000)).status, (await send(10_001)).status]).toEqual([
      201, 201, 422,
    ]);
  });
});
