import type { Amount, ContractId, Currency, Instant, PaymentId, PaymentOutcome } from '@workroom/core';
import type { ProviderBooks } from '../provider-books.ts';

/**
 * Moves money out in the world. Every operation has a key of its own for ever: asking again with the
 * same key never moves money twice, and answers what became of it.
 *
 * An operation that throws is *unsure*: it may have happened. It is looked up before it is tried again.
 * One that the provider is certain did not happen is an outcome, `failed`; so is a refund that had succeeded and came
 * back, and a payout where the provider itself pays banks (never a connected account's own payout).
 *
 * The signal is aborted when nobody waits for the answer any more; a provider may let go of its
 * connection then. `testProvider` in `provider-suite.ts` holds an implementation to all of this.
 */
export interface PaymentProvider {
  readonly name: string;
  /** Whether the marketplace moves the money itself and reports each payment; such a provider is never asked for news. */
  readonly isReported?: true;
  /** How long the provider may hold money between deposit and release (rule 11). */
  readonly maxHoldDays: number;
  /** The smallest charge it takes, in minor units. */
  minimumCharge(currency: Currency): number;
  /** What an amount must be a multiple of to be moved, in minor units: parts that are decided are rounded to it. @default 1 */
  amountStep?(currency: Currency): number;
  /** What is wrong with the account at the provider, as far as it can be asked: for `workroom doctor --provider`. */
  checkSetUp?(): Promise<readonly ProviderFinding[]>;
  /** Takes money from the client. */
  charge(request: ChargeRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /** Pays money of one charge out to the freelancer. */
  transfer(request: TransferRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /**
   * Gives money of one charge back to the client, up to what the charge took and did not give back or lose to a bank: what
   * was paid out of it and is not taken back is the marketplace's own money then (rule 51).
   */
  refund(request: RefundRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /**
   * Gives up a charge. `failed`: it will never happen, not even when a request for it is still on its way,
   * and not when the provider never heard of the key. `succeeded`: it was too late. `pending`: it can't be
   * stopped any more and may still succeed; asked again later.
   */
  cancel(request: LookupRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /** What became of an operation; `null` when the provider never heard of the key. */
  lookup(request: LookupRequest, signal?: AbortSignal): Promise<PaymentOutcome | null>;
  /**
   * Takes back money that a transfer paid out (rule 50): `failed` with the code `insufficient_balance` when the freelancer
   * has nothing there to take. Without it, what was paid out stays paid out.
   */
  reverse?(request: ReversalRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /** Until when a charge can be refunded; `null` when no limit is known. Asked before a reversal. */
  refundableUntil?(charge: ContractCharge, signal?: AbortSignal): Promise<Instant | null>;
  /** Every dispute of a charge by the client's bank, as it stands now (rule 52). */
  readDisputes?(charge: ContractCharge, signal?: AbortSignal): Promise<readonly ProviderDispute[]>;
  /**
   * Offers the contract's evidence to the bank that disputes a charge (rule 53).
   *
   * @throws EvidenceRefused when none is taken for this dispute, or none any more
   */
  submitEvidence?(request: EvidenceRequest, signal?: AbortSignal): Promise<EvidenceReceipt>;
  /** Everything that has moved on a charge and stands, Workroom's own operations and others' (rule 54). */
  movementsOf?(charge: ContractCharge, signal?: AbortSignal): Promise<readonly ProviderMovement[]>;
  /** Whether the freelancer can be paid out. A marketplace that does not know answers true. */
  canPayOut(freelancerId: string): Promise<boolean>;
  /**
   * Reads the provider's own news, where it sends any. What it names is looked up again: neither the
   * order of webhooks nor what they say of an operation is trusted.
   *
   * @throws WebhookRefused when the signature does not hold over the raw body
   */
  parseWebhook?(request: WebhookRequest): Promise<ProviderNews>;
  /**
   * For a provider that is a part of the host, as the simulated one is: a place in the database of a Workroom that was
   * made with it, where its books outlive the process.
   *
   * @returns lets go of the place: that Workroom is closing
   */
  keepBooksIn?(books: ProviderBooks): () => void;
  /**
   * For a provider in the same process: where it delivers its webhooks, without going over the network.
   *
   * @returns lets go of the receiver: that Workroom is closing
   */
  deliverWebhooksTo?(receive: (webhook: WebhookRequest) => Promise<unknown>): () => void;
}

/** One thing that was looked at, and what to do about it. */
export interface ProviderFinding {
  readonly level: 'well' | 'doubtful' | 'wrong';
  readonly check: string;
  readonly found: string;
  /** `null` where all is well. */
  readonly fix: string | null;
}

/** A webhook as it came in: the raw bytes are what was signed. */
export interface WebhookRequest {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface ProviderNews {
  /** The event's own id; the same one twice is told once. */
  readonly eventId: string;
  /** The operations of ours that something happened to; none for news of anything else. */
  readonly operations: readonly NamedOperation[];
  /** Charges of ours whose disputes and movements are to be read anew. */
  readonly charges?: readonly NamedOperation[];
  /** Charges that a bank calls fraudulent before anybody disputes them: a full refund avoids the dispute. */
  readonly warnings?: readonly FraudWarning[];
}

export interface FraudWarning extends NamedOperation {
  /** The provider's id of the warning. */
  readonly reference: string;
  readonly at: Instant;
}

/** How the provider's objects name an operation of ours, in metadata set when it was asked for. */
export interface NamedOperation {
  readonly contractId: ContractId;
  readonly key: PaymentId;
}

/** A webhook that is not the provider's: nothing of it was read. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

/** The provider takes no evidence for this dispute. The message says why, for a person. */
export class EvidenceRefused extends Error {
  override readonly name = 'EvidenceRefused';
}

interface OperationRequest {
  /** The payment's id: the provider's idempotency key. */
  readonly key: PaymentId;
  readonly contractId: ContractId;
  readonly currency: Currency;
  /** What moves, fees accounted for, in minor units. */
  readonly amount: Amount;
}

export interface ChargeRequest extends OperationRequest {
  readonly clientId: string;
  /** The provider's reference of the card or account to charge; `null` for the client's default. */
  readonly paymentMethod: string | null;
}

export interface TransferRequest extends OperationRequest {
  readonly freelancerId: string;
  readonly source: ChargeReference;
}

export interface RefundRequest extends OperationRequest {
  readonly source: ChargeReference;
}

export interface ReversalRequest extends OperationRequest {
  readonly freelancerId: string;
  /** The transfer whose money comes back. */
  readonly transfer: ChargeReference;
}

/** An operation by our key and, once known, by the provider's reference. */
export interface ChargeReference {
  readonly key: PaymentId;
  readonly reference: string | null;
}

/** A charge, with all that a provider may find it by. */
export interface ContractCharge extends ChargeReference {
  readonly contractId: ContractId;
  readonly currency: Currency;
}

/** A dispute between the client's bank and the marketplace over one charge. */
export interface ProviderDispute {
  /** The provider's id of the dispute. One charge may have several. */
  readonly reference: string;
  /** What the bank disputes, in minor units of `currency`; part of the charge, or all of it. */
  readonly amount: Amount;
  readonly currency: Currency;
  /** All that the provider took for it so far, without its own fees. */
  readonly withdrawn: Amount;
  /** All that it gave back of that so far. A lost dispute may be reinstated in part. */
  readonly reinstated: Amount;
  /** `inquiry`: the bank asks, and has taken nothing. No state is final: a won dispute may be lost after all. */
  readonly state: 'inquiry' | 'open' | 'won' | 'lost';
  readonly openedAt: Instant;
  /** `null` when no evidence is taken any more, or none ever was. */
  readonly evidenceDueBy: Instant | null;
}

export interface EvidenceRequest {
  /** The same key is the same request once more, whose answer was lost: nothing is handed in again. Without one it is new. */
  readonly key?: string;
  /** The dispute's reference. */
  readonly dispute: string;
  readonly contractId: ContractId;
  readonly charge: ChargeReference;
  readonly document: EvidenceDocument;
}

export interface EvidenceDocument {
  /** Plain text for somebody at a bank who knows nothing of Workroom. */
  readonly summary: string;
  /** The contract's evidence, ready to print. */
  readonly html: Uint8Array;
}

export interface EvidenceReceipt {
  readonly sentAt: Instant;
  /** The provider has it, and the bank does not yet: handed in once more it goes there. */
  readonly isStaged?: true;
}

/** Money that moved on one charge at the provider. */
export interface ProviderMovement {
  /** The provider's id of it: one movement is recorded once. */
  readonly reference: string;
  readonly kind: 'refund' | 'transfer' | 'reversal';
  readonly amount: Amount;
  readonly currency: Currency;
  readonly at: Instant;
  /** The payment of ours that it is; `null` for what was not made by Workroom. */
  readonly key: PaymentId | null;
  /** For a reversal: the reference of the transfer that it takes back. */
  readonly transfer?: string | null;
}

export type OperationKind = 'charge' | 'transfer' | 'refund' | 'reversal';

export interface LookupRequest {
  readonly kind: OperationKind;
  readonly key: PaymentId;
  readonly reference: string | null;
  /** What the operation was asked for with: the kit always says it, for providers that find by more than a key. */
  readonly contractId?: ContractId;
  readonly clientId?: string;
  /** The charge that a transfer or refund draws on. */
  readonly source?: ChargeReference | null;
  /** The transfer that a reversal takes back. */
  readonly transfer?: ChargeReference | null;
  readonly currency?: Currency;
  /** What the operation moves, fees accounted for, in minor units. */
  readonly amount?: Amount;
}
