import { amountAtProvider } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { deadline } from '../../foundation/deadline.ts';
import { actionOn } from '../../milestone-workroom/actions.ts';
import { cash, names, type Room } from '../../milestone-workroom/room.ts';
import { actionButton } from '../../milestone-workroom/views/action-button.ts';
import { isUndecided } from '../../milestone-workroom/views/payment-progress.ts';
import { ownWords } from '../tasks/operator-words.ts';

type Chargeback = WireContract['chargebacks'][number];

/** The chargebacks of the client's bank: the amount, the deadline for evidence, and the next step (rules 52 and 53). */
export function chargebacksView(room: Room, chargebacks: readonly Chargeback[]): unknown {
  if (chargebacks.length === 0) return nothing;
  return chargebacks.map((each) => chargebackView(room, each));
}

const tones = { inquiry: 'attention', open: 'danger', won: '', lost: '' } as const;
const badges = { inquiry: 'submitted', open: 'disputed', won: 'paid', lost: 'refunded' } as const;

function chargebackView(room: Room, chargeback: Chargeback): TemplateResult {
  const { id, paymentId, state, amount, withdrawn, reinstated, openedAt, evidenceDueBy, evidenceSentAt } = chargeback;
  const { text, instant, instantInUtc } = ownWords(room);
  const charge = room.contract.payments.find((each) => each.id === paymentId);
  const about = text('chargebacks.charge', {
    amount: cash(room, charge === undefined ? amount : amountAtProvider(charge)),
    instant: instant(charge?.createdAt ?? openedAt),
  });
  return html`<section class="note ${tones[state]}" part="chargeback ${state}" aria-labelledby="title-${id}">
    <div class="row between">
      <h3 class="strong" id="title-${id}">${text('attention.chargeback')} · <span class="money">${cash(room, amount)}</span></h3>
      <span class="badge ${badges[state]}" part="badge ${state}">${text(`chargebacks.state.${state}`)}</span>
    </div>
    <p>${text(nextOf(chargeback), names(room))}</p>
    <dl class="facts" part="facts">
      <div><dt>${text('chargebacks.disputed')}</dt><dd class="money">${cash(room, amount)}</dd></div>
      <div><dt>${text('chargebacks.withdrawn')}</dt><dd class="money">${cash(room, withdrawn)}</dd></div>
      ${reinstated === 0 ? nothing : html`<div><dt>${text('chargebacks.reinstated')}</dt><dd class="money">${cash(room, reinstated)}</dd></div>`}
    </dl>
    <p class="fine">${about} · <time datetime=${openedAt} title=${instantInUtc(openedAt)}>${text('chargebacks.opened', { instant: instant(openedAt) })}</time></p>
    ${evidenceSentAt === null ? nothing : html`<p class="fine">${text('chargebacks.sent', { instant: instant(evidenceSentAt) })}</p>`}
    ${
      evidenceDueBy === null || evidenceSentAt !== null || !isUndecided(chargeback)
        ? nothing
        : html`<p class="strong" part="due">${text('chargebacks.due', { instant: deadline(evidenceDueBy, ownWords(room)) })}</p>`
    }
    ${actionsView(room, chargeback, about)}
  </section>`;
}

function actionsView(room: Room, chargeback: Chargeback, about: string): unknown {
  const { id: chargebackId, state } = chargeback;
  const { text } = ownWords(room);
  const evidence = isUndecided(chargeback) ? actionOn(room, 'record_evidence') : undefined;
  const decision = state === 'inquiry' ? undefined : actionOn(room, 'resolve_chargeback');
  if (evidence === undefined && decision === undefined) return nothing;
  return html`<div class="actions">
    ${actionButton(room, evidence, {
      label: text('command.record_evidence'),
      look: chargeback.evidenceSentAt === null ? 'primary' : '',
      about,
      press: () => room.open('record_evidence', { chargebackId }),
    })}
    ${actionButton(room, decision, {
      label: text('command.resolve_chargeback'),
      look: state === 'open' ? '' : 'quiet',
      about,
      press: () => room.open('resolve_chargeback', { chargebackId }),
    })}
  </div>`;
}

function nextOf({ state, evidenceSentAt }: Chargeback) {
  return state === 'open' && evidenceSentAt !== null ? 'chargebacks.next.sent' : (`chargebacks.next.${state}` as const);
}
