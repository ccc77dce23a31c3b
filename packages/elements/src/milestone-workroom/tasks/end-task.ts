import { html, nothing } from 'lit';
import { endContract } from '../../foundation/commands.ts';
import { parseMoney } from '../../foundation/money-input.ts';
import { fieldError } from '../../foundation/views/field-view.ts';
import { cash, heldInAll, names } from '../room.ts';
import { errorOf } from './draft.ts';
import { ask, askMoney } from './fields.ts';
import type { TaskContext, TaskForm } from './task-form.ts';

type Choice = 'all' | 'part' | 'nothing' | '';

/** Rule 32: with money held the client pays all, a part or nothing; a freelancer refunds everything. */
export function endTask(context: TaskContext): TaskForm {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const held = heldInAll(contract);
  const planned = contract.milestones.filter(({ state }) => state === 'planned').length;
  const cancelled = planned === 0 ? '' : text('end.cancelled', { count: planned });
  const chooses = contract.viewer === 'client' && held > 0;
  const choice = draft.get('choice') as Choice;
  const form = { title: text('end.title'), button: text('end.submit'), danger: true } as const;
  const done: TaskForm['done'] = ({ status }) => text(status === 'ended' ? 'end.done' : 'end.ending');
  const reason = ask(context, { name: 'reason', label: text('end.reason'), optional: true, rows: 2 });

  if (!chooses) {
    const money =
      held === 0 ? text('end.nothingHeld') : text('end.returned', { amount: cash(room, held), ...names(room) });
    return {
      ...form,
      lead: `${money} ${cancelled} ${text('end.final')}`,
      fields: reason,
      send: (entry, run) => {
        const why = entry.optional('reason');
        return run(endContract, { contractId: contract.id, ...(why === undefined ? {} : { reason: why }) });
      },
      done,
    };
  }
  return {
    ...form,
    lead: text('end.held', { amount: cash(room, held) }),
    fields: html`${choicesView(context, choice, held)} ${choice === 'part' || choice === 'nothing' ? reason : nothing}`,
    effect: choice === '' ? undefined : `${effectOf(context, choice, held)} ${cancelled}`.trim(),
    send: (entry, run) => {
      entry.required('choice');
      const why = choice === 'all' ? undefined : entry.optional('reason');
      const pay = choice === 'all' ? held : choice === 'part' ? entry.money('pay', { most: held - 1 }) : 0;
      return entry.ok
        ? run(endContract, { contractId: contract.id, pay, ...(why === undefined ? {} : { reason: why }) })
        : null;
    },
    done,
  };
}

function choicesView(context: TaskContext, chosen: Choice, held: number): unknown {
  const { room, draft } = context;
  const { text } = room.words;
  const option = (choice: Choice, label: string, hint: string) => html`<label class="choice" part="choice">
    <input type="radio" name="end-choice" value=${choice} aria-invalid=${error === undefined ? nothing : 'true'} .checked=${chosen === choice} @change=${() => draft.set('choice', choice)} />
    <span><span class="label">${label}</span><span class="hint">${hint}</span></span>
  </label>`;
  const error = errorOf(draft, context.failure, 'choice', '/pay');
  return html`<fieldset class="choices" aria-describedby=${error === undefined ? nothing : 'choice-error'}><legend class="unseen">${text('end.held', { amount: cash(room, held) })}</legend>
      ${option('all', text('end.payAll', names(room)), text('end.payAllHint', { amount: cash(room, held) }))}
      ${option('part', text('end.payPart'), text('end.asksHint', names(room)))}
      ${option('nothing', text('end.payNothing'), text('end.asksHint', names(room)))} ${fieldError('choice', error)}
    </fieldset>
    ${chosen === 'all' || chosen === '' ? nothing : html`<p class="note" part="note">${text('end.advice', names(room))}</p>`}
    ${chosen === 'part' ? askMoney(context, { name: 'pay', label: text('end.payAmount') }) : nothing}`;
}

function effectOf({ room, draft }: TaskContext, choice: Choice, held: number): string {
  const { words, contract } = room;
  if (choice === '') return '';
  const typed =
    choice === 'all' ? held : choice === 'nothing' ? 0 : parseMoney(draft.get('pay'), contract.currency, words.locale);
  if (typed === null || typed > held) return '';
  if (typed === held) return words.text('end.effectAll', { amount: cash(room, held), ...names(room) });
  return words.text('end.effectPart', { paid: cash(room, typed), back: cash(room, held - typed), ...names(room) });
}
