import type { CommandName } from '../process.ts';
import { approve, rejectApproval, withdrawApproval } from './approval.ts';
import { giveLaterBonus } from './bonus.ts';
import { openChargeback, recordEvidence, reportChargeback, resolveChargeback } from './chargeback.ts';
import { appointMediator, editContract, postMessage } from './details.ts';
import { addStatement, decideDispute, disputeRefund } from './dispute.ts';
import { end } from './end.ts';
import { acknowledgeDifference, recordExternal } from './external.ts';
import { freeze, unfreeze } from './freeze.ts';
import { fund } from './fund.ts';
import { makeOffer } from './make-offer.ts';
import { setMembers } from './members.ts';
import { acceptOffer, declineOffer, withdrawOffer } from './offer.ts';
import { operatorEnd, operatorExtend, operatorRefund, operatorRelease } from './operator.ts';
import { cancelPayment, retryPayment, settleOutside, settlePayment } from './payment.ts';
import { addMilestones, editMilestone, removeMilestone, reorderMilestones } from './plan.ts';
import { acceptProposal, propose, rejectProposal, withdrawProposal } from './proposal.ts';
import { agreeToRefund, requestRefund, withdrawRefundRequest } from './refund.ts';
import { release } from './release.ts';
import { bearReturn, cancelReturn, retryReturn, returnFunds } from './return.ts';
import type { CommandRules } from './rules.ts';
import { extendReview, requestChanges, submit, withdrawSubmission } from './submission.ts';
import { volunteerRefund } from './volunteer.ts';

/** Every command's own rules, by its name in the process table. */
export const commandRules: { readonly [Name in CommandName]: CommandRules<Name> } = {
  accept_offer: acceptOffer,
  decline_offer: declineOffer,
  withdraw_offer: withdrawOffer,
  edit_contract: editContract,
  appoint_mediator: appointMediator,
  set_members: setMembers,
  post_message: postMessage,
  add_milestones: addMilestones,
  edit_milestone: editMilestone,
  remove_milestone: removeMilestone,
  reorder_milestones: reorderMilestones,
  propose,
  accept_proposal: acceptProposal,
  reject_proposal: rejectProposal,
  withdraw_proposal: withdrawProposal,
  fund,
  submit,
  withdraw_submission: withdrawSubmission,
  request_changes: requestChanges,
  extend_review: extendReview,
  release,
  give_bonus: giveLaterBonus,
  request_refund: requestRefund,
  agree_to_refund: agreeToRefund,
  withdraw_refund_request: withdrawRefundRequest,
  dispute_refund: disputeRefund,
  volunteer_refund: volunteerRefund,
  add_statement: addStatement,
  make_offer: makeOffer,
  decide_dispute: decideDispute,
  end,
  approve,
  reject_approval: rejectApproval,
  withdraw_approval: withdrawApproval,
  freeze,
  unfreeze,
  operator_release: operatorRelease,
  operator_refund: operatorRefund,
  operator_extend: operatorExtend,
  operator_end: operatorEnd,
  return_funds: returnFunds,
  retry_return: retryReturn,
  cancel_return: cancelReturn,
  bear_return: bearReturn,
  settle_outside: settleOutside,
  retry_payment: retryPayment,
  cancel_payment: cancelPayment,
  settle_payment: settlePayment,
  report_chargeback: reportChargeback,
  open_chargeback: openChargeback,
  resolve_chargeback: resolveChargeback,
  record_evidence: recordEvidence,
  record_external: recordExternal,
  acknowledge_difference: acknowledgeDifference,
};
