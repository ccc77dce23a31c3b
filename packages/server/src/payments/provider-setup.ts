import { type Amount, amount, type ContractId, type PaymentId, type PaymentOutcome } from '@workroom/core';
import type {
  ChargeReference,
  ChargeRequest,
  ContractCharge,
  LookupRequest,
  PaymentProvider,
  ReversalRequest,
  TransferRequest,
} from './provider.ts';

/** A provider that the suite may ask for anything, with what it needs to know to make things happen. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  readonly currency: string;
  readonly clientId: string;
  /** Somebody who can be paid out. */
  readonly freelancerId: string;
  /** Means of payment by what they do; leave out what the provider has none for. `null` is the client’s default. */
  readonly methods: {
    readonly succeeds: string | null;
    readonly declined: string;
    readonly requiresAction?: string;
    readonly pending?: string;
    /** Its payouts and refunds succeed, and come back once `sendBack` is called. @default succeeds */
    readonly comesBack?: string;
    /** Its payouts can be taken back at once. @default succeeds */
    readonly reversible?: string;
  };
  /** The bank sends back a refund that had succeeded, or a payout where the provider pays banks; leave it out where a test cannot bring that about. */
  readonly sendBack?: (key: PaymentId) => Promise<unknown>;
  /** Leaves the freelancer nothing to take back; leave out what a test cannot bring about, here and below. */
  readonly emptyBalance?: (freelancerId: string) => Promise<unknown>;
  /** The client's bank disputes a charge, or a part of it. */
  readonly dispute?: (charge: ChargeReference, amount: Amount) => Promise<unknown>;
  /** Its dispute ends. */
  readonly settleDispute?: (charge: ChargeReference, outcome: 'won' | 'lost') => Promise<unknown>;
  /** Somebody refunds a part of a charge in the provider's dashboard. */
  readonly refundOutside?: (charge: ChargeReference, amount: Amount) => Promise<unknown>;
  /** @default both */
  readonly mayComeBack?: readonly ('transfer' | 'refund')[];
  readonly close?: () => Promise<void>;
}

export interface Setup {
  readonly opened: ProviderUnderTest;
  /** So many hundredths, or as many times more as the provider's smallest charge asks for. */
  readonly units: (hundredths: number) => Amount;
  readonly fifty: Amount;
  readonly provider: PaymentProvider;
  readonly key: () => PaymentId;
  readonly charge: (asked: Amount, paymentMethod?: string) => ChargeRequest;
  /** Charges, and answers what draws on it. */
  readonly take: (asked: Amount, paymentMethod?: string) => Promise<ChargeReference>;
  readonly transfer: (source: ChargeReference, asked: Amount) => TransferRequest;
  readonly refund: (source: ChargeReference, asked: Amount) => TransferRequest;
  /** Takes a charge and pays so much of it out. */
  readonly payOut: (asked: Amount) => Promise<{ readonly charge: ContractCharge; readonly transfer: ChargeReference }>;
  readonly reversal: (transfer: ChargeReference, asked: Amount) => ReversalRequest;
  readonly draw: (kind: 'transfer' | 'refund', request: TransferRequest) => Promise<PaymentOutcome>;
}

export function setupOf(opened: ProviderUnderTest, contractId: ContractId, key: () => PaymentId): Setup {
  const { provider, currency, clientId, freelancerId, methods } = opened;
  const scale = Math.max(1, Math.ceil(provider.minimumCharge(currency) / 5_000));
  const units = (hundredths: number) => amount(hundredths * scale);
  const operation = (asked: Amount) => ({ key: key(), contractId, currency, amount: asked });
  const draw = (source: ChargeReference, asked: Amount) => ({ ...operation(asked), freelancerId, source });
  const charge = (asked: Amount, paymentMethod: string | null = methods.succeeds) => ({
    ...operation(asked),
    clientId,
    paymentMethod,
  });
  async function take(asked: Amount, paymentMethod?: string): Promise<ChargeReference> {
    const request = charge(asked, paymentMethod);
    return sourceFrom(request, await provider.charge(request));
  }
  return {
    opened,
    units,
    fifty: units(5_000),
    provider,
    key,
    charge,
    take,
    async payOut(asked) {
      const source = await take(units(5_000), methods.reversible);
      const request = draw(source, asked);
      const transfer = sourceFrom(request, await provider.transfer(request));
      return { charge: { ...source, contractId, currency }, transfer };
    },
    reversal: (transfer, asked) => ({ ...operation(asked), freelancerId, transfer }),
    transfer: draw,
    refund: draw,
    draw: (kind, request) => (kind === 'transfer' ? provider.transfer(request) : provider.refund(request)),
  };
}

export function sourceFrom({ key }: { readonly key: PaymentId }, outcome: PaymentOutcome | null): ChargeReference {
  return { key, reference: outcome !== null && 'reference' in outcome ? outcome.reference : null };
}

/** As the kit looks up what it never got an answer for. */
export function lookupOf(
  kind: LookupRequest['kind'],
  request: ChargeRequest | TransferRequest | ReversalRequest,
): LookupRequest {
  const { key, contractId, currency, amount: asked } = request;
  const about = { kind, key, reference: null, contractId, currency, amount: asked };
  if ('clientId' in request) return { ...about, clientId: request.clientId };
  if ('transfer' in request) return { ...about, transfer: request.transfer };
  return { ...about, source: request.source };
}
