import { html } from 'lit';
import type { RoomController } from '../foundation/room-controller.ts';
import books from '../locales/en/books.ts';
import staff from '../locales/en/staff.ts';
import { JobForms as OpenJobForms, taskRoom } from '../milestone-workroom/job-forms.ts';
import type { OpenItemViews, OperatorTaskKind, Room, roomStrings } from '../milestone-workroom/room.ts';
import { approveTask, rejectApprovalTask, withdrawApprovalTask } from '../milestone-workroom/tasks/approval-tasks.ts';
import { decideDisputeTask } from '../milestone-workroom/tasks/dispute-tasks.ts';
import type { TaskForms } from '../milestone-workroom/tasks/index.ts';
import type { TaskContext, TaskForm } from '../milestone-workroom/tasks/task-form.ts';
import { freezeView } from '../milestone-workroom/views/freeze-view.ts';
import { LiveLedger } from './live-ledger.ts';
import { openChargebackTask, resolveChargebackTask, sendEvidenceTask } from './tasks/chargeback-tasks.ts';
import { operatorEndTask } from './tasks/end-task.ts';
import { operatorExtendTask } from './tasks/extend-task.ts';
import { freezeTask, unfreezeTask } from './tasks/freeze-tasks.ts';
import { operatorRefundTask, operatorReleaseTask } from './tasks/money-tasks.ts';
import { secondOperatorNote } from './tasks/operator-words.ts';
import { acknowledgeDifferenceTask, operatorRetryTask, settleOutsideTask } from './tasks/payment-tasks.ts';
import { bearReturnTask, cancelReturnTask, operatorReturnTask, retryReturnTask } from './tasks/return-tasks.ts';
import { staffViews } from './views/staff-views.ts';

export { ModalDialog } from '../foundation/modal-dialog.ts';

/** All commands of an operator on a contract. */
export const operatorForms: TaskForms<
  | OperatorTaskKind
  | 'return_funds'
  | 'decide_dispute'
  | 'retry_payment'
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
  return_funds: operatorReturnTask,
  retry_return: retryReturnTask,
  cancel_return: cancelReturnTask,
  bear_return: bearReturnTask,
  settle_outside: settleOutsideTask,
  open_chargeback: openChargebackTask,
  resolve_chargeback: resolveChargebackTask,
  record_evidence: sendEvidenceTask,
  acknowledge_difference: acknowledgeDifferenceTask,
  decide_dispute: operatorDecideTask,
  retry_payment: operatorRetryTask,
  approve: approveTask,
  reject_approval: rejectApprovalTask,
  withdraw_approval: withdrawApprovalTask,
};

/** Like a mediator's decision; a large sum needs approval by a second operator (rule 47). */
function operatorDecideTask(context: TaskContext): TaskForm | null {
  const form = decideDisputeTask(context);
  const { dispute } = context.room.contract;
  if (form === null || dispute === null) return null;
  return { ...form, fields: html`${form.fields} ${secondOperatorNote(context.room, dispute.amount)}` };
}

/** The forms of an operator's commands, and the contract's money as staff sees it. */
export class JobForms extends OpenJobForms {
  constructor(room: RoomController<typeof roomStrings>) {
    super(room.learn({ ...staff, ...books }), { forms: operatorForms, views: (own) => viewsForStaff(own, room) });
  }
}

/** Shows what waits for staff instead of what the parties see of it. */
function viewsForStaff(own: OpenItemViews, room: RoomController<typeof roomStrings>): OpenItemViews {
  const words = room.words as TaskContext['room']['words'];
  const taught = (each: Room) => taskRoom(each, room, words);
  const { waiting, books } = staffViews(new LiveLedger(room));
  return {
    ...own,
    freeze: (each) => freezeView(taught(each)),
    staff: { waiting: (each) => waiting(taught(each)), books: (each) => books(taught(each)) },
  };
}
