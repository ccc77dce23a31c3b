import { html, nothing, type TemplateResult } from 'lit';
import { failureView } from '../../foundation/views/error-view.ts';
import type { TaskContext, TaskForm } from './task-form.ts';

export interface TaskHandlers {
  readonly send: () => void;
  readonly close: () => void;
  /** Whether the server still lists it as available. */
  readonly isOpen: boolean;
}

/** A job's dialog: subject, fields, effect and button. */
export function taskView(
  { room, failure }: TaskContext,
  form: TaskForm,
  { send, close, isOpen }: TaskHandlers,
): TemplateResult {
  const { text } = room.words;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };
  const look = form.danger === true ? 'primary destructive' : 'primary';
  return html`<form class="task stack" part="form" novalidate @submit=${submit}>
    <div class="stack tight">
      <h2 id="dialog-title" tabindex="-1" part="dialog-title">${form.title}</h2>
      ${form.lead === undefined ? nothing : html`<p class="muted">${form.lead}</p>`}
    </div>
    ${form.fields ?? nothing}
    ${form.bill ?? nothing}
    ${form.effect ? html`<output class="effect" part="effect">${form.effect}</output>` : nothing}
    ${failureView(failure, room.words)}
    ${isOpen || room.busy || failure !== null ? nothing : html`<p class="note attention" part="note" role="alert">${text('task.movedOn')}</p>`}
    <div class="actions task-actions">
      <button type="submit" class="${look} ${room.busy ? 'busy' : ''}" part="button primary" aria-disabled=${room.busy || !isOpen ? 'true' : nothing}>
        ${room.busy ? html`<span class="spinner" part="spinner" aria-hidden="true"></span>${text('command.working')}` : form.button}
      </button>
      <button type="button" class="quiet" part="button" @click=${close}>${form.keep ?? text('action.cancel')}</button>
    </div>
  </form>`;
}
