import type { WireContract } from '@workroom/core/api';
import { client, contractBody, freelancer, type Market, uploadFile } from '../testing/market.test.support.ts';

export const mediator = { id: 'u_mediator', name: 'Noor' };

/** With manual payments: a charge or a payout that waits to be reported. */
export async function contractToReport(market: Market, stage: number): Promise<WireContract> {
  const made = await market.contract('createContract', 'server', { body: contractBody(20_000, 5_000) });
  const params = { contractId: made.id, milestoneId: made.milestones[0]?.id ?? '' };
  const funding = await market.contract('fund', client, { params, body: {} });
  if (stage % 2 === 0) return funding;
  const reported = { contractId: made.id, paymentId: funding.payments[0]?.id ?? '' };
  await market.contract('reportPayment', 'server', { params: reported, body: { outcome: 'succeeded' } });
  return market.contract('release', client, { params, body: { amount: 20_000 } });
}

/**
 * A contract in a state that random requests rarely reach: offered, funded, in review, with a refund request, in
 * dispute, with a proposal, with an open offer, with a failed or pending charge, with a release that waits for
 * approval.
 */
export async function contractAtStage(market: Market, stage: number): Promise<WireContract> {
  const steps = stage % 11;
  const body = { ...contractBody(20_000, 5_000), ...(steps === 0 ? { status: 'offered' } : {}) };
  let contract = await market.contract('createContract', 'server', { body });
  const params = { contractId: contract.id, milestoneId: contract.milestones[0]?.id ?? '' };
  if (steps === 0) return contract;
  if (steps === 9) {
    const changes = [{ add: { title: 'One more', amount: 10_000 } }];
    return market.contract('propose', stage % 2 === 0 ? freelancer : client, { params, body: { changes } });
  }
  const paymentMethod = { 6: 'pm_declined', 7: 'pm_pending', 8: 'pm_payout_fails' }[steps];
  contract = await market.contract('fund', client, {
    params,
    body: paymentMethod === undefined ? {} : { paymentMethod },
  });
  if (paymentMethod !== undefined) return contract;
  if (steps === 1) return contract;
  if (steps === 10) {
    const approvals = {
      client: [
        { command: 'release', of: 2 },
        { command: 'end', of: 2 },
      ],
    };
    const members = { client: [mediator], freelancer: [], approvals };
    await market.contract('setMembers', 'server', { params, body: members });
    return market.contract('release', client, { params, body: { amount: 20_000 } });
  }
  if (steps === 2) {
    const files = [{ uploadId: await uploadFile(market, contract.id) }];
    return market.contract('submit', freelancer, { params, body: { message: 'Here it is.', files } });
  }
  await market.contract('appointMediator', 'server', { params, body: { mediator } });
  contract = await market.contract('requestRefund', client, {
    params,
    body: { milestoneId: params.milestoneId, reason: 'No longer needed' },
  });
  if (steps === 3) return contract;
  contract = await market.contract('disputeRefund', freelancer, {
    params: { ...params, refundRequestId: contract.refundRequest?.id ?? '' },
    body: { reason: 'It was delivered' },
  });
  if (steps === 4) return contract;
  return market.contract('makeOffer', client, {
    params: { ...params, disputeId: contract.dispute?.id ?? '' },
    body: { toFreelancer: 5_000 },
  });
}
