import { html, type TemplateResult } from 'lit';
import { type FieldOptions, moneyField, textField } from '../../foundation/views/field-view.ts';
import { errorOf } from './draft.ts';
import type { TaskContext } from './task-form.ts';

export interface Asked {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional?: boolean;
  readonly initial?: string;
  /** The pointer in the server's problems; default: `/name`. */
  readonly pointer?: string;
}

/** A text field, with `rows` a multi-line one. */
export function ask(
  context: TaskContext,
  asked: Asked & {
    readonly rows?: number;
    readonly maxLength?: number;
    readonly type?: 'text' | 'date' | 'number' | 'url';
  },
): TemplateResult {
  const { rows, maxLength, type } = asked;
  return textField({
    ...optionsOf(context, asked),
    ...(rows === undefined ? {} : { rows }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(type === undefined ? {} : { type }),
  });
}

export function askMoney(context: TaskContext, asked: Asked): TemplateResult {
  const { words, contract } = context.room;
  return moneyField({ ...optionsOf(context, asked), symbol: words.currencySymbol(contract.currency) });
}

export function askWhether(
  context: TaskContext,
  { name, label, hint }: Pick<Asked, 'name' | 'label' | 'hint'>,
): TemplateResult {
  const { draft } = context;
  return html`<label class="choice" part="choice">
    <input type="checkbox" id=${name} .checked=${draft.get(name) === 'yes'} @change=${(event: Event) => draft.set(name, (event.target as HTMLInputElement).checked ? 'yes' : '')} />
    <span><span class="label">${label}</span>${hint === undefined ? '' : html`<span class="hint">${hint}</span>`}</span>
  </label>`;
}

function optionsOf(
  { draft, failure, room }: TaskContext,
  { name, label, hint, optional, initial, pointer }: Asked,
): FieldOptions {
  return {
    id: name,
    label,
    hint,
    aside: optional === true ? `(${room.words.text('task.optional')})` : undefined,
    value: draft.get(name, initial),
    error: errorOf(draft, failure, name, pointer),
    onInput: (value) => draft.set(name, value),
  };
}
