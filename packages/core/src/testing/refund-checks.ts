import { grossOf } from '../chargeback.ts';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { PaymentId } from '../ids.ts';
import { check } from './checks.ts';

// Rules 51 and 52: what the bank has given back is not refunded as well.

/** What only the bank decides, and what was refunded before it did cannot be undone. */
const ofTheBank: ReadonlySet<Command['type']> = new Set([
  'report_chargeback',
  'open_chargeback',
  'resolve_chargeback',
  'record_external',
]);

/** By how much the refunds and chargebacks of a charge are more than the client paid. */
function excessOf(contract: Contract, charge: PaymentId): number {
  const refunds = contract.payments
    .filter(({ kind, source, status }) => kind === 'refund' && source === charge && status !== 'cancelled')
    .reduce((sum, { amount, fee }) => sum + amount + fee, 0);
  return Math.max(0, refunds + takenOf(contract, charge) - grossOf(contract, charge));
}

/** What banks have of a charge, or ask for. */
function takenOf({ chargebacks }: Contract, charge: PaymentId): number {
  return chargebacks
    .filter(({ paymentId }) => paymentId === charge)
    .reduce((sum, { amount, withdrawn, reinstated, state }) => {
      return sum + (state === 'open' && withdrawn === 0 ? amount : Math.max(0, withdrawn - reinstated));
    }, 0);
}

/** Nobody asks for a refund of what the bank took. */
export function checkRefunds(before: Contract, after: Contract, command: Command | null): void {
  if (command !== null && ofTheBank.has(command.type)) return;
  for (const charge of new Set(after.chargebacks.map(({ paymentId }) => paymentId))) {
    if (after.sources.some(({ payment, external }) => payment === charge && external !== undefined)) continue;
    // Where disputes overlap, the bank has more than was charged already.
    if (takenOf(before, charge) > grossOf(before, charge)) continue;
    const [was, is] = [excessOf(before, charge), excessOf(after, charge)];
    check(is <= was, `${command?.type ?? 'time'} gives back ${is - was} of ${charge} that the bank has given back`);
  }
}

/** Once the bank has spoken, what is still to be refunded is no more than it left, unless it is on its way. */
export function checkUnsentRefunds(contract: Contract): void {
  for (const charge of new Set(contract.chargebacks.map(({ paymentId }) => paymentId))) {
    if (contract.sources.some(({ payment, external }) => payment === charge && external !== undefined)) continue;
    const unsent = contract.payments.filter(
      ({ kind, source, status, failure }) =>
        kind === 'refund' &&
        source === charge &&
        (status === 'waiting' || (status === 'parked' && failure?.certain === true)),
    );
    // Where disputes overlap, one that is won gives back its own share, whatever the others took.
    if (unsent.length === 0 || takenOf(contract, charge) > grossOf(contract, charge)) continue;
    const excess = excessOf(contract, charge);
    check(excess === 0, `${charge} is given back ${excess} more than was paid, and a refund of it is not sent yet`);
  }
}
