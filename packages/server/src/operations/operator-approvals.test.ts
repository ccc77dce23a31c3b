import type { Output, WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  client,
  freelancer,
  type Market,
  openMarket,
  operator,
  stranger,
  submitted,
} from '../testing/market.test.support.ts';

const second = { operator: { id: 'u_second', name: 'Noa' } } as const;
const reason = 'The client does not answer.';
let market: Market;
const asked: { actor: string; command: string }[] = [];
beforeAll(async () => {
  market = openMarket({
    policy: { operatorApprovalAbove: { USD: 40_000 } },
    authorize({ actor, command }) {
      asked.push({ actor: actor === 'server' ? actor : actor.id, command: command.type });
      return true;
    },
  });
  await market.workroom.ready;
}, 60_000);
afterAll(() => market.workroom.close());

const versionOf = async (contractId: string) =>
  (await market.contract('getContract', 'server', { params: { contractId } })).version;

/** An operator's release of 500.00, which waits for approval. */
async function waiting(key = 'ask') {
  const { contractId, at } = await submitted(market, 50_000);
  const params = { contractId };
  const sent = {
    params,
    body: { milestoneId: at(0).milestoneId, reason },
    key: `${key}-${contractId}`,
    ifMatch: await versionOf(contractId),
  };
  const answer = await market.send('operatorRelease', operator, sent);
  const [request] = (answer.body as WireContract).approvals;
  return { params, at, sent, answer, request, approval: { ...params, approvalId: request?.id ?? 'apr_none' } };
}
const totalsOf = async (params: { contractId: string }) =>
  (await market.contract('getContract', 'server', { params })).totals;

describe('rules 47 and 64: a second operator', () => {
  test('is required with 202, and executes the command once', async () => {
    const { params, answer, request, approval } = await waiting();
    expect(answer.status).toBe(202);
    expect(request).toMatchObject({
      command: 'operator_release',
      side: 'operator',
      amount: 50_000,
      body: { amount: 50_000, reason },
      askedBy: operator.operator,
      needed: 2,
      state: 'open',
    });
    expect(await totalsOf(params)).toMatchObject({ released: 0, held: 50_000 });
    asked.length = 0;
    const sent = { params: approval, key: `approve-${params.contractId}`, ifMatch: await versionOf(params.contractId) };
    expect((await market.send('approve', second, sent)).status).toBe(200);
    expect((await market.send('approve', second, sent)).headers.get('idempotency-replayed')).toBe('true');
    expect(await totalsOf(params)).toMatchObject({ released: 50_000, held: 0 });
    // The hook is also called for the resulting command, with the requester as the actor.
    expect(asked.slice(0, 2)).toEqual([
      { actor: second.operator.id, command: 'approve' },
      { actor: operator.operator.id, command: 'operator_release' },
    ]);
    const books = await market.provider.books(params.contractId);
    expect(books).toMatchObject({ charged: 50_000, transferred: 50_000, refunded: 0 });
  });

  test('must be another operator', async () => {
    const { params, approval } = await waiting();
    const ifMatch = await versionOf(params.contractId);
    const tries = ['approve', 'rejectApproval', 'withdrawApproval'] as const;
    for (const as of [client, freelancer, stranger, second.operator, 'server', 'nobody'] as const) {
      for (const name of tries) {
        const { status } = await market.send(name, as, { params: approval, body: {}, key: `${name}-x`, ifMatch });
        expect([as, name, [401, 403, 404].includes(status)]).toEqual([as, name, true]);
      }
    }
    expect(await market.problem('approve', operator, { params: approval })).toMatchObject({ code: 'already_approved' });
    // An operator who joins a side loses the operator's rights on this contract.
    await market.contract('setMembers', 'server', { params, body: { client: [second.operator], freelancer: [] } });
    expect(await market.problem('approve', second, { params: approval })).toMatchObject({ code: 'not_found' });
    expect(await totalsOf(params)).toMatchObject({ released: 0, held: 50_000 });
  });

  test('rule 48: finds it in the queue, until it is answered', async () => {
    const { params, approval } = await waiting();
    const queue = async () =>
      (
        (await market.send('listContracts', second, { query: { attention: 'approval_waiting', limit: 100 } }))
          .body as Output<'ContractList'>
      ).data.map(({ id }) => id);
    expect(await queue()).toContain(params.contractId);
    await market.contract('rejectApproval', second, { params: approval, body: { reason: 'Ask the client first.' } });
    expect(await queue()).not.toContain(params.contractId);
    const contract = await market.contract('getContract', operator, { params });
    expect(contract.approvals).toMatchObject([{ state: 'rejected', reason: 'Ask the client first.' }]);
  });

  test('rule 44: both parties see the reason after the execution, and no request before', async () => {
    const { params, approval } = await waiting();
    const notified = async (as: typeof client) =>
      ((await market.send('listNotifications', as)).body as Output<'NotificationList'>).data.filter(
        ({ contractId }) => contractId === params.contractId,
      );
    const everything = async (as: typeof client) =>
      JSON.stringify([
        (await market.contract('getContract', as, { params })).approvals,
        (await market.send('getTimeline', as, { params })).body,
        (await market.send('exportContract', as, { params })).body,
        await notified(as),
      ]);
    const before = await notified(freelancer);
    for (const as of [client, freelancer]) expect(await everything(as)).not.toContain(reason);
    await market.contract('approve', second, { params: approval });
    for (const as of [client, freelancer]) {
      expect(await everything(as)).toContain(reason);
      expect((await notified(as)).map(({ type }) => type)).toContain('operator.released');
    }
    expect(await notified(freelancer)).toHaveLength(before.length + 1);
  });

  test('needs the current version for the last approval', async () => {
    const { approval } = await waiting();
    expect(await market.problem('approve', second, { params: approval, key: 'v', ifMatch: 1 })).toMatchObject({
      code: 'edited_meanwhile',
    });
    expect((await market.send('approve', second, { params: approval, key: 'w' })).status).toBe(428);
  });

  test('rule 56: a contract may have its own amount, within the bounds', async () => {
    const policyBounds = { operatorApprovalAbove: { USD: { max: 40_000 } } };
    const bound = openMarket({ policy: { operatorApprovalAbove: { USD: 40_000 } }, policyBounds });
    const create = (usd: number) => ({
      body: { title: 'A', currency: 'USD', client, freelancer, policy: { operatorApprovalAbove: { USD: usd } } },
    });
    const made = await bound.contract('createContract', 'server', create(10_000));
    expect(made.policy.operatorApprovalAbove).toEqual({ USD: 10_000 });
    expect(await bound.problem('createContract', 'server', create(40_001))).toMatchObject({
      code: 'policy_out_of_bounds',
      errors: [{ pointer: '/policy/operatorApprovalAbove/USD' }],
    });
    await bound.workroom.close();
    expect(() => openMarket({ policyBounds })).toThrow('/operatorApprovalAbove/USD: Allowed is at most 40000');
  });
});
