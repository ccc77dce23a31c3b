import type { WireContract } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { actionOn } from '../actions.ts';
import { cash } from '../room.ts';
import type { TaskRoom } from '../tasks/task-form.ts';
import { actionButton } from './action-button.ts';

type Proposal = WireContract['proposals'][number];
type Change = Proposal['changes'][number];
/** Shared by the room and its dialogs. */
type Drawn = Pick<TaskRoom, 'contract' | 'words'>;

/** Open proposals: the changes, whose turn it is, and the buttons. */
export function proposalsView(room: TaskRoom): unknown {
  const open = room.contract.proposals.filter(({ state }) => state === 'open');
  return repeat(
    open,
    ({ id }) => id,
    (proposal) => proposalView(room, proposal),
  );
}

function proposalView(room: TaskRoom, proposal: Proposal): unknown {
  const { contract, words } = room;
  const { id, by, proposedBy, changes, note, createdAt } = proposal;
  const { text, instant, instantInUtc } = words;
  const mine = by === contract.viewer;
  const on = { proposalId: id };
  const answers = [
    ['accept_proposal', 'action.acceptProposal', ''],
    ['reject_proposal', 'action.rejectProposal', ''],
    ['withdraw_proposal', 'action.withdrawProposal', 'quiet'],
  ] as const;
  return html`<section class="note ${mine ? '' : 'attention'}" part="proposal" aria-labelledby="proposal-${id}">
    <h4 class="strong" id="proposal-${id}">${text('proposal.title', { name: proposedBy.name, count: changes.length })}</h4>
    ${changesList(room, proposal)}
    ${note === '' ? nothing : html`<p class="quote prose" part="quote" dir="auto">${note}</p>`}
    <p class="fine"><time datetime=${createdAt} title=${instantInUtc(createdAt)}>${instant(createdAt)}</time>${mine ? ` · ${text('proposal.waits')}` : ''}</p>
    <div class="actions">${answers.map(([name, label, look]) =>
      actionButton(room, actionOn(room, name, on), {
        label: text(label),
        look,
        about: changes.map((change) => changeWords(room, change)).join(', '),
        press: () => room.open(name, on),
      }),
    )}</div>
  </section>`;
}

export function changesList(room: Drawn, { changes }: Proposal): unknown {
  return html`<ul class="changes" part="changes">${changes.map((change) => html`<li>${changeWords(room, change)}</li>`)}</ul>`;
}

function changeWords(room: Drawn, change: Change): string {
  const { words } = room;
  const { text, day } = words;
  if ('add' in change) {
    const { title, amount, dueOn, description } = change.add;
    return [
      text('proposal.add', { title, amount: cash(room, amount) }),
      ...(dueOn === null ? [] : [text('proposal.dueOn', { date: day(dueOn) })]),
      // Shows the deliverables, so that nobody agrees without reading them.
      ...(description === '' ? [] : [text('proposal.newDeliverables', { text: description })]),
    ].join(', ');
  }
  if ('remove' in change) return text('proposal.remove', { title: titleOf(room, change.remove.milestoneId) });
  if ('reorder' in change) {
    const order = change.reorder.milestoneIds.map((id) => titleOf(room, id));
    return text('proposal.reorder', { order: new Intl.ListFormat(words.locale, { type: 'unit' }).format(order) });
  }
  const { milestoneId, before, ...after } = change.edit;
  const parts = [
    ...(after.title === undefined ? [] : [text('proposal.newTitle', { title: after.title })]),
    ...(after.amount === undefined
      ? []
      : [text('proposal.newAmount', { before: cash(room, before.amount ?? 0), after: cash(room, after.amount) })]),
    ...(after.dueOn === undefined
      ? []
      : [after.dueOn === null ? text('proposal.noDueDate') : text('proposal.dueOn', { date: day(after.dueOn) })]),
    ...(after.description === undefined ? [] : [text('proposal.newDeliverables', { text: after.description })]),
  ];
  const title = before.title ?? titleOf(room, milestoneId);
  return text('proposal.edit', { title, changes: new Intl.ListFormat(words.locale, { type: 'unit' }).format(parts) });
}

function titleOf({ contract }: Drawn, milestoneId: string): string {
  return contract.milestones.find(({ id }) => id === milestoneId)?.title ?? '';
}
