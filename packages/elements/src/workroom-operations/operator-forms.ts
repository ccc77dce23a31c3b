import { html } from 'lit';
import type { RoomController } from '../foundation/room-controller.ts';
import { JobForms as PartyForms } from '../milestone-workroom/job-forms.ts';
import type { OperatorTaskKind, roomStrings } from '../milestone-workroom/room.ts';
import { approveTask, rejectApprovalTask, withdrawApprovalTask } from '../milestone-workroom/tasks/approval-tasks.ts';
import { decideDisputeTask } from '../milestone-workroom/tasks/dispute-tasks.ts';
import type { TaskForms } from '../milestone-workroom/tasks/index.ts';
import { cancelPaymentTask, retryPaymentTask } from '../milestone-workroom/tasks/payment-tasks.ts';
import type { TaskContext, TaskForm } from '../milestone-workroom/tasks/task-form.ts';
import { operatorEndTask } from './tasks/end-task.ts';
import { operatorExtendTask } from './tasks/extend-task.ts';
import { freezeTask, unfreezeTask } from './tasks/freeze-tasks.ts';
import { operatorRefundTask, operatorReleaseTask } from './tasks/money-tasks.ts';
import { secondOperatorNote } from './tasks/operator-words.ts';

export { ModalDialog } from '../foundation/modal-dialog.ts';

const operatorForms: TaskForms<
  | OperatorTaskKind
  | 'decide_dispute'
  | 'retry_payment'
  | 'cancel_payment'
  | 'approve'
  | 'reject_approval'
  | 'withdraw_approval'
> = {
  freeze: freezeTask,
  unfreeze: unfreezeTask,
  operator_release: operatorReleaseTask,
  operator_refund: operatorRefundTask,
  operator_extend: operatorExtendTask,
  operator_end: operatorEndTask,
  decide_dispute: operatorDecideTask,
  retry_payment: retryPaymentTask,
  cancel_payment: cancelPaymentTask,
  approve: approveTask,
  reject_approval: rejectApprovalTask,
  withdraw_approval: withdrawApprovalTask,
};

/** As a mediator decides; of a large sum a second operator approves it (rule 47). */
function operatorDecideTask(context: TaskContext): TaskForm | null {
  const form = decideDisputeTask(context);
  const { dispute } = context.room.contract;
  if (form === null || dispute === null) return null;
  return { ...form, fields: html`${form.fields} ${secondOperatorNote(context.room, dispute.amount)}` };
}

/** The forms of what an operator may do. */
export class JobForms extends PartyForms {
  constructor(room: RoomController<typeof roomStrings>) {
    super(room, operatorForms);
  }
}
