import { freeze, unfreeze } from '../../foundation/operator-commands.ts';
import type { TaskContext, TaskForm } from '../../milestone-workroom/tasks/task-form.ts';
import { askReason, ownWords } from './operator-words.ts';

export function freezeTask(context: TaskContext): TaskForm {
  const { text } = ownWords(context.room);
  const contractId = context.room.contract.id;
  return {
    title: text('operate.freezeTitle'),
    lead: text('operate.freezeLead'),
    fields: askReason(context),
    button: text('command.freeze'),
    danger: true,
    send: (entry, run) => {
      const reason = entry.required('reason');
      return entry.ok ? run(freeze, { contractId, reason }) : null;
    },
    done: text('operate.frozen'),
  };
}

export function unfreezeTask(context: TaskContext): TaskForm {
  const { text } = ownWords(context.room);
  const contractId = context.room.contract.id;
  return {
    title: text('operate.unfreezeTitle'),
    lead: text('operate.unfreezeLead'),
    fields: askReason(context),
    button: text('command.unfreeze'),
    send: (entry, run) => {
      const reason = entry.required('reason');
      return entry.ok ? run(unfreeze, { contractId, reason }) : null;
    },
    // There may be another freeze.
    done: ({ frozen }) => text(frozen === null ? 'operate.unfrozen' : 'operate.stillFrozen'),
  };
}
