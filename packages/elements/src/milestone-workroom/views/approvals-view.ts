import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Approval, missingOn } from '../../foundation/approvals.ts';
import { deadline } from '../../foundation/deadline.ts';
import { named } from '../../foundation/views/named-view.ts';
import { actionOn } from '../actions.ts';
import { nextStepOf } from '../next-step.ts';
import { cash, names } from '../room.ts';
import type { TaskRoom } from '../tasks/task-form.ts';
import { actionButton } from './action-button.ts';

const answers = [
  ['approve', 'approval.approve', 'primary'],
  ['reject_approval', 'approval.reject', ''],
  ['withdraw_approval', 'approval.withdraw', 'quiet'],
] as const;

/** Approval requests of the reader's side, with the running deadline and the buttons (rule 63). */
export function approvalsView(room: TaskRoom): unknown {
  return repeat(
    room.contract.approvals.filter(({ state }) => state === 'open'),
    ({ id }) => id,
    (approval) => approvalView(room, approval),
  );
}

function approvalView(room: TaskRoom, approval: Approval): unknown {
  const { contract, words } = room;
  const { text, instant, instantInUtc } = words;
  const { id, amount, milestoneId, askedBy, askedAt, approvedBy, expiresAt, meanwhile } = approval;
  const title = contract.milestones.find((each) => each.id === milestoneId)?.title;
  const asked = askedWords(room, approval);
  const why = reasonOf(approval);
  return html`<section class="note attention" part="approval" aria-labelledby="approval-${id}">
    <h3 class="strong" id="approval-${id}">${text('approval.title', { command: asked })}${amount === null ? nothing : html` · <span class="money">${cash(room, amount)}</span>`}</h3>
    ${title === undefined ? nothing : html`<p>${named(title)}</p>`}
    ${why === '' ? nothing : html`<p class="quote prose" part="quote" dir="auto">${why}</p>`}
    <p>${text('approval.waits', { count: missingOn(approval) })}. ${text('approval.asked', { name: askedBy.name })}
      <time class="fine" datetime=${askedAt} title=${instantInUtc(askedAt)}>${instant(askedAt)}</time></p>
    <p class="fine">${text('approval.approvedBy', { names: new Intl.ListFormat(words.locale).format(approvedBy.map(({ name }) => name)) })}
      ${expiresAt === null ? nothing : text('approval.expires', { instant: deadline(expiresAt, words) })}</p>
    ${meanwhile === null ? nothing : html`<p>${text(`approval.silence.${meanwhile.outcome}`, { ...names(room), instant: instant(meanwhile.at) })}</p>`}
    <div class="actions">${answers.map(([name, label, look]) => {
      const action = actionOn(room, name, { approvalId: id });
      // Buttons for other people's answers are hidden; an action that is unavailable now says why.
      if (action?.code === 'already_approved' || (action?.code === 'forbidden_for_role' && !action.people?.length))
        return nothing;
      return actionButton(room, action, {
        label: text(label),
        // The page has one primary button, which belongs to the next step.
        look: look === 'primary' && nextStepOf(room).kind === 'yours' ? '' : look,
        about: asked,
        press: () => room.open(name, { approvalId: id }),
      });
    })}</div>
  </section>`;
}

/** The reason in the command, if there is one. */
function reasonOf({ body }: Approval): string {
  const { reason, note } = body ?? {};
  return [reason, note].find((each): each is string => typeof each === 'string') ?? '';
}

/** A description of the command; for an unknown command, its name. */
export function askedWords({ words }: Pick<TaskRoom, 'words'>, { command }: Approval): string {
  return words.known(`command.${command}`) ?? command;
}

/** The members of each side with their roles, if some members do not have all of them (rule 62). */
export function membersView({ contract, words }: TaskRoom): unknown {
  const { client, freelancer } = contract.members;
  const all = [...client, ...freelancer];
  const most = Math.max(...all.map(({ roles }) => roles.length));
  if (all.every(({ roles }) => roles.length === most)) return nothing;
  const listed = new Intl.ListFormat(words.locale, { type: 'unit' });
  return html`<details class="members" part="details"><summary>${words.text('members.title')}</summary>
    <ul class="stack tight">${all.map(
      ({ name, roles }) =>
        html`<li>${named(name)} <span class="fine">${listed.format(roles.map((role) => words.text(`role.${role}`)))}</span></li>`,
    )}</ul></details>`;
}
