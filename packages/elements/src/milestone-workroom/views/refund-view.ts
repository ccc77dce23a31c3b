import type { WireContract } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { deadline } from '../../foundation/deadline.ts';
import { actionOn } from '../actions.ts';
import { cash, names, type RoomWords } from '../room.ts';
import type { TaskRoom } from '../tasks/task-form.ts';
import { actionButton } from './action-button.ts';

const answers = [
  ['agree_to_refund', 'action.agreeToRefund'],
  ['dispute_refund', 'action.startDispute'],
  ['withdraw_refund_request', 'action.withdrawRefund'],
] as const satisfies readonly (readonly [string, Parameters<RoomWords['text']>[0]])[];

/** Who answers, as each side reads it. */
const thens: { readonly [Viewer in WireContract['viewer']]?: 'refund.thenTheirs' | 'refund.thenYours' } = {
  client: 'refund.thenTheirs',
  freelancer: 'refund.thenYours',
};

/** An open refund request on a milestone, or with `null` on the carried funds. */
export function refundView(room: TaskRoom, milestoneId: string | null): unknown {
  const { contract, words } = room;
  const request = contract.refundRequest;
  if (request === null || request.milestoneId !== milestoneId) return nothing;
  const { text } = words;
  const { answerBy } = request;
  const then =
    answerBy === null
      ? text('clock.stopped')
      : text(thens[contract.viewer] ?? 'refund.then', { instant: deadline(answerBy, words), ...names(room) });
  return html`<div class="note attention" part="refund-request">
    <p class="strong">${text('refund.title', { amount: cash(room, request.amount) })}${milestoneId === null ? html` <span class="fine">${text('refund.carried')}</span>` : nothing}</p>
    ${request.reason === '' ? nothing : html`<p class="quote prose" part="quote" dir="auto">${request.reason}</p>`}
    <p class="fine">${then}${request.thenEnd ? ` ${text('refund.thenEnd')}` : ''}</p>
    <div class="actions">${repeat(
      answers,
      ([name]) => name,
      ([name, label]) =>
        actionButton(room, actionOn(room, name, { milestoneId }), {
          label: text(label),
          press: () => room.open(name, { milestoneId }),
        }),
    )}</div>
  </div>`;
}
