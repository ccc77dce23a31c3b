import { chargesOf, type ProviderDifference, type ReportedMovement } from '../chargeback.ts';
import { change, type Draft, record } from '../draft.ts';
import type { PaymentId } from '../ids.ts';
import { refuse } from '../refusal.ts';
import { bookExternal } from '../transitions/external.ts';
import { readReason } from '../transitions/reason.ts';
import { sourceOf } from '../transitions/take.ts';
import type { CommandRules } from './rules.ts';

// Rule 54: money that moved at the provider without Workroom is recorded once, by the provider's id of it.

export const recordExternal: CommandRules<'record_external'> = {
  run(draft, { paymentId, movement }) {
    if (!chargesOf(draft.contract).includes(paymentId)) return refuse('not_found');
    if (!isRecorded(draft, paymentId, movement)) bookExternal(draft, { id: paymentId }, movement);
    return undefined;
  },
};

function isRecorded({ contract }: Draft, paymentId: PaymentId, { reference }: ReportedMovement): boolean {
  const isOurs = contract.payments.some((payment) => payment.reference === reference);
  const isBooked = sourceOf(contract, { id: paymentId })?.external?.includes(reference) === true;
  return isOurs || isBooked || contract.differences.some((each) => each.reference === reference);
}

/** Acknowledged differences that stay on the contract. */
const acknowledgedKept = 20;

export const acknowledgeDifference: CommandRules<'acknowledge_difference'> = {
  run(draft, { differenceId, reason }) {
    const { differences } = draft.contract;
    const found = differences.find(({ id, acknowledgedAt }) => id === differenceId && acknowledgedAt === null);
    if (found === undefined)
      return refuse(
        'not_found',
        '/differenceId',
        'There is no such difference on this contract, or it is acknowledged.',
      );
    const refused = readReason(reason);
    if (refused !== undefined) return refused;
    record(draft, 'difference.acknowledged', { differenceId, reason });
    const done = differences.map((each) => (each === found ? { ...each, acknowledgedAt: draft.occurredAt } : each));
    const isOpen = ({ acknowledgedAt }: ProviderDifference) => acknowledgedAt === null;
    const kept = done.filter((each) => !isOpen(each)).slice(-acknowledgedKept);
    change(draft, { differences: done.filter((each) => isOpen(each) || kept.includes(each)) });
    return undefined;
  },
};
