import { html } from 'lit';
import { addStatement, makeOffer } from '../../foundation/commands.ts';
import { parseMoney } from '../../foundation/money-input.ts';
import { cash, names } from '../room.ts';
import { ask, askMoney } from './fields.ts';
import { readFiles, takeFiles } from './file-field.ts';
import type { TaskContext, TaskForm } from './task-form.ts';

// Rules 33 and 34: both sides may resolve a dispute themselves, with equal open offers or overlapping sealed offers.

export function makeOfferTask(context: TaskContext): TaskForm | null {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const { dispute, viewer } = contract;
  if (dispute === null) return null;
  const { sealed } = dispute;
  const canSeal = sealed.roundsLeft > 0 && sealed.mine === null;
  const isSealed = canSeal && draft.get('kind') === 'sealed';
  const whole = dispute.amount;
  const people = names(room);
  const label = isSealed
    ? text(viewer === 'client' ? 'split.most' : 'split.least', people)
    : text('split.toFreelancer', people);
  const typed = parseMoney(draft.get('toFreelancer'), contract.currency, words.locale);
  const values = {
    ...people,
    toFreelancer: cash(room, typed ?? 0),
    toClient: cash(room, Math.max(0, whole - (typed ?? 0))),
  };
  const option = (kind: 'open' | 'sealed', name: string, hint: string) => html`<label class="choice" part="choice">
    <input type="radio" name="offer-kind" value=${kind} .checked=${isSealed === (kind === 'sealed')} ?disabled=${kind === 'sealed' && !canSeal} @change=${() => draft.set('kind', kind)} />
    <span><span class="label">${name}</span><span class="hint">${hint}</span></span>
  </label>`;
  const sealedHint = canSeal
    ? text('split.sealedHint', { count: sealed.roundsLeft })
    : text(sealed.mine === null ? 'split.noRounds' : 'split.sealedIn');
  return {
    title: text('split.title'),
    lead: text('split.lead', { amount: cash(room, whole) }),
    fields: html`<fieldset class="choices"><legend class="unseen">${text('split.title')}</legend>
        ${option('open', text('split.open'), text('split.openHint'))}
        ${option('sealed', text('split.sealed'), sealedHint)}
      </fieldset>
      ${askMoney(context, { name: 'toFreelancer', label })}`,
    effect:
      typed === null || typed > whole ? undefined : text(isSealed ? 'split.effectSealed' : 'split.effect', values),
    button: text('split.submit'),
    send: (entry, run) => {
      const toFreelancer = entry.money('toFreelancer', { least: 0, most: whole });
      const input = { contractId: contract.id, disputeId: dispute.id, toFreelancer, sealed: isSealed };
      return entry.ok ? run(makeOffer, input) : null;
    },
    done: (after) => text(after.dispute === null ? 'split.settled' : 'split.done'),
  };
}

/** An open offer equal to the other side's accepts it. */
export function acceptSplitTask({ room }: TaskContext): TaskForm | null {
  const { contract, words } = room;
  const { dispute, viewer } = contract;
  const theirs = dispute?.offers.find(({ by }) => by !== viewer);
  if (dispute === null || theirs === undefined) return null;
  const { text } = words;
  const { toFreelancer } = theirs;
  const toClient = dispute.amount - toFreelancer;
  return {
    title: text('split.acceptTitle'),
    lead: text('split.acceptText'),
    effect: text('decide.split', {
      toFreelancer: cash(room, toFreelancer),
      toClient: cash(room, toClient),
      ...names(room),
    }),
    button: text('split.accept'),
    send: (_entry, run) =>
      run(makeOffer, { contractId: contract.id, disputeId: dispute.id, toFreelancer, sealed: false }),
    done: text('split.settled'),
  };
}

/** A statement with files; a statement without files is written in place. */
export function addStatementTask(context: TaskContext): TaskForm | null {
  const { room, draft } = context;
  const { contract, words } = room;
  const { text } = words;
  const { dispute } = contract;
  if (dispute === null) return null;
  return {
    title: text('dispute.addStatement'),
    lead: text('dispute.statementHint'),
    fields: takeFiles(context, ask(context, { name: 'message', label: text('dispute.yourStatement'), rows: 4 })),
    button: text('dispute.addStatement'),
    send: (entry, run) => {
      const message = entry.required('message');
      const files = readFiles(draft, entry, room);
      return entry.ok ? run(addStatement, { contractId: contract.id, disputeId: dispute.id, message, files }) : null;
    },
    done: text('dispute.added'),
  };
}
