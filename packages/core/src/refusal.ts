import type { Person } from './contract.ts';

/** The refusals of commands: code, HTTP status, and a sentence about what to do next. */
// biome-ignore format: one row per entry
export const refusals = {
  // Invalid values.
  below_minimum_amount: [422, 'The amount is below the smallest one allowed. Enter a higher amount.'],
  amount_too_large: [422, 'The amount is larger than can be accounted for. Enter a lower amount.'],
  amount_exceeds_deposit: [422, 'The amount is more than what is held. Enter at most what is held.'],
  amount_not_positive: [422, 'The amount must be more than zero.'],
  amount_not_supported: [422, 'The payment provider cannot move exactly this amount in this currency. Round the amount.'],
  amount_exceeds_released: [422, 'The amount is more than can be returned. Enter at most the released amount minus earlier returns.'],
  bonus_needs_full_release: [422, 'A bonus can be added only when the full amount is released. Release everything held, or leave the bonus out.'],
  leftover_choice_required: [422, 'Choose where the leftover goes: toward the next milestone, or back to the client by a refund request.'],
  reason_required: [422, 'Give a reason. Both parties read it.'],
  message_required: [422, 'Write a message first.'],
  split_does_not_add_up: [422, 'The split must lie between zero and the amount in dispute.'],
  too_much_text: [422, 'This is longer than the contract can hold. Write less, or put the details into a file.'],
  too_many_milestones: [422, 'The contract has as many milestones as it can hold.'],
  days_out_of_range: [422, 'Extend by at least one whole day.'],
  order_incomplete: [422, 'List every milestone that is not funded exactly once.'],
  role_unfilled: [422, 'Give each role that the side needs to at least one of its members.'],
  too_few_approvers: [422, 'Fewer members may approve this than the rule requires.'],
  proposal_empty: [422, 'Propose at least one change that makes a difference.'],
  // The state of the contract does not allow it.
  milestone_not_editable: [409, 'Only a milestone that is not funded can be changed this way.'],
  another_milestone_is_funded: [409, 'Only one milestone can be funded at a time. Release or return its funds first.'],
  milestone_not_funded: [409, 'No money is held on this milestone. Fund it first.'],
  not_in_review: [409, 'There is no submission in review on this milestone.'],
  review_period_over: [409, 'The review period is over and the funds were released to the freelancer automatically.'],
  no_next_milestone: [409, 'There is no next milestone to put the leftover toward. Add one in the same step or ask for a refund.'],
  refund_request_open: [409, 'A refund request is open. It must be answered or withdrawn first.'],
  refund_request_not_open: [409, 'This refund request is no longer open.'],
  refund_request_already_withdrawn: [409, 'A refund request on this milestone was withdrawn once already. The freelancer answers this one.'],
  dispute_open: [409, 'The money is in dispute. The dispute must be resolved first.'],
  no_dispute_open: [409, 'No dispute is open here.'],
  contract_not_active: [409, 'The contract is not active.'],
  contract_frozen: [409, 'The marketplace has frozen the contract. Nothing changes until it lifts the freeze; messages and statements still work.'],
  chargeback_not_open: [409, 'This chargeback is closed, and accepts no more evidence.'],
  charge_exhausted: [409, 'Money of this payment left the provider outside Workroom, so less is available than the contract shows. The marketplace must check it first.'],
  not_frozen: [409, 'There is no such freeze on this contract.'],
  offer_already_answered: [409, 'The offer was already answered.'],
  extension_limit_reached: [409, 'The review period cannot be extended further.'],
  submission_not_open: [409, 'This submission is not the newest one in review.'],
  proposal_not_open: [409, 'This proposal is no longer open.'],
  proposal_outdated: [409, 'The plan has changed since this was proposed. Make a new proposal.'],
  too_many_proposals: [409, 'Too many proposals are open. Withdraw one, or wait for an answer.'],
  offer_already_made: [409, 'You have already made a sealed offer in this round. It is compared when the other side makes theirs.'],
  no_sealed_rounds_left: [409, 'No sealed rounds are left. Make an open offer, or wait for the decision.'],
  plan_needs_agreement: [409, 'Changes to the plan of this contract need the agreement of both sides. Make a proposal.'],
  approval_open: [409, 'This waits for an approval already. Approve, reject or withdraw that request first.'],
  approval_not_open: [409, 'This approval request is no longer open.'],
  already_approved: [409, 'You have approved this already. Somebody else must approve it too.'],
  payment_in_progress: [409, 'A payment is in progress. Wait for it to finish, or cancel it.'],
  payment_not_retryable: [409, 'This payment cannot be tried again.'],
  payment_not_cancellable: [409, 'This payment can no longer be cancelled.'],
  payout_account_missing: [409, 'The freelancer has no payout account yet. Ask them to add one before funding.'],
  nothing_to_return: [409, 'Nothing was released here that could be returned.'],
  return_period_over: [409, 'This was released or charged too long ago to be returned here. Ask the marketplace.'],
  chargeback_open: [409, 'The client’s bank has taken this charge back, or is disputing it. It cannot be returned as well.'],
  return_open: [409, 'A return of this money is in progress. Wait until it has arrived, or cancel it.'],
  // The caller may not do it.
  forbidden_for_role: [403, 'Your side of the contract cannot do this.'],
  not_found: [404, 'It doesn’t exist, or you don’t have access to it.'],
} as const satisfies Record<string, readonly [status: 403 | 404 | 409 | 422, nextStep: string]>;

export type RefusalCode = keyof typeof refusals;

/** A command that was refused. It changed nothing. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly detail: string;
  /** JSON Pointer to the invalid value in the command, if there is one. */
  readonly pointer?: string;
  /** The members of the side who may give the command, if the caller lacks the role (rule 62). */
  readonly people?: readonly Person[];
}

export function refuse(code: RefusalCode, pointer?: string, detail: string = refusals[code][1]): Refusal {
  return pointer === undefined ? { refused: code, detail } : { refused: code, detail, pointer };
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

/** The decision broke an invariant. This is a bug, and the decision is not stored. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}

export function assertHolds(holds: boolean, what: string): asserts holds {
  if (!holds) throw new InvariantBroken(what);
}
