import type { z } from 'zod';
import { actionsFor } from '../actions.ts';
import type { Contract, Milestone, Side } from '../contract.ts';
import { contractNow, nextDeadline } from '../deadlines.ts';
import { type Actor, sideOf } from '../draft.ts';
import { kindOf } from '../events/catalogue.ts';
import type { ContractEvent } from '../events/event.ts';
import { isFrozen } from '../freeze.ts';
import { sumOf } from '../funds.ts';
import { holdWarning } from '../holds.ts';
import type { ContractId } from '../ids.ts';
import { formatInstant, formatOrNull, type Instant } from '../instant.ts';
import { type Member, rolesOf } from '../members.ts';
import { currentMilestone, nextMilestone } from '../milestones.ts';
import { plus } from '../money.ts';
import type { Payment } from '../payment-record.ts';
import { ownerOf } from '../payments.ts';
import { presentApprovals } from './present-approvals.ts';
import { presentChargebacks } from './present-chargebacks.ts';
import { presentDispute, presentProposal, presentRefundRequest } from './present-open-items.ts';
import { presentPayout, presentReturn } from './present-payouts.ts';
import type * as schemas from './schemas.ts';
import type { WireEvent } from './wire.ts';

type ContractAnswer = z.output<typeof schemas.ContractAnswer>;
type ContractSummary = z.output<typeof schemas.ContractSummary>;

/**
 * The contract in the form that one reader gets, with the actions they may take now.
 *
 * @param contract with its deadlines applied as of `now`
 * @param reader somebody who may see it
 * @param uploads what files the marketplace takes; `null` where none
 */
export function presentContract(
  contract: Contract,
  reader: Actor,
  now: Instant,
  uploads: ContractAnswer['uploads'] = null,
): ContractAnswer {
  const {
    id,
    seq,
    version,
    title,
    metadata,
    status,
    currency,
    client,
    freelancer,
    mediator,
    policy,
    createdAt,
    endedAt,
  } = contract;
  const freezes = contract.freezes.map((freeze) => ({ ...freeze, at: formatInstant(freeze.at) }));
  return {
    id,
    seq,
    version,
    title,
    metadata: { ...metadata },
    status,
    currency,
    client,
    freelancer,
    viewer: viewerOf(contract, reader),
    totals: presentTotals(contract),
    milestones: contract.milestones.map((milestone) => presentMilestone(contract, milestone, now)),
    proposals: contract.proposals.map(presentProposal),
    refundRequest: presentRefundRequest(contract),
    dispute: presentDispute(contract, reader),
    ...presentApprovals(contract, sideOf(contract, reader)),
    mediator,
    members: {
      client: contract.members.client.map(presentMember),
      freelancer: contract.members.freelancer.map(presentMember),
    },
    frozen: freezes[0] ?? null,
    freezes,
    ...presentChargebacks(contract),
    payments: contract.payments.map((payment) => presentPayment(payment, sideOf(contract, reader))),
    payouts: contract.payouts.map((payout) => presentPayout(contract, payout)),
    returns: contract.returns.map((each) => presentReturn(each, sideOf(contract, reader))),
    policy: {
      ...policy,
      maxHoldDays: policy.maxHoldDays ?? null,
      approvalDays: policy.approvalDays ?? null,
      operatorApprovalAbove: { ...policy.operatorApprovalAbove },
      securityDays: policy.securityDays ?? 0,
      refundAfterReleaseDays: policy.refundAfterReleaseDays ?? 0,
      minimumAmount: { ...policy.minimumAmount },
      reminders: [...policy.reminders],
      fees: [...policy.fees],
    },
    actions: actionsFor(contract, reader, now).map(
      ({ name, milestoneId, paymentId, proposalId, approvalId, returnId, closed }) => ({
        name,
        milestoneId,
        paymentId,
        proposalId,
        approvalId,
        returnId,
        enabled: closed === null,
        reason: closed?.detail ?? null,
        code: closed?.refused ?? null,
        ...(closed?.people === undefined ? {} : { people: [...closed.people] }),
      }),
    ),
    uploads,
    now: formatInstant(contractNow(contract, now)),
    nextChangeAt: formatOrNull(nextDeadline(contract)),
    createdAt: formatInstant(createdAt),
    endedAt: formatOrNull(endedAt),
  };
}

function presentMember(member: Member): ContractAnswer['members']['client'][number] {
  return { id: member.id, name: member.name, roles: [...rolesOf(member)], avatarUrl: member.avatarUrl ?? null };
}

/** A contract in the list _All contracts_. */
export function presentSummary(contract: Contract, reader: Actor): ContractSummary {
  const { id, title, status, currency, client, freelancer, createdAt, updatedAt } = contract;
  const current = currentMilestone(contract) ?? nextMilestone(contract);
  return {
    id,
    title,
    status,
    currency,
    client,
    freelancer,
    viewer: viewerOf(contract, reader),
    totals: presentTotals(contract),
    currentMilestone:
      current === undefined
        ? null
        : { id: current.id, title: current.title, state: current.state, amount: current.amount },
    frozen: isFrozen(contract),
    nextChangeAt: formatOrNull(nextDeadline(contract)),
    createdAt: formatInstant(createdAt),
    updatedAt: formatInstant(updatedAt),
  };
}

export function presentEvent(contractId: ContractId, event: ContractEvent, hash: string): WireEvent {
  const { id, seq, type, actor, occurredAt, recordedAt, data } = event;
  const wire = {
    id,
    contractId,
    seq,
    type,
    actor,
    occurredAt: formatInstant(occurredAt),
    recordedAt: formatInstant(recordedAt),
    data: kindOf(type).ofSide === true ? withoutWords(data) : withoutFailure(data),
    hash,
  };
  // TypeScript cannot see that `type` and `data` belong to the same member of the union.
  return wire as unknown as WireEvent;
}

/** Both sides get the event of an approval request. It only names the request; the contract has the details. */
function withoutWords(data: object): object {
  return { ...data, ...('request' in data ? { request: null } : {}), ...('reason' in data ? { reason: null } : {}) };
}

/**
 * Only the bank's customer may know why a payment was refused. Old events contain the reason; now only the payment
 * does.
 */
function withoutFailure(data: object): object {
  const { failure: _, ...rest } = data as { readonly failure?: unknown };
  return rest;
}

function viewerOf(contract: Contract, reader: Actor): ContractAnswer['viewer'] {
  const side = sideOf(contract, reader);
  // A mediator who has just decided the dispute still gets the response to their own command.
  if (side === null) return 'mediator';
  return side === 'system' ? 'server' : side;
}

function presentTotals({ totals, milestones, carried }: Contract): ContractAnswer['totals'] {
  return {
    planned: plus(
      ...milestones.filter((milestone) => milestone.state !== 'cancelled').map((milestone) => milestone.amount),
    ),
    ...totals,
    carried: sumOf(carried),
    held: plus(...milestones.map((milestone) => milestone.funds.held)),
  };
}

function presentMilestone(
  contract: Contract,
  milestone: Milestone,
  now: Instant,
): ContractAnswer['milestones'][number] {
  const hold = holdWarning(contract, milestone, now);
  const { id, title, description, amount, dueOn, state, funds, submission, changeRequest, pendingIncrease } = milestone;
  return {
    id,
    title,
    description,
    amount,
    dueOn,
    state,
    funds,
    pendingIncrease:
      pendingIncrease === null ? null : { amount: pendingIncrease.amount, paymentId: pendingIncrease.payment },
    holdWarning:
      hold === null ? null : { heldUntil: formatInstant(hold.heldUntil), planEndsAt: formatInstant(hold.planEndsAt) },
    review: presentReview(milestone),
    submissions: submission === null ? [] : [presentSubmission(submission)],
    changeRequests:
      changeRequest === null
        ? []
        : [
            {
              message: changeRequest.message,
              requestedBy: changeRequest.requestedBy,
              requestedAt: formatInstant(changeRequest.requestedAt),
            },
          ],
    paidAt: milestone.state === 'paid' ? formatInstant(milestone.paidAt) : null,
    automatically: milestone.state === 'paid' && milestone.automatically,
  };
}

function presentReview(milestone: Milestone): ContractAnswer['milestones'][number]['review'] {
  if (milestone.state !== 'submitted') return null;
  const { startedAt, endsAt, leftMs = null, startedBy, extendedDays } = milestone.review;
  return {
    startedAt: formatInstant(startedAt),
    endsAt: formatOrNull(endsAt),
    leftMs,
    startedBy: startedBy.id,
    extendedDays,
    ifNobodyActs: 'release',
  };
}

function presentSubmission(
  submission: NonNullable<Milestone['submission']>,
): ContractAnswer['milestones'][number]['submissions'][number] {
  const { id, message, links, files, submittedBy, submittedAt, withdrawnAt } = submission;
  return {
    id,
    message,
    links: [...links],
    files: [...files],
    submittedBy,
    submittedAt: formatInstant(submittedAt),
    withdrawnAt: formatOrNull(withdrawnAt),
  };
}

/** @param side the reader's side: only the bank's customer and the marketplace see why a payment was refused */
export function presentPayment(payment: Payment, side: Side | null): ContractAnswer['payments'][number] {
  const { id, kind, purpose, milestoneId, amount, fee, status, failure, clientAction, actionBy, createdAt } = payment;
  const { source, outside = false, pendingReason } = payment;
  const isStaff = side === 'operator' || side === 'server';
  const isTheirs = side === ownerOf(payment) || side === 'server' || side === 'system';
  const seesFailure = isTheirs || side === 'operator';
  return {
    id,
    kind,
    purpose,
    milestoneId,
    amount,
    fee,
    status,
    failure: failure === null || !seesFailure ? null : { code: failure.code, message: failure.message },
    clientAction: clientAction === null || !isTheirs ? null : { ...clientAction },
    actionBy: formatOrNull(actionBy),
    provider: null,
    source,
    outside,
    ...(isStaff &&
      pendingReason !== undefined && {
        pendingReason: { code: pendingReason.code, since: formatInstant(pendingReason.since) },
      }),
    createdAt: formatInstant(createdAt),
  };
}
