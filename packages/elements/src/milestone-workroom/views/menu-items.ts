import type { WireAction, WireMilestone } from '@workroom/core/api';
import type { Localize } from '../../foundation/localize.ts';
import type { MenuItem } from '../../foundation/menu.ts';
import type tasks from '../../locales/en/tasks.ts';
import { actionOn } from '../actions.ts';
import { returnablesOf } from '../returnable.ts';
import type { Room, roomStrings, TaskKind } from '../room.ts';
import { closedReason } from './action-button.ts';
import { isLater } from './later-view.ts';

/** The room with the texts of its menus. */
export interface MenuRoom extends Room {
  readonly words: Localize<typeof roomStrings & typeof tasks>;
}

type Label = Parameters<MenuRoom['words']['text']>[0];

interface Offered {
  readonly action: WireAction;
  readonly task: TaskKind;
  readonly label: Label;
}

/** The viewer's actions on a milestone, the most important first. */
export function milestoneItems(
  room: MenuRoom,
  milestone: WireMilestone,
  move: (milestoneId: string, by: -1 | 1) => void,
): readonly MenuItem[] {
  const items = offersOn(room, milestone).map(({ action, task, label }): MenuItem => {
    return {
      name: task,
      label: room.words.text(label),
      press: () => room.open(task, { milestoneId: milestone.id }),
      isDanger: task === 'remove_milestone',
      closed: action.enabled ? undefined : closedReason(room, action),
    };
  });
  const isLast = ({ isDanger }: MenuItem) => isDanger === true;
  return [...items.filter((each) => !isLast(each)), ...orderItems(room, milestone, move), ...items.filter(isLast)];
}

/** What the viewer may do on the contract as a whole. */
export function contractItems(room: MenuRoom): readonly MenuItem[] {
  const on = (name: 'give_bonus' | 'return_funds' | 'end', label: Label): MenuItem[] => {
    const action = actionOn(room, name);
    if (action === undefined) return [];
    return [
      {
        name,
        label: room.words.text(label),
        press: () => room.open(name),
        isDanger: name === 'end',
        closed: action.enabled ? undefined : closedReason(room, action),
      },
    ];
  };
  // Released bonuses and carried funds have no milestone from which they could be returned.
  const canReturn =
    room.contract.viewer === 'freelancer' &&
    returnablesOf(room.contract).some(({ milestoneId }) => milestoneId === null);
  return [
    ...on('give_bonus', 'action.bonus'),
    ...(canReturn ? on('return_funds', 'action.giveBack') : []),
    ...on('end', 'action.end'),
  ];
}

/** Returning the released money of a milestone is a command of the contract too. */
function returnOffer(room: MenuRoom, { id, funds }: WireMilestone): readonly Offered[] {
  const action = actionOn(room, 'return_funds');
  const isThere = funds.released > 0 && returnablesOf(room.contract).some(({ milestoneId }) => milestoneId === id);
  // Held money is returned first, because the other action would have the same label.
  if (action === undefined || funds.held > 0 || !isThere || room.contract.viewer !== 'freelancer') return [];
  return [{ action: { ...action, milestoneId: id }, task: 'return_funds', label: 'action.giveBack' }];
}

function offersOn(room: MenuRoom, milestone: WireMilestone): readonly Offered[] {
  const { id, state, funds } = milestone;
  const isFundedNow = ['funded', 'submitted', 'changes_requested'].includes(state);
  const on = (name: TaskKind & WireAction['name'], label: Label): Offered[] => {
    const action = actionOn(room, name, { milestoneId: id });
    // A change that needs agreement is offered as a proposal.
    if (action === undefined || action.code === 'plan_needs_agreement') return [];
    return [{ action, task: name, label }];
  };
  const propose = actionOn(room, 'propose');
  const proposed = (task: 'propose_edit' | 'propose_removal', label: Label): Offered[] =>
    propose === undefined ? [] : [{ action: { ...propose, milestoneId: id }, task, label }];
  const mayEdit = (name: 'edit_milestone' | 'remove_milestone') => {
    const action = actionOn(room, name, { milestoneId: id });
    return action !== undefined && action.code !== 'plan_needs_agreement';
  };
  const isParty = room.contract.viewer === 'client' || room.contract.viewer === 'freelancer';
  const canPropose = isParty && (state === 'planned' || isFundedNow);
  const giveBack = actionOn(room, 'volunteer_refund');
  // It is a command of the contract, but is shown at the money. It is hidden while a request is open.
  const refund = actionOn(room, 'request_refund');
  const canAskBack = isFundedNow && funds.held > 0 && refund !== undefined;
  return [
    // An increase of a funded milestone is funded where it is shown.
    ...(isFundedNow || isLater(room, id) ? [] : on('fund', 'action.fund')),
    ...on('release', state === 'submitted' ? 'action.reviewAndPay' : 'action.release'),
    ...on('request_changes', 'action.requestChanges'),
    ...on('submit', 'action.submit'),
    ...on('extend_review', 'action.extendReview'),
    ...on('withdraw_submission', 'action.withdrawSubmission'),
    ...(canAskBack
      ? [
          {
            action: { ...refund, milestoneId: id },
            task: 'request_refund',
            label: 'action.requestRefund',
          } as const,
        ]
      : []),
    ...(isFundedNow && funds.held > 0 && giveBack !== undefined
      ? [
          {
            action: { ...giveBack, milestoneId: id },
            task: 'volunteer_refund',
            label: 'action.giveBack',
          } as const,
        ]
      : []),
    ...returnOffer(room, milestone),
    ...on('edit_milestone', 'action.edit'),
    ...(canPropose && !mayEdit('edit_milestone') ? proposed('propose_edit', 'action.proposeEdit') : []),
    ...on('remove_milestone', 'action.delete'),
    ...(state === 'planned' && isParty && !mayEdit('remove_milestone')
      ? proposed('propose_removal', 'action.proposeRemoval')
      : []),
  ];
}

/** Moves a milestone up or down among those that are not funded; the others keep their positions. */
function orderItems(
  room: MenuRoom,
  { id, state }: WireMilestone,
  move: (milestoneId: string, by: -1 | 1) => void,
): readonly MenuItem[] {
  const action = actionOn(room, 'reorder_milestones');
  const planned = room.contract.milestones.filter((each) => each.state === 'planned');
  if (action === undefined || state !== 'planned' || planned.length < 2) return [];
  const place = planned.findIndex((each) => each.id === id);
  const item = (by: -1 | 1): MenuItem[] => {
    const isEnd = by === -1 ? place === 0 : place === planned.length - 1;
    if (isEnd) return [];
    return [
      {
        name: by === -1 ? 'move_up' : 'move_down',
        label: room.words.text(by === -1 ? 'milestone.moveUp' : 'milestone.moveDown'),
        press: () => move(id, by),
        closed: action.enabled ? undefined : closedReason(room, action),
      },
    ];
  };
  return [...item(-1), ...item(1)];
}
