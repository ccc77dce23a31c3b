import { amountAtProvider, type Contract, type PaymentOutcome } from '@workroom/core';
import { type Output, presentPayment } from '@workroom/core/api';
import { runCommand } from '../commands/run-command.ts';
import { Problem } from '../problem.ts';
import { contractAnswer, type OperationAnswer } from './answer.ts';
import type { OperationContext } from './context.ts';
import { contractIdIn, idIn } from './parameters.ts';
import type { CheckedFor } from './request.ts';

/**
 * Records the outcome of a payment that the marketplace makes itself. Repeating it changes nothing. A refund or payout
 * that was reported as succeeded and then as failed has come back (rule 55).
 *
 * @throws Problem 409 if it contradicts the recorded outcome
 */
export async function reportPayment(
  context: OperationContext,
  checked: CheckedFor<'reportPayment'>,
): Promise<OperationAnswer> {
  const { commands } = context;
  if (commands.provider.isReported !== true) throw new Problem('payments_not_reported');
  const paymentId = idIn('payment', checked.parameters);
  const report = checked.body;
  const contractId = contractIdIn(checked.parameters);
  // The recorded outcome does not change, and the caller must know that the report was not accepted.
  const contradicts = (contract: Contract | undefined) => {
    const payment = contract?.payments.find(({ id }) => id === paymentId);
    if (report.outcome === 'failed') return payment?.kind === 'charge' && payment.status === 'succeeded';
    return report.outcome === 'succeeded' && payment?.failure?.reversed === true && payment.status === 'parked';
  };
  const done = await runCommand(commands, {
    contractId,
    async command() {
      const found = await commands.store.load([{ id: contractId, payments: [paymentId] }]);
      // Checked before the decision, so that a refusal does not use up the key.
      if (contradicts(found.get(contractId)?.contract)) throw new Problem('payment_settled_otherwise');
      return { type: 'settle_payment', paymentId, outcome: outcomeOf(report) };
    },
    actor: 'system',
    precondition: null,
    idempotency: checked.idempotency,
    payments: [paymentId],
  });
  if (done.replayedStatus === null && contradicts(done.contract)) throw new Problem('payment_settled_otherwise');
  return contractAnswer(context, checked, done);
}

export async function listPayments(
  { commands }: OperationContext,
  { query }: CheckedFor<'listPayments'>,
): Promise<Output<'PaymentList'>> {
  const { status, limit, cursor } = query;
  const found = await commands.store.openPayments({ status, limit: limit + 1, after: cursor ?? '' });
  const page = found.slice(0, limit);
  return {
    data: page.map(({ contractId, currency, client, freelancer, payment }) => ({
      contractId,
      currency,
      client: { id: client.id },
      freelancer: { id: freelancer.id },
      source: payment.source,
      moves: amountAtProvider(payment),
      payment: presentPayment(payment, 'server'),
    })),
    nextCursor: found.length > page.length ? (page.at(-1)?.payment.id ?? null) : null,
  };
}

function outcomeOf({ outcome, reference, code, message }: Output<'ReportPaymentBody'>): PaymentOutcome {
  if (outcome !== 'failed') return { status: outcome, reference: reference ?? null };
  return {
    status: 'failed',
    reference: reference ?? null,
    code: code ?? 'reported_failed',
    message: message ?? 'The payment did not go through.',
  };
}
