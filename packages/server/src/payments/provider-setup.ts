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

/** A provider under test, with the data and functions that the suite needs. */
export interface ProviderUnderTest {
  readonly provider: PaymentProvider;
  readonly currency: string;
  readonly clientId: string;
  /** A person who can be paid out. */
  readonly freelancerId: string;
  /** Payment methods by behaviour; leave out those that the provider lacks. `null` is the client's default. */
  readonly methods: {
    readonly succeeds: string | null;
    readonly declined: string;
    readonly requiresAction?: string;
    readonly pending?: string;
    /** Its payouts and refunds succeed, and come back when `sendBack` is called. @default succeeds */
    readonly comesBack?: string;
    /** Its payouts can be taken back at once. @default succeeds */
    readonly reversible?: string;
  };
  /**
   * Makes the bank send back a successful refund, or a payout if the provider pays banks. Leave it out if a test cannot
   * do this.
   */
  readonly sendBack?: (key: PaymentId) => Promise<unknown>;
  /** Empties the freelancer's balance. Leave out functions that a test cannot provide, here and below. */
  readonly emptyBalance?: (freelancerId: string) => Promise<unknown>;
  /** Makes the client's bank dispute all or part of a charge. */
  readonly dispute?: (charge: ChargeReference, amount: Amount) => Promise<unknown>;
  /** Ends its dispute. */
  readonly decideDispute?: (charge: ChargeReference, outcome: 'won' | 'lost') => Promise<unknown>;
  /** Refunds a part of a charge in the provider's dashboard. */
  readonly refundOutside?: (charge: ChargeReference, amount: Amount) => Promise<unknown>;
  /** @default both */
  readonly mayComeBack?: readonly ('transfer' | 'refund')[];
  readonly close?: () => Promise<void>;
}

export interface Setup {
  readonly opened: ProviderUnderTest;
  /** This many hundredths, multiplied if the provider's smallest charge requires it. */
  readonly units: (hundredths: number) => Amount;
  readonly fifty: Amount;
  readonly provider: PaymentProvider;
  readonly key: () => PaymentId;
  readonly charge: (asked: Amount, paymentMethod?: string) => ChargeRequest;
  /** Makes a charge, and returns the requests that draw on it. */
  readonly take: (asked: Amount, paymentMethod?: string) => Promise<ChargeReference>;
  readonly transfer: (source: ChargeReference, asked: Amount) => TransferRequest;
  readonly refund: (source: ChargeReference, asked: Amount) => TransferRequest;
  /** Makes a charge and pays a part of it out. */
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

/** The kit's lookup of a payment without an answer. */
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
