import type { SettlePayment } from '../payments/runner.ts';
import { Problem } from '../problem.ts';
import type { CommandContext } from './context.ts';
import { commitCommand } from './run-command.ts';

/** Records what the provider said of a payment, through the same pipeline as people's commands. */
export function settlePaymentWith(context: () => CommandContext): SettlePayment {
  return async (contractId, paymentId, outcome) => {
    const { result, leased } = await commitCommand(context(), {
      contractId,
      command: { type: 'settle_payment', paymentId, outcome },
      actor: 'system',
      precondition: null,
      idempotency: null,
      payments: [paymentId],
    });
    if (result instanceof Problem) throw result;
    return { contract: result.contract, leased };
  };
}
