import { amountAtProvider, currentMilestone, nextMilestone } from '@workroom/core';
import type { WireAction, WireContract, WireMilestone, WirePayment } from '@workroom/core/api';
import { answerClock, clockOf } from '../foundation/views/milestone-badge.ts';
import { actionOn } from './actions.ts';
import { actionOf, cash, names, type Room, type TaskKind } from './room.ts';

/** The viewer's next step. `kind` says whose turn it is. */
export interface NextStep {
  readonly kind: 'yours' | 'waiting' | 'done';
  readonly text: string;
  /** The step is about a failed payment. */
  readonly hasFailed?: boolean;
  /** The main action first. Each is one of the server's actions for this person. */
  readonly buttons: readonly StepButton[];
}

/** A button: the job it opens, and its subject. */
export interface StepButton {
  readonly label: string;
  readonly task: TaskKind | { readonly confirm: WirePayment };
  readonly action: WireAction | undefined;
}

export function nextStepOf(room: Room): NextStep {
  // The freeze notice says what is still possible.
  if (room.contract.frozen !== null) return step(room, 'waiting', '');
  const main = mainStepOf(room);
  return main.kind === 'yours' ? main : (proposed(room) ?? main);
}

/** A proposal that waits for this person's answer. */
function proposed(room: Room): NextStep | null {
  const { contract, words } = room;
  const waiting = contract.proposals.find(({ id, state }) => {
    return state === 'open' && actionOn(room, 'reject_proposal', { proposalId: id }) !== undefined;
  });
  if (waiting === undefined) return null;
  const on = { proposalId: waiting.id };
  const button = (label: Labels, task: 'accept_proposal' | 'reject_proposal'): StepButton => ({
    label: words.text(label),
    task,
    action: actionOn(room, task, on),
  });
  return {
    kind: 'yours',
    text: words.text('next.proposal', { name: waiting.proposedBy.name }),
    buttons: [button('action.acceptProposal', 'accept_proposal'), button('action.rejectProposal', 'reject_proposal')],
  };
}

function mainStepOf(room: Room): NextStep {
  const { contract } = room;
  if (contract.status === 'offered') return offered(room);
  if (contract.status !== 'active' && contract.status !== 'ending') return over(room);
  const current = currentMilestone(contract);
  if (contract.dispute !== null) return disputed(room, contract.dispute);
  if (contract.refundRequest !== null) return refunding(room, contract.refundRequest);
  if (current !== undefined) return onMilestone(room, current);
  return parked(room) ?? between(room);
}

/** A failed payment that this person can act on. */
function parked(room: Room): NextStep | null {
  const { contract, words } = room;
  for (const payment of contract.payments) {
    if (payment.status !== 'parked') continue;
    const { id: paymentId, milestoneId, kind } = payment;
    const action = actionOn(room, 'retry_payment', { milestoneId, paymentId });
    if (action === undefined) continue;
    const text = words.text(kind === 'transfer' ? 'next.payout' : 'next.parked', {
      amount: cash(room, amountAtProvider(payment)),
    });
    const button: StepButton = { label: words.text('action.tryAgain'), task: 'retry_payment', action };
    return { kind: 'yours', text, hasFailed: true, buttons: [button] };
  }
  return null;
}

function offered(room: Room): NextStep {
  const { words, contract } = room;
  if (contract.viewer !== 'freelancer') {
    return step(room, 'waiting', words.text('next.offerSent', names(room)), [
      ['action.withdrawOffer', 'withdraw_offer'],
    ]);
  }
  return step(room, 'yours', words.text('next.accept'), [
    ['action.acceptOffer', 'accept_offer'],
    ['action.declineOffer', 'decline_offer'],
  ]);
}

function over(room: Room): NextStep {
  const { words, contract } = room;
  if (contract.status === 'declined') return step(room, 'done', words.text('next.offerDeclined', names(room)));
  if (contract.status === 'withdrawn') return step(room, 'done', words.text('next.offerWithdrawn', names(room)));
  const instant = words.instant(contract.endedAt ?? contract.now);
  return step(room, 'done', words.text('next.ended', { instant }), [['action.bonus', 'give_bonus']]);
}

function disputed(room: Room, { amount, decideBy, leftMs }: NonNullable<WireContract['dispute']>): NextStep {
  const { words, contract } = room;
  const values = {
    amount: cash(room, amount),
    left: words.timeLeft({ at: decideBy, leftMs }, contract.now),
  };
  const on = contract.dispute?.milestoneId;
  if (contract.viewer !== 'mediator') {
    return step(room, 'yours', words.text('next.dispute', values), [['action.offerSplit', 'make_offer', on]]);
  }
  return step(room, 'yours', words.text('next.decide', values), [['action.decide', 'decide_dispute', on]]);
}

function refunding(room: Room, request: NonNullable<WireContract['refundRequest']>): NextStep {
  const { words, contract } = room;
  const left = words.timeLeft(answerClock(request), contract.now);
  const values = { ...names(room), amount: cash(room, request.amount), left };
  const on = request.milestoneId;
  if (contract.viewer !== 'freelancer') {
    return step(room, 'waiting', words.text('next.refundAsked', values), [
      ['action.withdrawRefund', 'withdraw_refund_request', on],
    ]);
  }
  return step(room, 'yours', words.text('next.answerRefund', values), [
    ['action.agreeToRefund', 'agree_to_refund', on],
    ['action.startDispute', 'dispute_refund', on],
  ]);
}

function onMilestone(room: Room, milestone: WireMilestone): NextStep {
  const { words, contract } = room;
  const isClient = contract.viewer === 'client';
  const clock = clockOf(contract, milestone);
  const left = clock === null ? '' : words.timeLeft(clock, contract.now);
  const values = { ...names(room), title: milestone.title, left };
  switch (milestone.state) {
    case 'funding':
      return funding(room, milestone);
    case 'submitted':
      if (!isClient) return step(room, 'waiting', words.text('next.reviewOther', values));
      return step(room, 'yours', words.text('next.review', values), [
        ['action.reviewAndPay', 'release', milestone.id],
        ['action.requestChanges', 'request_changes', milestone.id],
      ]);
    case 'changes_requested':
      if (isClient) return step(room, 'waiting', words.text('next.fixing', values));
      return step(room, 'yours', words.text('next.resubmit', values), [['action.submit', 'submit', milestone.id]]);
    default:
      if (isClient) {
        return step(room, 'waiting', words.text('next.working', values), [['action.release', 'release', milestone.id]]);
      }
      return step(room, 'yours', words.text('next.submit', values), [['action.submit', 'submit', milestone.id]]);
  }
}

function funding(room: Room, { id, title }: WireMilestone): NextStep {
  const { words, contract } = room;
  const payment = contract.payments.find((each) => each.milestoneId === id && each.status === 'requires_action');
  const values = { ...names(room), title };
  if (payment === undefined || contract.viewer !== 'client') {
    return step(room, 'waiting', words.text('next.paymentPending', values));
  }
  const confirm = { label: words.text('action.confirmPayment'), task: { confirm: payment }, action: undefined };
  return { kind: 'yours', text: words.text('next.confirmPayment', values), buttons: [confirm] };
}

function between(room: Room): NextStep {
  const { words, contract } = room;
  const isClient = contract.viewer === 'client';
  if (contract.status === 'ending') return step(room, 'waiting', words.text('next.ending'));
  const next = nextMilestone(contract);
  if (next !== undefined) {
    const values = { ...names(room), title: next.title };
    if (!isClient) return step(room, 'waiting', words.text('next.fundOther', values));
    const declined = contract.payments.some(
      ({ milestoneId, purpose, status }) => milestoneId === next.id && purpose === 'deposit' && status === 'failed',
    );
    const text = words.text(declined ? 'next.paymentDeclined' : 'next.fund', values);
    return { ...step(room, 'yours', text, [['action.fund', 'fund', next.id]]), hasFailed: declined };
  }
  const isEmpty = contract.milestones.length === 0;
  if (!isClient) return step(room, 'waiting', words.text(isEmpty ? 'next.planOther' : 'next.finishOther', names(room)));
  if (isEmpty) return step(room, 'yours', words.text('next.plan'), [['action.add', 'add_milestones']]);
  return step(room, 'yours', words.text('next.finish'), [
    ['action.end', 'end'],
    ['action.add', 'add_milestones'],
  ]);
}

type Labels = Parameters<Room['words']['text']>[0];

function step(
  room: Room,
  kind: NextStep['kind'],
  text: string,
  buttons: readonly (readonly [label: Labels, task: TaskKind, milestoneId?: string | null | undefined])[] = [],
): NextStep {
  return {
    kind,
    text,
    buttons: buttons.flatMap(([label, task, milestoneId = null]) => {
      const action = actionOf(room, { kind: task, milestoneId, paymentId: null, proposalId: null });
      return action === undefined ? [] : [{ label: room.words.text(label), task, action }];
    }),
  };
}
