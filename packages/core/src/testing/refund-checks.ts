import { grossOf } from '../chargeback.ts';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { PaymentId } from '../ids.ts';
import { amountStepOf } from '../policy.ts';
import { check } from './checks.ts';

// Rules 51 and 52: money that the bank has given back is not refunded too.

/** The bank's decision, and refunds before it, cannot be undone. */
const ofTheBank: ReadonlySet<Command['type']> = new Set([
  'report_chargeback',
  'open_chargeback',
  'resolve_chargeback',
  'record_external',
]);

/**
 * The amount by which the refunds and chargebacks of a charge exceed the client's payment. What a bank took below the
 * contract's step is the marketplace's loss.
 */
function excessOf(contract: Contract, charge: PaymentId): number {
  const refunds = contract.payments
    .filter(({ kind, source, status }) => kind === 'refund' && source === charge && status !== 'cancelled')
    .reduce((sum, { amount, fee }) => sum + amount + fee, 0);
  return Math.max(0, refunds + takenOf(contract, charge) - oddOf(contract, charge) - grossOf(contract, charge));
}

/** The amount of a charge that banks have or ask for. */
function takenOf({ chargebacks }: Contract, charge: PaymentId): number {
  return chargebacks
    .filter(({ paymentId }) => paymentId === charge)
    .reduce((sum, { amount, withdrawn, reinstated, state }) => {
      return sum + (state === 'open' && withdrawn === 0 ? amount : Math.max(0, withdrawn - reinstated));
    }, 0);
}

function oddOf({ chargebacks, policy }: Contract, charge: PaymentId): number {
  const step = amountStepOf(policy);
  if (step === 1) return 0;
  return chargebacks.filter(({ paymentId }) => paymentId === charge).length * (step - 1);
}

/** Nobody requests a refund of money that the bank took. */
export function checkRefunds(before: Contract, after: Contract, command: Command | null): void {
  if (command !== null && ofTheBank.has(command.type)) return;
  for (const charge of new Set(after.chargebacks.map(({ paymentId }) => paymentId))) {
    if (after.sources.some(({ payment, external }) => payment === charge && external !== undefined)) continue;
    // If disputes overlap, the bank already has more than was charged.
    if (takenOf(before, charge) > grossOf(before, charge)) continue;
    const [was, is] = [excessOf(before, charge), excessOf(after, charge)];
    check(is <= was, `${command?.type ?? 'time'} gives back ${is - was} of ${charge} that the bank has given back`);
  }
}

/** After the bank's decision, open refunds are at most the rest, unless they are already on their way. */
export function checkUnsentRefunds(contract: Contract): void {
  for (const charge of new Set(contract.chargebacks.map(({ paymentId }) => paymentId))) {
    if (contract.sources.some(({ payment, external }) => payment === charge && external !== undefined)) continue;
    const unsent = contract.payments.filter(
      ({ kind, source, status, failure }) =>
        kind === 'refund' &&
        source === charge &&
        (status === 'waiting' || (status === 'parked' && failure?.certain === true)),
    );
    // If disputes overlap, a won one gives back its own share, whatever the others took.
    if (unsent.length === 0 || takenOf(contract, charge) > grossOf(contract, charge)) continue;
    const excess = excessOf(contract, charge);
    check(excess === 0, `${charge} is given back ${excess} more than was paid, and a refund of it is not sent yet`);
  }
}
