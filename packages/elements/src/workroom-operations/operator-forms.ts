import type { RoomController } from '../foundation/room-controller.ts';
import { JobForms as PartyForms } from '../milestone-workroom/job-forms.ts';
import type { OperatorTaskKind, roomStrings } from '../milestone-workroom/room.ts';
import { decideDisputeTask } from '../milestone-workroom/tasks/dispute-tasks.ts';
import type { TaskForms } from '../milestone-workroom/tasks/index.ts';
import { cancelPaymentTask, retryPaymentTask } from '../milestone-workroom/tasks/payment-tasks.ts';
import { operatorEndTask } from './tasks/end-task.ts';
import { operatorExtendTask } from './tasks/extend-task.ts';
import { freezeTask, unfreezeTask } from './tasks/freeze-tasks.ts';
import { operatorRefundTask, operatorReleaseTask } from './tasks/money-tasks.ts';

export { ModalDialog } from '../foundation/modal-dialog.ts';

const operatorForms: TaskForms<OperatorTaskKind | 'decide_dispute' | 'retry_payment' | 'cancel_payment'> = {
  freeze: freezeTask,
  unfreeze: unfreezeTask,
  operator_release: operatorReleaseTask,
  operator_refund: operatorRefundTask,
  operator_extend: operatorExtendTask,
  operator_end: operatorEndTask,
  decide_dispute: decideDisputeTask,
  retry_payment: retryPaymentTask,
  cancel_payment: cancelPaymentTask,
};

/** The forms of what an operator may do. */
export class JobForms extends PartyForms {
  constructor(room: RoomController<typeof roomStrings>) {
    super(room, operatorForms);
  }
}
