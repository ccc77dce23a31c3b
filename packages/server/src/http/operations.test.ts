import { type Amount, amount } from '@workroom/core';
import { type OperationName, type Output, operation, type WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noRevocations } from '../sessions/revocations.ts';
import { createSessions } from '../sessions/sessions.ts';
import {
  type As,
  announcedFile,
  client,
  contractBody,
  type Deal,
  freelancer,
  openMarket,
  operator,
  type Sent,
  sessionSecret,
  stranger,
  submitted,
  uploadFile,
} from '../testing/market.test.support.ts';

// Covers every operation: a missing case does not compile.

const market = openMarket({ webhooks: { sender: async () => ({ status: 204 }) } });
beforeAll(() => market.workroom.ready, 240_000);
afterAll(() => market.workroom.close());

const mediator = { id: 'u_mediator', name: 'Noor' };
const colleague = { id: 'u_colleague', name: 'Cleo' };
const observer = { id: 'u_observer', name: 'Omar' };

interface Case {
  /** Creates a situation in which the operation succeeds, and returns the request. */
  readonly given: () => Promise<Sent>;
  readonly by: As;
  /** A party, or the server, without permission. */
  readonly notBy?: As;
  /** A situation in which the rules refuse it, and the error code. */
  readonly closed?: { readonly given: () => Promise<Sent>; readonly code: string };
}

const planned = async (): Promise<Deal> => market.create(20_000, 30_000);
const funded = async (): Promise<Deal> => {
  const deal = await planned();
  await market.contract('fund', client, { params: deal.at(0), body: {} });
  return deal;
};
const inReview = () => submitted(market, 20_000, 30_000);
const offered = async (): Promise<{ contractId: string }> => {
  const { id } = await market.contract('createContract', 'server', {
    body: { ...contractBody(20_000), status: 'offered' },
  });
  return { contractId: id };
};
const answeredOffer = async () => {
  const params = await offered();
  await market.contract('declineOffer', freelancer, { params });
  return params;
};
const ended = async (): Promise<Deal> => {
  const deal = await planned();
  await market.contract('endContract', client, { params: { contractId: deal.contractId }, body: {} });
  return deal;
};
const ofContract = ({ contractId }: Deal) => ({ contractId });

const hook = 'https://market.example/webhooks';
async function endpoint(): Promise<{ params: Record<string, string> }> {
  const { body } = await market.send('createWebhookEndpoint', 'server', { body: { url: hook } });
  return { params: { webhookEndpointId: (body as Output<'WebhookEndpoint'>).id } };
}
async function delivered() {
  const { params } = await endpoint();
  const { body } = await market.send('testWebhookEndpoint', 'server', { params });
  return { params: { ...params, deliveryId: (body as Output<'Delivery'>).id } };
}

async function refundRequested(): Promise<{ contractId: string; refundRequestId: string }> {
  const { contractId, at } = await funded();
  const { refundRequest } = await market.contract('requestRefund', client, {
    params: { contractId },
    body: { milestoneId: at(0).milestoneId, reason: 'No longer needed' },
  });
  return { contractId, refundRequestId: refundRequest?.id ?? '' };
}
async function withdrawnRefund() {
  const params = await refundRequested();
  await market.contract('withdrawRefundRequest', client, { params });
  return params;
}
async function disputed(): Promise<{ contractId: string; disputeId: string }> {
  const params = await refundRequested();
  await market.contract('appointMediator', 'server', { params: { contractId: params.contractId }, body: { mediator } });
  const { dispute } = await market.contract('disputeRefund', freelancer, {
    params,
    body: { reason: 'It was delivered' },
  });
  return { contractId: params.contractId, disputeId: dispute?.id ?? '' };
}
async function decided() {
  const params = await disputed();
  await market.contract('decideDispute', mediator, {
    params,
    body: { toFreelancer: 5_000, note: 'A quarter was done' },
  });
  return params;
}
/** The freelancer has proposed to add a milestone. */
async function proposed() {
  const params = ofContract(await planned());
  const { proposals } = await market.contract('propose', freelancer, { params, body: proposal });
  return { ...params, proposalId: proposals[0]?.id ?? '' };
}
async function answeredProposal() {
  const params = await proposed();
  await market.contract('rejectProposal', client, { params, body: {} });
  return params;
}
const reason = 'We have looked into it.';
async function frozen(): Promise<{ contractId: string }> {
  const params = ofContract(await inReview());
  await market.contract('freeze', operator, { params, body: { reason } });
  return params;
}
const byOperator = (deal: Deal): Sent => ({
  params: ofContract(deal),
  body: { milestoneId: deal.milestones[0], amount: 5_000, reason },
});
async function released() {
  const deal = await inReview();
  await market.contract('release', client, {
    params: deal.at(0),
    body: { amount: 20_000, leftover: { to: 'refund_and_continue', reason } },
  });
  return deal;
}
const backFrom = (deal: Deal): Sent => ({
  params: ofContract(deal),
  body: { from: { milestoneId: deal.milestones[0] }, amount: 12_000, reason },
});
/** The freelancer has nothing to withdraw. */
async function parkedReturn() {
  const deal = await released();
  await market.provider.setBalance(freelancer.id, 0 as Amount);
  const { returns, payments } = await market.contract('returnFunds', freelancer, backFrom(deal));
  const reversal = payments.findLast(({ kind }) => kind === 'reversal')?.id ?? '';
  return { params: { ...ofContract(deal), returnId: returns[0]?.id ?? '' }, body: { reason }, reversal };
}
const notParked = {
  given: async () => {
    const deal = await released();
    await market.provider.setBalance(freelancer.id, 20_000 as Amount);
    const { returns } = await market.contract('returnFunds', freelancer, backFrom(deal));
    return { params: { ...ofContract(deal), returnId: returns[0]?.id ?? '' }, body: { reason } };
  },
  code: 'payment_not_retryable',
} as const;
const proposal = { changes: [{ add: { title: 'More', amount: 9_000 } }] };
/** A release that waits for another member's approval. */
async function waiting(): Promise<{ contractId: string; approvalId: string }> {
  const { contractId, at } = await funded();
  await market.contract('setMembers', 'server', {
    params: { contractId },
    body: {
      client: [colleague, { ...observer, roles: ['message'] }],
      freelancer: [],
      approvals: { client: [{ command: 'release', of: 2 }] },
    },
  });
  const { approvals } = await market.contract('release', client, { params: at(0), body: { amount: 20_000 } });
  return { contractId, approvalId: approvals[0]?.id ?? '' };
}
async function rejected() {
  const params = await waiting();
  await market.contract('rejectApproval', colleague, { params, body: {} });
  return params;
}
async function charged(paymentMethod: string): Promise<{ contractId: string; paymentId: string }> {
  const deal = await planned();
  const { payments } = await market.contract('fund', client, { params: deal.at(0), body: { paymentMethod } });
  return { contractId: deal.contractId, paymentId: payments[0]?.id ?? '' };
}

async function chargedBack(): Promise<{ contractId: string; paymentId: string; chargebackId: string }> {
  const deal = await funded();
  const { body } = await market.send('getContract', client, { params: ofContract(deal) });
  const paymentId = (body as Output<'ContractAnswer'>).payments[0]?.id ?? '';
  const params = { ...ofContract(deal), paymentId };
  const { chargebacks } = await market.contract('openChargeback', 'server', { params, body: { amount: 5_000 } });
  return { ...params, chargebackId: chargebacks[0]?.id ?? '' };
}

/** A chargeback that the provider itself reports. */
async function reportedChargeback() {
  const deal = await funded();
  const { body } = await market.send('getContract', client, { params: ofContract(deal) });
  await market.provider.chargeback((body as Output<'ContractAnswer'>).payments[0]?.id ?? 'pay_none');
  const { chargebacks } = await market.contract('getContract', 'server', { params: ofContract(deal) });
  return { ...ofContract(deal), chargebackId: chargebacks[0]?.id ?? '' };
}
/** Money was transferred at the provider outside Workroom. */
async function moved() {
  const deal = await funded();
  const { body } = await market.send('getContract', client, { params: ofContract(deal) });
  const { payments } = body as Output<'ContractAnswer'>;
  await market.contract('release', client, { params: deal.at(0), body: { amount: 20_000 } });
  await market.provider.externalTransfer(payments[0]?.id ?? 'pay_none', amount(1));
  const { differences } = await market.contract('getContract', 'server', { params: ofContract(deal) });
  return { ...ofContract(deal), differenceId: differences[0]?.id ?? '' };
}
async function documented(): Promise<{ contractId: string; documentId: string }> {
  const params = ofContract(await funded());
  const { data } = (await market.send('listDocuments', client, { params })).body as Output<'DocumentList'>;
  return { ...params, documentId: data[0]?.id ?? '' };
}

/** Streams never end by themselves, so they have their own tests. */
// `provider-webhook.test.ts` tests the provider's webhook, which needs no sign-in.
type Walked = Exclude<OperationName, 'streamEvents' | 'streamContracts' | 'receiveProviderWebhook' | 'reportPayment'>;

const cases: { readonly [Name in Walked]: Case } = {
  listContracts: { given: async () => ({}), by: client },
  createContract: { given: async () => ({ body: contractBody(10_000) }), by: 'server', notBy: client },
  getContract: { given: async () => ({ params: ofContract(await planned()) }), by: freelancer },
  getQuote: {
    given: async () => ({ params: ofContract(await planned()), query: { command: 'give_bonus', amount: 5_000 } }),
    by: client,
    notBy: 'server',
  },
  editContract: {
    given: async () => ({ params: ofContract(await planned()), body: { title: 'A new title' } }),
    by: client,
    notBy: freelancer,
    closed: {
      given: async () => ({ params: ofContract(await ended()), body: { title: 'X' } }),
      code: 'contract_not_active',
    },
  },
  appointMediator: {
    given: async () => ({ params: ofContract(await planned()), body: { mediator } }),
    by: 'server',
    notBy: client,
  },
  setMembers: {
    given: async () => ({ params: ofContract(await planned()), body: { client: [mediator], freelancer: [] } }),
    by: 'server',
    notBy: freelancer,
  },
  acceptOffer: {
    given: async () => ({ params: await offered() }),
    by: freelancer,
    notBy: client,
    closed: { given: async () => ({ params: await answeredOffer() }), code: 'offer_already_answered' },
  },
  declineOffer: {
    given: async () => ({ params: await offered(), body: { reason: 'No time' } }),
    by: freelancer,
    notBy: client,
    closed: { given: async () => ({ params: await answeredOffer() }), code: 'offer_already_answered' },
  },
  withdrawOffer: {
    given: async () => ({ params: await offered() }),
    by: client,
    notBy: freelancer,
    closed: { given: async () => ({ params: await answeredOffer() }), code: 'offer_already_answered' },
  },
  propose: {
    given: async () => ({ params: ofContract(await planned()), body: proposal }),
    by: freelancer,
    closed: { given: async () => ({ params: ofContract(await ended()), body: proposal }), code: 'contract_not_active' },
  },
  acceptProposal: {
    given: async () => ({ params: await proposed() }),
    by: client,
    notBy: freelancer,
    closed: { given: async () => ({ params: await answeredProposal() }), code: 'proposal_not_open' },
  },
  rejectProposal: {
    given: async () => ({ params: await proposed(), body: { reason: 'Too much' } }),
    by: client,
    notBy: freelancer,
    closed: { given: async () => ({ params: await answeredProposal(), body: {} }), code: 'proposal_not_open' },
  },
  withdrawProposal: {
    given: async () => ({ params: await proposed() }),
    by: freelancer,
    notBy: client,
    closed: { given: async () => ({ params: await answeredProposal() }), code: 'proposal_not_open' },
  },
  volunteerRefund: {
    given: async () => {
      const { milestoneId, contractId } = (await funded()).at(0);
      return { params: { contractId }, body: { milestoneId, amount: 5_000 } };
    },
    by: freelancer,
    notBy: client,
    closed: {
      given: async () => ({ params: ofContract(await planned()), body: {} }),
      code: 'milestone_not_funded',
    },
  },
  makeOffer: {
    given: async () => ({ params: await disputed(), body: { toFreelancer: 5_000, sealed: true } }),
    by: client,
    notBy: mediator,
    closed: { given: async () => ({ params: await decided(), body: { toFreelancer: 1 } }), code: 'no_dispute_open' },
  },
  addMilestones: {
    given: async () => ({
      params: ofContract(await planned()),
      body: { milestones: [{ title: 'More', amount: 9_000 }] },
    }),
    by: client,
    notBy: freelancer,
    closed: {
      given: async () => ({
        params: ofContract(await ended()),
        body: { milestones: [{ title: 'More', amount: 9_000 }] },
      }),
      code: 'contract_not_active',
    },
  },
  reorderMilestones: {
    given: async () => {
      const deal = await planned();
      return { params: ofContract(deal), body: { milestoneIds: [...deal.milestones].reverse() } };
    },
    by: client,
    notBy: freelancer,
    closed: {
      given: async () => ({ params: ofContract(await planned()), body: { milestoneIds: [] } }),
      code: 'order_incomplete',
    },
  },
  editMilestone: {
    given: async () => ({ params: (await planned()).at(0), body: { amount: 25_000 } }),
    by: client,
    notBy: freelancer,
    closed: {
      given: async () => ({ params: (await funded()).at(0), body: { amount: 25_000 } }),
      code: 'milestone_not_editable',
    },
  },
  removeMilestone: {
    given: async () => ({ params: (await planned()).at(1) }),
    by: client,
    notBy: freelancer,
    closed: { given: async () => ({ params: (await funded()).at(0) }), code: 'milestone_not_editable' },
  },
  fund: {
    given: async () => ({ params: (await planned()).at(0), body: {} }),
    by: client,
    notBy: freelancer,
    closed: { given: async () => ({ params: (await funded()).at(1), body: {} }), code: 'another_milestone_is_funded' },
  },
  submit: {
    given: async () => ({ params: (await funded()).at(0), body: { message: 'Done' } }),
    by: freelancer,
    notBy: client,
    closed: {
      given: async () => ({ params: (await planned()).at(0), body: { message: 'Done' } }),
      code: 'milestone_not_funded',
    },
  },
  withdrawSubmission: {
    given: async () => {
      const deal = await inReview();
      const { milestones } = await market.contract('getContract', client, { params: ofContract(deal) });
      return { params: { ...deal.at(0), submissionId: milestones[0]?.submissions[0]?.id ?? '' } };
    },
    by: freelancer,
    notBy: client,
    closed: {
      given: async () => ({ params: { ...(await funded()).at(0), submissionId: 'sub_0' } }),
      code: 'not_in_review',
    },
  },
  requestChanges: {
    given: async () => ({ params: (await inReview()).at(0), body: { message: 'Bigger' } }),
    by: client,
    notBy: freelancer,
    closed: {
      given: async () => ({ params: (await funded()).at(0), body: { message: 'Bigger' } }),
      code: 'not_in_review',
    },
  },
  extendReview: {
    given: async () => ({ params: (await inReview()).at(0), body: { days: 2 } }),
    by: freelancer,
    notBy: client,
    closed: {
      given: async () => ({ params: (await inReview()).at(0), body: { days: 15 } }),
      code: 'extension_limit_reached',
    },
  },
  release: {
    given: async () => ({ params: (await inReview()).at(0), body: { amount: 20_000, bonus: 1_000 } }),
    by: client,
    notBy: freelancer,
    closed: {
      given: async () => ({ params: (await planned()).at(0), body: { amount: 20_000 } }),
      code: 'milestone_not_funded',
    },
  },
  giveBonus: {
    given: async () => ({ params: ofContract(await planned()), body: { amount: 2_000, note: 'Thank you' } }),
    by: client,
    notBy: freelancer,
    closed: {
      given: async () => ({ params: ofContract(await planned()), body: { amount: 0 } }),
      code: 'amount_not_positive',
    },
  },
  requestRefund: {
    given: async () => {
      const deal = await funded();
      return { params: ofContract(deal), body: { milestoneId: deal.milestones[0], reason: 'Not needed' } };
    },
    by: client,
    notBy: freelancer,
    closed: {
      given: async () => {
        const deal = await planned();
        return { params: ofContract(deal), body: { milestoneId: deal.milestones[0], reason: 'Not needed' } };
      },
      code: 'milestone_not_funded',
    },
  },
  agreeToRefund: {
    given: async () => ({ params: await refundRequested() }),
    by: freelancer,
    notBy: client,
    closed: { given: async () => ({ params: await withdrawnRefund() }), code: 'refund_request_not_open' },
  },
  disputeRefund: {
    given: async () => ({ params: await refundRequested(), body: { reason: 'It was delivered' } }),
    by: freelancer,
    notBy: client,
    closed: {
      given: async () => ({ params: await withdrawnRefund(), body: { reason: 'It was delivered' } }),
      code: 'refund_request_not_open',
    },
  },
  withdrawRefundRequest: {
    given: async () => ({ params: await refundRequested() }),
    by: client,
    notBy: freelancer,
    closed: { given: async () => ({ params: await withdrawnRefund() }), code: 'refund_request_not_open' },
  },
  addStatement: {
    given: async () => ({ params: await disputed(), body: { message: 'See the files' } }),
    by: freelancer,
    closed: {
      given: async () => ({ params: await decided(), body: { message: 'Too late' } }),
      code: 'no_dispute_open',
    },
  },
  decideDispute: {
    given: async () => ({ params: await disputed(), body: { toFreelancer: 5_000, note: 'A quarter was done' } }),
    by: mediator,
    notBy: client,
    closed: {
      given: async () => ({ params: await disputed(), body: { toFreelancer: 20_001, note: 'More than there is' } }),
      code: 'split_does_not_add_up',
    },
  },
  endContract: {
    given: async () => ({ params: ofContract(await planned()), body: {} }),
    by: client,
    closed: { given: async () => ({ params: ofContract(await ended()), body: {} }), code: 'contract_not_active' },
  },
  postMessage: {
    given: async () => ({ params: ofContract(await planned()), body: { text: 'Hello' } }),
    by: freelancer,
    closed: {
      given: async () => ({ params: ofContract(await planned()), body: { text: ' ' } }),
      code: 'message_required',
    },
  },
  freeze: {
    given: async () => ({ params: ofContract(await inReview()), body: { reason } }),
    by: operator,
    notBy: client,
    closed: {
      given: async () => ({ params: ofContract(await planned()), body: { reason: ' ' } }),
      code: 'reason_required',
    },
  },
  unfreeze: {
    given: async () => ({ params: await frozen(), body: { reason } }),
    by: operator,
    notBy: freelancer,
    closed: { given: async () => ({ params: ofContract(await planned()), body: { reason } }), code: 'not_frozen' },
  },
  openChargeback: {
    given: async () => {
      const deal = await funded();
      const { body } = await market.send('getContract', client, { params: ofContract(deal) });
      const [charge] = (body as Output<'ContractAnswer'>).payments;
      return { params: { ...ofContract(deal), paymentId: charge?.id ?? '' }, body: { amount: 5_000 } };
    },
    by: operator,
    notBy: client,
    closed: { given: async () => ({ params: await chargedBack(), body: { amount: 5_000 } }), code: 'chargeback_open' },
  },
  resolveChargeback: {
    given: async () => ({ params: await chargedBack(), body: { outcome: 'won' } }),
    by: 'server',
    notBy: freelancer,
    closed: {
      given: async () => ({ params: await chargedBack(), body: { outcome: 'lost', amount: 5_001 } }),
      code: 'split_does_not_add_up',
    },
  },
  acknowledgeDifference: {
    given: async () => ({ params: await moved(), body: { reason } }),
    by: operator,
    notBy: client,
    closed: { given: async () => ({ params: await moved(), body: { reason: ' ' } }), code: 'reason_required' },
  },
  sendEvidence: {
    given: async () => ({ params: await reportedChargeback() }),
    by: operator,
    notBy: client,
    closed: { given: async () => ({ params: await chargedBack() }), code: 'chargeback_not_open' },
  },
  operatorRelease: {
    given: async () => byOperator(await inReview()),
    by: operator,
    notBy: client,
    closed: { given: async () => byOperator(await planned()), code: 'milestone_not_funded' },
  },
  operatorRefund: {
    given: async () => byOperator(await inReview()),
    by: operator,
    notBy: freelancer,
    closed: { given: async () => byOperator(await planned()), code: 'milestone_not_funded' },
  },
  operatorExtend: {
    given: async () => ({ params: ofContract(await inReview()), body: { deadline: 'review', days: 3, reason } }),
    by: operator,
    notBy: client,
    closed: {
      given: async () => ({ params: ofContract(await inReview()), body: { deadline: 'dispute', days: 3, reason } }),
      code: 'no_dispute_open',
    },
  },
  operatorEnd: {
    given: async () => ({ params: await frozen(), body: { toFreelancer: 5_000, reason } }),
    by: operator,
    notBy: client,
    closed: {
      given: async () => ({ params: ofContract(await planned()), body: { toFreelancer: 1, reason } }),
      code: 'split_does_not_add_up',
    },
  },
  returnFunds: {
    given: async () => backFrom(await released()),
    by: freelancer,
    notBy: client,
    closed: { given: async () => backFrom(await inReview()), code: 'nothing_to_return' },
  },
  retryReturn: { given: async () => parkedReturn(), by: operator, notBy: freelancer, closed: notParked },
  cancelReturn: { given: async () => parkedReturn(), by: operator, notBy: freelancer, closed: notParked },
  bearReturn: { given: async () => parkedReturn(), by: operator, notBy: client, closed: notParked },
  settleOutside: {
    given: async () => {
      const { params, reversal } = await parkedReturn();
      return { params: { ...params, paymentId: reversal }, body: { reason, reference: 'wire 1' } };
    },
    by: operator,
    notBy: client,
    closed: {
      given: async () => ({ params: await charged('pm_ok'), body: { reason, reference: 'wire 1' } }),
      code: 'payment_not_retryable',
    },
  },
  getTimeline: { given: async () => ({ params: ofContract(await planned()), query: { limit: 1 } }), by: client },
  getLedger: { given: async () => ({ params: ofContract(await funded()) }), by: freelancer },
  listPayments: { given: async () => ({}), by: 'server', notBy: client },
  getTotals: { given: async () => ({}), by: 'server', notBy: client },
  getStatement: {
    given: async () => ({ query: { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' } }),
    by: client,
    closed: {
      given: async () => ({ query: { from: '2027-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' } }),
      code: 'bad_parameter',
    },
  },
  listLedger: { given: async () => ({}), by: 'server', notBy: client },
  listEvents: {
    given: async () => ({}),
    by: 'server',
    notBy: client,
    closed: { given: async () => ({ query: { types: 'no.such' } }), code: 'bad_parameter' },
  },
  listAccessLog: { given: async () => ({}), by: 'server', notBy: operator },
  createUpload: {
    given: async () => ({ params: ofContract(await planned()), body: announcedFile }),
    by: freelancer,
  },
  removeUpload: {
    given: async () => {
      const params = ofContract(await planned());
      return { params: { ...params, uploadId: await uploadFile(market, params.contractId) } };
    },
    by: freelancer,
    closed: {
      given: async () => {
        const params = ofContract(await planned());
        const uploadId = await uploadFile(market, params.contractId);
        await market.contract('postMessage', freelancer, {
          params,
          body: { text: 'See this.', files: [{ uploadId }] },
        });
        return { params: { ...params, uploadId } };
      },
      code: 'upload_in_use',
    },
  },
  getFile: {
    given: async () => {
      const params = ofContract(await planned());
      return { params: { ...params, uploadId: await uploadFile(market, params.contractId) } };
    },
    by: client,
  },
  exportContract: { given: async () => ({ params: ofContract(await funded()) }), by: freelancer },
  retryPayment: {
    given: async () => ({ params: await charged('pm_declined'), body: { paymentMethod: 'pm_ok' } }),
    by: client,
    notBy: freelancer,
    closed: { given: async () => ({ params: await charged('pm_ok'), body: {} }), code: 'payment_not_retryable' },
  },
  cancelPayment: {
    given: async () => ({ params: await charged('pm_needs_action') }),
    by: client,
    notBy: freelancer,
    closed: { given: async () => ({ params: await charged('pm_ok') }), code: 'payment_not_cancellable' },
  },
  approve: {
    given: async () => ({ params: await waiting() }),
    by: colleague,
    notBy: observer,
    closed: { given: async () => ({ params: await rejected() }), code: 'approval_not_open' },
  },
  rejectApproval: {
    given: async () => ({ params: await waiting(), body: { reason: 'Too early' } }),
    by: colleague,
    notBy: observer,
    closed: { given: async () => ({ params: await rejected(), body: {} }), code: 'approval_not_open' },
  },
  withdrawApproval: {
    given: async () => ({ params: await waiting() }),
    by: client,
    notBy: colleague,
    closed: { given: async () => ({ params: await rejected() }), code: 'approval_not_open' },
  },
  createWebhookEndpoint: { given: async () => ({ body: { url: hook } }), by: 'server', notBy: client },
  listWebhookEndpoints: { given: endpoint, by: 'server', notBy: client },
  getWebhookEndpoint: { given: endpoint, by: 'server', notBy: client },
  editWebhookEndpoint: {
    given: async () => ({ ...(await endpoint()), body: { enabled: false } }),
    by: 'server',
    notBy: client,
  },
  removeWebhookEndpoint: { given: endpoint, by: 'server', notBy: client },
  rotateWebhookSecret: { given: async () => ({ ...(await endpoint()), body: {} }), by: 'server', notBy: client },
  testWebhookEndpoint: { given: endpoint, by: 'server', notBy: client },
  listDeliveries: { given: endpoint, by: 'server', notBy: client },
  resendDelivery: { given: delivered, by: 'server', notBy: client },
  createSession: { given: async () => ({ body: { user: client } }), by: 'server', notBy: client },
  revokeSessions: { given: async () => ({ body: { user: { id: 'u_gone' } } }), by: 'server', notBy: client },
  listDocuments: { given: async () => ({ params: ofContract(await funded()) }), by: client },
  getDocument: { given: async () => ({ params: await documented() }), by: client },
  getPerson: {
    given: async () => {
      await market.send('setPerson', 'server', { params: { personId: 'u_known' }, body: { locale: 'de' } });
      return { params: { personId: 'u_known' } };
    },
    by: 'server',
    notBy: client,
    closed: { given: async () => ({ params: { personId: 'u_unheard_of' } }), code: 'not_found' },
  },
  setPerson: {
    given: async () => ({
      params: { personId: 'u_known' },
      body: { legalName: 'Dana Deal', timeZone: 'Europe/Berlin' },
    }),
    by: 'server',
    notBy: client,
  },
  erasePerson: { given: async () => ({ params: { personId: 'u_gone' } }), by: 'server', notBy: client },
  sweep: { given: async () => ({}), by: 'server', notBy: client },
  reconcile: {
    given: async () => ({ body: { contractId: (await planned()).contractId } }),
    by: 'server',
    notBy: client,
    closed: { given: async () => ({ body: { contractId: 'ctr_0nothing' } }), code: 'invalid_request' },
  },
  sweepByGet: { given: async () => ({}), by: 'server', notBy: client },
  listNotifications: { given: async () => ({}), by: client, notBy: 'server' },
  readNotifications: { given: async () => ({ body: {} }), by: client, notBy: 'server' },
  getOpenApi: { given: async () => ({}), by: 'nobody' },
  health: { given: async () => ({}), by: 'nobody' },
};

/** Skips a test that does not apply to an operation. */
const unless = (senseless: boolean): typeof test | (() => void) => (senseless ? () => {} : test);

describe.each(Object.keys(cases) as Walked[])('%s', (name) => {
  const { given, by, notBy, closed } = cases[name];
  const { who, path, method, status = 200 } = operation(name);
  const isPublic = (who as readonly string[]).includes('anyone');
  let sent: Sent;
  beforeAll(async () => {
    sent = await given();
  });

  unless(isPublic)('answers 401 without a sign-in', async () => {
    expect(await market.problem(name, 'nobody', sent)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  unless(isPublic)('answers 401 to an expired token', async () => {
    const past = createSessions({
      secrets: [sessionSecret],
      audience: 'workroom',
      systemNowMs: () => market.system.ms - 3_600_000,
      revocations: noRevocations,
    });
    const { token } = await past.create({ user: client });
    const headers = { authorization: `Bearer ${token}` };
    expect(await market.problem(name, 'nobody', { ...sent, headers })).toMatchObject({ code: 'session_expired' });
  });

  unless(!path.includes('{contractId}') || !who.includes('person'))('answers 404 to a stranger', async () => {
    expect(await market.problem(name, stranger, { ...sent, ifMatch: 1 })).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });

  unless(!path.includes('{contractId}'))('answers 404 for a contract that there is not', async () => {
    const params = { ...sent.params, contractId: 'ctr_0' };
    expect(await market.problem(name, by, { ...sent, params })).toMatchObject({ status: 404 });
    const odd = { ...sent.params, contractId: '../../%00' };
    expect(await market.problem(name, by, { ...sent, params: odd })).toMatchObject({ status: 404 });
  });

  unless(notBy === undefined)('answers 403 to who may not', async () => {
    expect(await market.problem(name, notBy ?? 'nobody', sent)).toMatchObject({
      status: 403,
      code: 'forbidden_for_role',
    });
  });

  unless(who.includes('server') || isPublic)('answers 403 to the server', async () => {
    expect(await market.problem(name, 'server', sent)).toMatchObject({ status: 403 });
  });

  unless(method === 'GET')('names a field that there is not', async () => {
    const body = { ...(sent.body as object | undefined), extra: 1 };
    expect(await market.problem(name, by, { ...sent, body })).toMatchObject({
      status: 422,
      code: 'invalid_request',
      errors: [{ pointer: '/extra', code: 'unknown_field' }],
    });
  });

  unless(closed === undefined)('is refused by the rules', async () => {
    const there = await closed?.given();
    expect(await market.problem(name, by, there)).toMatchObject({ code: closed?.code });
  });

  test('is done', async () => {
    const key = operation(name).idempotency === 'required' ? { key: `done-${name}` } : {};
    const seen = sent.params?.contractId;
    const ifMatch =
      operation(name).ifMatch === 'required' && seen !== undefined
        ? { ifMatch: (await market.contract('getContract', by, { params: { contractId: seen } })).version }
        : {};
    const answer = await market.send(name, by, { ...key, ...ifMatch, ...sent });
    expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
    if (operation(name).answer !== 'ContractAnswer') return;
    expect(answer.headers.get('etag')).toBe(`"${(answer.body as WireContract).version}"`);
  });
});

describe('lists', () => {
  test('rule 37: a person’s own contracts, a page at a time, newest first', async () => {
    const dana = { id: 'u_lists', name: 'Dana' };
    const made: string[] = [];
    for (const title of ['One', 'Two', 'Three']) {
      const { id } = await market.contract('createContract', 'server', {
        body: { ...contractBody(10_000), title, client: dana },
      });
      made.unshift(id);
    }
    const first = (await market.send('listContracts', dana, { query: { limit: 2 } })).body as Output<'ContractList'>;
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
    const cursor = first.nextCursor ?? '';
    const rest = (await market.send('listContracts', dana, { query: { limit: 2, cursor } }))
      .body as Output<'ContractList'>;
    expect(rest).toMatchObject({ data: [{ id: made[2], viewer: 'client', title: 'One' }], nextCursor: null });
    const none = (await market.send('listContracts', stranger)).body as Output<'ContractList'>;
    expect(none.data).toEqual([]);
  });

  test('rule 17: a list by status knows what time has ended', async () => {
    const lee = { id: 'u_due', name: 'Lee' };
    const { id, milestones } = await market.contract('createContract', 'server', {
      body: { ...contractBody(10_000), freelancer: lee },
    });
    const params = { contractId: id, milestoneId: milestones[0]?.id ?? '' };
    await market.contract('fund', client, { params, body: {} });
    await market.contract('requestRefund', client, {
      params: { contractId: id },
      body: { milestoneId: params.milestoneId, reason: 'Over', thenEnd: true },
    });
    market.clock.advance(7 * 86_400_000);
    const list = async (status: string) =>
      ((await market.send('listContracts', lee, { query: { status } })).body as Output<'ContractList'>).data.length;
    expect([await list('ending'), await list('ended')]).toEqual([0, 1]);
  });

  test('a token bound to contracts sees and lists only those', async () => {
    const [mine, other] = [await market.create(10_000), await market.create(10_000)];
    const { token } = await market.workroom.sessions.create({ user: client, contracts: [mine.contractId] });
    const headers = { authorization: `Bearer ${token}` };
    const list = (await market.send('listContracts', 'nobody', { headers })).body as Output<'ContractList'>;
    expect(list.data.map(({ id }) => id)).toEqual([mine.contractId]);
    expect((await market.send('getContract', 'nobody', { headers, params: ofContract(mine) })).status).toBe(200);
    expect((await market.send('getContract', 'nobody', { headers, params: ofContract(other) })).status).toBe(404);
  });

  test('the timeline continues from its cursor', async () => {
    const { contractId } = await funded();
    const page = async (after: number | string) =>
      (await market.send('getTimeline', client, { params: { contractId }, query: { after, limit: 2 } }))
        .body as Output<'Timeline'>;
    const first = await page(0);
    const second = await page(first.nextCursor ?? '');
    expect([...first.data, ...second.data].map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });
});
