import type { WireContract, WireEvent } from '@workroom/core/api';
import { SignJWT } from 'jose/jwt/sign';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { follow } from '../stream/follow.test.support.ts';
import {
  client,
  type Deal,
  freelancer,
  type Market,
  openMarket,
  operator,
  sessionSecret,
  stranger,
  submitted,
} from '../testing/market.test.support.ts';

let market: Market;
let deal: Deal;
beforeAll(async () => {
  market = openMarket();
  deal = await submitted(market, 50_000);
}, 60_000);
afterAll(() => market.workroom.close());

async function disputed(): Promise<{ contractId: string; disputeId: string }> {
  const { contractId, at } = await submitted(market, 40_000);
  const body = { milestoneId: at(0).milestoneId, reason: 'It is not what I asked for.' };
  const asked = await market.contract('requestRefund', client, { params: { contractId }, body });
  const refundRequestId = asked.refundRequest?.id ?? '';
  const params = { contractId, refundRequestId };
  const { dispute } = await market.contract('disputeRefund', freelancer, { params, body: { reason: 'It is.' } });
  return { contractId, disputeId: dispute?.id ?? '' };
}

describe('rule 43: an operator', () => {
  test('reads every contract: the list, the contract, its timeline, its ledger and its export', async () => {
    const { contractId } = deal;
    const params = { contractId };
    expect(await market.contract('getContract', operator, { params })).toMatchObject({ viewer: 'operator' });
    const list = (await market.send('listContracts', operator)).body as { data: WireContract[] };
    expect(list.data.map(({ id, viewer }) => [id, viewer])).toContainEqual([contractId, 'operator']);
    for (const name of ['getTimeline', 'getLedger', 'exportContract'] as const) {
      expect((await market.send(name, operator, { params })).status, name).toBe(200);
    }
    expect((await market.send('getContract', stranger, { params })).status).toBe(404);
  });

  test('follows a contract live', async () => {
    const { token } = await market.workroom.sessions.create({ user: operator.operator, operator: true });
    const line = await follow(market, deal.contractId, { authorization: `Bearer ${token}` });
    await market.contract('postMessage', client, { params: { contractId: deal.contractId }, body: { text: 'Hello.' } });
    expect(await line.next(1)).toMatchObject([{ type: 'message.posted' }]);
    line.hangUp();
  });

  test('in the process is named as an operator', async () => {
    const { contractId } = deal;
    expect(await market.workroom.api.getContract({ actor: operator, contractId })).toMatchObject({
      viewer: 'operator',
    });
    const hosts = { ...stranger, operator: true };
    await expect(market.workroom.api.getContract({ actor: hosts, contractId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('has no extra rights as a party or the mediator', async () => {
    const { contractId } = await disputed();
    const params = { contractId };
    const asked = { params };
    expect(await market.contract('getContract', { operator: client }, asked)).toMatchObject({ viewer: 'client' });
    const body = { mediator: operator.operator };
    await market.contract('appointMediator', 'server', { params, body });
    expect(await market.contract('getContract', operator, asked)).toMatchObject({ viewer: 'mediator' });
    const calm = { contractId: deal.contractId };
    await market.contract('appointMediator', 'server', { params: calm, body });
    expect((await market.send('getContract', operator, { params: calm })).status).toBe(404);
    const list = (await market.send('listContracts', operator)).body as { data: WireContract[] };
    expect(list.data.map(({ id }) => id)).not.toContain(deal.contractId);
    await market.contract('appointMediator', 'server', { params: calm, body: { mediator: null } });
  });

  test('never sees the amount of a sealed offer', async () => {
    const { contractId, disputeId } = await disputed();
    const params = { contractId, disputeId };
    const body = { toFreelancer: 12_345, sealed: true };
    await market.contract('makeOffer', client, { params, body });
    const seen = await market.contract('getContract', operator, { params });
    expect(seen.dispute?.sealed).toMatchObject({ mine: null, theirsIn: false });
    const { body: timeline } = await market.send('getTimeline', operator, { params });
    const { data } = timeline as { data: WireEvent[] };
    expect(JSON.stringify([seen, data])).not.toContain('12345');
  });

  test('cannot run commands of the parties', async () => {
    const { contractId, at } = deal;
    for (const [name, body] of [
      ['postMessage', { text: 'Hello.' }],
      ['release', { amount: 50_000 }],
      ['requestChanges', { message: 'Once more.' }],
      ['submit', { message: 'Mine.' }],
      ['endContract', {}],
    ] as const) {
      expect(await market.problem(name, operator, { params: { ...at(0), contractId }, body }), name).toMatchObject({
        code: 'forbidden_for_role',
      });
    }
    const { actions } = await market.contract('getContract', operator, { params: { contractId } });
    expect(actions.map(({ name }) => name)).toEqual([
      'freeze',
      'unfreeze',
      'operator_release',
      'operator_refund',
      'operator_extend',
      'operator_end',
      'return_funds',
      'open_chargeback',
      'resolve_chargeback',
      'record_evidence',
      'acknowledge_difference',
    ]);
  });
});

describe('rule 43: an operator’s session', () => {
  test('can be created only by the server, and is not bound to contracts', async () => {
    const body = { user: stranger, operator: true };
    expect(await market.problem('createSession', client, { body })).toMatchObject({ code: 'forbidden_for_role' });
    expect(await market.problem('createSession', operator, { body })).toMatchObject({ code: 'forbidden_for_role' });
    const both = { ...body, contracts: [deal.contractId] };
    expect(await market.problem('createSession', 'server', { body: both })).toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '/operator' }],
    });
    await expect(market.workroom.sessions.create({ ...body, contracts: [deal.contractId] })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    const made = await market.send('createSession', 'server', { body });
    const { token } = made.body as { token: string };
    const seen = await market.fetch('GET', `/workroom/contracts/${deal.contractId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await seen.json()).toMatchObject({ viewer: 'operator' });
  });

  test('bound to contracts is refused', async () => {
    const seconds = Math.floor(market.system.ms / 1000);
    const token = await new SignJWT({ name: 'Rae', operator: true, contracts: [deal.contractId] })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('workroom')
      .setAudience('workroom')
      .setSubject('u_operator')
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 600)
      .sign(new TextEncoder().encode(sessionSecret));
    const seen = await market.fetch('GET', `/workroom/contracts/${deal.contractId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(seen.status).toBe(401);
  });

  test('ends when the person’s sessions are revoked', async () => {
    const { token } = await market.workroom.sessions.create({ user: operator.operator, operator: true });
    await market.workroom.sessions.revoke({ user: operator.operator });
    const headers = { authorization: `Bearer ${token}` };
    expect((await market.fetch('GET', '/workroom/contracts', { headers })).status).toBe(401);
    market.system.ms += 1_000;
  });
});
