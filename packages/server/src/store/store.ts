import type {
  Attention,
  AttentionReason,
  Contract,
  ContractEvent,
  ContractId,
  ContractStatus,
  Decision,
  EventId,
  EventType,
  EventWord,
  Instant,
  MilestoneId,
  Movement,
  Party,
  Payment,
  PaymentId,
  PaymentStatus,
} from '@workroom/core';
import type { ProviderBooks } from '../provider-books.ts';
import type { AccessLog } from './access-log.ts';
import type { ChainedEvent, CommittedName, SealedEvent } from './commitments.ts';
import type { DocumentStore } from './documents.ts';
import type { ErasureStore } from './erasure.ts';
import type { Feed } from './feed.ts';
import type { FiguresStore } from './figures.ts';
import type { Outbox, WebhookStore } from './outbox.ts';
import type { PeopleStore } from './people.ts';
import type { CurrencyTotals } from './totals.ts';
import type { UploadRecords } from './upload-records.ts';

/**
 * The store of contracts. `load` and `commit` are one statement each, for one or many contracts. A change is guarded by
 * the contract's `seq` inside that statement, so that two writers never both succeed.
 *
 * An implementation must pass the shared suite in `store-suite.ts`.
 */
export interface Store {
  /** Unknown contracts are missing in the result. Each id may occur only once. */
  load(requests: readonly LoadRequest[]): Promise<ReadonlyMap<ContractId, StoredContract>>;

  /**
   * Writes each change atomically and independently: a change that lost its race is a `conflict` and does not affect
   * the others. Results are in the order of the changes; a batch changes a contract only once.
   *
   * @throws TypeError if a change is incomplete, and NotStorable: bugs, and nothing was sent @throws CommitUnknown if
   * the answer was lost: call `wasCommitted` @throws DatabaseUnavailable if the database does not answer: nothing was
   * written
   */
  commit(changes: readonly Change[]): Promise<readonly CommitResult[]>;

  /** Whether a commit with a lost answer was written: looks for the command in the events after `afterSeq`. */
  wasCommitted(contractId: ContractId, commandId: string, afterSeq: number): Promise<boolean>;

  /**
   * The contract of an earlier creation with this idempotency key. The key is written first, so the contract may not
   * exist yet; then a creation with this key creates it under this id.
   */
  findCreated(key: IdempotencyKey): Promise<{ readonly contractId: ContractId; readonly bodyHash: string } | null>;

  /**
   * Deletes idempotency keys that are older than this many seconds, at most `limit` of each kind.
   *
   * @returns the number of deleted entries
   */
  forgetKeys(olderThanSeconds: number, limit: number): Promise<number>;

  /** Ids of a person's contracts (all contracts for `null`), a page at a time, keyset by id. */
  listContracts(query: ListQuery): Promise<Page<ContractId>>;
  /** Marks a contract whose deadlines cannot be applied with the reason `broken`, until its next commit. */
  markBroken(contractId: ContractId, now: Instant): Promise<void>;
  /** Why each of these contracts needs staff. */
  attention(ids: readonly ContractId[]): Promise<ReadonlyMap<ContractId, readonly Attention[]>>;
  /** Sums over all contracts, by currency: current ones, and those recorded in a period. */
  totals(period: { readonly from: Instant; readonly to: Instant }): Promise<readonly CurrencyTotals[]>;
  timeline(contractId: ContractId, afterSeq: number, limit: number): Promise<readonly StoredEvent[]>;
  /** These events, in no particular order. */
  eventsAt(places: readonly EventPlace[]): Promise<readonly PlacedEvent[]>;
  /** In the order of their events: all of them, or those between two events. */
  movements(
    contractId: ContractId,
    events?: { readonly after: number; readonly through: number },
  ): Promise<readonly Movement[]>;
  /** The contract with all its payments and movements, read consistently; `null` if there is none. */
  books(contractId: ContractId, nowMs: number): Promise<Books | null>;

  /** A person's notifications, newest first, a page at a time; and the number of unread ones on the given contracts. */
  notifications(query: NotificationQuery): Promise<Page<StoredNotification> & { readonly unread: number }>;
  /** The notifications of one event, with their recipients. */
  notificationsOf(contractId: ContractId, seq: number): Promise<readonly EventNotification[]>;
  /**
   * Marks a person's notifications as read: the given ones, or all of them.
   *
   * @param contractIds only on these contracts, for tokens that are limited to some
   */
  markRead(
    personId: string,
    ids: readonly EventId[] | null,
    now: Instant,
    contractIds?: readonly ContractId[],
  ): Promise<void>;

  /**
   * Contracts with events after the watermark, and the next watermark. Events that are still being committed are left
   * for the next call, so none is skipped.
   *
   * @param watermark from the previous call; `null` only returns one
   */
  changedSince(watermark: string | null): Promise<Changed>;

  /** Contracts whose next deadline is at or before `now`, the oldest first. */
  dueContracts(now: Instant, limit: number): Promise<readonly ContractId[]>;

  /**
   * Claims due payments without a lease. Each is leased to the caller until `leaseUntilMs` (system time), and its
   * number of attempts increases.
   */
  claimPayments(nowMs: number, leaseUntilMs: number, limit: number): Promise<readonly PaymentWork[]>;
  /**
   * The same for given payments of one contract, despite leases: for the process that has just committed and leased
   * them.
   */
  paymentWork(contractId: ContractId, paymentIds: readonly PaymentId[]): Promise<readonly PaymentWork[]>;
  /** Payments of one status on all contracts, in the order of their ids, after a given one. */
  openPayments(asked: {
    readonly status: 'pending' | 'requires_action' | 'parked';
    readonly after: string;
    readonly limit: number;
  }): Promise<readonly PaymentWork[]>;
  /**
   * Reschedules a payment without an event, and ends its lease: the provider could not be reached, or nothing changed.
   * Only if the payment still has the status `seen`: a payment that was cancelled meanwhile keeps its new schedule.
   */
  postponePayment(
    contractId: ContractId,
    paymentId: PaymentId,
    nextAttemptAtMs: number | null,
    seen: PaymentStatus,
  ): Promise<void>;

  /** For each of these people with revoked sessions, the system time before which tokens are invalid. */
  sessionsRevokedUntil(personIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Never moves an existing time backwards. Deletes entries from before `forgetBeforeMs`. */
  revokeSessions(personId: string, untilMs: number, forgetBeforeMs: number): Promise<void>;
  /** Storage for a provider that is part of the host. */
  readonly providerBooks: ProviderBooks;
  /** Events on their way to their consumers. */
  readonly outbox: Outbox;
  /** Webhook endpoints. */
  readonly webhooks: WebhookStore;

  /** The sources of documents. */
  readonly documents: DocumentStore;

  /** Events and movements of all contracts, for the marketplace's accounting and data warehouse. */
  readonly feed: Feed;

  /** A person's data, for erasure (rule 68). */
  readonly erasure: ErasureStore;

  /** Which operators opened which contracts. */
  readonly accessLog: AccessLog;

  /** Billing details, language and time zone of people. */
  readonly people: PeopleStore;

  /** Records of announced files. */
  readonly uploads: UploadRecords;

  /** Counts for monitoring. */
  readonly figures: FiguresStore;

  /** Whether the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface LoadRequest {
  readonly id: ContractId;
  /** Settled payments that are needed besides the open and the latest ones. */
  readonly payments?: readonly PaymentId[];
  readonly idempotency?: IdempotencyKey | undefined;
}

export interface StoredContract {
  readonly contract: Contract;
  /** Hash of the last event: the head of the contract's chain. */
  readonly head: string;
  /** The names that the chain has committed. */
  readonly names: readonly CommittedName[];
  /** The earlier result of the requested idempotency key. */
  readonly done: DoneBefore | null;
}

/** All records of a contract's money. */
export interface Books {
  /** With all of its payments. */
  readonly contract: Contract;
  readonly movements: readonly Movement[];
  /** Payments with a lease, whose outcome is about to be recorded. */
  readonly underWay: ReadonlySet<PaymentId>;
}

export interface DoneBefore {
  readonly bodyHash: string;
  readonly status: number;
  readonly seq: number;
}

/** An idempotency key in the scope of its caller. */
export interface IdempotencyKey {
  /** `person:<id>` or `server`. */
  readonly actor: string;
  readonly key: string;
}

export interface Change {
  /** The contract before the decision; `null` creates the contract. */
  readonly before: Pick<StoredContract, 'contract' | 'head' | 'names'> | null;
  readonly decision: Decision;
  readonly idempotency: (IdempotencyKey & { readonly bodyHash: string; readonly status: number }) | null;
  /** The words to erase (rule 68). */
  readonly erased?: ErasedRows;
  /**
   * The schedule of the decision's payments; a payment without an entry keeps its schedule. A new pending payment must
   * have one.
   */
  readonly work: readonly PaymentSchedule[];
}

export interface ErasedRows {
  /** The owner of the words; `null` for everybody's. */
  readonly personId: string | null;
  readonly atMs: Instant;
  readonly words: readonly ErasedWord[];
  /** Events of format 1 as they will be stored, without the words. */
  readonly events: readonly (SealedEvent & { readonly seq: number })[];
}

export interface ErasedWord {
  readonly seq: number;
  readonly pointer: string;
  readonly kind: EventWord['kind'];
  /** For an event of format 1, which has no row for it yet. */
  readonly isNew: boolean;
}

export interface PaymentSchedule {
  readonly paymentId: PaymentId;
  /** System time; `null` if nothing is left to do. */
  readonly nextAttemptAtMs: number | null;
  /** System time until which only the committing process works on it; that counts as one more attempt. */
  readonly leaseUntilMs: number | null;
}

export type CommitResult =
  | ({ readonly committed: true } & Pick<StoredContract, 'head' | 'names'>)
  | { readonly committed: false };

export interface StoredEvent {
  /** With its words; erased ones are replaced by `erasedText` and `erasedName`. */
  readonly event: ContractEvent;
  readonly hash: string;
  /** The hashed form of the event. */
  readonly chained: ChainedEvent;
}

/** The position of an event. */
export interface EventPlace {
  readonly contractId: ContractId;
  readonly seq: number;
}

export interface PlacedEvent extends EventPlace {
  readonly event: ContractEvent;
}

export interface StoredNotification {
  /** The event of the notification. */
  readonly id: EventId;
  readonly type: EventType;
  readonly contractId: ContractId;
  readonly seq: number;
  readonly milestoneId: MilestoneId | null;
  readonly createdAt: Instant;
  readonly readAt: Instant | null;
}

export interface EventNotification {
  readonly personId: string;
  readonly notification: StoredNotification;
}

export interface NotificationQuery {
  readonly personId: string;
  readonly unreadOnly: boolean;
  /** Only on these contracts, for tokens that are limited to some. */
  readonly contractIds?: readonly ContractId[] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Changed {
  readonly contractIds: readonly ContractId[];
  readonly watermark: string;
}

export interface ListQuery {
  /** `null` lists all contracts, for the marketplace's server. */
  readonly personId: string | null;
  readonly role?: Party | undefined;
  readonly status?: ContractStatus | undefined;
  /** With a status: also contracts with a deadline at or before this time, which may change their status. */
  readonly orDueAt?: Instant | undefined;
  /** Part of the title or of a party's name, case-insensitive. */
  readonly text?: string | undefined;
  /** Only these contracts, for tokens that are limited to some. */
  readonly contractIds?: readonly ContractId[] | undefined;
  /** Only contracts that need staff for one of these reasons. */
  readonly attention?: readonly AttentionReason[] | undefined;
  /** Only contracts with all of these entries. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly createdAfter?: Instant | undefined;
  readonly createdBefore?: Instant | undefined;
  /** `waiting`: by the time since which they need staff, longest first. */
  readonly sort: 'newest' | 'oldest' | 'waiting';
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

/** A payment operation with all data for the provider. */
export interface PaymentWork {
  readonly contractId: ContractId;
  readonly currency: string;
  readonly client: Contract['client'];
  readonly freelancer: Contract['freelancer'];
  readonly payment: Payment;
  /** The charge that a transfer or refund draws on. */
  readonly source: Pick<Payment, 'id' | 'reference'> | null;
  /** The number of claims and leased commits, including this one. It is never reset. */
  readonly attempts: number;
}
