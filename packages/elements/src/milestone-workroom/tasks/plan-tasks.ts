import { minimumMilestone } from '@workroom/core';
import type { BodyOf } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { addMilestones, editMilestone, removeMilestone } from '../../foundation/commands.ts';
import { parseMoney } from '../../foundation/money-input.ts';
import { actionOn } from '../actions.ts';
import { cash } from '../room.ts';
import { addRow, type Entry, removeRow, rowsOf } from './draft.ts';
import { ask, askMoney } from './fields.ts';
import { milestoneOf, type TaskContext, type TaskForm } from './task-form.ts';

export type Terms = BodyOf<'addMilestones'>['milestones'][number];

export function addMilestonesTask(context: TaskContext): TaskForm {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const rows = rowsOf(draft);
  const count = rows.length;
  const total = rows.reduce(
    (sum, row) => sum + (parseMoney(draft.get(`amount-${row}`), contract.currency, words.locale) ?? 0),
    0,
  );
  const another = () => context.focus(`#title-${addRow(draft)}`);
  const remove = (row: string) => {
    removeRow(draft, row);
    context.focus(`#title-${rowsOf(draft).at(-1)}`);
  };
  return {
    title: text(count === 1 ? 'plan.addTitleOne' : 'plan.addTitle'),
    lead: text('plan.addLead'),
    fields: html`${repeat(
      rows,
      (row) => row,
      (row, index) => html`<fieldset class="row-fields" part="milestone-fields">
          <legend class=${count === 1 ? 'unseen' : 'label'}>${text('plan.row', { number: index + 1 })}</legend>
          ${
            count === 1
              ? nothing
              : html`<button type="button" class="quiet remove-row" part="button" aria-label=${text('plan.removeRow', { number: index + 1 })} @click=${() => remove(row)}>${text('action.delete')}</button>`
          }
          ${termsFields(context, `-${row}`, `/milestones/${index}`)}
        </fieldset>`,
    )}
      <div><button type="button" class="quiet" part="button" @click=${another}>+ ${text('plan.another')}</button></div>`,
    effect:
      count > 1 || total > 0 ? text('plan.total', { count, amount: words.money(total, contract.currency) }) : undefined,
    button: text('plan.add', { count }),
    send: (entry, run) => {
      const milestones = rows.map((row) => readTerms(context, entry, `-${row}`));
      return entry.ok ? run(addMilestones, { contractId: contract.id, milestones }) : null;
    },
    done: text('plan.added', { count, title: draft.get('title-0') }),
  };
}

export function editMilestoneTask(context: TaskContext): TaskForm | null {
  const { room } = context;
  const milestone = milestoneOf(context);
  if (milestone === undefined) return null;
  const { id, title, description, amount, dueOn } = milestone;
  const { contract, words } = room;
  const before = { title, description, amount: words.plainMoney(amount, contract.currency), dueOn: dueOn ?? '' };
  return {
    title: words.text('plan.editTitle', { title }),
    fields: termsFields(context, '', '', before),
    button: words.text('plan.save'),
    send: (entry, run) => {
      const terms = readTerms(context, entry, '', before);
      // Cleared fields must be sent too, otherwise they would keep their values.
      const input = { contractId: contract.id, milestoneId: id, description: '', dueOn: null, ...terms };
      return entry.ok ? run(editMilestone, input) : null;
    },
    done: words.text('plan.saved', { title }),
  };
}

export function removeMilestoneTask(context: TaskContext): TaskForm | null {
  const milestone = milestoneOf(context);
  if (milestone === undefined) return null;
  const { id, title, description, amount, dueOn } = milestone;
  const { contract, words } = context.room;
  const { text } = words;
  const after = contract.milestones.slice(contract.milestones.findIndex((each) => each.id === id) + 1);
  const next = after.find(({ state }) => state === 'planned');
  return {
    title: text('plan.removeTitle', { title }),
    lead: text('plan.removeText'),
    button: text('plan.remove'),
    danger: true,
    send: (_entry, run) => run(removeMilestone, { contractId: contract.id, milestoneId: id }),
    done: text('plan.removed', { title }),
    // Restores its terms at its former place; it was untouched.
    undo: () => ({
      send: (run) =>
        run(addMilestones, {
          contractId: contract.id,
          milestones: [{ title, description, amount, ...(dueOn === null ? {} : { dueOn }) }],
          ...(next === undefined ? {} : { before: next.id }),
        }),
      isOpen: (now) =>
        actionOn({ contract: now }, 'add_milestones')?.enabled === true &&
        (next === undefined || now.milestones.some((each) => each.id === next.id && each.state === 'planned')),
      done: text('plan.putBack', { title }),
    }),
  };
}

const noTerms = { title: '', description: '', amount: '', dueOn: '' };

export function termsFields(context: TaskContext, suffix: string, pointer: string, before = noTerms): unknown {
  const { room } = context;
  const { text } = room.words;
  const { policy, currency } = room.contract;
  const least = cash(room, minimumMilestone(policy, currency));
  return html`${ask(context, { name: `title${suffix}`, label: text('plan.title'), hint: text('plan.titleHint'), initial: before.title, pointer: `${pointer}/title`, maxLength: 200 })}
    <div class="pair">
      ${askMoney(context, { name: `amount${suffix}`, label: text('plan.amount'), hint: text('plan.amountHint', { least }), initial: before.amount, pointer: `${pointer}/amount` })}
      ${ask(context, { name: `dueOn${suffix}`, label: text('plan.dueOn'), optional: true, type: 'date', initial: before.dueOn, pointer: `${pointer}/dueOn` })}
    </div>
    ${ask(context, { name: `description${suffix}`, label: text('plan.description'), hint: text('plan.descriptionHint'), optional: true, rows: 2, initial: before.description, pointer: `${pointer}/description` })}`;
}

export function readTerms({ room }: TaskContext, entry: Entry, suffix: string, before = noTerms): Terms {
  const { policy, currency } = room.contract;
  const title = entry.required(`title${suffix}`, before.title);
  const amount = entry.money(`amount${suffix}`, { initial: before.amount, least: minimumMilestone(policy, currency) });
  const description = entry.optional(`description${suffix}`, before.description);
  const dueOn = entry.optional(`dueOn${suffix}`, before.dueOn);
  return {
    title,
    amount,
    ...(description === undefined ? {} : { description }),
    ...(dueOn === undefined ? {} : { dueOn }),
  };
}
