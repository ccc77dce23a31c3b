import { DAY_MS, type Instant, instant } from '@workroom/core';
import type { ContractCharge, ProviderMovement } from '@workroom/server/payments';
import type { Stripe } from 'stripe';
import type { StripeContext } from './context.ts';
import { fromStripeAmount } from './currency.ts';
import { idOf } from './disputes.ts';
import { findIntent, refundsOfIntent, reversalsOf, transfersOf } from './find.ts';
import { operationNamedIn } from './names.ts';

/** Completed refunds, transfers and their reversals, whether Workroom made them or not. */
export async function movementsOf(
  context: StripeContext,
  charge: ContractCharge,
): Promise<readonly ProviderMovement[]> {
  const { contractId } = charge;
  const [intent, all] = await Promise.all([
    findIntent(context, { kind: 'charge', ...charge }),
    // A transfer from a charge gets its group, also in the dashboard.
    transfersOf(context, contractId),
  ]);
  const from = idOf(intent?.latest_charge);
  if (intent === null || from === null) return [];
  const transfers = all.filter(({ source_transaction: source }) => idOf(source) === from);
  const [refunds, reversals] = await Promise.all([
    refundsOfIntent(context, intent.id),
    Promise.all(transfers.filter((each) => each.amount_reversed > 0).map((each) => reversalsOf(context, each.id))),
  ]);
  const movement = (kind: ProviderMovement['kind'], object: Moved): ProviderMovement => {
    const currency = object.currency.toUpperCase();
    const named = operationNamedIn(object.metadata);
    return {
      reference: object.id,
      kind,
      amount: fromStripeAmount(object.amount, currency),
      currency,
      at: instant(object.created * 1_000),
      key: named?.contractId === contractId ? named.key : null,
    };
  };
  return [
    ...refunds.filter(({ status }) => status === 'succeeded').map((each) => movement('refund', each)),
    ...transfers.map((each) => movement('transfer', each)),
    ...reversals.flat().map((each) => ({ ...movement('reversal', each), transfer: idOf(each.transfer) })),
  ];
}

type Moved = Pick<Stripe.Refund | Stripe.Transfer, 'id' | 'amount' | 'currency' | 'created' | 'metadata'>;

/** Stripe gives no time limit for cards; bank debits and transfers have one, by type of payment method. */
export async function refundableUntil(context: StripeContext, charge: ContractCharge): Promise<Instant | null> {
  const intent = await findIntent(context, { kind: 'charge', ...charge });
  const made = intent?.latest_charge;
  if (typeof made !== 'object' || made === null) return null;
  const type = made.payment_method_details?.type;
  const days = type === undefined ? undefined : (context.options.refundableDays?.[type] ?? refundableDays[type]);
  return days === undefined ? null : instant(made.created * 1_000 + days * DAY_MS);
}

/**
 * Days after the payment, from Stripe's page of each payment method (https://docs.stripe.com/payments/ach-direct-debit,
 * …/sepa-debit, …/customer-balance/refunding).
 */
const refundableDays: Readonly<Record<string, number>> = {
  customer_balance: 180,
  sepa_debit: 180,
  us_bank_account: 180,
};
