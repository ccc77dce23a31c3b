import type { Localize } from '../../foundation/localize.ts';
import type english from '../../locales/en/operations.ts';
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
