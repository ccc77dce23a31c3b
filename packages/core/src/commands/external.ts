import { chargesOf, type ProviderDifference } from '../chargeback.ts';
import { change, record } from '../draft.ts';
import { refuse } from '../refusal.ts';
import { bookExternal, isBooked, recordWarning } from '../transitions/external.ts';
import { readReason } from '../transitions/reason.ts';
import type { CommandRules } from './rules.ts';

// Rule 54: money that moved at the provider without Workroom is recorded once, identified by the provider's id.

export const recordExternal: CommandRules<'record_external'> = {
  run(draft, { paymentId, movement }) {
    if (!chargesOf(draft.contract).includes(paymentId)) return refuse('not_found');
    if (isBooked(draft, { id: paymentId }, movement.reference)) return undefined;
    if (movement.kind === 'fraud_warning') recordWarning(draft, { id: paymentId }, movement);
    else bookExternal(draft, { id: paymentId }, { ...movement, kind: movement.kind });
    return undefined;
  },
};

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
