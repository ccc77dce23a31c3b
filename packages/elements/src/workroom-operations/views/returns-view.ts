import type { WireContract } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { named } from '../../foundation/views/named-view.ts';
import { actionOn } from '../../milestone-workroom/actions.ts';
import { cash, names, type Room } from '../../milestone-workroom/room.ts';
import { actionButton } from '../../milestone-workroom/views/action-button.ts';
import { ownWords } from '../tasks/operator-words.ts';

type Return = WireContract['returns'][number];

/** Returns of released money: their progress, why one is stuck, and the operator's actions (rules 50 and 51). */
export function returnsView(room: Room, returns: readonly Return[]): unknown {
  return returns.map((each) => returnView(room, each));
}

const badges = {
  pending: 'submitted',
  parked: 'disputed',
  completed: 'paid',
  cancelled: '',
  borne: 'refunded',
} as const;
const answers = [
  ['retry_return', ''],
  ['bear_return', 'quiet danger'],
  ['cancel_return', 'quiet'],
] as const;

function returnView(room: Room, given: Return): TemplateResult {
  const { id: returnId, state, amount, returned, reason, failure, madeAt } = given;
  const { text, instant, instantInUtc } = ownWords(room);
  const { contract } = room;
  const from = fromOf(room, given);
  const isParked = state === 'parked';
  return html`<section class="note ${isParked ? 'danger' : ''}" part="return ${state}" aria-labelledby="title-${returnId}">
    <div class="row between">
      <h3 class="strong" id="title-${returnId}">${text('command.return_funds')} · <span class="money">${cash(room, amount)}</span></h3>
      <span class="badge ${badges[state]}" part="badge ${state}">${text(`returns.state.${state}`)}</span>
    </div>
    ${isParked || state === 'pending' ? html`<p>${text(`returns.next.${state}`, names(room))}</p>` : nothing}
    ${failure === null ? nothing : html`<p class="payment-failure" part="failure">${named(failure.message)} <span class="fine">${failure.code}</span></p>`}
    ${returned === 0 || returned === amount ? nothing : html`<p>${text('returns.came', { amount: cash(room, returned) })}</p>`}
    ${reason === '' ? nothing : html`<p class="quote prose" part="quote" dir="auto">${reason}</p>`}
    <p class="fine">${named(from)} · <time datetime=${madeAt} title=${instantInUtc(madeAt)}>${instant(madeAt)}</time></p>
    ${
      contract.actions.some((action) => action.returnId === returnId)
        ? html`<div class="actions">${answers.map(([name, look]) =>
            actionButton(room, actionOn(room, name, { returnId }), {
              label: text(`command.${name}`),
              look,
              about: `${from} ${cash(room, amount)}`,
              press: () => room.open(name, { returnId }),
            }),
          )}</div>`
        : nothing
    }
  </section>`;
}

function fromOf(room: Room, { from }: Return): string {
  const { text } = ownWords(room);
  if ('paymentId' in from) return text('returns.bonus');
  const milestone =
    'milestoneId' in from ? room.contract.milestones.find(({ id }) => id === from.milestoneId) : undefined;
  return milestone?.title ?? text('returns.carried');
}
