import { approve, rejectApproval, withdrawApproval } from '../../foundation/commands.ts';
import { cash } from '../room.ts';
import { askedWords } from '../views/approvals-view.ts';
import { ask } from './fields.ts';
import type { TaskContext, TaskForm } from './task-form.ts';

export function approveTask(context: TaskContext): TaskForm | null {
  const asked = askedFor(context);
  if (asked === null) return null;
  const { text } = context.room.words;
  const { ids, what, name } = asked;
  return {
    title: `${text('approval.approve')}: ${what}`,
    lead: text('approval.approveLead', { name }),
    button: text('approval.approve'),
    send: (_entry, run) => run(approve, ids),
    done: text('approval.approved'),
  };
}

export function rejectApprovalTask(context: TaskContext): TaskForm | null {
  const asked = askedFor(context);
  if (asked === null) return null;
  const { text } = context.room.words;
  const { ids, what } = asked;
  return {
    title: `${text('approval.reject')}: ${what}`,
    lead: text('approval.rejectLead'),
    fields: ask(context, { name: 'reason', label: text('approval.reason'), optional: true, rows: 2 }),
    button: text('approval.reject'),
    send: (entry, run) => {
      const reason = entry.optional('reason');
      return run(rejectApproval, reason === undefined ? ids : { ...ids, reason });
    },
    done: text('approval.rejected'),
  };
}

export function withdrawApprovalTask(context: TaskContext): TaskForm | null {
  const asked = askedFor(context);
  if (asked === null) return null;
  const { text } = context.room.words;
  return {
    title: `${text('approval.withdraw')}: ${asked.what}`,
    lead: text('approval.rejectLead'),
    button: text('approval.withdraw'),
    send: (_entry, run) => run(withdrawApproval, asked.ids),
    done: text('approval.withdrawn'),
  };
}

function askedFor({ room, task }: TaskContext) {
  const { contract } = room;
  const found = contract.approvals.find(({ id, state }) => id === task.approvalId && state === 'open');
  if (found === undefined) return null;
  const amount = found.amount === null ? '' : ` · ${cash(room, found.amount)}`;
  const ids = { contractId: contract.id, approvalId: found.id };
  return { ids, what: `${askedWords(room, found)}${amount}`, name: found.askedBy.name };
}
