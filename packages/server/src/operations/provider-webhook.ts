import type { ContractId, PaymentId } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { bodyHash } from '../commands/body-hash.ts';
import { recordChargeNews } from '../commands/charge-news.ts';
import type { CommandContext } from '../commands/context.ts';
import { runCommand } from '../commands/run-command.ts';
import { type Logger, withoutSecrets } from '../logger.ts';
import { lookupOf } from '../payments/operate.ts';
import { type NamedOperation, type ProviderNews, WebhookRefused } from '../payments/provider.ts';
import { Problem } from '../problem.ts';
import type { PaymentWork } from '../store/store.ts';
import { withTimeLimit } from '../timer.ts';
import type { OperationAnswer } from './answer.ts';
import { recordWarning } from './fraud-warnings.ts';
import { validParameters } from './parameters.ts';

export interface ProviderWebhookContext {
  readonly commands: CommandContext;
  readonly logger: Logger;
}

export interface ProviderWebhook {
  /** The name in the path. */
  readonly provider: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * Receives a webhook of the provider. It is only a hint: each payment in it is looked up at the provider, so that late,
 * repeated or reordered webhooks record nothing wrong. The event's id is stored in the same statement.
 *
 * @throws Problem 400 for an invalid signature, 404 for another provider, 503 if the provider can't be reached:
 * providers send an event again until it is answered with a success
 */
export async function receiveProviderWebhook(
  context: ProviderWebhookContext,
  webhook: ProviderWebhook,
): Promise<OperationAnswer> {
  const news = await parse(context, webhook);
  let recorded = 0;
  for (const named of news.operations) {
    if (await recordNews(context, news.eventId, named)) recorded += 1;
  }
  const charges = news.charges ?? [];
  for (const named of charges) recorded += await readCharge(context, news.eventId, named);
  const warnings = news.warnings ?? [];
  for (const warning of warnings) {
    const isOurs = (await findWork(context.commands, warning.contractId, warning.key)) !== null;
    if (isOurs && (await recordWarning(context, news.eventId, warning))) recorded += 1;
  }
  const named = news.operations.length + charges.length + warnings.length;
  const body: Output<'ProviderWebhookReceipt'> = { named, recorded };
  return { status: 200, body, version: null, replayed: false, location: null };
}

async function parse({ commands, logger }: ProviderWebhookContext, webhook: ProviderWebhook): Promise<ProviderNews> {
  const { provider } = commands;
  if (webhook.provider !== provider.name || provider.parseWebhook === undefined) {
    throw new Problem('not_found', {
      detail: 'There is no payment provider of this name with webhooks. Check the path.',
    });
  }
  try {
    return await provider.parseWebhook({ headers: webhook.headers, body: webhook.body });
  } catch (error) {
    if (!(error instanceof WebhookRefused)) throw error;
    logger({
      level: 'warn',
      message: 'refused a webhook of the payment provider',
      reason: withoutSecrets(error.message),
    });
    throw new Problem('webhook_refused');
  }
}

/** Whether something new was recorded on the contract. */
async function recordNews(context: ProviderWebhookContext, eventId: string, named: NamedOperation): Promise<boolean> {
  const { commands, logger } = context;
  const { contractId, key } = named;
  const about = { provider: commands.provider.name, eventId, contractId, paymentId: key };
  const work = await findWork(commands, contractId, key);
  if (work === null) {
    logger({ level: 'warn', message: 'the payment provider named a payment of another contract', ...about });
    return false;
  }
  const outcome = await lookUp(commands, work);
  if (outcome === null) {
    logger({ level: 'warn', message: 'the payment provider named a payment that it does not know', ...about });
    return false;
  }
  const before = work.payment.status;
  const { contract, replayedStatus } = await runCommand(commands, {
    contractId,
    command: { type: 'settle_payment', paymentId: key, outcome },
    actor: 'system',
    precondition: null,
    // An event may name several payments. Each has its own part of the id, so that none hides another.
    idempotency: {
      actor: `provider:${commands.provider.name}`,
      key: `${eventId} ${key}`,
      bodyHash: bodyHash([eventId, contractId, key]),
      status: 200,
    },
    payments: [key],
  });
  if (replayedStatus !== null) return false;
  const after = contract.payments.find((payment) => payment.id === key)?.status;
  if (outcome.status === 'succeeded' && after === 'cancelled') commands.onError(movedAfterAll(key), lateSuccess);
  return after !== undefined && after !== before;
}

const lateSuccess = 'hearing of a payment that was over and succeeded';

/**
 * A late charge is refunded automatically. If the provider had refused a payout or refund for certain, and it was
 * requested again with another key, somebody may have been paid twice: a person must check it.
 */
function movedAfterAll(key: PaymentId): Error {
  return new Error(
    `The payment provider had reported that ${key} failed, and now reports that it succeeded. It has been requested again since then: compare both at the provider, and reverse there what moved twice.`,
  );
}

/** Records the changes of a charge in a webhook, and returns their number (rules 52 and 54). */
async function readCharge({ commands, logger }: ProviderWebhookContext, eventId: string, named: NamedOperation) {
  const { contractId, key } = named;
  if ((await findWork(commands, contractId, key)) === null) {
    const about = { provider: commands.provider.name, eventId, contractId, paymentId: key };
    logger({ level: 'warn', message: 'the payment provider named a charge of another contract', ...about });
    return 0;
  }
  try {
    return await recordChargeNews(commands, contractId, key);
  } catch (error) {
    if (error instanceof Problem) throw error;
    commands.onError(error, 'reading a charge that a webhook of the payment provider names');
    throw new Problem('unavailable', { detail: 'The payment provider could not be asked. Send the webhook again.' });
  }
}

/** `null` if the metadata names no payment of that contract. Such an event is ignored. */
async function findWork(
  { store }: CommandContext,
  contractId: ContractId,
  key: PaymentId,
): Promise<PaymentWork | null> {
  try {
    validParameters({ path: '{contractId}{paymentId}' }, { contractId, paymentId: key });
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
  const [work] = await store.paymentWork(contractId, [key]);
  return work ?? null;
}

async function lookUp({ provider, runner, timer, onError }: CommandContext, work: PaymentWork) {
  try {
    return await withTimeLimit(timer, runner.timing.callTimeoutMs, (signal) => provider.lookup(lookupOf(work), signal));
  } catch (error) {
    onError(error, 'looking up what a webhook of the payment provider names');
    throw new Problem('unavailable', { detail: 'The payment provider could not be asked. Send the webhook again.' });
  }
}
