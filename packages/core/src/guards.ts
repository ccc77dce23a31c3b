import { approversOf, isOpenRequest, mayApprove, openRequestFor } from './approvals.ts';
import { chargesOf, isDisputed, isExhausted, isOpenDifference, takesEvidence } from './chargeback.ts';
import type { Situation, SubjectOf } from './command.ts';
import type { Contract, Person, Proposal, Side } from './contract.ts';
import { isFrozen, mostFreezes } from './freeze.ts';
import { tooManyOpen } from './limits.ts';
import { hasRole } from './members.ts';
import { isBeingFunded, wasReleasedByTime, wrongState } from './milestones.ts';
import type { Payment } from './payment-record.ts';
import { ownerOf } from './payments.ts';
import { type CommandName, type GuardName, type PaymentsOf, type Step, stepOf } from './process.ts';
import { type Refusal, refuse } from './refusal.ts';
import { isOpenReturn } from './return-record.ts';
import { mayLift } from './transitions/freeze.ts';
import { cannotFund, toDeposit } from './transitions/funding.ts';
import { isPlanFull, needsAgreement } from './transitions/plan.ts';
import { nothingToReturn } from './transitions/plan-return.ts';
import { blocked, isFor, isOpen, mostOpenProposals } from './transitions/proposal.ts';
import { nothingHeld } from './transitions/refund.ts';

type Guard = (situation: Situation) => Refusal | undefined;

/** The conditions that a row of the process table may name besides sides and states. */
const guards: Readonly<Record<GuardName, Guard>> = {
  plan_full: ({ contract }) => (isPlanFull(contract) ? refuse('too_many_milestones') : undefined),
  plan_by_agreement: needsAgreement,
  proposals_full: ({ contract }) =>
    contract.proposals.filter(isOpen).length >= mostOpenProposals ? refuse('too_many_proposals') : undefined,
  proposal_blocked: ({ contract, proposal, now }) => (proposal === null ? undefined : blocked(contract, proposal, now)),
  refund_request_open: ({ contract }) => (contract.refundRequest === null ? undefined : refuse('refund_request_open')),
  dispute_open: ({ contract }) => (contract.dispute === null ? undefined : refuse('dispute_open')),
  funding_in_progress: ({ contract }) =>
    contract.milestones.some(isBeingFunded) ? refuse('payment_in_progress') : undefined,
  funded_place_taken: cannotFund,
  increase_in_progress: ({ milestone }) =>
    milestone?.pendingIncrease?.payment == null ? undefined : refuse('payment_in_progress'),
  extension_used_up: ({ contract, milestone }) =>
    milestone?.state === 'submitted' && milestone.review.extendedDays >= contract.policy.maxReviewExtensionDays
      ? refuse('extension_limit_reached')
      : undefined,
  nothing_held: nothingHeld,
  bonuses_full: ({ contract }) => tooManyOpen(contract, 'charge', 'bonus'),
  refunds_full: ({ contract }) => tooManyOpen(contract, 'refund', 'refund'),
  withdrawn_before: ({ milestone }) =>
    milestone?.refundWithdrawn === true ? refuse('refund_request_already_withdrawn') : undefined,
  deposit_not_awaited: ({ contract, milestone, payment }) => {
    if (payment?.status !== 'failed' || payment.purpose !== 'deposit') return undefined;
    const isAwaited = milestone !== null && (milestone.state === 'planned' || toDeposit(milestone) !== null);
    if (!isAwaited || contract.status !== 'active') return refuse('payment_not_retryable');
    return cannotFund({ contract, milestone });
  },
  not_frozen: ({ contract, side }) => {
    if (!isFrozen(contract)) return refuse('not_frozen');
    return contract.freezes.some((freeze) => mayLift(freeze, side))
      ? undefined
      : refuse('forbidden_for_role', undefined, 'An operator froze this contract, and an operator lifts that.');
  },
  freezes_full: ({ contract }) =>
    contract.freezes.length < mostFreezes
      ? undefined
      : refuse('contract_frozen', undefined, 'The contract is frozen as often as it can be. Lift a freeze first.'),
  no_deadline: ({ contract: { milestones, refundRequest, dispute } }) =>
    refundRequest !== null || dispute !== null || milestones.some(({ state }) => state === 'submitted')
      ? undefined
      : refuse('not_in_review', undefined, 'No deadline runs on this contract that could be extended.'),
  nothing_to_return: ({ contract, now }) => nothingToReturn(contract, now),
  return_not_parked: ({ returned }) =>
    returned?.parts.some(({ state }) => state === 'parked') === true
      ? undefined
      : refuse('payment_not_retryable', undefined, 'Nothing of this return is parked.'),
  return_unsure: ({ returned }) =>
    returned?.parts.some(({ state, failure }) => state === 'parked' && failure?.certain === true) === true
      ? undefined
      : refuse(
          'payment_not_cancellable',
          undefined,
          'Nobody knows yet whether the money came back. Retry the return: that looks it up.',
        ),
  nothing_charged: ({ contract }) => {
    const charges = chargesOf(contract);
    if (charges.length === 0) return refuse('not_found', undefined, 'Nothing was charged on this contract.');
    return charges.every((id) => isDisputed(contract, id)) ? refuse('chargeback_open') : undefined;
  },
  no_chargeback: ({ contract }) =>
    contract.chargebacks.some(({ state }) => state !== 'inquiry')
      ? undefined
      : refuse('not_found', undefined, 'There is no chargeback on this contract.'),
  no_evidence_taken: ({ contract: { chargebacks } }) => {
    if (chargebacks.length === 0) return refuse('not_found', undefined, 'There is no chargeback on this contract.');
    return chargebacks.some(takesEvidence) ? undefined : refuse('chargeback_not_open');
  },
  charge_exhausted: ({ contract, milestone }) => {
    const charges = (milestone?.lots ?? []).map(({ source }) => source);
    return isExhausted(contract, charges) ? refuse('charge_exhausted') : undefined;
  },
  no_difference: ({ contract }) =>
    contract.differences.some((each) => isOpenDifference(contract, each))
      ? undefined
      : refuse('not_found', undefined, 'Nothing on this contract waits to be acknowledged.'),
};

/** Checks a command against its row of the process table, before its values are checked. */
export function guard(name: CommandName, situation: Situation): Refusal | undefined {
  const step = stepOf(name);
  const { side } = situation;
  if (!step.who.includes(side)) return refuse('forbidden_for_role');
  return lacksRole(name, situation) ?? closedNow(name, situation);
}

/** Rule 62: why this member may not give the command, and who may. */
function lacksRole(
  name: CommandName,
  { contract, side, personId }: Pick<Situation, 'contract' | 'side' | 'personId'>,
): Refusal | undefined {
  const { role } = stepOf(name);
  if (role === undefined || (side !== 'client' && side !== 'freelancer')) return undefined;
  const member = contract.members[side].find(({ id }) => id === personId);
  if (member === undefined || hasRole(member, role)) return undefined;
  return askOthers(contract.members[side].filter((each) => hasRole(each, role)));
}

function askOthers(members: readonly Person[]): Refusal {
  const people = members.map(({ id, name }) => ({ id, name }));
  const detail = `Your role does not include this. Ask ${oneOf(people.map(({ name }) => name))}.`;
  return { ...refuse('forbidden_for_role', undefined, detail), people };
}

function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Why a command is currently refused to everybody. */
export function closedNow(name: CommandName, situation: Situation): Refusal | undefined {
  const step = stepOf(name);
  const { contract, side, milestone } = situation;
  const isAnswer = name !== 'volunteer_refund' && step.from?.includes('submitted') === true;
  if (isAnswer && milestone !== null && wasReleasedByTime(milestone)) return refuse('review_period_over');
  if (!step.contract.includes(contract.status)) {
    const answered = step.contract.length === 1 && step.contract[0] === 'offered';
    return refuse(answered ? 'offer_already_answered' : 'contract_not_active');
  }
  if (isFrozen(contract) && !mayWhileFrozen(step, side)) return refuse('contract_frozen');
  // If a command on the contract may name a milestone, the milestone is a value and is checked last.
  const [first, last] = step.on === 'contract' ? [undefined, wrongFrom] : [wrongFrom, undefined];
  return (
    wrongSubject(name, situation) ??
    first?.(name, situation) ??
    closedBy(step, situation) ??
    last?.(name, situation) ??
    waiting(name, situation)
  );
}

/** Rule 63: a request for it already waits for approval. */
function waiting(name: CommandName, { contract, side, milestone }: Situation): Refusal | undefined {
  const request = openRequestFor(contract, side, name, milestone?.id ?? null);
  return request === undefined ? undefined : refuse('approval_open');
}

/** Rule 45: who may still give the command. */
function mayWhileFrozen({ whileFrozen }: Step, side: Side): boolean {
  return whileFrozen ?? (side === 'operator' || side === 'server' || side === 'system');
}

function closedBy({ closedBy: names = [] }: Step, situation: Situation): Refusal | undefined {
  for (const name of names) {
    const refusal = guards[name](situation);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function wrongFrom(name: CommandName, { milestone }: Situation): Refusal | undefined {
  if (milestone === null || isFrom(stepOf(name), milestone)) return undefined;
  return wrongState(name, milestone);
}

/** Whether the milestone is in one of the row's initial states. */
export function isFrom({ from, orWithIncrease }: Step, milestone: NonNullable<Situation['milestone']>): boolean {
  if (from === undefined || from.includes(milestone.state)) return true;
  return orWithIncrease?.includes(milestone.state) === true && toDeposit(milestone) !== null;
}

function wrongSubject(name: CommandName, situation: Situation): Refusal | undefined {
  const { side, proposal, payment, returned } = situation;
  const step = stepOf(name);
  if (step.on === 'approval') return wrongApproval(name, situation);
  if (step.on === 'payment' && payment === null) return refuse('not_found');
  if (step.on === 'return' && returned === null)
    return refuse('not_found', undefined, 'There is no such return on this contract.');
  if (step.by !== undefined) {
    if (proposal === null) return refuse('not_found', undefined, 'There is no such proposal on this contract.');
    if (proposal.state === 'outdated') return refuse('proposal_outdated');
    if (!isOpen(proposal)) return refuse('proposal_not_open');
    if (!isFor(proposal, side, step.by)) return refuse('forbidden_for_role');
  }
  if (step.payments !== undefined && payment !== null) {
    const isMarketplace = side === 'server' || side === 'operator';
    if (step.ownerOnly === true && !isMarketplace && side !== ownerOf(payment)) return refuse('forbidden_for_role');
    const found = step.payments.find((each) => isOneOf(each, payment));
    if (found?.notBy?.includes(side) === true) return refuse('forbidden_for_role');
    if (found === undefined)
      return refuse(name === 'cancel_payment' ? 'payment_not_cancellable' : 'payment_not_retryable');
  }
  return undefined;
}

function wrongApproval(name: CommandName, { contract, side, personId, approval }: Situation): Refusal | undefined {
  // The other side must not learn of a request.
  if (approval === null || approval.side !== side) {
    return refuse('not_found', undefined, 'There is no such approval request on this contract.');
  }
  if (!isOpenRequest(approval)) return refuse('approval_not_open');
  const isAsker = approval.askedBy.id === personId;
  if (name === 'withdraw_approval') {
    const detail = `Only ${approval.askedBy.name}, who asked for it, can withdraw it. You can reject it.`;
    return isAsker ? undefined : refuse('forbidden_for_role', undefined, detail);
  }
  if (personId === null || !mayApprove(contract, side, approval.name, personId)) {
    return askOthers(approversOf(contract, approval));
  }
  if (name === 'reject_approval' && isAsker)
    return refuse('forbidden_for_role', undefined, 'Withdraw what you asked for yourself.');
  const hasApproved = approval.approvedBy.some(({ id }) => id === personId);
  return name === 'approve' && hasApproved ? refuse('already_approved') : undefined;
}

function isOneOf({ kind, purpose, status }: PaymentsOf, payment: Payment): boolean {
  return kind === payment.kind && (purpose ?? payment.purpose) === payment.purpose && status.includes(payment.status);
}

/** The objects on this contract that a command of this name could be about. */
export function subjectsOf(name: CommandName, contract: Contract): readonly SubjectOf[] {
  const { on, payments = [] } = stepOf(name);
  const of = (subject: Partial<SubjectOf>): SubjectOf => ({
    milestone: null,
    proposal: null,
    payment: null,
    approval: null,
    returned: null,
    ...subject,
  });
  const named = (id: string | null) => contract.milestones.find((milestone) => milestone.id === id) ?? null;
  switch (on) {
    case 'contract':
      return [of({})];
    case 'milestone':
      return contract.milestones.map((milestone) => of({ milestone }));
    case 'refund_request':
    case 'dispute': {
      const open = on === 'dispute' ? contract.dispute : contract.refundRequest;
      return open === null ? [] : [of({ milestone: named(open.milestoneId) })];
    }
    case 'proposal':
      return contract.proposals.map((proposal: Proposal) => of({ proposal }));
    case 'approval':
      return contract.approvals.filter(isOpenRequest).map((approval) => of({ approval }));
    case 'return':
      return contract.returns.filter(isOpenReturn).map((returned) => of({ returned }));
    case 'payment':
      return contract.payments
        .filter((payment) => payments.some((each) => isOneOf(each, payment)))
        .map((payment) => of({ payment, milestone: named(payment.milestoneId) }));
  }
}
