import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../foundation/failure.ts';
import { failureView } from '../../foundation/views/error-view.ts';
import { textField } from '../../foundation/views/field-view.ts';
import type { ReviewContext } from './review-context.ts';

export interface ChangesViewModel {
  readonly message: string;
  readonly touched: boolean;
  readonly failure: Failure | null;
  readonly inFlight: boolean;
  readonly change: (message: string) => void;
  readonly touch: () => void;
  readonly send: () => void;
}

/** Rule 15: a request for changes says what must be fixed. */
export function changesView({ words, contract }: ReviewContext, model: ChangesViewModel): TemplateResult {
  const { text } = words;
  const { message, touched, failure, inFlight, change, touch, send } = model;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };
  return html`<form class="stack loose" part="form" novalidate @submit=${submit}>
    ${textField({
      id: 'changes',
      label: text('changes.message'),
      value: message,
      rows: 5,
      hint: text('changes.hint', { freelancer: contract.freelancer.name, count: contract.policy.reviewDays }),
      error: touched && message.trim() === '' ? text('wrong.message') : failure?.fields.get('/message'),
      onInput: change,
      onBlur: touch,
    })}
    ${failureView(failure, words)}
    <button type="submit" class="primary wide ${inFlight ? 'busy' : ''}" part="button primary" aria-disabled=${inFlight ? 'true' : nothing}>
      ${inFlight ? html`<span class="spinner" part="spinner" aria-hidden="true"></span>${text('command.working')}` : text('changes.send')}
    </button>
  </form>`;
}
