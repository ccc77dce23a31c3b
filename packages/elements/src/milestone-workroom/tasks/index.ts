import type { OperatorTaskKind, TaskKind } from '../room.ts';
import { approveTask, rejectApprovalTask, withdrawApprovalTask } from './approval-tasks.ts';
import { decideDisputeTask, disputeRefundTask } from './dispute-tasks.ts';
import { endTask } from './end-task.ts';
import { fundTask } from './fund-task.ts';
import { acceptSplitTask, addStatementTask, makeOfferTask } from './offer-split-tasks.ts';
import { acceptOfferTask, declineOfferTask, withdrawOfferTask } from './offer-tasks.ts';
import { cancelPaymentTask, giveBonusTask, retryPaymentTask } from './payment-tasks.ts';
import { addMilestonesTask, editMilestoneTask, removeMilestoneTask } from './plan-tasks.ts';
import {
  acceptProposalTask,
  proposeEditTask,
  proposeMilestoneTask,
  proposeRemovalTask,
  rejectProposalTask,
  withdrawProposalTask,
} from './proposal-tasks.ts';
import { agreeToRefundTask, requestRefundTask, withdrawRefundRequestTask } from './refund-tasks.ts';
import { returnFundsTask } from './return-task.ts';
import type { ReviewKind } from './review-kind.ts';
import { extendReviewTask, submitTask, withdrawSubmissionTask } from './submission-tasks.ts';
import type { TaskContext, TaskForm } from './task-form.ts';
import { volunteerRefundTask } from './volunteer-task.ts';

/** `null` if its subject is gone. */
export type TaskForms<Kind extends TaskKind> = Readonly<Record<Kind, (context: TaskContext) => TaskForm | null>>;

/** The jobs of the people on a contract. */
export const taskForms: TaskForms<Exclude<TaskKind, ReviewKind | OperatorTaskKind>> = {
  accept_offer: acceptOfferTask,
  decline_offer: declineOfferTask,
  withdraw_offer: withdrawOfferTask,
  add_milestones: addMilestonesTask,
  edit_milestone: editMilestoneTask,
  remove_milestone: removeMilestoneTask,
  propose_milestone: proposeMilestoneTask,
  propose_edit: proposeEditTask,
  propose_removal: proposeRemovalTask,
  accept_proposal: acceptProposalTask,
  reject_proposal: rejectProposalTask,
  withdraw_proposal: withdrawProposalTask,
  fund: fundTask,
  submit: submitTask,
  withdraw_submission: withdrawSubmissionTask,
  extend_review: extendReviewTask,
  request_refund: requestRefundTask,
  agree_to_refund: agreeToRefundTask,
  withdraw_refund_request: withdrawRefundRequestTask,
  volunteer_refund: volunteerRefundTask,
  return_funds: returnFundsTask,
  dispute_refund: disputeRefundTask,
  add_statement: addStatementTask,
  make_offer: makeOfferTask,
  accept_split: acceptSplitTask,
  decide_dispute: decideDisputeTask,
  end: endTask,
  give_bonus: giveBonusTask,
  retry_payment: retryPaymentTask,
  cancel_payment: cancelPaymentTask,
  approve: approveTask,
  reject_approval: rejectApprovalTask,
  withdraw_approval: withdrawApprovalTask,
};
