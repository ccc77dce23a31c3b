import type { WireContract } from '@workroom/core/api';
import { html } from 'lit';
import { acceptProposal, propose, rejectProposal, withdrawProposal } from '../../foundation/commands.ts';
import { names } from '../room.ts';
import { changesList } from '../views/proposals-view.ts';
import { ask } from './fields.ts';
import { readTerms, type Terms, termsFields } from './plan-tasks.ts';
import { milestoneOf, type TaskContext, type TaskForm } from './task-form.ts';

// Rules 5 and 6: proposals for changes that need agreement.

export function proposeMilestoneTask(context: TaskContext): TaskForm {
  const { contract, words } = context.room;
  const { text } = words;
  return {
    title: text('propose.addTitle'),
    lead: text('propose.lead', { name: otherName(context) }),
    fields: html`${termsFields(context, '', '/changes/0/add')} ${noteField(context)}`,
    button: text('propose.submit'),
    send: (entry, run) => {
      const terms = readTerms(context, entry, '');
      const note = entry.optional('note') ?? '';
      return entry.ok ? run(propose, { contractId: contract.id, changes: [{ add: terms }], note }) : null;
    },
    done: text('propose.done'),
  };
}

/** On a funded milestone the amount can only be raised, and the difference is deposited later. */
export function proposeEditTask(context: TaskContext): TaskForm | null {
  const milestone = milestoneOf(context);
  if (milestone === undefined) return null;
  const { contract, words } = context.room;
  const { text } = words;
  const { id: milestoneId, title, description, dueOn, state, amount, pendingIncrease } = milestone;
  const agreed = amount + (pendingIncrease?.amount ?? 0);
  const isFunded = state !== 'planned';
  const before = { title, description, amount: words.plainMoney(agreed, contract.currency), dueOn: dueOn ?? '' };
  const was: Required<Terms> = { title, description, amount: agreed, dueOn };
  return {
    title: text('propose.editTitle', { title }),
    lead: text(isFunded ? 'propose.leadFunded' : 'propose.lead', { name: otherName(context), ...names(context.room) }),
    fields: html`${termsFields(context, '', '/changes/0/edit', before)} ${noteField(context)}`,
    button: text('propose.submit'),
    send: (entry, run) => {
      const typed = readTerms(context, entry, '', before);
      const after: Required<Terms> = { description: '', dueOn: null, ...typed };
      const changed = Object.fromEntries(
        Object.entries(after).filter(([term, value]) => value !== was[term as keyof Terms]),
      );
      if (Object.keys(changed).length === 0) entry.wrong('title', text('propose.nothing'));
      if (isFunded && after.amount < amount) entry.wrong('amount', text('propose.onlyMore'));
      const note = entry.optional('note') ?? '';
      const changes = [{ edit: { milestoneId, ...changed } }];
      return entry.ok ? run(propose, { contractId: contract.id, changes, note }) : null;
    },
    done: text('propose.done'),
  };
}

export function proposeRemovalTask(context: TaskContext): TaskForm | null {
  const milestone = milestoneOf(context);
  if (milestone === undefined) return null;
  const { contract, words } = context.room;
  const { text } = words;
  return {
    title: text('propose.removeTitle', { title: milestone.title }),
    lead: text('propose.lead', { name: otherName(context) }),
    fields: noteField(context),
    button: text('propose.submit'),
    send: (entry, run) => {
      const changes = [{ remove: { milestoneId: milestone.id } }];
      return run(propose, { contractId: contract.id, changes, note: entry.optional('note') ?? '' });
    },
    done: text('propose.done'),
  };
}

export function acceptProposalTask(context: TaskContext): TaskForm | null {
  return answer(context, ({ text }, id, contractId) => ({
    title: text('proposal.acceptTitle'),
    button: text('proposal.accept'),
    send: (_entry, run) => run(acceptProposal, { contractId, proposalId: id }),
    done: text('proposal.accepted'),
  }));
}

export function rejectProposalTask(context: TaskContext): TaskForm | null {
  return answer(context, ({ text }, id, contractId) => ({
    title: text('proposal.rejectTitle'),
    fields: ask(context, { name: 'reason', label: text('proposal.reason'), optional: true, rows: 2 }),
    button: text('proposal.reject'),
    send: (entry, run) => {
      const reason = entry.optional('reason');
      return run(rejectProposal, { contractId, proposalId: id, ...(reason === undefined ? {} : { reason }) });
    },
    done: text('proposal.rejected'),
  }));
}

export function withdrawProposalTask(context: TaskContext): TaskForm | null {
  return answer(context, ({ text }, id, contractId) => ({
    title: text('proposal.withdrawTitle'),
    button: text('proposal.withdraw'),
    send: (_entry, run) => run(withdrawProposal, { contractId, proposalId: id }),
    done: text('proposal.withdrawn'),
  }));
}

type Words = TaskContext['room']['words'];

/** Shows the changes, so that nobody answers without seeing them. */
function answer(
  context: TaskContext,
  form: (words: Words, id: WireContract['proposals'][number]['id'], contractId: string) => TaskForm,
): TaskForm | null {
  const { room, task } = context;
  const proposal = room.contract.proposals.find(({ id, state }) => id === task.proposalId && state === 'open');
  if (proposal === undefined) return null;
  const { fields, ...rest } = form(room.words, proposal.id, room.contract.id);
  return { ...rest, fields: html`${changesList(room, proposal)} ${fields}` };
}

function noteField(context: TaskContext): unknown {
  const { text } = context.room.words;
  return ask(context, { name: 'note', label: text('propose.note'), optional: true, rows: 2 });
}

function otherName({ room }: TaskContext): string {
  const { client, freelancer } = names(room);
  return room.contract.viewer === 'client' ? freelancer : client;
}
