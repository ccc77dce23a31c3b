import { amount, halfRoundedUp } from '@workroom/core';
import { html } from 'lit';
import { parseMoney } from '../../foundation/money-input.ts';
import { operatorEnd } from '../../foundation/operator-commands.ts';
import { cash, heldInAll, names } from '../../milestone-workroom/room.ts';
import { askMoney } from '../../milestone-workroom/tasks/fields.ts';
import type { TaskContext, TaskForm } from '../../milestone-workroom/tasks/task-form.ts';
import { askReason, ownWords, secondOperatorNote } from './operator-words.ts';

/** Rule 46: ends a contract with a split of everything held. */
export function operatorEndTask(context: TaskContext): TaskForm {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = ownWords(room);
  const { client, freelancer } = names(room);
  const whole = heldInAll(contract);
  const typed = whole === 0 ? 0 : parseMoney(draft.get('toFreelancer'), contract.currency, words.locale);
  const presets = [
    [words.text('decide.all', { name: freelancer }), whole],
    [words.text('decide.half'), halfRoundedUp(amount(whole), contract.policy.amountStep ?? 1)],
    [words.text('decide.all', { name: client }), 0],
  ] as const;
  const take = (part: number) => draft.set('toFreelancer', words.plainMoney(part, contract.currency));
  const split = html`${askMoney(context, { name: 'toFreelancer', label: words.text('decide.toFreelancer', { freelancer }) })}
    <div class="actions" role="group" aria-label=${words.text('decide.presets')}>${presets.map(
      ([label, preset]) =>
        html`<button type="button" part="button" aria-pressed=${typed === preset} @click=${() => take(preset)}>${label}</button>`,
    )}</div>`;
  return {
    title: text('operate.endTitle'),
    lead: whole === 0 ? text('operate.endNothing') : text('operate.endLead', { amount: cash(room, whole) }),
    fields: html`${whole === 0 ? '' : split} ${askReason(context)} ${secondOperatorNote(room, whole)}`,
    effect:
      typed === null || typed > whole || whole === 0
        ? undefined
        : words.text('decide.split', {
            toFreelancer: cash(room, typed),
            toClient: cash(room, whole - typed),
            client,
            freelancer,
          }),
    button: text('command.operator_end'),
    danger: true,
    send: (entry, run) => {
      const toFreelancer = whole === 0 ? 0 : entry.money('toFreelancer', { least: 0, most: whole });
      const reason = entry.required('reason');
      return entry.ok ? run(operatorEnd, { contractId: contract.id, toFreelancer, reason }) : null;
    },
    done: text('operate.ended'),
  };
}
