import { type ChargebackId, type Contract, takesEvidence } from '@workroom/core';
import { bodyHash } from '../commands/body-hash.ts';
import { runCommand } from '../commands/run-command.ts';
import { readEvidence } from '../evidence/evidence.ts';
import { evidenceHtml } from '../evidence/html.ts';
import { EvidenceRefused } from '../payments/provider.ts';
import { Problem } from '../problem.ts';
import { withTimeLimit } from '../timer.ts';
import { contractAnswer, type OperationAnswer } from './answer.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import { idIn } from './parameters.ts';
import { visible } from './reads.ts';
import { assertStaff, type CheckedFor } from './request.ts';

/**
 * Rule 53: sends the contract's evidence to the provider, for a bank that disputes a charge. A bank takes evidence
 * once, so a request that is repeated with its key is not sent again.
 *
 * @throws Problem 409 `chargeback_not_open` if the provider takes none, 503 if it cannot be reached
 */
export async function sendEvidence(
  context: OperationContext,
  checked: CheckedFor<'sendEvidence'>,
): Promise<OperationAnswer> {
  const { commands } = context;
  const contract = await visible(context, checked);
  assertStaff(checked.caller);
  const chargebackId = idIn('chargeback', checked.parameters);
  const done = await runCommand(commands, {
    contractId: contract.id,
    async command() {
      await handIn(context, checked, contract, chargebackId);
      return { type: 'record_evidence', chargebackId };
    },
    actor: actorOf(checked.caller),
    precondition: null,
    idempotency: checked.idempotency,
  });
  return contractAnswer(context, checked, done);
}

async function handIn(
  { commands, readers }: OperationContext,
  { idempotency }: CheckedFor<'sendEvidence'>,
  contract: Contract,
  chargebackId: ChargebackId,
): Promise<void> {
  const chargeback = contract.chargebacks.find(({ id }) => id === chargebackId);
  if (chargeback === undefined) throw new Problem('not_found');
  const { provider } = commands;
  const { reference, paymentId } = chargeback;
  if (!takesEvidence(chargeback) || reference === null || provider.submitEvidence === undefined)
    throw new Problem('chargeback_not_open', {
      detail: 'The payment provider accepts no evidence for this chargeback. Answer the bank in another way.',
    });
  const books = await commands.store.books(contract.id, commands.systemNowMs());
  const charge = books?.contract.payments.find(({ id }) => id === paymentId);
  const evidence = await readEvidence(commands.store, contract, commands.now(), null);
  let page = '';
  for await (const piece of evidenceHtml(evidence, await readers.wordsFor(null, undefined))) page += piece;
  const html = new TextEncoder().encode(page);
  const document = { summary: summaryOf(contract.title, chargeback.amount, contract.currency), html };
  const request = {
    dispute: reference,
    contractId: contract.id,
    charge: { key: paymentId, reference: charge?.reference ?? null },
    document,
    ...(idempotency !== null && { key: bodyHash([idempotency.actor, idempotency.key]) }),
  };
  try {
    await withTimeLimit(commands.timer, commands.runner.timing.callTimeoutMs, async (signal) =>
      provider.submitEvidence?.(request, signal),
    );
  } catch (error) {
    if (error instanceof EvidenceRefused) throw new Problem('chargeback_not_open', { detail: error.message });
    commands.onError(error, 'sending evidence to the payment provider');
    throw new Problem('unavailable', { detail: 'The payment provider could not be asked. Send the evidence again.' });
  }
}

function summaryOf(title: string, amount: number, currency: string): string {
  return [
    `The disputed payment paid for work agreed on in the contract “${title}”.`,
    `Amount in dispute: ${amount} in the smallest unit of ${currency}.`,
    'The attached document is the complete record of the contract: what was agreed, what was delivered and when, what both sides wrote, and every movement of money. Each entry is sealed by the hash of the one before it.',
  ].join('\n\n');
}
