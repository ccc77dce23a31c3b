import type { RoomController } from '../foundation/room-controller.ts';
import { ReviewController } from '../review-and-pay/review-controller.ts';
import { JobForms as OpenJobForms } from './job-forms.ts';
import type { roomStrings } from './room.ts';
import { taskForms } from './tasks/index.ts';

export { ModalDialog } from '../foundation/modal-dialog.ts';

/** The forms of the people on a contract. */
export class JobForms extends OpenJobForms {
  constructor(room: RoomController<typeof roomStrings>) {
    super(room, { forms: taskForms, review: (each) => new ReviewController(each) });
  }
}
