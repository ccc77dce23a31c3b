import { instant } from '@workroom/core';
import type { FraudWarning, NamedOperation, ProviderNews } from '@workroom/server/payments';
import type { Stripe } from 'stripe';
import { isMissing, read } from './answer.ts';
import type { StripeContext } from './context.ts';
import { idOf } from './disputes.ts';
import { operationNamedIn } from './names.ts';

/**
 * Finds the operations that an event is about by their metadata. Disputes, and objects made in the dashboard, have no
 * metadata of Workroom. They lead to their charge, whose metadata is read.
 */
export async function newsIn(
  context: StripeContext,
  type: string,
  object: Stripe.Event['data']['object'],
): Promise<Omit<ProviderNews, 'eventId'>> {
  switch (object.object) {
    case 'payment_intent':
      return { operations: named(object) };
    case 'charge':
      return type.startsWith('charge.refund')
        ? { operations: named(object), charges: named(object) }
        : { operations: named(object) };
    case 'refund':
      return operationNamedIn(object.metadata) === null
        ? { operations: [], charges: await chargeBehind(context, object) }
        : { operations: named(object) };
    case 'transfer':
      return transferNews(context, type, object);
    case 'dispute':
      return { operations: [], charges: await chargeBehind(context, object) };
    case 'radar.early_fraud_warning':
      return { operations: [], warnings: await warningsIn(context, object) };
    default:
      return { operations: [] };
  }
}

/**
 * A reversed transfer of Workroom also lists the reversals. A transfer from the dashboard may draw on a charge of
 * Workroom.
 */
async function transferNews(
  context: StripeContext,
  type: string,
  transfer: Stripe.Transfer,
): Promise<Omit<ProviderNews, 'eventId'>> {
  const own = named(transfer);
  if (type !== 'transfer.reversed' && own.length > 0) return { operations: own };
  const reversals = transfer.reversals?.data.flatMap(named) ?? [];
  const charges = await chargeBehind(context, { charge: transfer.source_transaction });
  return { operations: [...own, ...reversals], charges };
}

async function warningsIn(
  context: StripeContext,
  warning: Stripe.Radar.EarlyFraudWarning,
): Promise<readonly FraudWarning[]> {
  const { id: reference, created } = warning;
  const charges = await chargeBehind(context, warning);
  return charges.map((charge) => ({ ...charge, reference, at: instant(created * 1_000) }));
}

/** The charge that was changed; none if it is not Workroom's. */
async function chargeBehind(
  { api }: StripeContext,
  about: {
    readonly payment_intent?: string | Stripe.PaymentIntent | null;
    readonly charge: string | Stripe.Charge | null;
  },
): Promise<readonly NamedOperation[]> {
  const intent = idOf(about.payment_intent);
  const charge = idOf(about.charge);
  try {
    if (intent !== null) return named(await read('reading a charge', () => api.paymentIntents.retrieve(intent)));
    if (charge !== null) return named(await read('reading a charge', () => api.charges.retrieve(charge)));
    return [];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function named({ metadata }: { readonly metadata: Stripe.Metadata | null }): readonly NamedOperation[] {
  const operation = operationNamedIn(metadata);
  return operation === null ? [] : [operation];
}
