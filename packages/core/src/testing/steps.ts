import type { Command, CommandOf } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { CommandName } from '../process.ts';
import { client, freelancer } from './people.ts';
import { type ContractTerms, givenContract, type Scenario } from './scenario.ts';

type Rest<Name extends CommandName, Given extends string> = Omit<CommandOf<Name>, 'type' | Given>;

// Commands on the contract's current objects, so that a test needs no ids.

export const fund =
  (place = 0, rest: Rest<'fund', 'milestoneId'> = {}) =>
  (contract: Contract): Command => ({ type: 'fund', milestoneId: idAt(contract, place), ...rest });

export const submit =
  (place = 0, message = 'Here it is.') =>
  (contract: Contract): Command => ({ type: 'submit', milestoneId: idAt(contract, place), message });

export const requestChanges =
  (place = 0, message = 'The logo is missing.') =>
  (contract: Contract): Command => ({ type: 'request_changes', milestoneId: idAt(contract, place), message });

export const extendReview =
  (days: number, place = 0) =>
  (contract: Contract): Command => ({ type: 'extend_review', milestoneId: idAt(contract, place), days });

export const withdrawSubmission =
  (place = 0) =>
  (contract: Contract): Command => ({
    type: 'withdraw_submission',
    milestoneId: idAt(contract, place),
    submissionId: contract.milestones[place]?.submission?.id ?? 'sub_none',
  });

export const release =
  (amount: number, rest: Rest<'release', 'milestoneId' | 'amount'> = {}, place = 0) =>
  (contract: Contract): Command => ({ type: 'release', milestoneId: idAt(contract, place), amount, ...rest });

/** Requests a milestone's money back, or the carried funds if `place` is `null`. */
export const requestRefund =
  (rest: Partial<Rest<'request_refund', 'milestoneId'>> = {}, place: number | null = 0) =>
  (contract: Contract): Command => ({
    type: 'request_refund',
    ...(place === null ? {} : { milestoneId: idAt(contract, place) }),
    reason: 'We agreed on less.',
    ...rest,
  });

export const agreeToRefund = (contract: Contract): Command => ({
  type: 'agree_to_refund',
  refundRequestId: contract.refundRequest?.id ?? 'rfd_none',
});

export const withdrawRefundRequest = (contract: Contract): Command => ({
  type: 'withdraw_refund_request',
  refundRequestId: contract.refundRequest?.id ?? 'rfd_none',
});

export const disputeRefund = (contract: Contract): Command => ({
  type: 'dispute_refund',
  refundRequestId: contract.refundRequest?.id ?? 'rfd_none',
  reason: 'The work is done.',
});

export const decideDispute =
  (toFreelancer: number, note = 'Half of it was delivered.') =>
  (contract: Contract): Command => ({
    type: 'decide_dispute',
    disputeId: contract.dispute?.id ?? 'dsp_none',
    toFreelancer,
    note,
  });

export function idAt(contract: Contract, place: number) {
  return contract.milestones[place]?.id ?? 'mst_none';
}

// Contracts in common initial states. The first milestone is worth $500.00, the second $300.00.

export function givenFunded(terms: ContractTerms = {}): Scenario {
  return givenContract(terms)
    .run([[fund(), client]])
    .paid();
}

export function givenSubmitted(terms: ContractTerms = {}): Scenario {
  return givenFunded(terms).run([[submit(), freelancer]]);
}

/** $200.00 of the first milestone were put toward the second. */
export function givenCarried(terms: ContractTerms = {}): Scenario {
  return givenFunded(terms)
    .run([[release(30_000, { leftover: { to: 'next_milestone' } }), client]])
    .paid();
}
