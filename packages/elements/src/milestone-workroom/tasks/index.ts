import type { TaskKind } from '../room.ts';
import { decideDisputeTask, disputeRefundTask } from './dispute-tasks.ts';
import { endTask } from './end-task.ts';
import { fundTask } from './fund-task.ts';
import { acceptOfferTask, declineOfferTask, withdrawOfferTask } from './offer-tasks.ts';
import { cancelPaymentTask, giveBonusTask, retryPaymentTask } from './payment-tasks.ts';
import { addMilestonesTask, editMilestoneTask, removeMilestoneTask } from './plan-tasks.ts';
import { agreeToRefundTask, requestRefundTask, withdrawRefundRequestTask } from './refund-tasks.ts';
import type { ReviewKind } from './review-kind.ts';
import { extendReviewTask, submitTask, withdrawSubmissionTask } from './submission-tasks.ts';
import type { TaskContext, TaskForm } from './task-form.ts';

/** `null` where what it is about is gone. */
export const taskForms: Readonly<Record<Exclude<TaskKind, ReviewKind>, (context: TaskContext) => TaskForm | null>> = {
  accept_offer: acceptOfferTask,
  decline_offer: declineOfferTask,
  withdraw_offer: withdrawOfferTask,
  add_milestones: addMilestonesTask,
  edit_milestone: editMilestoneTask,
  remove_milestone: removeMilestoneTask,
  fund: fundTask,
  submit: submitTask,
  withdraw_submission: withdrawSubmissionTask,
  extend_review: extendReviewTask,
  request_refund: requestRefundTask,
  agree_to_refund: agreeToRefundTask,
  withdraw_refund_request: withdrawRefundRequestTask,
  dispute_refund: disputeRefundTask,
  decide_dispute: decideDisputeTask,
  end: endTask,
  give_bonus: giveBonusTask,
  retry_payment: retryPaymentTask,
  cancel_payment: cancelPaymentTask,
};
