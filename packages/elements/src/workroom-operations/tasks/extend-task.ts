import type { WireMilestone } from '@workroom/core/api';
import { html } from 'lit';
import { deadline } from '../../foundation/deadline.ts';
import type { Clock } from '../../foundation/localize.ts';
import { operatorExtend } from '../../foundation/operator-commands.ts';
import { answerClock } from '../../foundation/views/milestone-badge.ts';
import { choicesView, chosenOf } from '../../milestone-workroom/tasks/choices-view.ts';
import { ask } from '../../milestone-workroom/tasks/fields.ts';
import type { TaskContext, TaskForm } from '../../milestone-workroom/tasks/task-form.ts';
import { askReason, ownWords } from './operator-words.ts';

interface Running {
  readonly deadline: 'review' | 'refund_response' | 'dispute';
  readonly milestoneId: WireMilestone['id'] | null;
  readonly label: string;
  readonly clock: Clock;
}

const mostDays = 365;
const dayMs = 86_400_000;

/** Rule 46: adds days to a running deadline. */
export function operatorExtendTask(context: TaskContext): TaskForm | null {
  const { room, draft } = context;
  const { contract } = room;
  const { text, timeLeft } = ownWords(room);
  const running = runningOf(context);
  const [first] = running;
  if (first === undefined) return null;
  const chosen = chosenOf(context, 'deadline', keyOf(first));
  const found = running.find((each) => keyOf(each) === chosen) ?? first;
  const days = Number(draft.get('days', '7'));
  const isDays = Number.isSafeInteger(days) && days >= 1 && days <= mostDays;
  const { at } = found.clock;
  const until = at === null || !isDays ? '' : new Date(Date.parse(at) + days * dayMs).toISOString();
  const effect =
    until === ''
      ? text('operate.extendStopped', { count: days })
      : text('operate.extendUntil', { instant: deadline(until, ownWords(room)) });
  const options = running.map((each) => ({
    value: keyOf(each),
    label: each.label,
    hint: timeLeft(each.clock, contract.now),
  }));
  return {
    title: text('operate.extendTitle'),
    lead: text('operate.extendLead'),
    fields: html`${choicesView(context, { name: 'deadline', label: text('operate.deadline'), chosen: keyOf(found), options })}
      ${ask(context, { name: 'days', label: text('operate.days'), type: 'number', initial: '7' })}
      ${askReason(context)}`,
    effect: isDays ? effect : undefined,
    button: text('command.operator_extend'),
    send: (entry, run) => {
      const asked = entry.days('days', '7', mostDays);
      const reason = entry.required('reason');
      const { deadline, milestoneId } = found;
      const where = milestoneId === null ? {} : { milestoneId };
      return entry.ok
        ? run(operatorExtend, { contractId: contract.id, deadline, ...where, days: asked, reason })
        : null;
    },
    done: text('operate.extended'),
  };
}

function runningOf({ room }: TaskContext): readonly Running[] {
  const { milestones, refundRequest, dispute } = room.contract;
  const { text } = ownWords(room);
  return [
    ...milestones.flatMap(({ id, title, review }) =>
      review === null
        ? []
        : [
            {
              deadline: 'review' as const,
              milestoneId: id,
              label: text('operate.deadlineReview', { title }),
              clock: { at: review.endsAt, leftMs: review.leftMs },
            },
          ],
    ),
    ...(refundRequest === null
      ? []
      : [
          {
            deadline: 'refund_response' as const,
            milestoneId: refundRequest.milestoneId,
            label: text('operate.deadlineRefund'),
            clock: answerClock(refundRequest),
          },
        ]),
    ...(dispute === null
      ? []
      : [
          {
            deadline: 'dispute' as const,
            milestoneId: dispute.milestoneId,
            label: text('operate.deadlineDispute'),
            clock: { at: dispute.decideBy, leftMs: dispute.leftMs },
          },
        ]),
  ];
}

function keyOf({ deadline, milestoneId }: Running): string {
  return `${deadline} ${milestoneId}`;
}
