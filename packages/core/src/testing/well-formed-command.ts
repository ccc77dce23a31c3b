import type { Action } from '../actions.ts';
import { type Chargeback, chargebackOn, chargesOf, isDisputed, lossOn, takesEvidence } from '../chargeback.ts';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { PaymentId } from '../ids.ts';
import { isOpenReturn, type ReturnFrom } from '../return-record.ts';
import { type Dice, randomCommand, returnOf, submissionOf } from './random-command.ts';

/** The command of an action, with valid values. */
export function wellFormed(
  { name, milestoneId, paymentId, proposalId, approvalId, returnId }: Action,
  contract: Contract,
  dice: Dice,
): Command {
  const milestone = contract.milestones.find(({ id }) => id === milestoneId);
  const held = milestone?.funds.held ?? 0;
  const command = randomCommand(name, contract, {
    ...dice,
    amount: held > 0 ? held : 70_000,
    secondAmount: undefined,
    text: 'Well said.',
    days: 1,
    flag: false,
    leftover: undefined,
  });
  if (paymentId !== null) return { ...command, paymentId } as Command;
  if (proposalId !== null) return { ...command, proposalId } as Command;
  if (approvalId !== null) return { ...command, approvalId } as Command;
  if (returnId !== null) return { ...command, returnId } as Command;
  switch (command.type) {
    case 'withdraw_submission':
      return { ...command, milestoneId: milestoneId ?? 'mst_none', submissionId: submissionOf(contract, milestoneId) };
    case 'edit_milestone':
      return { type: 'edit_milestone', milestoneId: milestoneId ?? 'mst_none', title: 'Well said.' };
    case 'reorder_milestones':
      return randomCommand(name, contract, { ...dice, flag: true });
    case 'decide_dispute':
    case 'make_offer':
      return { ...command, toFreelancer: 1 };
    case 'propose':
      return { ...command, changes: [{ add: { title: 'Well said.', amount: 70_000 } }] };
    case 'operator_end':
      return { ...command, toFreelancer: 0 };
    case 'open_chargeback': {
      const free = chargesOf(contract).find((id) => !isDisputed(contract, id)) ?? 'pay_none';
      return { type: 'open_chargeback', paymentId: free, amount: 1_000 };
    }
    case 'resolve_chargeback':
    case 'record_evidence': {
      const fits = name === 'record_evidence' ? takesEvidence : ({ state }: Chargeback) => state !== 'inquiry';
      const chargebackId = contract.chargebacks.find(fits)?.id ?? 'cbk_none';
      return name === 'record_evidence'
        ? { type: name, chargebackId }
        : { type: 'resolve_chargeback', chargebackId, outcome: dice.flag ? 'won' : 'lost' };
    }
    case 'acknowledge_difference': {
      const open = contract.differences.find(({ acknowledgedAt }) => acknowledgedAt === null);
      return { type: 'acknowledge_difference', differenceId: open?.id ?? 'dif_none', reason: 'Well said.' };
    }
    case 'operator_release':
    case 'operator_refund': {
      const withMoney = contract.milestones.find(({ funds }) => funds.held > 0);
      const { type, reason } = command;
      return { type, reason, ...(withMoney === undefined ? {} : { milestoneId: withMoney.id }) };
    }
    case 'return_funds':
      return { ...command, from: youngestReturn(contract), amount: 1 };
    case 'volunteer_refund': {
      const withMoney = contract.milestones.find(({ funds }) => funds.held > 0);
      return { type: 'volunteer_refund', ...(withMoney === undefined ? {} : { milestoneId: withMoney.id }) };
    }
    case 'request_refund': {
      const withMoney = contract.milestones.find(({ funds }) => funds.held > 0);
      return {
        type: 'request_refund',
        reason: 'Well said.',
        ...(withMoney === undefined ? {} : { milestoneId: withMoney.id }),
      };
    }
    default:
      return milestoneId === null || !('milestoneId' in command) ? command : ({ ...command, milestoneId } as Command);
  }
}

/** Prefers a payout that can be returned now. */
function youngestReturn(contract: Contract): ReturnFrom {
  const { payouts, returns } = contract;
  const isGone = (charge: PaymentId) => chargebackOn(contract, charge) !== undefined && lossOn(contract, charge) === 0;
  const open = returns.filter(isOpenReturn).flatMap(({ parts }) => parts.map(({ payoutId }) => payoutId));
  const closed = new Set(
    payouts.filter(({ id }) => open.includes(id)).map((payout) => JSON.stringify(returnOf(payout))),
  );
  const found = payouts.findLast(
    (payout) =>
      !closed.has(JSON.stringify(returnOf(payout))) &&
      payout.parts.some(({ source, amount, returned, borne }) => amount > returned + borne && !isGone(source)),
  );
  return found === undefined ? { carried: true } : returnOf(found);
}
