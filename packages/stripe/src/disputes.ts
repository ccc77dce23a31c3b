import { type Instant, instant } from '@workroom/core';
import {
  type ContractCharge,
  type EvidenceReceipt,
  EvidenceRefused,
  type EvidenceRequest,
  type ProviderDispute,
} from '@workroom/server/payments';
import type { Stripe } from 'stripe';
import { isMissing, read } from './answer.ts';
import type { StripeContext } from './context.ts';
import { fromStripeAmount } from './currency.ts';
import { disputesOfIntent, findIntent } from './find.ts';

/** https://docs.stripe.com/api/disputes/object */
export async function readDisputes(
  context: StripeContext,
  charge: ContractCharge,
): Promise<readonly ProviderDispute[]> {
  const intent = await findIntent(context, { kind: 'charge', ...charge });
  if (intent === null) return [];
  return (await disputesOfIntent(context, intent.id)).map(toProviderDispute);
}

/** The amount of a charge that banks hold, in Stripe's unit. */
export function heldByBanks(disputes: readonly Stripe.Dispute[]): number {
  return disputes.reduce((sum, dispute) => {
    const { withdrawn, reinstated } = movedBy(dispute);
    const isConverted = dispute.balance_transactions.some(({ currency }) => currency !== dispute.currency);
    if (isConverted) return sum + (withdrawn > reinstated ? dispute.amount : 0);
    return sum + withdrawn - reinstated;
  }, 0);
}

/**
 * Stages the summary on the dispute; the second call sends it to the bank. Stripe takes evidence only once, so staff
 * can first complete it in the dashboard.
 *
 * @throws EvidenceRefused if the dispute takes no evidence, or no more
 */
export async function submitEvidence(
  { api, options }: StripeContext,
  { key, dispute: id, charge, document }: EvidenceRequest,
): Promise<EvidenceReceipt> {
  const dispute = await disputeWith(api, id);
  if (dispute === null || idOf(dispute.payment_intent) !== charge.reference) {
    throw new EvidenceRefused('Stripe has no such dispute of this charge.');
  }
  if (key !== undefined && dispute.metadata[askedBy] === key) return receiptOf(dispute);
  if (evidenceDueBy(dispute) === null) {
    throw new EvidenceRefused('The bank takes no evidence for this dispute, or none any more.');
  }
  const wasStaged = dispute.metadata[stagedBy] !== undefined;
  const submits = options.evidence === 'submit' || wasStaged;
  const after = await read('handing in evidence', () =>
    api.disputes.update(id, {
      // Keeps text that somebody wrote into the staged dispute since.
      ...(!wasStaged && { evidence: { uncategorized_text: document.summary.slice(0, mostCharacters) } }),
      submit: submits,
      metadata: { [stagedBy]: new Date().toISOString(), [askedBy]: key ?? '' },
    }),
  );
  return receiptOf(after);
}

function receiptOf({ metadata, evidence_details: { submission_count: sent } }: Stripe.Dispute): EvidenceReceipt {
  const sentAt = instant(Date.parse(metadata[stagedBy] ?? ''));
  return sent > 0 ? { sentAt } : { sentAt, isStaged: true };
}

/**
 * Withdrawn and reinstated amounts come from the dispute's balance transactions, because the status does not show a
 * partly won dispute. Amounts exclude Stripe's fees. If the balance settles in another currency than the charge, they
 * are in that currency.
 */
function toProviderDispute(dispute: Stripe.Dispute): ProviderDispute {
  const currency = (dispute.balance_transactions[0]?.currency ?? dispute.currency).toUpperCase();
  const { withdrawn, reinstated } = movedBy(dispute);
  return {
    reference: dispute.id,
    amount: fromStripeAmount(dispute.amount, dispute.currency.toUpperCase()),
    currency,
    withdrawn: fromStripeAmount(withdrawn, currency),
    reinstated: fromStripeAmount(reinstated, currency),
    state: stateOf(dispute, withdrawn - reinstated),
    openedAt: instant(dispute.created * 1_000),
    evidenceDueBy: evidenceDueBy(dispute),
  };
}

const stagedBy = 'workroom_evidence';
const askedBy = 'workroom_evidence_key';
/** All evidence of a dispute together may have 150,000. */
const mostCharacters = 100_000;

async function disputeWith(api: Stripe, id: string): Promise<Stripe.Dispute | null> {
  try {
    return await read('reading a dispute', () => api.disputes.retrieve(id));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function movedBy({ balance_transactions: entries }: Stripe.Dispute): { withdrawn: number; reinstated: number } {
  const sum = (sign: 1 | -1) => entries.reduce((total, { amount }) => total + Math.max(0, amount * sign), 0);
  return { withdrawn: sum(-1), reinstated: sum(1) };
}

function stateOf({ status }: Stripe.Dispute, isGone: number): ProviderDispute['state'] {
  switch (status) {
    case 'warning_needs_response':
    case 'warning_under_review':
      return 'inquiry';
    case 'needs_response':
    case 'under_review':
    case 'appeal_needs_response':
    case 'appeal_under_review':
      return 'open';
    case 'lost':
      return 'lost';
    case 'won':
    case 'warning_closed':
      return 'won';
    default:
      // `prevented`, and statuses of later versions: the place of the money decides.
      return isGone > 0 ? 'open' : 'won';
  }
}

/** 0 if the bank takes no evidence, as for debits. */
function evidenceDueBy({ status, evidence_details: { due_by: dueBy } }: Stripe.Dispute): Instant | null {
  return status.endsWith('needs_response') && dueBy ? instant(dueBy * 1_000) : null;
}

export function idOf(object: string | { readonly id: string } | null | undefined): string | null {
  return typeof object === 'object' ? (object?.id ?? null) : (object ?? null);
}
