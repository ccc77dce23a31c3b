import { acceptOffer, declineOffer, withdrawOffer } from '../../foundation/commands.ts';
import { receiveView } from '../../foundation/views/receive-view.ts';
import { cash, names } from '../room.ts';
import { ask } from './fields.ts';
import type { TaskContext, TaskForm } from './task-form.ts';

export function acceptOfferTask({ room }: TaskContext): TaskForm {
  const { contract, words } = room;
  const { text } = words;
  const count = contract.milestones.length;
  const plan = { ...names(room), count, amount: cash(room, contract.totals.planned) };
  return {
    title: text('offer.acceptTitle'),
    lead: text(count === 0 ? 'offer.acceptTextNone' : 'offer.acceptText', plan),
    fields: count === 0 ? undefined : receiveView(room, contract.milestones),
    button: text('offer.accept'),
    send: (_entry, run) => run(acceptOffer, { contractId: contract.id }),
    done: text('offer.accepted'),
  };
}

export function declineOfferTask(context: TaskContext): TaskForm {
  const { contract, words } = context.room;
  const { text } = words;
  return {
    title: text('offer.declineTitle'),
    lead: text('offer.final'),
    fields: reasonField(context, names(context.room).client),
    button: text('offer.decline'),
    danger: true,
    send: (entry, run) => run(declineOffer, { contractId: contract.id, ...reasonOf(entry.optional('reason')) }),
    done: text('offer.declined'),
  };
}

export function withdrawOfferTask(context: TaskContext): TaskForm {
  const { contract, words } = context.room;
  const { text } = words;
  return {
    title: text('offer.withdrawTitle'),
    lead: text('offer.final'),
    fields: reasonField(context, names(context.room).freelancer),
    button: text('offer.withdraw'),
    danger: true,
    send: (entry, run) => run(withdrawOffer, { contractId: contract.id, ...reasonOf(entry.optional('reason')) }),
    done: text('offer.withdrawn'),
  };
}

function reasonField(context: TaskContext, name: string): unknown {
  const { text } = context.room.words;
  return ask(context, {
    name: 'reason',
    label: text('offer.reason'),
    hint: text('offer.reasonHint', { name }),
    optional: true,
    rows: 3,
  });
}

function reasonOf(reason: string | undefined): { reason?: string } {
  return reason === undefined ? {} : { reason };
}
