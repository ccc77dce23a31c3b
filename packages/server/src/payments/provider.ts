import type { Amount, ContractId, Currency, Instant, PaymentId, PaymentOutcome } from '@workroom/core';
import type { ProviderBooks } from '../provider-books.ts';

/**
 * Moves real money. Every payment has its own permanent key: a repeated call with the same key never moves money twice,
 * and returns the outcome.
 *
 * If a call throws, the outcome is *unknown*: the payment may have happened. It is looked up before it is tried again.
 * If the provider is certain that it did not happen, the outcome is `failed`. So is a refund that succeeded and came
 * back, and a payout that came back if the provider itself pays banks (never a connected account's own payout).
 *
 * The signal is aborted when nobody waits for the answer any more; a provider may then close its connection.
 * `testProvider` in `provider-suite.ts` tests an implementation.
 */
export interface PaymentProvider {
  readonly name: string;
  /** Whether the marketplace moves the money itself and reports each payment. Such a provider is never polled. */
  readonly isReported?: true;
  /** How long the provider may hold money between deposit and release (rule 11). */
  readonly maxHoldDays: number;
  /** The smallest charge, in minor units. */
  minimumCharge(currency: Currency): number;
  /**
   * The provider only moves multiples of this, in minor units. A contract keeps it from its creation: its fees and
   * parts are rounded to multiples, and other amounts are refused. @default 1
   */
  amountStep?(currency: Currency): number;
  /** Checks the account at the provider, for `workroom doctor --provider`. */
  checkSetUp?(): Promise<readonly ProviderFinding[]>;
  /** Charges the client. */
  charge(request: ChargeRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /** Pays money of one charge out to the freelancer. */
  transfer(request: TransferRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /**
   * Refunds money of one charge to the client, up to its amount minus earlier refunds and withdrawn disputes. If it was
   * paid out and not reversed, the refund uses the marketplace's own money (rule 51).
   */
  refund(request: RefundRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /**
   * Cancels a charge. `failed`: it will never happen, even if a request for it is still on its way or the provider does
   * not know the key. `succeeded`: it was too late. `pending`: it can't be stopped and may still succeed; it is polled
   * later.
   */
  cancel(request: LookupRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /** The outcome of a payment; `null` if the provider does not know the key. */
  lookup(request: LookupRequest, signal?: AbortSignal): Promise<PaymentOutcome | null>;
  /**
   * Takes a transfer back (rule 50). `failed` with the code `insufficient_balance` if the freelancer's balance is too
   * low. Without this member, payouts cannot be taken back.
   */
  reverse?(request: ReversalRequest, signal?: AbortSignal): Promise<PaymentOutcome>;
  /** The time until which a charge can be refunded; `null` if no limit is known. Called before a reversal. */
  refundableUntil?(charge: ContractCharge, signal?: AbortSignal): Promise<Instant | null>;
  /** The current state of every dispute of a charge (rule 52). */
  readDisputes?(charge: ContractCharge, signal?: AbortSignal): Promise<readonly ProviderDispute[]>;
  /**
   * Sends the contract's evidence to the bank that disputes a charge (rule 53).
   *
   * @throws EvidenceRefused if this dispute takes no evidence, or no more
   */
  submitEvidence?(request: EvidenceRequest, signal?: AbortSignal): Promise<EvidenceReceipt>;
  /** All completed movements of a charge, Workroom's and others' (rule 54). */
  movementsOf?(charge: ContractCharge, signal?: AbortSignal): Promise<readonly ProviderMovement[]>;
  /** Whether the freelancer can be paid out. Return `true` if not known. */
  canPayOut(freelancerId: string): Promise<boolean>;
  /**
   * Parses the provider's webhook. The payments in it are looked up again: neither the order nor the content of
   * webhooks is trusted.
   *
   * @throws WebhookRefused if the signature over the raw body is invalid
   */
  parseWebhook?(request: WebhookRequest): Promise<ProviderNews>;
  /**
   * For a provider that is part of the host, such as the simulated one: gives it storage in the Workroom's database, so
   * that its records outlive the process.
   *
   * @returns a function that ends the use of the storage, called when the Workroom closes
   */
  keepBooksIn?(books: ProviderBooks): () => void;
  /**
   * For a provider in the same process: gives it a receiver for its webhooks, without a network.
   *
   * @returns a function that removes the receiver, called when the Workroom closes
   */
  deliverWebhooksTo?(receive: (webhook: WebhookRequest) => Promise<unknown>): () => void;
}

/** The result of one check, and what to do about it. */
export interface ProviderFinding {
  readonly level: 'well' | 'doubtful' | 'wrong';
  readonly check: string;
  readonly found: string;
  /** `null` if all is well. */
  readonly fix: string | null;
}

/** A received webhook. The signature covers the raw bytes. */
export interface WebhookRequest {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface ProviderNews {
  /** The event's id; a repeated id is processed once. */
  readonly eventId: string;
  /** The payments that changed; empty for other events. */
  readonly operations: readonly NamedOperation[];
  /** The charges whose disputes and movements should be read again. */
  readonly charges?: readonly NamedOperation[];
  /** Charges reported as fraud before a dispute: a full refund avoids the dispute. Staff get them in their queue. */
  readonly warnings?: readonly FraudWarning[];
}

export interface FraudWarning extends NamedOperation {
  /** The provider's id of the warning. */
  readonly reference: string;
  readonly at: Instant;
}

/** A payment as identified by the metadata of the provider's object. */
export interface NamedOperation {
  readonly contractId: ContractId;
  readonly key: PaymentId;
}

/** The webhook is not from the provider. Nothing of it was processed. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

/** The provider takes no evidence for this dispute. The message explains why, for people. */
export class EvidenceRefused extends Error {
  override readonly name = 'EvidenceRefused';
}

interface OperationRequest {
  /** The payment's id, used as the provider's idempotency key. */
  readonly key: PaymentId;
  readonly contractId: ContractId;
  readonly currency: Currency;
  /** The amount to move, after fees, in minor units. */
  readonly amount: Amount;
}

export interface ChargeRequest extends OperationRequest {
  readonly clientId: string;
  /** The provider's reference of the payment method; `null` for the client's default. */
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
  /** The transfer to reverse. */
  readonly transfer: ChargeReference;
}

/** A payment, by key and, once known, by the provider's reference. */
export interface ChargeReference {
  readonly key: PaymentId;
  readonly reference: string | null;
}

/** A charge, with all data by which a provider may find it. */
export interface ContractCharge extends ChargeReference {
  readonly contractId: ContractId;
  readonly currency: Currency;
}

/** A dispute between the client's bank and the marketplace over one charge. */
export interface ProviderDispute {
  /** The provider's id of the dispute. One charge may have several. */
  readonly reference: string;
  /** The disputed amount, in minor units of `currency`; all or part of the charge. */
  readonly amount: Amount;
  readonly currency: Currency;
  /** The amount that the provider has withdrawn so far, without its own fees. */
  readonly withdrawn: Amount;
  /** The amount that it has given back so far. A lost dispute may be reinstated in part. */
  readonly reinstated: Amount;
  /** `inquiry`: the bank asks and has taken no money. No state is final: a won dispute may still be lost. */
  readonly state: 'inquiry' | 'open' | 'won' | 'lost';
  readonly openedAt: Instant;
  /** `null` if no evidence is taken, or no more. */
  readonly evidenceDueBy: Instant | null;
}

export interface EvidenceRequest {
  /**
   * A repeated key means the same request after a lost response: nothing is sent again. Without a key, the request is
   * new.
   */
  readonly key?: string;
  /** The dispute's reference. */
  readonly dispute: string;
  readonly contractId: ContractId;
  readonly charge: ChargeReference;
  readonly document: EvidenceDocument;
}

export interface EvidenceDocument {
  /** Plain text for a bank's staff, who do not know Workroom. */
  readonly summary: string;
  /** The contract's evidence, ready to print. */
  readonly html: Uint8Array;
}

export interface EvidenceReceipt {
  readonly sentAt: Instant;
  /** The provider has it, but the bank does not yet: the next call sends it to the bank. */
  readonly isStaged?: true;
}

/** A movement of one charge at the provider. */
export interface ProviderMovement {
  /** The provider's id, by which a movement is recorded once. */
  readonly reference: string;
  readonly kind: 'refund' | 'transfer' | 'reversal';
  readonly amount: Amount;
  readonly currency: Currency;
  readonly at: Instant;
  /** The matching payment; `null` if Workroom did not make it. */
  readonly key: PaymentId | null;
  /** For a reversal: the reference of the reversed transfer. */
  readonly transfer?: string | null;
}

export type OperationKind = 'charge' | 'transfer' | 'refund' | 'reversal';

export interface LookupRequest {
  readonly kind: OperationKind;
  readonly key: PaymentId;
  readonly reference: string | null;
  /**
   * The data of the original request. The kit always passes it, for providers that need more than a key to find a
   * payment.
   */
  readonly contractId?: ContractId;
  readonly clientId?: string;
  /** The charge that a transfer or refund draws on. */
  readonly source?: ChargeReference | null;
  /** The transfer that a reversal takes back. */
  readonly transfer?: ChargeReference | null;
  readonly currency?: Currency;
  /** The amount of the payment, after fees, in minor units. */
  readonly amount?: Amount;
}
