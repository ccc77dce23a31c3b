import type { WireContract } from '@workroom/core/api';
import { client, contractBody, freelancer, type Market } from '../testing/market.test.support.ts';

export const mediator = { id: 'u_mediator', name: 'Noor' };

/**
 * A contract at a stage that chance alone would rarely reach: offered, funded, in review, with a refund
 * asked for, in dispute, with an offer on the table, with a charge that failed or has not settled.
 */
export async function contractAtStage(market: Market, stage: number): Promise<WireContract> {
  const steps = stage % 9;
  const body = { ...contractBody(20_000, 5_000), ...(steps === 0 ? { status: 'offered' } : {}) };
  let contract = await market.contract('createContract', 'server', { body });
  const params = { contractId: contract.id, milestoneId: contract.milestones[0]?.id ?? '' };
  if (steps === 0) return contract;
  const paymentMethod = { 6: 'pm_declined', 7: 'pm_pending', 8: 'pm_payout_fails' }[steps];
  contract = await market.contract('fund', client, {
    params,
    body: paymentMethod === undefined ? {} : { paymentMethod },
  });
  if (paymentMethod !== undefined) return contract;
  if (steps === 1) return contract;
  if (steps === 2) return market.contract('submit', freelancer, { params, body: { message: 'Here it is.' } });
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
