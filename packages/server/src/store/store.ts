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
 * Where contracts are kept. `load` and `commit` are one statement each, for one or many contracts; a
 * change is guarded by the contract's `seq` inside that statement, so that two writers never both win.
 *
 * The shared suite in `store-suite.ts` is what an implementation has to pass.
 */
export interface Store {
  /** Contracts that are not there are missing from the answer. A contract is asked for once. */
  load(requests: readonly LoadRequest[]): Promise<ReadonlyMap<ContractId, StoredContract>>;

  /**
   * Writes every change whole or not at all, each on its own: one that lost its race is a `conflict`
   * and harms no neighbour. Results stand in the order of the changes; a batch changes a contract once.
   *
   * @throws TypeError when a change is not whole, and NotStorable: bugs, and nothing was sent
   * @throws CommitUnknown when the answer was lost: ask `wasCommitted`
   * @throws DatabaseUnavailable when the database does not answer: nothing was written
   */
  commit(changes: readonly Change[]): Promise<readonly CommitResult[]>;

  /** Whether a commit whose answer was lost had been written: looks for the command among the events after `afterSeq`. */
  wasCommitted(contractId: ContractId, commandId: string, afterSeq: number): Promise<boolean>;

  /**
   * The contract that an earlier creation with this idempotency key made, or is about to make: the key is written first.
   * Where the contract is not there, a creation with this key makes it under this id.
   */
  findCreated(key: IdempotencyKey): Promise<{ readonly contractId: ContractId; readonly bodyHash: string } | null>;

  /**
   * Forgets idempotency keys that are older than so many seconds, `limit` of each kind at most.
   *
   * @returns how many were forgotten
   */
  forgetKeys(olderThanSeconds: number, limit: number): Promise<number>;

  /** Ids of a person's contracts (all contracts for `null`), a page at a time, keyset by id. */
  listContracts(query: ListQuery): Promise<Page<ContractId>>;
  /** That the contract's deadlines cannot be applied: the reason `broken`, until it is next committed. */
  markBroken(contractId: ContractId, now: Instant): Promise<void>;
  /** For the staff: why each of these contracts needs them. */
  attention(ids: readonly ContractId[]): Promise<ReadonlyMap<ContractId, readonly Attention[]>>;
  /** Sums over all contracts, by currency: as they stand, and of what was recorded in a period. */
  totals(period: { readonly from: Instant; readonly to: Instant }): Promise<readonly CurrencyTotals[]>;
  timeline(contractId: ContractId, afterSeq: number, limit: number): Promise<readonly StoredEvent[]>;
  /** These events, in no order. */
  eventsAt(places: readonly EventPlace[]): Promise<readonly PlacedEvent[]>;
  /** In the order of their events: all of them, or those of the events after one up to another. */
  movements(
    contractId: ContractId,
    events?: { readonly after: number; readonly through: number },
  ): Promise<readonly Movement[]>;
  /** The contract with every payment and movement it ever had, of one moment; `null` when there is none. */
  books(contractId: ContractId, nowMs: number): Promise<Books | null>;

  /** A person's notifications, newest first, a page at a time; and how many are unread on the contracts asked for. */
  notifications(query: NotificationQuery): Promise<Page<StoredNotification> & { readonly unread: number }>;
  /** The notifications of one event, with whom each is for. */
  notificationsOf(contractId: ContractId, seq: number): Promise<readonly EventNotification[]>;
  /**
   * Marks a person's notifications as read: those named, or all of them.
   *
   * @param contractIds only of these, for tokens that are bound to some contracts
   */
  markRead(
    personId: string,
    ids: readonly EventId[] | null,
    now: Instant,
    contractIds?: readonly ContractId[],
  ): Promise<void>;

  /**
   * Contracts on which anybody committed events after the watermark, and the next watermark. What is
   * still being committed is left for next time, so nothing is passed over.
   *
   * @param watermark from the call before; `null` only takes one
   */
  changedSince(watermark: string | null): Promise<Changed>;

  /** Contracts whose next deadline is at or before `now`, the longest due first. */
  dueContracts(now: Instant, limit: number): Promise<readonly ContractId[]>;

  /**
   * Takes payment operations that are due for work and that nobody holds a lease on; each is leased
   * to the caller until `leaseUntilMs` (system time), and its count of attempts goes up.
   */
  claimPayments(nowMs: number, leaseUntilMs: number, limit: number): Promise<readonly PaymentWork[]>;
  /** The same for named payments of one contract, despite leases: for the process that has just committed and leased them. */
  paymentWork(contractId: ContractId, paymentIds: readonly PaymentId[]): Promise<readonly PaymentWork[]>;
  /** Payments of one status that wait, everybody's, in the order of their ids after the one named. */
  openPayments(asked: {
    readonly status: 'pending' | 'requires_action' | 'parked';
    readonly after: string;
    readonly limit: number;
  }): Promise<readonly PaymentWork[]>;
  /**
   * Puts a payment operation off without an event, and ends its lease: the provider could not be asked, or has
   * no news. Only while the payment has the status `seen`: one that was cancelled meanwhile keeps its new schedule.
   */
  postponePayment(
    contractId: ContractId,
    paymentId: PaymentId,
    nextAttemptAtMs: number | null,
    seen: PaymentStatus,
  ): Promise<void>;

  /** System time until which the session tokens of these people are void, of those some of whose were revoked. */
  sessionsRevokedUntil(personIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Never makes a time that stands earlier. Forgets those of others from before `forgetBeforeMs`. */
  revokeSessions(personId: string, untilMs: number, forgetBeforeMs: number): Promise<void>;
  /** Books of a provider that is a part of the host. */
  readonly providerBooks: ProviderBooks;
  /** Events on their way to those who are told of them. */
  readonly outbox: Outbox;
  /** Where events go by webhook. */
  readonly webhooks: WebhookStore;

  /** What documents are made of. */
  readonly documents: DocumentStore;

  /** Events and movements of all contracts, for the books and warehouses of the marketplace. */
  readonly feed: Feed;

  /** What a person left, to be erased (rule 68). */
  readonly erasure: ErasureStore;

  /** Which operators opened which contracts. */
  readonly accessLog: AccessLog;

  /** Billing details, language and time zone of people. */
  readonly people: PeopleStore;

  /** What was announced of files. */
  readonly uploads: UploadRecords;

  /** What those who run it want to know. */
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
  /** What was done before under the idempotency key asked for. */
  readonly done: DoneBefore | null;
}

/** What a contract says of its money in every way that it says it. */
export interface Books {
  /** With all of its payments. */
  readonly contract: Contract;
  readonly movements: readonly Movement[];
  /** Payments that somebody held a lease on: what they find out is about to be recorded. */
  readonly underWay: ReadonlySet<PaymentId>;
}

export interface DoneBefore {
  readonly bodyHash: string;
  readonly status: number;
  readonly seq: number;
}

/** A caller's own key for one intended effect; two callers never share one. */
export interface IdempotencyKey {
  /** `person:<id>` or `server`. */
  readonly actor: string;
  readonly key: string;
}

export interface Change {
  /** What the decision was made on; `null` creates the contract. */
  readonly before: Pick<StoredContract, 'contract' | 'head' | 'names'> | null;
  readonly decision: Decision;
  readonly idempotency: (IdempotencyKey & { readonly bodyHash: string; readonly status: number }) | null;
  /** What is erased with it (rule 68). */
  readonly erased?: ErasedRows;
  /** When the payments of the decision are worked on; one not named keeps its schedule. A new pending one must be named. */
  readonly work: readonly PaymentSchedule[];
}

export interface ErasedRows {
  /** Whose words; `null` for everybody's. */
  readonly personId: string | null;
  readonly atMs: Instant;
  readonly words: readonly ErasedWord[];
  /** Events of format 1 as they are to stand, without the words. */
  readonly events: readonly (SealedEvent & { readonly seq: number })[];
}

export interface ErasedWord {
  readonly seq: number;
  readonly pointer: string;
  readonly kind: EventWord['kind'];
  /** Of an event of format 1, which has no row for it yet. */
  readonly isNew: boolean;
}

export interface PaymentSchedule {
  readonly paymentId: PaymentId;
  /** System time; `null` when there is nothing to do any more. */
  readonly nextAttemptAtMs: number | null;
  /** System time until which only the committing process works on it; that counts as one more attempt. */
  readonly leaseUntilMs: number | null;
}

export type CommitResult =
  | ({ readonly committed: true } & Pick<StoredContract, 'head' | 'names'>)
  | { readonly committed: false };

export interface StoredEvent {
  /** With its words; in place of those that were erased, `erasedText` and `erasedName`. */
  readonly event: ContractEvent;
  readonly hash: string;
  /** What its hash is of. */
  readonly chained: ChainedEvent;
}

/** Where an event stands. */
export interface EventPlace {
  readonly contractId: ContractId;
  readonly seq: number;
}

export interface PlacedEvent extends EventPlace {
  readonly event: ContractEvent;
}

export interface StoredNotification {
  /** Of the event it tells. */
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
  /** Only of these, for tokens that are bound to some contracts. */
  readonly contractIds?: readonly ContractId[] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Changed {
  readonly contractIds: readonly ContractId[];
  readonly watermark: string;
}

export interface ListQuery {
  /** `null` lists everybody's, for the marketplace's server. */
  readonly personId: string | null;
  readonly role?: Party | undefined;
  readonly status?: ContractStatus | undefined;
  /** With a status: also those whose next deadline is at or before, since it may change their status. */
  readonly orDueAt?: Instant | undefined;
  /** Part of the title or of a party's name, case-insensitive. */
  readonly text?: string | undefined;
  /** Only these, for tokens that are bound to some contracts. */
  readonly contractIds?: readonly ContractId[] | undefined;
  /** Only those that need staff for one of these reasons. */
  readonly attention?: readonly AttentionReason[] | undefined;
  /** Only those with all of these entries. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly createdAfter?: Instant | undefined;
  readonly createdBefore?: Instant | undefined;
  /** `waiting`: by since when they need staff, the first one first. */
  readonly sort: 'newest' | 'oldest' | 'waiting';
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

/** A payment operation with all that the provider must be told. */
export interface PaymentWork {
  readonly contractId: ContractId;
  readonly currency: string;
  readonly client: Contract['client'];
  readonly freelancer: Contract['freelancer'];
  readonly payment: Payment;
  /** The charge that a transfer or refund draws on. */
  readonly source: Pick<Payment, 'id' | 'reference'> | null;
  /** How often it was claimed, or committed with a lease, this time included. Never starts anew. */
  readonly attempts: number;
}
