import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { extendReview, submit, withdrawSubmission } from '../../foundation/commands.ts';
import { deadline } from '../../foundation/deadline.ts';
import { actionOn } from '../actions.ts';
import { cash, names } from '../room.ts';
import { addRow, removeRow, rowsOf } from './draft.ts';
import { ask } from './fields.ts';
import { readFiles, takeFiles } from './file-field.ts';
import { milestoneOf, type TaskContext, type TaskForm } from './task-form.ts';

export function submitTask(context: TaskContext): TaskForm | null {
  const milestone = milestoneOf(context);
  if (milestone === undefined) return null;
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const { id: milestoneId, title, funds } = milestone;
  const rows = rowsOf(draft, 'links', '');
  const lead = { ...names(room), count: contract.policy.reviewDays, amount: cash(room, funds.held) };
  const remove = (row: string) => {
    removeRow(draft, row, 'links', '');
    context.focus('#add-link');
  };
  return {
    title: text('submit.title', { title }),
    lead: text('submit.lead', lead),
    fields: takeFiles(
      context,
      html`${ask(context, { name: 'message', label: text('submit.message'), hint: text('submit.messageHint'), rows: 4 })}
      ${repeat(
        rows,
        (row) => row,
        (row, index) => {
          const number = { number: index + 1 };
          return html`<div class="pair link-row">
            ${ask(context, { name: `url-${row}`, label: text('submit.url', number), pointer: `/links/${index}/url`, type: 'url', maxLength: 2_000 })}
            ${ask(context, { name: `label-${row}`, label: text('submit.label', number), pointer: `/links/${index}/label`, maxLength: 200 })}
            <button type="button" class="quiet remove-link" part="button" aria-label=${text('submit.removeLink', number)} @click=${() => remove(row)}>${text('action.delete')}</button>
          </div>`;
        },
      )}
      ${
        rows.length >= 50
          ? nothing
          : html`<div><button type="button" class="quiet" part="button" id="add-link" @click=${() => context.focus(`#url-${addRow(draft, 'links', '')}`)}>+ ${text('submit.addLink')}</button></div>`
      }`,
    ),
    button: text('submit.submit'),
    send: (entry, run) => {
      const message = entry.required('message');
      const links = rows.flatMap((row) => {
        const url = entry.url(`url-${row}`);
        const label = entry.optional(`label-${row}`);
        return url === undefined ? [] : [{ url, ...(label === undefined ? {} : { label }) }];
      });
      const files = readFiles(draft, entry, room);
      const sent = { message, links, ...(files.length === 0 ? {} : { files }) };
      return entry.ok ? run(submit, { contractId: contract.id, milestoneId, ...sent }) : null;
    },
    done: text('submit.done', { title }),
    undo: (after) => {
      const submissionId = after.milestones.find(({ id }) => id === milestoneId)?.submissions.at(-1)?.id;
      if (submissionId === undefined) return null;
      return {
        send: (run) => run(withdrawSubmission, { contractId: contract.id, milestoneId, submissionId }),
        isOpen: (now) =>
          actionOn({ contract: now }, 'withdraw_submission', { milestoneId })?.enabled === true &&
          now.milestones.find(({ id }) => id === milestoneId)?.submissions.at(-1)?.id === submissionId,
        done: text('unsubmit.done'),
      };
    },
  };
}

export function withdrawSubmissionTask(context: TaskContext): TaskForm | null {
  const milestone = milestoneOf(context);
  const submission = milestone?.submissions.at(-1);
  if (milestone === undefined || submission === undefined) return null;
  const { contract, words } = context.room;
  const input = { contractId: contract.id, milestoneId: milestone.id, submissionId: submission.id };
  return {
    title: words.text('unsubmit.title'),
    lead: words.text('unsubmit.text', { title: milestone.title }),
    button: words.text('unsubmit.submit'),
    send: (_entry, run) => run(withdrawSubmission, input),
    done: words.text('unsubmit.done'),
  };
}

export function extendReviewTask(context: TaskContext): TaskForm | null {
  const milestone = milestoneOf(context);
  if (!milestone?.review) return null;
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const { endsAt, extendedDays } = milestone.review;
  const most = contract.policy.maxReviewExtensionDays - extendedDays;
  const initial = String(Math.min(7, most));
  const days = Number(draft.get('days', initial));
  // A clock stopped by a freeze cannot be extended.
  const until = new Date(Date.parse(endsAt ?? contract.now) + days * 86_400_000);
  return {
    title: text('extend.title', { title: milestone.title }),
    lead: text('extend.lead', { ...names(room), count: most }),
    fields: ask(context, { name: 'days', label: text('extend.days'), type: 'number', initial }),
    effect:
      Number.isSafeInteger(days) && days > 0 && days <= most
        ? text('extend.until', { instant: deadline(until.toISOString(), words) })
        : undefined,
    button: text('extend.submit'),
    send: (entry, run) => {
      const asked = entry.days('days', initial, most);
      return entry.ok ? run(extendReview, { contractId: contract.id, milestoneId: milestone.id, days: asked }) : null;
    },
    done: text('extend.done'),
  };
}
