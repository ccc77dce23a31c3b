import type { Logger } from '../logger.ts';
import type { ProviderNews } from '../payments/provider.ts';

/** Logs that a bank reports a charge as fraudulent: the only warning before a chargeback. */
export function logFraudWarnings(logger: Logger, provider: string, { eventId, warnings = [] }: ProviderNews): void {
  for (const { contractId, key: paymentId, reference } of warnings) {
    const message = 'a bank warns that a charge is fraudulent: a full refund now avoids the chargeback';
    logger({ level: 'warn', message, provider, eventId, contractId, paymentId, reference });
  }
}
