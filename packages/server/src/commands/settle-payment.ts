import type { ContractId, PaymentId, PaymentOutcome } from '@workroom/core';
import type { Recorded } from '../payments/runner.ts';
import { Problem } from '../problem.ts';
import type { CommandContext } from './context.ts';
import { commitCommand } from './run-command.ts';

/** Records the outcome of a payment, through the same pipeline as people's commands. */
export async function settlePayment(
  context: CommandContext,
  contractId: ContractId,
  paymentId: PaymentId,
  outcome: PaymentOutcome,
): Promise<Recorded> {
  const { result, leased } = await commitCommand(context, {
    contractId,
    command: { type: 'settle_payment', paymentId, outcome },
    actor: 'system',
    precondition: null,
    idempotency: null,
    payments: [paymentId],
  });
  if (result instanceof Problem) throw result;
  return { contract: result.contract, leased };
}
