import { type Client, createClient } from '@workroom/client';
import { hostile, hostileFileName } from './hostile-text.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

const dana: Person = { id: 'dana', name: hostile('createContract.client.name') };
const lee: Person = { id: 'lee', name: hostile('createContract.freelancer.name') };
const sam: Person = { id: 'sam', name: hostile('appointMediator.mediator.name') };

/** Acts as a person with this name in the token. */
const signedIn = (id: string): Person => ({ id, name: hostile('createSession.user.name') });

/**
 * Contracts whose texts would run if they were rendered as markup. Together they have every text that people can write.
 */
export async function hostileDeals(url: string) {
  const over = (session: () => Promise<string>) => createClient({ baseUrl: `${url}/workroom`, session });
  const server = over(async () => 'wk_sandbox');
  const as = (id: string) => over(async () => (await server.createSession({ user: signedIn(id) })).token);
  const [client, freelancer] = [as('dana'), as('lee')];

  async function create(more: Partial<Parameters<Client['createContract']>[0]> = {}) {
    const { id: contractId, milestones } = await server.createContract({
      title: hostile('createContract.title'),
      currency: 'USD',
      status: 'active',
      client: dana,
      freelancer: lee,
      metadata: { note: hostile('createContract.metadata.*') },
      milestones: [
        {
          title: hostile('createContract.milestones[].title'),
          description: hostile('createContract.milestones[].description'),
          amount: 20_000,
        },
      ],
      ...more,
    });
    return { contractId, milestoneId: milestones[0]?.id ?? 'mst_none' };
  }
  /** The headers of a person who reads a contract. */
  async function seen(by: Client, contractId: string) {
    return { ifMatch: (await by.getContract({ contractId })).version };
  }
  const file = async (by: Client, contractId: string) => {
    const sent = new File(['Six drawings.'], hostileFileName('createUpload.name'), { type: 'text/plain' });
    const { uploadId } = await by.uploadFile({ contractId, file: sent });
    return { uploadId };
  };

  async function inReview(): Promise<string> {
    const { contractId, milestoneId } = await create();
    const params = { contractId, milestoneId };
    const member = (field: string) => ({ id: hostile(`${field}.id`), name: hostile(`${field}.name`) });
    await server.setMembers({
      contractId,
      client: [dana, member('setMembers.client[]')],
      freelancer: [lee, member('setMembers.freelancer[]')],
    });
    const added = await client.addMilestones(
      {
        contractId,
        milestones: ['addMilestones.milestones[]', 'later'].map((field) => ({
          title: hostile(`${field}.title`),
          description: hostile(`${field}.description`),
          amount: 10_000,
        })),
      },
      await seen(client, contractId),
    );
    const later = { contractId, milestoneId: added.milestones[2]?.id ?? 'mst_none' } as const;
    const edited = { title: hostile('editMilestone.title'), description: hostile('editMilestone.description') };
    await client.editMilestone({ ...later, ...edited }, await seen(client, contractId));
    await client.fund(params, await seen(client, contractId));
    const links = [
      { url: `https://files.example/?submit.links[].url<img src=x onerror=hacked=1>`, label: '' },
      { url: 'https://files.example/', label: hostile('submit.links[].label') },
    ];
    await freelancer.submit({ ...params, message: hostile('first'), links });
    await client.requestChanges({ ...params, message: hostile('requestChanges.message') });
    const files = [await file(freelancer, contractId)];
    await freelancer.submit({ ...params, message: hostile('submit.message'), links, files });
    for (const by of [client, as(hostile('setMembers.client[].id')), as(hostile('setMembers.freelancer[].id'))])
      await by.postMessage({ contractId, text: hostile('postMessage.text'), files: [await file(by, contractId)] });
    const proposed = (field: string) => ({
      title: hostile(`${field}.title`),
      description: hostile(`${field}.description`),
    });
    await freelancer.propose({
      contractId,
      note: hostile('propose.note'),
      changes: [
        { add: { ...proposed('propose.changes[].add'), amount: 10_000 } },
        { edit: { milestoneId: later.milestoneId as `mst_${string}`, ...proposed('propose.changes[].edit') } },
      ],
    });
    return contractId;
  }

  /** @param mediator who is appointed */
  async function inDispute(mediator: Person): Promise<{ contractId: string; disputeId: string }> {
    const { contractId, milestoneId } = await create();
    await client.fund({ contractId, milestoneId }, await seen(client, contractId));
    await server.appointMediator({ contractId, mediator });
    const reason = hostile('requestRefund.reason');
    const { refundRequest } = await client.requestRefund(
      { contractId, milestoneId: milestoneId as `mst_${string}`, reason },
      await seen(client, contractId),
    );
    const { dispute } = await freelancer.disputeRefund(
      { contractId, refundRequestId: refundRequest?.id ?? 'none', reason: hostile('disputeRefund.reason') },
      await seen(freelancer, contractId),
    );
    const disputeId = dispute?.id ?? 'none';
    const files = [await file(client, contractId)];
    await client.addStatement({ contractId, disputeId, message: hostile('addStatement.message'), files });
    return { contractId, disputeId };
  }

  async function decided(): Promise<string> {
    const mediator = { id: hostile('appointMediator.mediator.id'), name: sam.name };
    const named = await inDispute(mediator);
    await as(mediator.id).decideDispute(
      { ...named, toFreelancer: 10_000, note: hostile('decideDispute.note') },
      await seen(as(mediator.id), named.contractId),
    );
    return named.contractId;
  }

  async function released(): Promise<string> {
    const { contractId, milestoneId } = await create();
    await client.editContract({ contractId, title: hostile('editContract.title') }, await seen(client, contractId));
    await client.fund({ contractId, milestoneId }, await seen(client, contractId));
    const field = 'release.leftover.milestone';
    const { milestones } = await client.release(
      {
        contractId,
        milestoneId,
        amount: 12_000,
        note: hostile('release.note'),
        leftover: {
          to: 'next_milestone',
          milestone: { title: hostile(`${field}.title`), description: hostile(`${field}.description`), amount: 20_000 },
        },
      },
      await seen(client, contractId),
    );
    await client.giveBonus(
      { contractId, amount: 1_000, note: hostile('giveBonus.note') },
      await seen(client, contractId),
    );
    const next = { contractId, milestoneId: milestones[1]?.id ?? 'mst_none' };
    await client.fund(next, await seen(client, contractId));
    const leftover = { to: 'refund_and_continue', reason: hostile('release.leftover.reason') } as const;
    await client.release({ ...next, amount: 5_000, leftover }, await seen(client, contractId));
    return contractId;
  }

  async function givenBack(): Promise<string> {
    const { contractId, milestoneId } = await create();
    const { proposals } = await freelancer.propose({
      contractId,
      changes: [{ add: { title: 'More', amount: 10_000 } }],
    });
    const proposalId = proposals[0]?.id ?? 'none';
    await client.rejectProposal({ contractId, proposalId, reason: hostile('rejectProposal.reason') });
    await client.fund({ contractId, milestoneId }, await seen(client, contractId));
    const milestone = { milestoneId: milestoneId as `mst_${string}` };
    await freelancer.volunteerRefund(
      { contractId, ...milestone, reason: hostile('volunteerRefund.reason') },
      await seen(freelancer, contractId),
    );
    await client.endContract({ contractId, reason: hostile('endContract.reason') }, await seen(client, contractId));
    return contractId;
  }

  /** Texts of the marketplace's staff, and a rejection by a colleague. The policy's noun has at most 60 characters. */
  async function operated(): Promise<string> {
    const fundsNoun = 'createContract.policy.fundsNoun<img src=x onerror=hacked=1>';
    const { contractId, milestoneId } = await create({ policy: { fundsNoun } });
    const user = signedIn('rae');
    const operator = over(async () => (await server.createSession({ user, operator: true })).token);
    const approvals = { client: [{ command: 'give_bonus' as const, of: 2 }] };
    const colleague = { id: 'priya', name: 'Priya Raman' };
    await client.fund({ contractId, milestoneId, paymentMethod: 'pm_payout_fails' }, await seen(client, contractId));
    await freelancer.submit({ contractId, milestoneId, message: hostile('first') });
    await server.setMembers({ contractId, client: [dana, colleague], freelancer: [lee], approvals });
    const asked = await client.giveBonus({ contractId, amount: 1_000 }, await seen(client, contractId));
    const approvalId = asked.approvals[0]?.id ?? 'none';
    await as('priya').rejectApproval({ contractId, approvalId, reason: hostile('rejectApproval.reason') });
    await operator.operatorExtend({
      contractId,
      deadline: 'review',
      days: 1,
      reason: hostile('operatorExtend.reason'),
    });
    const part = { contractId, milestoneId: milestoneId as `mst_${string}`, amount: 5_000 };
    const seenNow = () => seen(operator, contractId);
    await operator.operatorRelease({ ...part, reason: hostile('operatorRelease.reason') }, await seenNow());
    const failed = async () => {
      const { payments } = await server.getContract({ contractId });
      return payments.find(({ kind, status }) => kind === 'transfer' && status === 'parked')?.id;
    };
    let paymentId = await failed();
    while (paymentId === undefined) paymentId = await failed();
    const reason = hostile('retryPayment.reason');
    await operator.retryPayment({ contractId, paymentId, reason }, await seenNow());
    await operator.operatorRefund({ ...part, reason: hostile('operatorRefund.reason') }, await seenNow());
    await operator.freeze({ contractId, reason: hostile('freeze.reason') });
    await operator.unfreeze({ contractId, reason: hostile('unfreeze.reason') });
    await operator.operatorEnd(
      { contractId, toFreelancer: 5_000, reason: hostile('operatorEnd.reason') },
      await seenNow(),
    );
    return contractId;
  }

  /** Texts of returns. Labels have at most 100 characters. */
  async function takenBack(): Promise<string> {
    const label = (field: string) => `createContract.policy.fees[].${field}<img src=x onerror=hacked=1>`;
    const fees = [
      { on: 'deposit' as const, payer: 'client' as const, bps: 300, label: label('label') },
      { on: 'release' as const, payer: 'freelancer' as const, bps: 1_000, label: { en: label('label.*') } },
    ];
    const { contractId, milestoneId } = await create({ policy: { fees } });
    await client.fund({ contractId, milestoneId }, await seen(client, contractId));
    await freelancer.submit({ contractId, milestoneId, message: hostile('first') });
    await client.release({ contractId, milestoneId, amount: 20_000 }, await seen(client, contractId));
    const user = signedIn('rae');
    const operator = over(async () => (await server.createSession({ user, operator: true })).token);
    const balance = (amount: number) =>
      fetch(`${url}/sandbox/people/lee/balance`, { method: 'POST', body: JSON.stringify({ amount }) });
    const from = { milestoneId: milestoneId as `mst_${string}` };
    async function parked(): Promise<{ contractId: string; returnId: string }> {
      await freelancer.returnFunds(
        { contractId, from, amount: 1_000, reason: hostile('returnFunds.reason') },
        await seen(freelancer, contractId),
      );
      return parkedNow();
    }
    async function parkedNow(): Promise<{ contractId: string; returnId: string }> {
      for (;;) {
        const { returns } = await server.getContract({ contractId });
        const found = returns.find(({ state }) => state === 'parked');
        if (found !== undefined) return { contractId, returnId: found.id };
      }
    }
    await balance(0);
    const first = await parked();
    await operator.retryReturn({ ...first, reason: hostile('retryReturn.reason') });
    await operator.cancelReturn({ ...(await parkedNow()), reason: hostile('cancelReturn.reason') });
    await operator.bearReturn({ ...(await parked()), reason: hostile('bearReturn.reason') });
    await parked();
    const { payments } = await server.getContract({ contractId });
    await operator.settleOutside({
      contractId,
      paymentId: payments.find(({ status }) => status === 'parked')?.id ?? 'none',
      reason: hostile('settleOutside.reason'),
      reference: hostile('settleOutside.reference'),
    });
    await balance(1_000_000);
    return contractId;
  }

  async function unwanted() {
    const [declined, withdrawn] = await Promise.all([
      create({ status: 'offered', client: { ...dana, id: hostile('createContract.client.id') } }),
      create({ status: 'offered', freelancer: { ...lee, id: hostile('createContract.freelancer.id') } }),
    ]);
    await freelancer.declineOffer({ contractId: declined.contractId, reason: hostile('declineOffer.reason') });
    await client.withdrawOffer({ contractId: withdrawn.contractId, reason: hostile('withdrawOffer.reason') });
    return { declined: declined.contractId, withdrawn: withdrawn.contractId };
  }

  async function notPaid(): Promise<string> {
    const { contractId, milestoneId } = await create();
    await client.fund({ contractId, milestoneId, paymentMethod: 'pm_declined' }, await seen(client, contractId));
    return contractId;
  }

  await server.setPerson({
    personId: 'dana',
    legalName: hostile('setPerson.legalName'),
    address: hostile('setPerson.address'),
    taxId: 'setPerson.taxId<img src=x onerror=hacked=1>',
  });
  const paidBack = await takenBack();
  return {
    server,
    freelancer,
    create,
    review: await inReview(),
    dispute: (await inDispute(sam)).contractId,
    others: [await decided(), await released(), await givenBack(), await operated(), paidBack],
    /** Each contract has one party who can sign in: Lee, and Dana. */
    ...(await unwanted()),
    notPaid: await notPaid(),
    /** This contract has documents. */
    paidBack,
  };
}
