import { html, nothing } from 'lit';
import type { Localize } from '../../foundation/localize.ts';
import type books from '../../locales/en/books.ts';
import type open from '../../locales/en/open.ts';
import type operations from '../../locales/en/operations.ts';
import type staff from '../../locales/en/staff.ts';
import { cash, type Room, type roomStrings } from '../../milestone-workroom/room.ts';
import { ask } from '../../milestone-workroom/tasks/fields.ts';
import type { TaskContext, TaskRoom } from '../../milestone-workroom/tasks/task-form.ts';

export type StaffWords = Localize<typeof roomStrings & typeof open & typeof operations & typeof staff & typeof books>;

/** Texts for operators only; loaded with their forms. */
export function ownWords({ words }: Pick<Room, 'words'>): StaffWords {
  return words as unknown as StaffWords;
}

/** Every command of an operator has a reason, which both sides see (rule 44). */
export function askReason(context: TaskContext): unknown {
  const { text } = ownWords(context.room);
  return ask(context, { name: 'reason', label: text('operate.reason'), hint: text('operate.reasonHint'), rows: 3 });
}

/** Rule 47: the note that a sum this large needs approval by a second operator. */
export function secondOperatorNote(room: TaskRoom, moves: number): unknown {
  const { policy, currency } = room.contract;
  const above = policy.operatorApprovalAbove[currency];
  if (above === undefined || moves <= above) return nothing;
  return html`<p class="note attention" part="second-operator">${ownWords(room).text('operate.second', { amount: cash(room, above) })}</p>`;
}
