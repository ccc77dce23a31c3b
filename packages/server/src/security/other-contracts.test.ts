import { type OperationName, operation, operations, type WireContract } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client, type Deal, freelancer, type Market, openMarket, uploadFile } from '../testing/market.test.support.ts';

const market = openMarket();
const mallory = { id: 'u_mallory', name: 'Mallory' };
const accomplice = { id: 'u_accomplice', name: 'Eve' };

interface Ids {
  readonly contractId: string;
  readonly milestoneId: string;
  readonly submissionId: string;
  readonly paymentId: string;
  readonly refundRequestId: string;
  readonly disputeId: string;
  readonly proposalId: string;
  readonly approvalId: string;
  readonly documentId: string;
  readonly chargebackId: string;
  readonly differenceId: string;
  readonly uploadId: string;
}
let theirs: readonly Ids[] = [];
let own: readonly string[] = [];

beforeAll(async () => {
  await market.workroom.ready;
  theirs = [
    await idsOf(await inReview(market)),
    await idsOf(await inDispute(market)),
    await idsOf(await waiting(market)),
  ];
  const people = { client: mallory, freelancer: accomplice };
  own = await Promise.all(
    [people, { client: accomplice, freelancer: mallory }].map(async (each) => {
      const body = {
        title: 'Theirs',
        currency: 'USD',
        status: 'active',
        ...each,
        milestones: [{ title: 'M', amount: 9_000 }],
      };
      return (await market.contract('createContract', 'server', { body })).id;
    }),
  );
}, 240_000);
afterAll(() => market.workroom.close());

const ofOthers = (Object.keys(operations) as OperationName[]).filter(
  (name) => operation(name).path.includes('{contractId}') && operation(name).who.includes('person'),
);
const withTwoIds = ofOthers.filter((name) => (operation(name).path.match(/\{/g)?.length ?? 0) > 1);

describe('another person’s contract is not found', () => {
  test.each(ofOthers)('%s, whatever ids are known', async (name) => {
    const before = await snapshot();
    for (const ids of theirs) {
      const answer = await market.send(name, mallory, {
        params: { ...ids },
        query: queryFor(name, ids),
        body: bodyFor(name, ids),
        key: 'mallory',
        ifMatch: 1,
      });
      expect([name, answer.status]).toEqual([name, 404]);
    }
    expect(await snapshot()).toEqual(before);
  });

  test.each(withTwoIds)('%s, with what belongs to it named on a contract of one’s own', async (name) => {
    const before = await snapshot();
    for (const contractId of own) {
      for (const ids of theirs) {
        const ifMatch = (await market.contract('getContract', mallory, { params: { contractId } })).version;
        const sent = {
          params: { ...ids, contractId },
          query: queryFor(name, ids),
          body: bodyFor(name, ids),
          key: `${name}-${contractId}`,
          ifMatch,
        };
        const answer = await market.send(name, mallory, sent);
        // Some operations first refuse the role, which reveals nothing about the other contract.
        expect([name, [403, 404, 409].includes(answer.status)]).toEqual([name, true]);
        expect(JSON.stringify(answer.body)).not.toContain('Private');
      }
    }
    expect(await snapshot()).toEqual(before);
  });

  test('and is not in lists, notifications or searches', async () => {
    for (const query of [{}, { q: 'Private' }, { q: '%' }, { cursor: theirs[0]?.contractId ?? '' }]) {
      const { body } = await market.send('listContracts', mallory, { query });
      expect(JSON.stringify(body)).not.toContain('Private');
    }
    expect(JSON.stringify((await market.send('listNotifications', mallory)).body)).not.toContain('Private');
  });
});

/** The contracts as the server sees them. */
async function snapshot(): Promise<readonly WireContract[]> {
  return Promise.all(
    theirs.map(({ contractId }) => market.contract('getContract', 'server', { params: { contractId } })),
  );
}

function queryFor(name: OperationName, { milestoneId }: Ids): Readonly<Record<string, string>> {
  return name === 'getQuote' ? { command: 'fund', milestoneId } : {};
}

/** A body that would be valid if the command were allowed. */
function bodyFor(name: OperationName, ids: Ids): unknown {
  const reason = 'Because';
  const bodies: Partial<Record<OperationName, unknown>> = {
    editContract: { title: 'Mine' },
    declineOffer: { reason },
    withdrawOffer: { reason },
    addMilestones: { milestones: [{ title: 'More', amount: 10_000 }], before: ids.milestoneId },
    reorderMilestones: { milestoneIds: [ids.milestoneId] },
    editMilestone: { amount: 500 },
    propose: { changes: [{ edit: { milestoneId: ids.milestoneId, amount: 500 } }] },
    fund: {},
    submit: { message: 'Mine' },
    requestChanges: { message: 'More' },
    extendReview: { days: 1 },
    release: { amount: 1, leftover: { to: 'next_milestone' } },
    giveBonus: { amount: 500 },
    requestRefund: { milestoneId: ids.milestoneId, reason },
    disputeRefund: { reason },
    volunteerRefund: { milestoneId: ids.milestoneId },
    addStatement: { message: 'Mine' },
    makeOffer: { toFreelancer: 1 },
    decideDispute: { toFreelancer: 1, note: 'Mine' },
    endContract: {},
    freeze: { reason },
    unfreeze: { reason },
    operatorRelease: { milestoneId: ids.milestoneId, reason },
    operatorRefund: { milestoneId: ids.milestoneId, reason },
    operatorExtend: { deadline: 'review', milestoneId: ids.milestoneId, days: 1, reason },
    operatorEnd: { toFreelancer: 0, reason },
    returnFunds: { from: { milestoneId: ids.milestoneId }, amount: 1, reason },
    retryReturn: { reason },
    cancelReturn: { reason },
    bearReturn: { reason },
    settleOutside: { reason, reference: 'mine' },
    openChargeback: { amount: 1, reason },
    resolveChargeback: { outcome: 'won', reason },
    acknowledgeDifference: { reason },
    postMessage: { text: 'Mine' },
    createUpload: { name: 'a.txt', size: 1, contentType: 'text/plain', sha256: '0'.repeat(64) },
  };
  return bodies[name];
}

async function inReview(at: Market): Promise<Deal> {
  const deal = await privateDeal(at);
  await at.contract('fund', client, { params: deal.at(0), body: {} });
  await at.contract('submit', freelancer, { params: deal.at(0), body: { message: 'Private work' } });
  return deal;
}

async function inDispute(at: Market): Promise<Deal> {
  const deal = await inReview(at);
  const params = { contractId: deal.contractId };
  const { refundRequest } = await at.contract('requestRefund', client, {
    params,
    body: { milestoneId: deal.at(0).milestoneId, reason: 'Private reason' },
  });
  await at.contract('disputeRefund', freelancer, {
    params: { ...params, refundRequestId: refundRequest?.id ?? '' },
    body: { reason: 'Private answer' },
  });
  return deal;
}

/** A release on their contract waits for another member's approval. */
async function waiting(at: Market): Promise<Deal> {
  const deal = await inReview(at);
  const params = { contractId: deal.contractId };
  const approvals = { client: [{ command: 'release', of: 2 }] };
  const body = { client: [{ id: 'u_colleague', name: 'Cleo' }], freelancer: [], approvals };
  await at.contract('setMembers', 'server', { params, body });
  await at.contract('release', client, { params: deal.at(0), body: { amount: 20_000, note: 'Private note' } });
  return deal;
}

async function privateDeal(at: Market): Promise<Deal> {
  const deal = await at.create(20_000, 10_000);
  const { version } = await at.contract('getContract', client, { params: { contractId: deal.contractId } });
  await at.contract('editContract', client, {
    params: { contractId: deal.contractId },
    body: { title: 'Private title' },
    ifMatch: version,
  });
  return deal;
}

async function idsOf({ contractId, at }: Deal): Promise<Ids> {
  const contract = await market.contract('getContract', 'server', { params: { contractId } });
  const { data } = await market.workroom.api.listDocuments({ actor: 'server', contractId });
  return {
    contractId,
    milestoneId: at(0).milestoneId,
    submissionId: contract.milestones[0]?.submissions[0]?.id ?? 'sub_none',
    paymentId: contract.payments[0]?.id ?? 'pay_none',
    refundRequestId: contract.refundRequest?.id ?? 'rfd_none',
    disputeId: contract.dispute?.id ?? 'dsp_none',
    proposalId: 'prp_none',
    approvalId: contract.approvals[0]?.id ?? 'apr_none',
    documentId: data[0]?.id ?? 'doc_none',
    chargebackId: 'cbk_none',
    differenceId: 'dif_none',
    uploadId: await uploadFile(market, contractId),
  };
}
