import { silenceOn } from '../approvals.ts';
import type { Contract } from '../contract.ts';
import type { ApprovalId } from '../ids.ts';
import { formatInstant } from '../instant.ts';
import { formatMoney } from '../money.ts';
import { day } from './day.ts';

/** What an approval request asks for: goes after “to”. */
export function askedWords(contract: Contract, id: ApprovalId): string {
  const request = contract.approvals.find((each) => each.id === id);
  if (request === undefined) return 'do what was asked for';
  const title = contract.milestones.find((milestone) => milestone.id === request.milestoneId)?.title;
  const on = title === undefined ? 'a milestone' : `“${title}”`;
  const money =
    request.amount === null ? '' : formatMoney({ amount: request.amount, currency: contract.currency }, 'en-US');
  switch (request.name) {
    case 'accept_offer':
      return 'accept the offer';
    case 'add_milestones':
      return 'add milestones';
    case 'edit_milestone':
      return `change ${on}`;
    case 'remove_milestone':
      return `remove ${on}`;
    case 'propose':
      return 'propose a change of the plan';
    case 'accept_proposal':
      return 'accept a proposal';
    case 'fund':
      return `fund ${on} with ${money}`;
    case 'release':
      return `release ${money} for ${on}`;
    case 'give_bonus':
      return `give a bonus of ${money}`;
    case 'request_refund':
      return `ask for ${money} back`;
    case 'agree_to_refund':
      return `agree to a refund of ${money}`;
    case 'volunteer_refund':
      return `give ${money} back`;
    case 'end':
      return 'end the contract';
    default:
      return 'do what was asked for';
  }
}

/** What happens although it waits: silence has its outcome all the same. */
export function meanwhileWords(contract: Contract, id: ApprovalId): string {
  const request = contract.approvals.find((each) => each.id === id);
  const silence = request === undefined ? null : silenceOn(contract, request);
  if (silence === null) return '';
  const when = day(formatInstant(silence.at));
  return silence.outcome === 'release'
    ? ` The review goes on meanwhile: on ${when} the funds are released automatically.`
    : ` The refund request goes on meanwhile: on ${when} the money goes back automatically.`;
}
