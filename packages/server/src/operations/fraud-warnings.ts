import { isOpenDifference, zero } from '@workroom/core';
import { bodyHash } from '../commands/body-hash.ts';
import { runCommand } from '../commands/run-command.ts';
import type { FraudWarning } from '../payments/provider.ts';
import { Problem } from '../problem.ts';
import type { ProviderWebhookContext } from './provider-webhook.ts';

/**
 * Records and logs that the card network reports a charge as fraud: the only warning before a chargeback. The contract
 * is in the queue of the marketplace's staff until the charge is refunded in full, or they acknowledge it.
 *
 * @returns whether it was recorded
 */
export async function recordWarning(
  { commands, logger }: ProviderWebhookContext,
  eventId: string,
  { contractId, key: paymentId, reference, at }: FraudWarning,
): Promise<boolean> {
  const provider = commands.provider.name;
  const message = 'a bank warns that a charge is fraudulent: a full refund now avoids the chargeback';
  logger({ level: 'warn', message, provider, eventId, contractId, paymentId, reference });
  const books = await commands.store.books(contractId, commands.systemNowMs());
  if (books === null) return false;
  // The core takes the amount from the charge.
  const { currency } = books.contract;
  const movement = { reference, kind: 'fraud_warning', amount: zero, currency, at, transferId: null } as const;
  try {
    const { contract, replayedStatus } = await runCommand(commands, {
      contractId,
      command: { type: 'record_external', paymentId, movement },
      actor: 'system',
      precondition: null,
      idempotency: {
        actor: `provider:${provider}`,
        key: `${eventId} ${paymentId}`,
        bodyHash: bodyHash([eventId, contractId, paymentId]),
        status: 200,
      },
      payments: [paymentId],
    });
    const isOpen = contract.differences.some(
      (each) => each.reference === reference && isOpenDifference(contract, each),
    );
    return replayedStatus === null && isOpen;
  } catch (error) {
    // A charge that never succeeded has no money to take back.
    if (error instanceof Problem && error.code === 'not_found') return false;
    throw error;
  }
}
