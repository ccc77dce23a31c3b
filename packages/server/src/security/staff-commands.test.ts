import { commandNames, type Side, stepOf } from '@workroom/core';
import { type OperationName, operation, operations } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type As,
  client,
  freelancer,
  type Market,
  openMarket,
  operator,
  stranger,
  submitted,
} from '../testing/market.test.support.ts';

// Rule 43: only a session that the marketplace’s server created for staff can act for the marketplace.

const mediator = { id: 'u_mediator', name: 'Mira' };
const colleague = { id: 'u_colleague', name: 'Cleo' };
const reason = 'Because';
const callers: readonly (readonly [name: string, as: As, side: Side | null])[] = [
  ['the client', client, 'client'],
  ['a member of the client’s', colleague, 'client'],
  ['the freelancer', freelancer, 'freelancer'],
  ['the mediator', mediator, 'mediator'],
  ['the server', 'server', 'server'],
  ['an ordinary token of the operator', operator.operator, null],
  ['an operator who is a party', { operator: client }, 'client'],
  ['a stranger', stranger, null],
  ['nobody', 'nobody', null],
];
const ofStaff = commandNames.filter((name) => stepOf(name).who.includes('operator'));
const operationsOf = (Object.keys(operations) as OperationName[]).filter((name) =>
  ofStaff.some((command) => command === operation(name).command),
);

let market: Market;
let ids: Record<string, string> = {};
beforeAll(async () => {
  market = openMarket({ policy: { operatorApprovalAbove: { USD: 0 } } });
  const { contractId, at } = await submitted(market, 50_000);
  const params = { contractId };
  await market.contract('setMembers', 'server', { params, body: { client: [colleague], freelancer: [] } });
  await market.contract('appointMediator', 'server', { params, body: { mediator } });
  const milestoneId = at(0).milestoneId;
  const { refundRequest } = await market.contract('requestRefund', client, { params, body: { milestoneId, reason } });
  const disputed = await market.contract('disputeRefund', freelancer, {
    params: { ...params, refundRequestId: refundRequest?.id ?? '' },
    body: { reason },
  });
  const disputeId = disputed.dispute?.id ?? '';
  // It waits for a second operator.
  const { approvals } = await market.contract('decideDispute', operator, {
    params: { ...params, disputeId },
    body: { toFreelancer: 1, note: reason },
  });
  ids = {
    contractId,
    milestoneId,
    disputeId,
    approvalId: approvals[0]?.id ?? '',
    paymentId: 'pay_none',
    returnId: 'ret_none',
  };
}, 60_000);
afterAll(() => market.workroom.close());

const bodies = (): Partial<Record<OperationName, unknown>> => ({
  decideDispute: { toFreelancer: 1, note: reason },
  freeze: { reason },
  unfreeze: { reason },
  operatorRelease: { milestoneId: ids.milestoneId, reason },
  operatorRefund: { milestoneId: ids.milestoneId, reason },
  operatorExtend: { deadline: 'dispute', days: 1, reason },
  operatorEnd: { toFreelancer: 0, reason },
});
const known = async () => {
  const {
    actions: _,
    now: __,
    ...contract
  } = await market.contract('getContract', 'server', {
    params: { contractId: ids.contractId ?? '' },
  });
  return contract;
};

describe('rule 43: operator commands', () => {
  test.each(operationsOf)('%s is refused to everybody else, and changes nothing', async (name) => {
    const before = await known();
    const { command } = operation(name);
    for (const [who, as, side] of callers) {
      // The parties can also answer requests, namely their own.
      const isTheirs =
        side !== null && command !== undefined && stepOf(command).who.includes(side) && !name.match(/pprov/);
      if (isTheirs) continue;
      const body = bodies()[name];
      const sent = {
        params: ids,
        ...(body === undefined ? {} : { body }),
        key: `${who} ${name}`.replace(/\W/g, '-'),
        ifMatch: before.version,
      };
      const { status } = await market.send(name, as, sent);
      // A missing body is refused as invalid.
      expect([who, status]).toEqual([
        who,
        expect.toSatisfy((each: number) => [401, 403, 404].includes(each) || (body === undefined && each === 422)),
      ]);
    }
    expect(await known()).toEqual(before);
  });

  test('rule 54: an operator compares the books with the provider, and records what differs', async () => {
    for (const record of [false, true]) {
      const { status, body } = await market.send('reconcile', operator, { body: { record } });
      expect(status).toBe(200);
      expect(body).toMatchObject({ differences: [], recorded: 0, nextCursor: null });
    }
  });

  test('totals, the filters of the queue and the comparison of the books are refused to everybody else', async () => {
    for (const [who, as] of callers.filter(([, , side]) => side !== 'server')) {
      // This operator is a party of one contract, and still an operator elsewhere.
      if (typeof as === 'object' && 'operator' in as) continue;
      expect([who, (await market.send('getTotals', as)).status]).toEqual([who, as === 'nobody' ? 401 : 403]);
      const { status } = await market.send('listContracts', as, { query: { attention: 'frozen' } });
      expect([who, status]).toEqual([who, as === 'nobody' ? 401 : 403]);
      const compared = await market.send('reconcile', as, { body: {} });
      expect([who, compared.status]).toEqual([who, as === 'nobody' ? 401 : 403]);
      const log = await market.send('listAccessLog', as);
      expect([who, log.status]).toEqual([who, as === 'nobody' ? 401 : 403]);
    }
  });
});
