import type { ContractId, PaymentId } from '@workroom/core';
import type { NamedOperation } from '@workroom/server/payments';
import type { Stripe } from 'stripe';

/** The metadata by which Workroom's objects at Stripe are found again. */
export function metadataOf({ contractId, key }: NamedOperation): Stripe.MetadataParam {
  return { workroom_contract: contractId, workroom_payment: key };
}

export function operationNamedIn(metadata: Stripe.Metadata | null): NamedOperation | null {
  const contractId = metadata?.workroom_contract;
  const key = metadata?.workroom_payment;
  return isContractId(contractId) && isPaymentId(key) ? { contractId, key } : null;
}

/** Whether Stripe's object belongs to this operation. */
export function isOf(key: PaymentId, { metadata }: { readonly metadata: Stripe.Metadata | null }): boolean {
  return metadata?.workroom_payment === key;
}

function isContractId(text: string | undefined): text is ContractId {
  return text?.startsWith('ctr_') === true;
}

function isPaymentId(text: string | undefined): text is PaymentId {
  return text?.startsWith('pay_') === true;
}
