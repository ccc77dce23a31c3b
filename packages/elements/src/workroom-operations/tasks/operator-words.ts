import { html, nothing } from 'lit';
import type { Localize } from '../../foundation/localize.ts';
import type english from '../../locales/en/operations.ts';
import { cash } from '../../milestone-workroom/room.ts';
import { ask } from '../../milestone-workroom/tasks/fields.ts';
import type { TaskContext, TaskRoom } from '../../milestone-workroom/tasks/task-form.ts';

type Own = Localize<typeof english>;

/** What only operators read; the element knows it before any of its dialogs opens. */
export function ownWords({ words }: Pick<TaskRoom, 'words'>): Own {
  return words as unknown as Own;
}

/** Every command of an operator has a reason, which both sides read (rule 44). */
export function askReason(context: TaskContext): unknown {
  const { text } = ownWords(context.room);
  return ask(context, { name: 'reason', label: text('operate.reason'), hint: text('operate.reasonHint'), rows: 3 });
}

/** Rule 47: that a second operator has to approve what moves so much. */
export function secondOperatorNote(room: TaskRoom, moves: number): unknown {
  const { policy, currency } = room.contract;
  const above = policy.operatorApprovalAbove[currency];
  if (above === undefined || moves <= above) return nothing;
  return html`<p class="note attention" part="second-operator">${ownWords(room).text('operate.second', { amount: cash(room, above) })}</p>`;
}
