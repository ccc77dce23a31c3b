import type { WireMilestone } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type NextStep, nextStepOf, type StepButton } from '../next-step.ts';
import type { Room } from '../room.ts';
import { actionButton } from './action-button.ts';

/** One sentence, and its button. */
export function nextStepView(room: Room): TemplateResult {
  const step = nextStepOf(room);
  const { kind, text } = step;
  const tone = toneOf(room, step);
  return html`<section class="next ${kind} ${tone}" part="next-step ${kind} ${tone}" aria-labelledby="next-title">
    <div class="next-text">
      <h3 id="next-title" class="overline" tabindex="-1">${room.words.text(`next.${kind}`)}</h3>
      <p>${text}</p>
    </div>
    ${stepButtons(room, step)}
  </section>`;
}

/** @param milestone shows only steps about this milestone */
export function stepButtons(room: Room, { kind, buttons }: NextStep, milestone?: WireMilestone): unknown {
  const shown = buttons.filter((button) => milestone === undefined || milestoneOf(button) === milestone.id);
  if (shown.length === 0) return nothing;
  return html`<div class="actions" part="actions">${repeat(
    shown,
    ({ label }) => label,
    (button, index) => stepButton(room, button, index === 0 && kind === 'yours'),
  )}</div>`;
}

function milestoneOf({ task, action }: StepButton): string | null | undefined {
  return typeof task === 'object' ? task.confirm.milestoneId : action?.milestoneId;
}

/** A dispute, a failed payment and a request to answer look different from other steps. */
function toneOf({ contract }: Room, { hasFailed }: NextStep): '' | 'danger' | 'attention' {
  if (contract.dispute !== null || hasFailed) return 'danger';
  return contract.refundRequest !== null ? 'attention' : '';
}

function stepButton(room: Room, { label, task, action }: StepButton, main: boolean): unknown {
  const look = main ? 'primary' : '';
  if (typeof task === 'object') {
    return html`<button type="button" class=${look} part=${`button ${look}`} @click=${() => room.confirmPayment(task.confirm)}>${label}</button>`;
  }
  const { milestoneId = null, paymentId = null, proposalId = null } = action ?? {};
  return actionButton(room, action, {
    label,
    look,
    press: () => room.open(task, { milestoneId, paymentId, proposalId }),
  });
}
