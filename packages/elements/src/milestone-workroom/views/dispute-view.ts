import { nameOf } from '@workroom/core';
import { html, nothing } from 'lit';
import { addStatement } from '../../foundation/commands.ts';
import { deadline } from '../../foundation/deadline.ts';
import { isReader } from '../../foundation/own-side.ts';
import { clockView } from '../../foundation/views/clock-view.ts';
import { fileLink } from '../../foundation/views/file-link.ts';
import { named } from '../../foundation/views/named-view.ts';
import { composerSpace } from '../../timeline/lazy-composer.ts';
import { actionOn } from '../actions.ts';
import { cash, nameSeen, names, type Room } from '../room.ts';
import type { TaskRoom } from '../tasks/task-form.ts';
import { actionButton } from './action-button.ts';
import { resolutionView } from './resolution-view.ts';

/**
 * An open dispute on a milestone, or with `null` on the carried funds: the frozen amount, the deadline, and the
 * statements.
 */
export function disputeView(room: TaskRoom, milestoneId: string | null): unknown {
  const { contract, words } = room;
  const { dispute, mediator } = contract;
  if (dispute === null || dispute.milestoneId !== milestoneId) return nothing;
  const { text, instant, instantInUtc } = words;
  const { decideBy } = dispute;
  const by =
    decideBy === null ? text('clock.stopped') : text('dispute.decideBy', { instant: deadline(decideBy, words) });
  const mayState = actionOn(room, 'add_statement', { milestoneId });
  const clock = { at: decideBy, leftMs: dispute.leftMs };
  return html`<section class="note danger" part="dispute" aria-labelledby="dispute-title">
    <h5 id="dispute-title" class="strong">${text('dispute.title', { amount: cash(room, dispute.amount) })} · ${clockView(clock, contract.now, 'clock-dispute', words)}</h5>
    <p>${text(isReader(contract, dispute.openedBy) ? 'dispute.openedByYou' : 'dispute.opened', { name: nameOf(contract, dispute.openedBy), instant: instant(dispute.openedAt) })}</p>
    <p class="fine">
      ${mediator === null ? text('dispute.noMediator') : text('dispute.mediator', { name: mediator.name })}
      ${by} ${decideBy === null ? nothing : text(`dispute.default.${dispute.ifNobodyActs === contract.viewer ? 'you' : dispute.ifNobodyActs}`, names(room))}
    </p>
    <div class="dispute-part"><h6>${text('dispute.statements')}</h6>
    <ol class="statements" part="statements">
      ${dispute.statements.map(
        ({ by: personId, message, files, at }) => html`<li class="statement ${sideOf(room, personId)}" part="statement">
          <p class="fine"><span class="strong">${named(nameSeen(room, { id: personId, name: nameOf(contract, personId) }))}</span> · <time datetime=${at} title=${instantInUtc(at)}>${instant(at)}</time></p>
          <p class="prose" dir="auto">${message}</p>
          ${files.length === 0 ? nothing : html`<ul class="attachments" aria-label=${text('submission.files')}>${files.map((file) => html`<li>${fileLink(room, file)}</li>`)}</ul>`}
        </li>`,
      )}
    </ol></div>
    <div class="dispute-part">${room.composer.view(
      (composer) =>
        composer.view('statement', {
          action: mayState,
          label: text('dispute.yourStatement'),
          hint: text('dispute.statementHint'),
          button: text('dispute.addStatement'),
          send: (run, message) => run(addStatement, { contractId: contract.id, disputeId: dispute.id, message }),
          done: text('dispute.added'),
        }),
      composerSpace(mayState),
    )}</div>
    ${
      contract.uploads === null
        ? nothing
        : actionButton(room, mayState, {
            label: text('action.statementWithFiles'),
            look: 'quiet',
            press: () => room.open('add_statement', { milestoneId }),
          })
    }
    ${resolutionView(room, dispute)}
    ${actionButton(room, actionOn(room, 'decide_dispute', { milestoneId }), {
      label: text('action.decide'),
      press: () => room.open('decide_dispute', { milestoneId }),
    })}
  </section>`;
}

function sideOf({ contract }: Room, personId: string): string {
  const { members, client, freelancer } = contract;
  if (client.id === personId || members.client.some(({ id }) => id === personId)) return 'client';
  return freelancer.id === personId || members.freelancer.some(({ id }) => id === personId) ? 'freelancer' : 'mediator';
}
